"""Steps that carry a case on under another number: what was asked about is applied for now."""

from datetime import date

from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.carrying import ON_TO
from outlet_app.domain.people import Person, Right
from outlet_app.domain.states import State

DECLARE = "declare"


def opens_by(case: Case, today: date) -> bool:
    """Tell whether what the case reminds of can be declared by now."""
    return case.reminder is not None and case.reminder.opens <= today


def offered(case: Case, person: Person, today: date) -> frozenset[str]:
    """转入办理 of a consultation of 2.6 to 2.8; 登记申报 once its period has begun (domain.md §9.2, §9.8)."""
    may = person.may(Right.REGISTER) and case.state is not State.VOIDED
    told, reminder = case.registered, case.reminder
    possible = {
        "go_on": told.sub_item in ON_TO and case.decision is not None,
        DECLARE: opens_by(case, today),
        "drop_reminder": reminder is not None,
    }
    return frozenset(name for name, holds in possible.items() if holds and may)
