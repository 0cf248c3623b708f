"""Steps after a pledge: verification, what follows an untrue one, and the proposal to list (§3.7)."""

from datetime import date

from outlet_app.domain.contents.credit import blamed
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.discredit import UNDER_WAY, Standing
from outlet_app.domain.dossier import Case
from outlet_app.domain.moves import VERIFIABLE
from outlet_app.domain.people import Person, Right
from outlet_app.domain.states import State


def offered(case: Case, person: Person) -> frozenset[str]:
    """What the outlet that holds the case may do; to decide about an untrue pledge takes a supervisor."""
    approves, standing = person.may(Right.APPROVE), case.credit.standing if case.credit else None
    reached = case.state in VERIFIABLE
    broken = case.pledge is not None and case.pledge.broken
    possible = {
        "verify": reached and case.pledge is not None and bool(case.pledge.open_lines),
        "consequence": reached and broken and approves,
        "discredit": approves and standing not in UNDER_WAY and _is_blamed(case),
        "defence": standing is Standing.PROPOSED,
    }
    return frozenset(name for name, holds in possible.items() if holds)


def offered_to_city(case: Case, person: Person, today: date) -> frozenset[str]:
    """What the city may say of a proposal, wherever the case is held."""
    if case.credit is None or not person.may(Right.DISCREDIT):
        return frozenset()
    waits = case.credit.standing is Standing.PROPOSED
    possible = {
        "discredit_list": waits and case.credit.may_be_listed(today),
        "discredit_drop": waits,
        "repair": case.credit.standing is Standing.LISTED,
    }
    return frozenset(name for name, holds in possible.items() if holds)


def _is_blamed(case: Case) -> bool:
    return case.state in VERIFIABLE | {State.TERMINATED} and any(blamed(act, case) for act in CreditAct)
