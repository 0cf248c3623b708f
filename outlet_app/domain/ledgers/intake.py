"""L3 收件、受理台账, L4 一次性告知台账, L5 不予受理台账."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    DeemedAccepted,
    DueStamp,
    MaterialsTaken,
    NoticeGiven,
    Rejected,
    TrackingStarted,
)
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.stock import Step

_TAKEN = (MaterialsTaken, Accepted, AcceptedDeficient, DeemedAccepted, TrackingStarted)


def _taken(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, _TAKEN):
        return None
    dues = () if isinstance(fact, MaterialsTaken) else fact.dues
    return {
        "event": fact.KIND,
        **party(case.registered.applicant),
        **matter(case),
        "due": _first(dues),
        "materials": sum(row.handed > 0 for row in step.after.materials),
        "clerk": step.event.actor,
        "ended": case.ended_at,
    }


def _noticed(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, NoticeGiven):
        return None
    return {
        "ordinal": fact.ordinal,
        **party(case.registered.applicant),
        **matter(case),
        "listed": "\n".join(line.name for line in fact.lines),
        "due": fact.due.at,
        "delivery": fact.delivery,
        "breach": any(line.cause is NoticeCause.BREACH_SECOND_NOTICE for line in fact.lines),
        "clerk": step.event.actor,
    }


def _refused(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, Rejected):
        return None
    return {
        **party(case.registered.applicant),
        **matter(case),
        "reason": fact.reason,
        "basis": fact.basis,
        "instead": fact.instead,
        "clerk": step.event.actor,
    }


def _first(dues: tuple[DueStamp, ...]) -> Cell:
    return min((due.at for due in dues if due.at is not None), default=None)


LEDGERS = (
    Ledger("L3", ("event", "applicant", "phone", "matter", "materials", "due", "clerk", "ended"), _taken),
    Ledger(
        "L4",
        ("ordinal", "applicant", "phone", "matter", "listed", "due", "delivery", "breach", "clerk"),
        _noticed,
    ),
    Ledger("L5", ("applicant", "phone", "matter", "reason", "basis", "instead", "clerk"), _refused),
)
