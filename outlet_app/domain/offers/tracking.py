"""Steps of a matter that is worked on for some time: begin, stage, plan, visit, summary."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person
from outlet_app.domain.states import State

_WORKED_ON = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.TRACKING})
_TRACKED = frozenset({State.TRACKING, State.IN_PROGRESS})


def offered(case: Case, _person: Person) -> frozenset[str]:
    """The steps open on the case (domain.md §9.3)."""
    tracked = case.state is State.TRACKING or (case.state in _TRACKED and case.next_follow_up is not None)
    possible = {
        "stage": case.state in _WORKED_ON,
        "plan": tracked,
        "visit": tracked,
        "summary": tracked and bool(case.visits),
    }
    return frozenset(name for name, holds in possible.items() if holds)
