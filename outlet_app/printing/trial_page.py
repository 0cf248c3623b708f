"""A page to try a printer with: frame, sizes, rare characters, squares; no paper of any case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outlet_app.printing.blocks import Words
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.letterhead import letterhead
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.pages import Piece, compose, paragraph, whole
from outlet_app.printing.paper import BODY, CELL, FRAME, ISSUER, LETTER, MM, PORTRAIT, SMALL, Sheet
from outlet_app.printing.pen import Box, Pen
from outlet_app.printing.qr import QrMark
from outlet_app.printing.turn import PRESS
from outlet_app.wording import trial_page as words
from outlet_app.wording.formats import stamp

# As far from the edges as common printers reach, and no farther.
EDGE = 8 * MM
MARK = 10 * MM
ROWS = (
    (ISSUER, Face.SERIF_BOLD),
    (LETTER, Face.SERIF),
    (BODY, Face.SANS),
    (CELL, Face.SANS_BOLD),
    (SMALL, Face.SANS),
)


@dataclass(frozen=True, slots=True)
class TrialPage:
    """Who tries which printer; printer is empty where the system chooses, division for the city window."""

    outlet: str
    division: str
    sign: str
    printer: str
    clerk: str
    short_no: str
    at: datetime


def build_trial_page(page: TrialPage, faces: Faces) -> bytes:
    """One A4 page as PDF, the same bytes for the same values; NoGlyph."""
    with PRESS:
        pen = Pen(PORTRAIT, faces, words.TITLE, page.outlet)
        return compose(
            pen, PORTRAIT, tuple(_pieces(page, faces, PORTRAIT)), partial(_furnish, sheet=PORTRAIT)
        )


def _pieces(page: TrialPage, faces: Faces, sheet: Sheet) -> Iterator[Piece]:
    yield from letterhead(page.division, words.TITLE, sheet, faces)
    told = words.told(page.outlet, page.sign, page.printer, page.clerk, page.short_no, stamp(page.at))
    for place, line in enumerate(told):
        yield from _said(line, LETTER, faces, sheet, gap=(8 if place == 0 else 1) * MM)
    for place, (size, face) in enumerate(ROWS):
        text = words.SAMPLE.format(size=f"{size:g}")
        yield from _said(text, size, faces, sheet, face=face, gap=(8 if place == 0 else 1) * MM)
    yield from _said(words.RARE, LETTER, faces, sheet, gap=4 * MM)
    yield whole(QrMark(words.CODE), faces, sheet.across, gap=10 * MM)
    centred = Style(SMALL, SMALL * 1.5, Align.CENTRE)
    yield whole(Words(plain(words.CODE_NOTE, Face.SANS), centred), faces, sheet.across, gap=3 * MM)
    for place, line in enumerate(words.LOOK):
        yield from _said(line, BODY, faces, sheet, gap=(10 if place == 0 else 1) * MM)


def _said(
    text: str, size: float, faces: Faces, sheet: Sheet, *, gap: float, face: Face = Face.SERIF
) -> tuple[Piece, ...]:
    return paragraph(Words(plain(text, face), Style(size, size * 1.5)), faces, sheet.across, gap)


def _furnish(pen: Pen, _page: int, _pages: int, *, sheet: Sheet) -> None:
    """A frame near the edges, and a mark of ten millimetres in its middle to lay a ruler on."""
    pen.frame(Box(EDGE, EDGE, sheet.width - 2 * EDGE, sheet.height - 2 * EDGE), FRAME)
    left, low = (sheet.width - MARK) / 2, sheet.height - EDGE - 6 * MM
    pen.rule(left, low, left + MARK, FRAME)
    for end in (left, left + MARK):
        pen.frame(Box(end, low - 1.5 * MM, 0, 3 * MM))
