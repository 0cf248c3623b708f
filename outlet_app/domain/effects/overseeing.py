"""What the city's word leaves in a case."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.domain.judged import Judged


@effect.register
def _(fact: SituationJudged, case: Case, event: CaseEvent) -> Case:
    return replace(case, judged=Judged(fact, event.at))


@effect.register
def _(fact: DelayDemanded, case: Case, _event: CaseEvent) -> Case:
    return replace(case, demanded=fact)
