"""What plans, visits and summaries change in a case."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned


@effect.register
def _(fact: TrackingPlanned, case: Case, _event: CaseEvent) -> Case:
    return replace(case, plan=fact, next_follow_up=fact.next_follow_up)


@effect.register
def _(fact: FollowUpVisited, case: Case, _event: CaseEvent) -> Case:
    return replace(case, visits=(*case.visits, fact), next_follow_up=fact.next_follow_up)


@effect.register
def _(fact: StageSummarised, case: Case, _event: CaseEvent) -> Case:
    return replace(case, summaries=(*case.summaries, fact))
