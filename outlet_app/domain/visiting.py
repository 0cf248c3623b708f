"""What plans, visits and summaries of 长期跟踪 must hold, written or put right (domain.md §9.3)."""

from datetime import date

from outlet_app.domain.calendar import CST
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.problems import Refusal


def planned_refused(fact: TrackingPlanned, case: Case, before: tuple[FollowUpVisited, ...]) -> Refusal | None:
    """Why a plan cannot stand after these visits."""
    if not (fact.goal.strip() and fact.measures.strip()):
        return Refusal("tracking.plan_empty")
    return _too_early(fact.next_follow_up, before[-1].day if before else _first_day(case))


def visited_refused(fact: FollowUpVisited, case: Case, before: tuple[FollowUpVisited, ...]) -> Refusal | None:
    """A visit says what was found, was not before the case, and names the next day after it."""
    if not fact.findings.strip():
        return Refusal("tracking.visit_empty")
    if fact.day < _first_day(case):
        return Refusal("tracking.visit_before_case")
    if before and fact.day < before[-1].day:
        return Refusal("tracking.visit_out_of_order", {"last": before[-1].day.isoformat()})
    return _too_early(fact.next_follow_up, fact.day)


def summed_refused(fact: StageSummarised) -> Refusal | None:
    """Why a summary cannot stand."""
    return None if fact.summary.strip() else Refusal("tracking.summary_empty")


def _too_early(day: date, after: date) -> Refusal | None:
    """The next visit lies after the last moment known; a plan for yesterday helps nobody."""
    return None if day > after else Refusal("tracking.next_too_early", {"after": after.isoformat()})


def _first_day(case: Case) -> date:
    return case.registered_at.astimezone(CST).date()
