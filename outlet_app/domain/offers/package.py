"""Which steps are left on the parent of a package: it is closed last, all else is done on its children."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.following import open_members
from outlet_app.domain.states import State

ON_PARENT = frozenset({"reprint", "void_paper", "amend", "amend_party", "renew", "retime"})
_GOING = frozenset({State.IN_PROGRESS, State.RESULT_OK, State.RESULT_NO})
_ENDED_ALL = frozenset({State.RESULT_OK, State.RESULT_NO})


def bounded(case: Case, steps: frozenset[str], place: str) -> frozenset[str]:
    """What is left of the steps on a parent, and what only its own outlet does to it; all on another case."""
    if case.package is None:
        return steps
    closes = {"close"} if case.state in _ENDED_ALL else set[str]()
    all_void = all(state is State.VOIDED for _, state in case.member_states)
    left = steps & (ON_PARENT | closes | ({"void"} if all_void else set()))
    if case.state not in _GOING or place != case.outlet:
        return left
    return left | {"add_member"} | ({"exchange_member"} if open_members(case) else set())
