"""Steps while promised materials are owed: supplement, reminder, more time, the end of the promise."""

from datetime import date

from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person, Right
from outlet_app.domain.promises import overdue
from outlet_app.domain.states import State

_WITH_RESULT = frozenset({State.RESULT_OK, State.RESULT_NO})


def offered(case: Case, person: Person, today: date) -> frozenset[str]:
    """The steps open on the case (domain.md §3.4, §3.5); what was issued only a supervisor revokes."""
    if not case.promises or not case.is_open:
        return frozenset()
    late = bool(overdue(case.promises, today))
    possible = {
        "supplement": True,
        "remind": True,
        "extend": person.may(Right.APPROVE),
        "lapse": late and (case.state not in _WITH_RESULT or person.may(Right.APPROVE)),
    }
    return frozenset(name for name, holds in possible.items() if holds)
