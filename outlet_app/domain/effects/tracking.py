"""What plans, visits and summaries change in a case."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.followed import Summed, Visited
from outlet_app.domain.marking import marked


@effect.register
def _(fact: TrackingPlanned, case: Case, _event: CaseEvent) -> Case:
    return marked(case, plan=fact, next_follow_up=fact.next_follow_up)


@effect.register
def _(fact: FollowUpVisited, case: Case, event: CaseEvent) -> Case:
    visit = Visited(fact, event.actor, case.plan)
    return marked(case, visited=(*case.visited, visit), next_follow_up=fact.next_follow_up)


@effect.register
def _(fact: StageSummarised, case: Case, event: CaseEvent) -> Case:
    summed = Summed(fact, event.at, event.actor, case.plan, len(case.visited))
    return marked(case, summed=(*case.summed, summed))
