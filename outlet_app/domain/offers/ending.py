"""Steps that end a matter otherwise than by a plain 办结: 不予支持, 终止办理 (domain.md §15.1)."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Terminated
from outlet_app.domain.moves import ONLY_FROM
from outlet_app.domain.offers.course import WITH_RESULT
from outlet_app.domain.people import Person, Right


def offered(case: Case, person: Person) -> frozenset[str]:
    """不予支持 where a result may be told; to end what nobody withdrew is a 窗口负责人's word."""
    # What is on its way to somebody else is called back first.
    ends = case.state in ONLY_FROM[Terminated] and case.pending is None
    possible = {
        "deny": case.state in WITH_RESULT and not case.promises and not case.is_consultation,
        "terminate": ends and person.may(Right.APPROVE),
    }
    return frozenset(name for name, holds in possible.items() if holds)
