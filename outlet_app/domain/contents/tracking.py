"""What plans, visits, summaries and the end of a tracked case must hold (domain.md §1.5, §9.3)."""

from datetime import date

from outlet_app.domain.calendar import CST
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import StageReached
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: TrackingPlanned, case: Case) -> Refusal | None:
    if not (fact.goal.strip() and fact.measures.strip()):
        return Refusal("tracking.plan_empty")
    return _too_early(fact.next_follow_up, _last_day(case))


@content.register
def _(fact: FollowUpVisited, case: Case) -> Refusal | None:
    """A visit says what was found, was not before the case, and names the next day after it."""
    if not fact.findings.strip():
        return Refusal("tracking.visit_empty")
    if fact.day < case.registered_at.astimezone(CST).date():
        return Refusal("tracking.visit_before_case")
    if case.visits and fact.day < case.visits[-1].day:
        return Refusal("tracking.visit_out_of_order", {"last": case.visits[-1].day.isoformat()})
    return _too_early(fact.next_follow_up, fact.day)


@content.register
def _(fact: StageSummarised, _case: Case) -> Refusal | None:
    return None if fact.summary.strip() else Refusal("tracking.summary_empty")


@content.register
def _(fact: StageReached, _case: Case) -> Refusal | None:
    return None if fact.stage.strip() else Refusal("stage.empty")


def _too_early(day: date, after: date) -> Refusal | None:
    """The next visit lies after the last moment known; a plan for yesterday helps nobody."""
    return None if day > after else Refusal("tracking.next_too_early", {"after": after.isoformat()})


def _last_day(case: Case) -> date:
    return case.visits[-1].day if case.visits else case.registered_at.astimezone(CST).date()
