"""L7 告知承诺与核查台账: what was pledged, what the verification found, and what came of it."""

from collections.abc import Iterable

from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.pledge import ChecksDue, ConsequenceDrawn, PledgeChecked, PledgeLine, PledgeMade
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party
from outlet_app.domain.stock import Step

_COLUMNS = ("event", "applicant", "phone", "matter", "listed", "way", "found", "due", "reason", "clerk")


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    own = _checking(step) or _course(step)
    if own is None:
        return None
    return {
        "event": step.event.fact.KIND,
        **party(case.registered.applicant),
        **matter(case),
        **own,
        "clerk": step.event.actor,
    }


def _checking(step: Step) -> dict[str, Cell] | None:
    pledge = step.after.pledge
    match step.event.fact:
        case PledgeMade(lines=lines):
            return {"listed": _names(lines)}
        case ChecksDue(due=due):
            return {"listed": _names(pledge.open_lines if pledge else ()), "due": due.at}
        case PledgeChecked(code=code, way=way, result=result, evidence=evidence):
            named = [line for line in pledge.lines if line.code == code] if pledge else []
            return {"listed": _names(named), "way": way, "found": result, "reason": evidence}
        case ConsequenceDrawn(step=drawn, reason=reason, rectify_by=until):
            return {"found": drawn, "due": until, "reason": reason}
    return None


def _names(lines: Iterable[PledgeLine]) -> str:
    return "\n".join(line.name for line in lines)


def _course(step: Step) -> dict[str, Cell] | None:
    """How far a proposal to list the applicant has come."""
    match step.event.fact:
        case DiscreditProposed(grounds=grounds, defend_until=until):
            return {"due": until, "reason": grounds}
        case DefenceHeard(text=text):
            return {"reason": text}
        case Discredited(until=until, reason=reason):
            return {"due": until, "reason": reason}
        case DiscreditDropped(reason=reason) | CreditRepaired(reason=reason):
            return {"reason": reason}
    return None


LEDGERS = (Ledger("L7", _COLUMNS, _told),)
