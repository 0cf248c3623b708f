"""W18 超期清单, A4 landscape: what is late, by how much, and why (domain.md §8.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from outlet_app.domain.catalogue import TimeRule
from outlet_app.domain.states import State
from outlet_app.printing.blocks import Blank, Columns, Words, cell, centred, head
from outlet_app.printing.case_facts import Staff
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece, compose, whole
from outlet_app.printing.paper import BODY, CELL, LANDSCAPE, MM, SHEET_TITLE
from outlet_app.printing.pen import Pen
from outlet_app.printing.rich import clause
from outlet_app.printing.table import Cell, Row, table
from outlet_app.printing.turn import PRESS
from outlet_app.wording import papers
from outlet_app.wording.formats import long_moment, stamp
from outlet_app.wording.forms import overdue as words
from outlet_app.wording.sheet_papers import CHECKED_BY, PREPARED_BY
from outlet_app.wording.states import STEPS

SHEET = LANDSCAPE
LEAST = 7.3 * MM
# 序号 … 采取措施 in millimetres; the supervisor's hand takes what is left.
WIDTHS = (9, 31, 22, 25, 22, 26, 22, 21, 21, 24, 26)


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """One late case. late: hours where its clock runs in hours, else working days; reason as a code."""

    case_no: str
    applicant: str
    item: str
    since: datetime
    rule: TimeRule | None
    due_at: datetime
    late: int
    in_hours: bool
    state: State
    handler: Staff
    reason: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True)
class OverdueValues:
    """The list of one outlet at one moment."""

    imprint: Imprint
    at: datetime
    rows: tuple[OverdueRow, ...]


def build_overdue(values: OverdueValues, faces: Faces) -> bytes:
    """The list as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    with PRESS:
        pen = Pen(SHEET, faces, values.imprint.text.title, papers.AUTHOR)
        return compose(pen, SHEET, tuple(_pieces(values, faces)), furniture(values.imprint, SHEET))


def _pieces(values: OverdueValues, faces: Faces) -> Iterator[Piece]:
    text = values.imprint.text
    title = Style(SHEET_TITLE, SHEET_TITLE * 1.4, Align.CENTRE, tracking=0.08)
    yield whole(Words(plain(text.title, Face.SERIF_BOLD), title), faces, SHEET.across)
    scope = words.scope(values.imprint.outlet, len(values.rows))
    intro = clause(text, "intro", at=long_moment(values.at), scope=scope)
    yield whole(Words(intro, Style(BODY, BODY * 1.6)), faces, SHEET.across, gap=1 * MM, glue=True)
    top: list[Row] = [[Cell(head(one), pad=0.5 * MM) for one in words.HEADS]]
    first, *rest, last = table(_widths(), top, _rows(values), faces, "overdue", LEAST)
    yield replace(first, glue=True, gap=1 * MM)
    yield from rest
    yield replace(last, glue=True)
    yield from notes(text, faces, SHEET)
    blanks = Columns(((30, Blank(PREPARED_BY, values.imprint.clerk)), (30, Blank(CHECKED_BY))))
    yield replace(whole(blanks, faces, SHEET.across, gap=2 * MM), glue=True)


def _widths() -> tuple[float, ...]:
    fixed = tuple(width * MM for width in WIDTHS)
    return (*fixed, SHEET.across - sum(fixed))


def _rows(values: OverdueValues) -> Iterator[Row]:
    for number, one in enumerate(values.rows, 1):
        texts = (
            one.applicant,
            one.item,
            stamp(one.since).replace(" ", "\n"),
            papers.promised((one.rule,)) if one.rule else "",
            stamp(one.due_at).replace(" ", "\n"),
            words.late(one.late, in_hours=one.in_hours),
            f"{STEPS[one.state]}\n{one.handler.name} {one.handler.short_no}",
            words.reason(one.reason),
            one.measures,
        )
        parted = f"{one.case_no[:-8]}\n{one.case_no[-8:]}"
        blocks = (centred(str(number)), cell(parted, CELL), *(cell(text, CELL) for text in texts), cell(""))
        yield [Cell(block, pad=0.8 * MM) for block in blocks]
    yield [Cell(centred(papers.BLANK_BELOW if values.rows else words.NONE), cols=len(WIDTHS) + 1)]
