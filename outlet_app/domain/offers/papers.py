"""Steps on the papers of a case: give out the result, void what was issued in error."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person, Right
from outlet_app.domain.states import State

WITH_RESULT = frozenset({State.RESULT_OK, State.RESULT_NO, State.CLOSED})


def offered(case: Case, person: Person) -> frozenset[str]:
    """领取 once there is a result, 作废 for a 窗口负责人 while some paper holds."""
    holds = any(paper.number not in case.void_papers for paper in case.papers)
    ready = case.state in WITH_RESULT and case.accepted_at is not None
    possible = {
        "collect": ready and case.collected is None,
        "void_paper": holds and person.may(Right.APPROVE),
    }
    return frozenset(name for name, allowed in possible.items() if allowed)
