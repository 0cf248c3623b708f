"""W19 台账, A4 landscape: a ledger's lines in, PDF out; its head on every page (domain.md §8.4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.ledgers import Line, Sum
from outlet_app.domain.windows import Window
from outlet_app.printing.blocks import Blank, Block, Columns, Words, cell, centred, head
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.ledger_columns import SHEET, reads_on, widths
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.pages import Piece, compose, paragraph, whole
from outlet_app.printing.paper import BODY, CELL, MM, SHEET_TITLE, SMALL
from outlet_app.printing.pen import Pen
from outlet_app.printing.table import Cell, Row, table
from outlet_app.printing.turn import PRESS
from outlet_app.wording import late_words, papers
from outlet_app.wording import ledgers as words
from outlet_app.wording import windows as windows_words
from outlet_app.wording.formats import stamp
from outlet_app.wording.sheet_papers import CHECKED_BY, PREPARED_BY

LEAST = 7.3 * MM
FIGURE = 38 * MM
SUM_WIDTHS = (SHEET.across - 3 * FIGURE, FIGURE, FIGURE, FIGURE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d\s\d\d:\d\d")
_NUMBER = re.compile(r"^([A-Z]{2}\d{4} ?\w{1,3})(〔\d{4}〕\d+ ?号)$")
_CASE_NO = re.compile(r"^([A-Z]{2}\d\d-\d{8}-)(\d{6}-.)")


@dataclass(frozen=True, slots=True)
class LedgerValues:
    """A ledger as it was read; its lines are in order and none is left out.

    unheard: other windows of the outlet whose lines of these days may be missing.
    """

    imprint: Imprint
    outlet_sign: str
    code: str
    since: date
    until: date
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...] = ()
    unheard: tuple[Window, ...] = ()


def build_ledger(values: LedgerValues, faces: Faces) -> bytes:
    """The ledger as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    with PRESS:
        pen = Pen(SHEET, faces, words.name(values.code), papers.AUTHOR)
        return compose(pen, SHEET, tuple(_pieces(values, faces)), furniture(values.imprint, SHEET))


def spoken_span(values: LedgerValues) -> str:
    """Of which days it tells; a list of what is late, as of when and what it holds."""
    if values.code not in late_words.NAMES:
        return words.span(values.since, values.until, len(values.lines))
    at, scope = stamp(values.imprint.printed_at), late_words.SCOPES[values.code]
    said = values.imprint.text.clauses["intro"].format(at=at, scope=scope)
    return said + late_words.COUNT.format(count=len(values.lines))


def _pieces(values: LedgerValues, faces: Faces) -> Iterator[Piece]:
    title = Style(SHEET_TITLE, SHEET_TITLE * 1.4, Align.CENTRE, tracking=0.08)
    yield whole(Words(plain(words.name(values.code), Face.SERIF_BOLD), title), faces, SHEET.across)
    span = spoken_span(values)
    where = Words(
        plain(f"{values.imprint.outlet}（{values.outlet_sign}）　{span}", Face.SERIF), Style(BODY, BODY * 1.6)
    )
    yield whole(where, faces, SHEET.across, gap=1 * MM, glue=True)
    yield from _unheard(values, faces)
    top: list[Row] = [[Cell(head(text), pad=0.5 * MM) for text in words.heads(values.columns)]]
    first, *rest, last = table(widths(values.columns), top, _rows(values), faces, "ledger", LEAST)
    yield replace(first, glue=True, gap=1 * MM)
    yield from rest
    yield replace(last, glue=True)
    yield from _sums(values, faces)
    legend = late_words.LEGEND if values.code in late_words.NAMES else ""
    notes = plain("".join((*values.imprint.text.notes, legend)), Face.SERIF)
    said = paragraph(Words(notes, Style(SMALL, SMALL * 1.5)), faces, SHEET.across, gap=2 * MM)
    yield from (replace(piece, glue=True) for piece in said)
    blanks = Columns(((30, Blank(PREPARED_BY, values.imprint.clerk)), (30, Blank(CHECKED_BY))))
    yield replace(whole(blanks, faces, SHEET.across, gap=2 * MM), glue=True)


def _unheard(values: LedgerValues, faces: Faces) -> Iterator[Piece]:
    told = windows_words.unheard(values.unheard, windows_words.PAPER)
    if told:
        line = Words(plain(told + windows_words.STOP, Face.SERIF), Style(SMALL, SMALL * 1.5))
        yield from (replace(piece, glue=True) for piece in paragraph(line, faces, SHEET.across))


def _sums(values: LedgerValues, faces: Faces) -> Iterator[Piece]:
    """The figures at the foot, kept with their title; none for a ledger that has none."""
    if not values.sums:
        return
    foot = words.foot(values.code)
    title = Words(plain(foot.title, Face.SANS_BOLD), Style(BODY, BODY * 1.6))
    yield whole(title, faces, SHEET.across, gap=3 * MM)
    top: list[Row] = [[Cell(head(text)) for text in foot.heads]]
    rows = [_sum_row(words.sum_cells(one, values.code)) for one in values.sums]
    first, *rest = table(SUM_WIDTHS, top, rows, faces, "sums", LEAST)
    yield replace(first, glue=True, gap=1 * MM)
    yield from rest


def _sum_row(told: tuple[str, ...]) -> Row:
    name, *figures = told
    return [Cell(cell(name, CELL), pad=0.8 * MM), *(Cell(centred(one)) for one in figures)]


def _rows(values: LedgerValues) -> Iterator[Row]:
    for number, line in enumerate(values.lines, 1):
        at, case_no, *texts = (_stacked(words.shortened(one)) for one in words.cells(line, values.columns))
        told = (_block(name, text) for name, text in zip(values.columns, texts, strict=True))
        blocks = (centred(str(number)), centred(at), cell(case_no, CELL), *told)
        yield [Cell(block, pad=0.8 * MM) for block in blocks]
    columns = len(values.columns) + 3
    blank = papers.BLANK_BELOW if values.lines else words.EMPTY
    yield [Cell(centred(blank), cols=columns)]


def _block(column: str, text: str) -> Block:
    """What is read on from line to line begins at the left, a word or a figure stands in the middle."""
    return cell(text, CELL) if reads_on(column) else centred(text)


def _stacked(text: str) -> str:
    """A moment over two lines, a number parted before its year or serial: none is broken in the middle."""
    if _MOMENT.fullmatch(text):
        return text.replace(" ", "\n")
    return _CASE_NO.sub(r"\1\n\2", _NUMBER.sub(r"\1\n\2", text))
