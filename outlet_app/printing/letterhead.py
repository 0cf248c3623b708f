"""The title of a paper under its issuing line, letter-spaced and centred."""

from outlet_app.printing.blocks import Words
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import Align, Style, natural_width, plain
from outlet_app.printing.pages import Piece, whole
from outlet_app.printing.paper import ISSUER, MM, TITLE, Sheet
from outlet_app.printing.styles import ROOMY
from outlet_app.wording.papers import issuer

ISSUER_TRACKING = 0.09
TITLE_TRACKING = 0.3


def letterhead(
    division: str, title: str, sheet: Sheet, faces: Faces, leading: float = ROOMY.title
) -> tuple[Piece, ...]:
    """The issuing line, spaced or narrowed to the sheet, and the title."""
    return (
        whole(_issuing_line(issuer(division), sheet, faces, leading), faces, sheet.across),
        whole(_spaced(title, TITLE, TITLE_TRACKING, leading), faces, sheet.across, gap=1 * MM, glue=True),
    )


def _issuing_line(text: str, sheet: Sheet, faces: Faces, leading: float) -> Words:
    natural = natural_width(plain(text, Face.SERIF), Style(ISSUER, ISSUER), faces)
    size = min(ISSUER, ISSUER * sheet.across / natural)
    spare = (sheet.across - natural) / (len(text) - 1) / ISSUER
    return _spaced(text, size, max(0.0, min(ISSUER_TRACKING, spare)), leading, Face.SERIF)


def _spaced(text: str, size: float, tracking: float, leading: float, face: Face = Face.SERIF_BOLD) -> Words:
    return Words(plain(text, face), Style(size, size * leading, Align.CENTRE, tracking=tracking))
