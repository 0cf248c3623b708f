"""What plans, visits and summaries change in a case."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.marking import marked


@effect.register
def _(fact: TrackingPlanned, case: Case, _event: CaseEvent) -> Case:
    return marked(case, plan=fact, next_follow_up=fact.next_follow_up)


@effect.register
def _(fact: FollowUpVisited, case: Case, _event: CaseEvent) -> Case:
    return marked(case, visits=(*case.visits, fact), next_follow_up=fact.next_follow_up)


@effect.register
def _(fact: StageSummarised, case: Case, _event: CaseEvent) -> Case:
    return marked(case, summaries=(*case.summaries, fact))
