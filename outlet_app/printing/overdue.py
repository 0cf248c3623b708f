"""W18 超期清单, A4 landscape: what is late, by how much, and why (domain.md §8.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from outlet_app.domain.catalogue import TimeRule
from outlet_app.domain.forms.paper_lists import LATE
from outlet_app.domain.states import State
from outlet_app.printing.blocks import Blank, Columns, Words, centred
from outlet_app.printing.case_facts import Staff
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece, compose, whole
from outlet_app.printing.paper import BODY, LANDSCAPE, MM, SHEET_TITLE
from outlet_app.printing.pen import Pen
from outlet_app.printing.rich import clause
from outlet_app.printing.sections import ruled
from outlet_app.printing.table import Cell, fixed
from outlet_app.printing.turn import PRESS
from outlet_app.wording import papers
from outlet_app.wording.formats import long_moment, stamp
from outlet_app.wording.forms import overdue as words
from outlet_app.wording.sheet_papers import CHECKED_BY, PREPARED_BY
from outlet_app.wording.states import STEPS

SHEET = LANDSCAPE
LEAST = 7.3 * MM
NUMBER, PAD = 9.0, 0.8 * MM


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
    told = listed("", LATE, values.rows, _SHOWN)
    first, *rest = ruled(told, faces, SHEET, LEAST, "overdue", NUMBER, pad=PAD)
    yield replace(first, glue=True, gap=1 * MM)
    yield from rest
    yield replace(_end(values, faces), glue=True)
    yield from notes(text, faces, SHEET)
    blanks = Columns(((30, Blank(PREPARED_BY, values.imprint.clerk)), (30, Blank(CHECKED_BY))))
    yield replace(whole(blanks, faces, SHEET.across, gap=2 * MM), glue=True)


def _end(values: OverdueValues, faces: Faces) -> Piece:
    said = papers.BLANK_BELOW if values.rows else words.NONE
    return fixed((SHEET.across,), [[Cell(centred(said))]], faces, "overdue", LEAST)


def _stacked(at: datetime) -> str:
    return stamp(at).replace(" ", "\n")


def _handled(row: OverdueRow) -> str:
    return f"{STEPS[row.state]}\n{row.handler.name} {row.handler.short_no}"


_SHOWN: Shown = {
    "case_no": lambda row: f"{row.case_no[:-8]}\n{row.case_no[-8:]}",
    "since": lambda row: _stacked(row.since),
    "rule": lambda row: papers.promised((row.rule,)) if row.rule else "",
    "due_at": lambda row: _stacked(row.due_at),
    "late": lambda row: words.late(row.late, in_hours=row.in_hours),
    "handler": _handled,
    "reason": lambda row: words.reason(row.reason),
    # The hand of whoever sees to it.
    "signed": lambda _row: "",
}
