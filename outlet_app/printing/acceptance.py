"""W05 受理通知书: values in, PDF out (UI.md §11; decisions.md 21)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.catalogue import PaperForm, TimeRule
from outlet_app.domain.events import Channel, Delivery, DueStamp
from outlet_app.domain.forms.paper_lists import TAKEN
from outlet_app.domain.forms.paper_rows import ACCEPTANCE
from outlet_app.printing.blocks import Choice, Choices, Words, cell, centred, head
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import FRAME, LABEL, facts
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.letterhead import letterhead
from outlet_app.printing.lines import Align, Style
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece, compose, roomiest
from outlet_app.printing.paper import BODY, CELL, MM, PORTRAIT
from outlet_app.printing.pen import Pen
from outlet_app.printing.rich import clause, rich
from outlet_app.printing.sections import ruled
from outlet_app.printing.signing import applicant_half, outlet_half, signatures
from outlet_app.printing.table import Cell, Row, fixed
from outlet_app.printing.turn import PRESS
from outlet_app.wording import papers
from outlet_app.wording.channels import CHANNELS
from outlet_app.wording.formats import long_day, long_moment, month_day

SHEET = PORTRAIT
NUMBER = 14.0
ROW_HEIGHTS = (10 * MM, 9 * MM, 8 * MM, 7.3 * MM)
PROMISE_STYLE = Style(CELL, CELL * 1.55, Align.JUSTIFY)


class Taken(StrEnum):
    """How a material stands at acceptance."""

    FULL = "full"
    SIGHTED = "sighted"
    EXEMPT = "exempt"
    LATER = "later"
    PLEDGED = "pledged"


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One material of the accepted case; `due` is the promised day of one that comes later."""

    name: str
    form: PaperForm
    copies: int
    taken: Taken = Taken.FULL
    handed: int = 1
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A promised time: the rule of the list and the moment computed from it."""

    rule: TimeRule
    due: DueStamp


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceValues(CaseFacts):
    """All that a 受理通知书 says."""

    imprint: Imprint
    channel: Channel
    accepted_at: datetime
    limits: tuple[Limit, ...]
    materials: tuple[TakenRow, ...]
    assisted: bool = False
    result_by: Delivery = Delivery.IN_PERSON

    @property
    def own(self) -> Mapping[str, str]:
        deficient = any(row.taken is Taken.LATER for row in self.materials)
        return {
            "way_accepted": papers.DEFICIENT if deficient else papers.ORDINARY,
            "channel": CHANNELS[self.channel] + (papers.ASSISTED if self.assisted else ""),
        }


def build_acceptance(values: AcceptanceValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    with PRESS:
        pieces = roomiest(lambda least: tuple(_pieces(values, faces, least)), ROW_HEIGHTS, SHEET.room)
        pen = Pen(SHEET, faces, values.imprint.text.title, papers.AUTHOR)
        return compose(pen, SHEET, pieces, furniture(values.imprint, SHEET))


def _pieces(values: AcceptanceValues, faces: Faces, least: float) -> Iterator[Piece]:
    yield from letterhead(values.imprint.division, values.imprint.text.title, SHEET, faces)
    beside, pair = values.rows(ACCEPTANCE), values.pair(ACCEPTANCE)
    yield replace(facts(beside, pair, values.scanned, faces, SHEET, least), gap=3 * MM)
    yield _limits(values, faces, least)
    if values.materials:
        yield from ruled(listed("", TAKEN, values.materials, _SHOWN), faces, SHEET, least, FRAME, NUMBER)
    yield fixed((LABEL, SHEET.across - LABEL), list(_closing(values)), faces, FRAME, least)
    yield _signatures(values, faces)
    yield from notes(
        values.imprint.text, faces, SHEET, consult=values.consult_phone, complaint=values.complaint_phone
    )


def _limits(values: AcceptanceValues, faces: Faces, least: float) -> Piece:
    said = [papers.limit(limit.rule, limit.due) for limit in values.limits]
    if any(limit.due.assumed for limit in values.limits):
        said.append(papers.ASSUMED)
    rows = [
        [Cell(head(papers.ACCEPTED_AT)), Cell(cell(long_moment(values.accepted_at), BODY))],
        [Cell(head(papers.LIMIT)), Cell(cell("\n".join(said), BODY))],
    ]
    return fixed((LABEL, SHEET.across - LABEL), rows, faces, FRAME, least)


_FORM_INSTEAD = {Taken.EXEMPT: papers.SHARED_FORM, Taken.PLEDGED: papers.PLEDGED_FORM}


def _form(row: TakenRow) -> str:
    return _FORM_INSTEAD.get(row.taken) or papers.form_and_copies(row.form, row.copies)


def _taken(row: TakenRow) -> Words:
    template = papers.TAKEN_WORDS[row.taken]
    due = month_day(row.due) if row.due else ""
    return Words(rich(template, n=row.handed, due=due), centred("").style)


_SHOWN: Shown = {"form": _form, "taken": _taken}


def _closing(values: AcceptanceValues) -> Iterator[Row]:
    later = [(number, row.due) for number, row in enumerate(values.materials, 1) if row.due]
    if later:
        numbers = papers.COMMA.join(str(number) for number, _ in later)
        last, text = max(due for _, due in later if due), values.imprint.text
        words = Words(clause(text, "promise", due=long_day(last), rows=numbers), PROMISE_STYLE)
        yield [Cell(head(papers.PROMISE)), Cell(words)]
    choices = (Choice(label, way is values.result_by) for way, label in papers.RESULT_WAYS.items())
    yield [Cell(head(papers.RESULT_BY)), Cell(Choices(tuple(choices), BODY))]


def _signatures(values: AcceptanceValues, faces: Faces) -> Piece:
    imprint = values.imprint
    clerk = papers.STAFF.format(name=imprint.clerk, short_no=imprint.short_no)
    day = long_day(values.accepted_at)
    right = outlet_half(papers.ACCEPTED_BY, clerk, values.outlet_phone, imprint.outlet, day)
    return signatures(applicant_half(), right, SHEET, faces, FRAME, gap=0)
