"""Which steps are left on the parent of a package: it is closed last, all else is done on its children."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.states import State

ON_PARENT = frozenset({"reprint", "void_paper", "amend", "amend_party", "renew", "retime"})
_ENDED_ALL = frozenset({State.RESULT_OK, State.RESULT_NO})


def bounded(case: Case, steps: frozenset[str]) -> frozenset[str]:
    """What of the steps is left on a parent; all of them on any other case."""
    if case.package is None:
        return steps
    closes = {"close"} if case.state in _ENDED_ALL else set[str]()
    all_void = all(state is State.VOIDED for _, state in case.member_states)
    return steps & (ON_PARENT | closes | ({"void"} if all_void else set()))
