"""How the running text of our papers is set (UI.md §11): roomy, and closer where that saves a page."""

from dataclasses import dataclass

from outlet_app.printing.blocks import BLANK_HEIGHT
from outlet_app.printing.lines import Align, Style
from outlet_app.printing.paper import BODY, CELL, LETTER, MM, SEAL, SMALL

LETTER_STYLE = Style(LETTER, LETTER * 1.65, Align.JUSTIFY, indent=2)
TAIL_STYLE = Style(BODY, BODY * 1.6, Align.JUSTIFY)
SECTION_GAP = 3.2 * MM
TAIL_GAP = 0.6 * MM


@dataclass(frozen=True, slots=True)
class Spacing:
    """The styles and gaps that go together.

    title: the leading of the title in em. seal: the room under the signing clerk's line.
    blank: the height of a line to write on. joined: sections without anything share a line.
    """

    letter: Style
    tail: Style
    heading: Style
    note: Style
    title: float
    block: float
    section: float
    line: float
    seal: float
    blank: float = BLANK_HEIGHT
    joined: bool = False


ROOMY = Spacing(
    letter=LETTER_STYLE,
    tail=TAIL_STYLE,
    heading=Style(BODY, BODY * 1.7),
    note=Style(SMALL, SMALL * 1.5),
    title=1.5,
    block=4 * MM,
    section=SECTION_GAP,
    line=TAIL_GAP,
    seal=SEAL,
)
CLOSE = Spacing(
    letter=Style(LETTER, LETTER * 1.45, Align.JUSTIFY, indent=2),
    tail=Style(BODY, BODY * 1.42, Align.JUSTIFY),
    heading=Style(BODY, BODY * 1.4),
    note=Style(SMALL, SMALL * 1.35),
    title=1.25,
    block=2.2 * MM,
    section=2 * MM,
    line=0.3 * MM,
    seal=SEAL - 9 * MM,
)
# Between the two, for papers that are only a little too long.
SNUG = Spacing(
    letter=Style(LETTER, LETTER * 1.55, Align.JUSTIFY, indent=2),
    tail=Style(BODY, BODY * 1.5, Align.JUSTIFY),
    heading=Style(BODY, BODY * 1.55),
    note=Style(SMALL, SMALL * 1.42),
    title=1.4,
    block=3 * MM,
    section=2.6 * MM,
    line=0.45 * MM,
    seal=SEAL - 4 * MM,
)
TIGHT_ROW = 6.6 * MM
# As close as it stays readable; only where one page is worth more than air.
TIGHT = Spacing(
    letter=Style(LETTER, LETTER * 1.36, Align.JUSTIFY, indent=2),
    tail=Style(BODY, BODY * 1.34, Align.JUSTIFY),
    heading=Style(BODY, BODY * 1.3),
    note=Style(SMALL, SMALL * 1.3),
    title=1.16,
    block=1.6 * MM,
    section=1.2 * MM,
    line=0.1 * MM,
    seal=SEAL - 9 * MM,
)
# The last way to one page: letters no smaller than in the tables, lines to write on as high as handwriting.
DENSE = Spacing(
    letter=Style(BODY, BODY * 1.3, Align.JUSTIFY, indent=2),
    tail=Style(CELL, CELL * 1.26, Align.JUSTIFY),
    heading=Style(CELL, CELL * 1.26),
    note=Style(SMALL, SMALL * 1.25),
    title=1.08,
    block=1 * MM,
    section=0.8 * MM,
    line=0.0,
    seal=SEAL - 15 * MM,
    blank=6.7 * MM,
    joined=True,
)
