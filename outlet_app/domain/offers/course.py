"""Steps of the plain course: feedback, closing, withdrawal, a further print."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects import FEEDBACK_RULES
from outlet_app.domain.moves import ANSWERABLE
from outlet_app.domain.people import Person
from outlet_app.domain.states import MOVES, State

WITH_RESULT = frozenset({State.ACCEPTED, State.IN_PROGRESS})
CLOSABLE = WITH_RESULT | {State.TRACKING, State.RESULT_OK, State.RESULT_NO}


def offered(case: Case, _person: Person) -> frozenset[str]:
    """The steps of the plain course that are open (domain.md §15.1)."""
    feedback = any(due.rule in FEEDBACK_RULES for due in case.dues)
    possible = {
        "close": case.state in CLOSABLE and not case.promises and not _waits_for_answer(case),
        "withdraw": State.WITHDRAWN in MOVES[case.state],
        "feedback": feedback and case.is_open,
        "reprint": bool(case.papers),
    }
    return frozenset(name for name, holds in possible.items() if holds)


def _waits_for_answer(case: Case) -> bool:
    """A question is ended by its answer; one reopened has it, and may be closed again."""
    return case.is_consultation and case.state in ANSWERABLE and not case.answer
