"""Only the city judges and demands: with a reason, and where there is something to explain."""

from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.problems import Refusal
from outlet_app.domain.rectification.rules import CITY


@circumstance.register
def _(fact: SituationJudged, case: Case, event: CaseEvent) -> Refusal | None:
    if event.outlet != CITY:
        return Refusal("overseeing.city_only")
    if not fact.reason.strip():
        return Refusal("overseeing.no_reason")
    return Refusal("overseeing.same") if fact.situation is case.situation else None


@circumstance.register
def _(fact: DelayDemanded, case: Case, event: CaseEvent) -> Refusal | None:
    if event.outlet != CITY:
        return Refusal("overseeing.city_only")
    if not fact.note.strip():
        return Refusal("overseeing.no_reason")
    if case.demanded is not None:
        return Refusal("overseeing.demanded")
    if fact.answer_by < event.day:
        return Refusal("overseeing.past")
    return None if is_overdue(case, event.at) else Refusal("delay.none")
