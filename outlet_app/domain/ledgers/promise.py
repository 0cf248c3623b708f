"""L6 容缺受理台账: what was promised for which day, what came, what was put off, what lapsed."""

from collections.abc import Iterable

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import AcceptedDeficient, SupplementTaken
from outlet_app.domain.facts.deficiency import SupplementExtended, SupplementLapsed
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.stock import Step


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    own = _own(step)
    if own is None:
        return None
    return {
        "event": step.event.fact.KIND,
        **party(case.registered.applicant),
        **matter(case),
        **own,
        "clerk": step.event.actor,
    }


def _own(step: Step) -> dict[str, Cell] | None:
    match step.event.fact:
        case AcceptedDeficient(promises=promises, supplement_due=due):
            return {"listed": _names(one.name for one in promises), "due": due.at}
        case SupplementTaken(materials=materials):
            came = (row.name for row in materials if row.state is MaterialState.COMPLETE)
            return {"listed": _names(came), "due": None, "reason": ""}
        case SupplementExtended(promises=promises, due=due, reason=reason):
            return {"listed": _names(one.name for one in promises), "due": due.at, "reason": reason}
        case SupplementLapsed(reason=reason):
            before = step.before.promises if step.before else ()
            return {"listed": _names(one.name for one in before), "due": None, "reason": reason}
    return None


def _names(names: Iterable[str]) -> str:
    return "\n".join(names)


LEDGERS = (
    Ledger("L6", ("event", "applicant", "phone", "matter", "listed", "due", "reason", "clerk"), _told),
)
