"""Steps while a case waits or is to be examined: 审核, 补正收件, 受理后告知, 暂停计时, 恢复计时."""

from outlet_app.domain.correcting import WAITING
from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person
from outlet_app.domain.states import State

PAUSABLE = frozenset({State.ACCEPTED, State.IN_PROGRESS})
TOLD_LATE = PAUSABLE | {State.ACCEPTED_DEFICIENT}


def offered(case: Case, _person: Person) -> frozenset[str]:
    """The steps that are open (domain.md §2.6, §11.5)."""
    possible = {
        "examine": case.state in (State.RECEIVED, State.REGISTERED),
        "correct": case.state in WAITING,
        "tell": case.state in TOLD_LATE,
        "pause": case.state in PAUSABLE,
        "resume": case.state is State.SUSPENDED,
    }
    return frozenset(name for name, holds in possible.items() if holds)
