"""A moment is confirmed where one is in doubt, from a clock that is not, and lies behind us."""

from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, ClockTrust
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.problems import Refusal


@circumstance.register
def _(fact: TimeConfirmed, case: Case, event: CaseEvent) -> Refusal | None:
    if not case.time_unsure:
        return Refusal("time.sure")
    if event.trust is ClockTrust.SUSPECT:
        return Refusal("time.unsure_here")
    return Refusal("time.ahead") if fact.moment > event.at else None
