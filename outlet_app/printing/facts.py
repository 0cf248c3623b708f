"""The table of facts with the two-dimensional code at its side, alike on notice and acceptance."""

from collections.abc import Sequence
from dataclasses import dataclass

from outlet_app.printing.blocks import Block, Gap, Stack, Words, centred, head
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import Style, plain
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import BODY, MM, QR_CELL, SMALL, Sheet
from outlet_app.printing.qr import QrMark
from outlet_app.printing.table import CLOSEST, ROW, Cell, Row, fixed
from outlet_app.wording import papers

LABEL = 32 * MM
SECOND_LABEL = 24 * MM
FRAME = "facts"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; a code is set in sans, to be read out."""

    label: str
    value: str
    code: bool = False


def facts(
    beside: Sequence[Fact],
    pair: tuple[Fact, Fact] | None,
    scanned: str,
    faces: Faces,
    sheet: Sheet,
    least: float = ROW,
) -> Piece:
    """Facts beside the code, and perhaps a last row of two; they stay together."""
    rest = sheet.across - LABEL - QR_CELL
    widths = (LABEL, rest - SECOND_LABEL, SECOND_LABEL, QR_CELL)
    first, *others = beside
    rows: list[Row] = [
        [*_pair(first, cols=2), Cell(scan(scanned, MM if least <= CLOSEST else 3 * MM), rows=len(beside))],
        *(_pair(fact, cols=2) for fact in others),
        *([[*_pair(pair[0]), *_pair(pair[1])]] if pair else []),
    ]
    return fixed(widths, rows, faces, FRAME, least)


def scan(text: str, air: float = 3 * MM) -> Block:
    """The code under and over its two captions, with some air between."""
    return Stack(
        (
            head(papers.SCAN),
            Gap(air),
            QrMark(text),
            Gap(air),
            centred(papers.SCAN_ELSE, SMALL),
        )
    )


def _pair(fact: Fact, cols: int = 1) -> list[Cell]:
    return [Cell(head(fact.label), pad=0.6 * MM), Cell(worded(fact), cols=cols)]


def worded(fact: Fact) -> Words:
    """A fact's value as it is set."""
    if fact.code:
        return Words(plain(fact.value, Face.SANS_BOLD), Style(BODY, BODY * 1.4))
    return Words(plain(fact.value, Face.SERIF), Style(BODY, BODY * 1.35))
