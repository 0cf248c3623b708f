"""L17 文书编号、作废文书台账: every number given out, for a case or for none, and every paper voided."""

from collections.abc import Iterable
from datetime import date, datetime

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import PaperIssued, PaperVoided
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line, party
from outlet_app.domain.stock import Step

CODE = "L17"


@dataclass(frozen=True, slots=True)
class Apart:
    """A print that belongs to no case; pages and clerk are unknown where no event tells of it."""

    at: datetime
    form: str
    number: str
    copy_no: int
    pages: int | None = None
    clerk: str = ""


def apart_lines(prints: Iterable[Apart], since: date, until: date) -> tuple[Line, ...]:
    """The prints made from one local day to another, in order of time."""
    within = [one for one in prints if since <= local_day(one.at) <= until]
    ordered = sorted(within, key=lambda one: (one.at, one.number, one.copy_no))
    return tuple(Line(one.at, "", "", _apart(one)) for one in ordered)


def _apart(one: Apart) -> dict[str, Cell]:
    return {
        "event": PaperIssued.KIND,
        "form": one.form,
        "number": one.number,
        "copy": one.copy_no,
        "pages": one.pages,
        "seal": "",
        "applicant": "",
        "void": "",
        "clerk": one.clerk,
    }


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, PaperIssued | PaperVoided):
        return None
    issued = fact if isinstance(fact, PaperIssued) else None
    return {
        "event": fact.KIND,
        "form": issued.form if issued else _form(case, fact.number),
        "number": fact.number,
        "copy": issued.copy_no if issued else None,
        "pages": issued.pages if issued else None,
        "seal": "",
        "applicant": party(case.registered.applicant)["applicant"],
        "void": case.void_reason(fact.number),
        "clerk": step.event.actor,
    }


def _form(case: Case, number: str) -> str:
    return next((paper.form for paper in case.papers if paper.number == number), "")


LEDGERS = (
    Ledger(CODE, ("event", "form", "number", "copy", "pages", "seal", "applicant", "void", "clerk"), _told),
)
