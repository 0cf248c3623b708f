"""L14 免申即享推送、确认台账: what each enterprise was told of a policy, and what it wanted of it."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Registered
from outlet_app.domain.facts.policy import IntentStated
from outlet_app.domain.ledgers.ledger import Cell, Ledger, party
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.policy import TOLD
from outlet_app.domain.stock import Step


def _stated(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if isinstance(fact, Registered) and fact.sub_item == TOLD:
        return _told(step, case)
    if not isinstance(fact, IntentStated):
        return None
    unsettled = sum(line.truth is Truth.UNKNOWN and line.join is None for line in fact.lines)
    return {
        **party(case.registered.applicant),
        "policy": f"{fact.policy.name}\n{fact.policy.number}",
        "truth": fact.truth,
        "unsettled": unsettled,
        "choice": fact.choice,
        "reason": fact.reason,
        "state": case.state,
        "clerk": step.event.actor,
    }


def _told(step: Step, case: Case) -> dict[str, Cell]:
    """政策匹配、推送 at the counter: told of a policy, nothing wanted of it yet."""
    return {
        **party(case.registered.applicant),
        "policy": case.registered.request,
        "state": case.state,
        "clerk": step.event.actor,
    }


COLUMNS = ("applicant", "phone", "policy", "truth", "unsettled", "choice", "reason", "state", "clerk")
LEDGERS = (Ledger("L14", COLUMNS, _stated),)
