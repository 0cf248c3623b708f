"""A delay is explained once there is one."""

from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.problems import Refusal


@circumstance.register
def _(_fact: DelayExplained, case: Case, event: CaseEvent) -> Refusal | None:
    asked = case.demanded is not None
    return None if asked or is_overdue(case, event.at) else Refusal("delay.none")
