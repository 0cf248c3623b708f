"""W19 台账, A4 landscape: a ledger's lines in, PDF out; its head on every page (domain.md §8.4)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.ledgers import Line, Sum
from outlet_app.domain.windows import Window
from outlet_app.printing.blocks import Blank, Block, Columns, Words, cell, centred, head
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.pages import Piece, compose, paragraph, whole
from outlet_app.printing.paper import BODY, CELL, LANDSCAPE, MM, SHEET_TITLE, SMALL
from outlet_app.printing.pen import Pen
from outlet_app.printing.table import Cell, Row, table
from outlet_app.printing.turn import PRESS
from outlet_app.wording import late_words, papers
from outlet_app.wording import ledgers as words
from outlet_app.wording import windows as windows_words
from outlet_app.wording.formats import stamp
from outlet_app.wording.sheet_papers import CHECKED_BY, PREPARED_BY

SHEET = LANDSCAPE
LEAST = 7.3 * MM
NUMBER, AT, CASE_NO = 9 * MM, 22 * MM, 31 * MM
# What a column is given of the width that is left, by how much it usually has to say.
WEIGHTS = {
    "request": 5, "answer": 5, "listed": 5, "outcome": 4, "reason": 4, "instead": 4, "basis": 4,
    "applicant": 4, "matter": 4, "number": 4, "to": 3, "form": 3, "phone": 3.5, "due": 3, "ended": 3.25,
    "registered": 3, "clerk": 2.2, "first": 2.2, "event": 2.2, "decision": 2.2, "state": 2.2,
    "measures": 5, "tags": 4.4, "mended": 3.8, "rated": 2.6, "handlers": 2.6, "finding": 2.8, "archive": 4.3,
    "approver": 2.2, "late": 5,
    "level": 1.9, "task": 1.9,
    "text": 5, "attachments": 3.4, "office": 3, "doing": 2.2, "done_on": 3.3, "minutes": 1.4, "told": 1.6,
    "kind": 2.3, "callback": 2.1, "situation": 1.8, "stage": 2.2, "delivery": 1.8,
    "held": 5, "subject": 5, "why": 4, "title": 4.4, "venue": 4, "held_as": 2.4, "activity": 2.2,
    "code": 4, "sending": 3, "step": 2.6, "approved": 2.2,
    "rule": 2.6, "ends": 3.1, "over": 2.2, "place_now": 2.4, "delay": 2.2, "taken_up": 4, "signed": 2.4,
    "policy": 4.6, "unsettled": 1.6, "truth": 2.3, "choice": 2.6,
    "collector": 2.3, "void": 4,
    "service": 2.2, "answered": 2.2,
    "package": 2.8, "parent": 4.8,
    "duty": 1.8, "post": 1.5, "partner": 2.2, "pending": 4, "seals": 3, "devices": 3, "said": 4, "gap": 2.6,
    "broken": 6, "queue": 5, "ticket": 2, "fate": 2.6, "seal": 2.6, "incoming": 3.6,
    "lacking": 6, "series": 3.6, "of_item": 3.6, "spent": 2.1,
    "given_rate": 2.7, "content": 2.7, "done_rate": 2.7,
}  # fmt: skip
LIGHTEST = 1.5
FIGURE = 38 * MM
SUM_WIDTHS = (SHEET.across - 3 * FIGURE, FIGURE, FIGURE, FIGURE)
SHORT = 2
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d\s\d\d:\d\d")
_SHARE = re.compile(r"\d+\.\d%?")
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


def widths(columns: Sequence[str]) -> tuple[float, ...]:
    """序号, 时间 and 办件编号 as they are, the rest shared out by weight over the sheet."""
    left = SHEET.across - NUMBER - AT - CASE_NO
    weights = [WEIGHTS.get(column, LIGHTEST) for column in columns]
    return (NUMBER, AT, CASE_NO, *(left * weight / sum(weights) for weight in weights))


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
        blocks = (centred(str(number)), centred(at), cell(case_no, CELL), *map(_block, texts))
        yield [Cell(block, pad=0.8 * MM) for block in blocks]
    columns = len(values.columns) + 3
    blank = papers.BLANK_BELOW if values.lines else words.EMPTY
    yield [Cell(centred(blank), cols=columns)]


def _block(text: str) -> Block:
    """What is short stands in the middle of its column, what is long begins at its left."""
    told_whole = len(text) <= SHORT or _MOMENT.fullmatch(text) or _SHARE.fullmatch(text)
    return centred(text) if told_whole else cell(text, CELL)


def _stacked(text: str) -> str:
    """A moment over two lines, a case number parted at its serial: neither is broken in the middle."""
    if _MOMENT.fullmatch(text):
        return text.replace(" ", "\n")
    return _CASE_NO.sub(r"\1\n\2", text)
