"""What plans, visits, summaries and the end of a tracked case must hold (domain.md §1.5, §9.3)."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import StageReached
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.problems import Refusal
from outlet_app.domain.visiting import planned_refused, summed_refused, visited_refused


@content.register
def _(fact: TrackingPlanned, case: Case) -> Refusal | None:
    return planned_refused(fact, case, case.visits)


@content.register
def _(fact: FollowUpVisited, case: Case) -> Refusal | None:
    return visited_refused(fact, case, case.visits)


@content.register
def _(fact: StageSummarised, _case: Case) -> Refusal | None:
    return summed_refused(fact)


@content.register
def _(fact: StageReached, _case: Case) -> Refusal | None:
    return None if fact.stage.strip() else Refusal("stage.empty")
