"""Headed tables with numbered rows, as on all our papers; what is empty says so, what ends is struck."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from outlet_app.printing.blocks import Block, Words, centred, head
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import plain
from outlet_app.printing.pages import Piece, whole
from outlet_app.printing.paper import MM, PORTRAIT, Sheet
from outlet_app.printing.styles import ROOMY, Spacing
from outlet_app.printing.table import PAD, ROW, Cell, Row, fixed, table
from outlet_app.wording import papers

NUMBER = 10.0
HEAD_PAD = 0.6 * MM


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its table: column heads with their shares of the width, and the cells of each row.

    struck: 以下空白 under the last row, so that nobody adds one.
    """

    title: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Block, ...], ...]
    struck: bool = False


def drawn(
    section: Section, faces: Faces, sheet: Sheet = PORTRAIT, least: float = ROW, space: Spacing = ROOMY
) -> Iterator[Piece]:
    """The heading, kept with its first row; the head row comes again on every page."""
    label = section.title if section.rows else f"{section.title}{papers.EMPTY_SECTION}"
    words = Words(plain(label, Face.SANS_BOLD), space.heading)
    yield whole(words, faces, sheet.across, gap=space.section)
    if section.rows:
        first, *rest = ruled(section, faces, sheet, least)
        yield replace(first, glue=True, gap=HEAD_PAD)
        yield from rest


def ruled(
    section: Section,
    faces: Faces,
    sheet: Sheet,
    least: float = ROW,
    frame: str = "",
    number: float = NUMBER,
    pad: float = PAD,
) -> Iterator[Piece]:
    """The table alone, its rows numbered in a column of that share; it joins others of its frame."""
    numbered = [(centred(str(count)), *cells) for count, cells in enumerate(section.rows, 1)]
    columns = ((papers.NO, number), *section.columns)
    top = [Cell(head(text), pad=HEAD_PAD) for text, _ in columns]
    across = sum(share for _, share in columns)
    widths = [share * sheet.across / across for _, share in columns]
    rows = (_row(cells, pad) for cells in numbered)
    yield from table(widths, [top], rows, faces, frame or section.title, least)
    if section.struck:
        blank = [Cell(centred(papers.BLANK_BELOW))]
        yield replace(fixed((sheet.across,), [blank], faces, section.title, least), glue=True)


def _row(blocks: Sequence[Block], pad: float) -> Row:
    return [Cell(block, pad=pad) for block in blocks]
