"""How the running text of our letters is set (UI.md §11)."""

from outlet_app.printing.lines import Align, Style
from outlet_app.printing.paper import BODY, LETTER, MM, SMALL

LETTER_STYLE = Style(LETTER, LETTER * 1.65, Align.JUSTIFY, indent=2)
TAIL_STYLE = Style(BODY, BODY * 1.6, Align.JUSTIFY)
NOTE_STYLE = Style(SMALL, SMALL * 1.5)
SECTION_GAP = 3.2 * MM
TAIL_GAP = 0.6 * MM
