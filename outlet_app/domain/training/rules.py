"""Which event may follow in an activity, judged alike at the counter and in the city."""

from collections.abc import Iterable, Mapping

from outlet_app.domain.calendar import local_day
from outlet_app.domain.events import CaseEvent, Fact, PaperIssued, PrintFailed
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
    ActivityFact,
    ActivityHeld,
    ActivityPlanned,
    ActivityPublished,
    ActivityReviewed,
    Enrolled,
    EnrolmentCancelled,
    EnrolmentClosed,
    SignedIn,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.problems import Refusal
from outlet_app.domain.training.activity import Activity, ActivityState, Seat
from outlet_app.domain.training.steps import opened, step

_S = ActivityState
_BEFORE = frozenset({_S.PLANNED, _S.OPEN, _S.CLOSED})
FROM: Mapping[type[Fact], frozenset[ActivityState]] = {
    ActivityChanged: _BEFORE,
    ActivityPublished: frozenset({_S.PLANNED}),
    Enrolled: frozenset({_S.OPEN, _S.CLOSED}),
    EnrolmentCancelled: frozenset({_S.OPEN, _S.CLOSED}),
    EnrolmentClosed: frozenset({_S.OPEN}),
    # Who signed on paper is written down afterwards.
    SignedIn: frozenset({_S.OPEN, _S.CLOSED, _S.HELD}),
    ActivityHeld: frozenset({_S.OPEN, _S.CLOSED}),
    ActivityArchived: frozenset({_S.HELD}),
    ActivityReviewed: frozenset({_S.ARCHIVED}),
    ActivityCancelled: _BEFORE,
    PaperIssued: frozenset(ActivityState),
    PrintFailed: frozenset(ActivityState),
}


def fold(events: Iterable[CaseEvent]) -> Activity:
    """Fold an activity's events in their order; ValueError for none."""
    activity: Activity | None = None
    for event in events:
        activity = apply(activity, event)
    if activity is None:
        raise ValueError("an activity has at least one event")
    return activity


def apply(activity: Activity | None, event: CaseEvent) -> Activity:
    """The activity after one event. The event is taken as legal: ask `judge` first."""
    if activity is None:
        return opened(event)
    return marked(step(event.fact, activity, event), events=activity.events + 1)


def judge(activity: Activity | None, event: CaseEvent) -> Refusal | None:
    """Why the event may not follow in this activity, or None where it may."""
    fact = event.fact
    if activity is None:
        return _planned(fact) if isinstance(fact, ActivityPlanned) else Refusal("activity.unknown")
    if isinstance(fact, ActivityPlanned):
        return Refusal("activity.exists")
    if not isinstance(fact, ActivityFact | PaperIssued | PrintFailed):
        return Refusal("case.unknown")
    if event.outlet != activity.outlet:
        return Refusal("activity.elsewhere")
    if activity.state not in FROM.get(type(fact), frozenset()):
        return Refusal("activity.state", {"state": activity.state.value, "fact": fact.KIND})
    return _content(fact, activity, event)


def _planned(plan: ActivityPlanned) -> Refusal | None:
    if not (plan.title.strip() and plan.place.strip()) or plan.capacity < 0:
        return Refusal("activity.incomplete")
    in_order = plan.starts_at < plan.ends_at and plan.closes_on <= local_day(plan.starts_at)
    return None if in_order else Refusal("activity.days")


def _content(fact: Fact, activity: Activity, event: CaseEvent) -> Refusal | None:
    match fact:
        case ActivityChanged():
            return _changed(fact, activity)
        case Enrolled():
            return _enrolled(fact, activity, event)
        case EnrolmentCancelled():
            seat = activity.seat(fact.seat)
            return _seat_gone(seat) or (None if fact.reason.strip() else Refusal("activity.incomplete"))
        case SignedIn():
            return _signed(fact, activity, event)
        case ActivityHeld():
            return _too_early(activity, event) or _said(fact.summary)
        case ActivityArchived():
            return _said(fact.materials, fact.archive_no)
        case ActivityReviewed():
            possible = 0 <= fact.content <= fact.answered <= len(activity.signed)
            return None if possible else Refusal("activity.figures")
        case ActivityCancelled():
            return _said(fact.reason)
    return None


def _said(*texts: str) -> Refusal | None:
    return None if all(text.strip() for text in texts) else Refusal("activity.incomplete")


def _changed(fact: ActivityChanged, activity: Activity) -> Refusal | None:
    """Nobody who has a place loses it by a change."""
    placed, room = len(activity.confirmed), fact.plan.capacity
    if room and room < placed:
        return Refusal("activity.capacity_below", {"placed": placed})
    return _planned(fact.plan) or _said(fact.reason)


def _enrolled(fact: Enrolled, activity: Activity, event: CaseEvent) -> Refusal | None:
    if not (fact.seat and fact.name.strip() and fact.phone.strip()):
        return Refusal("activity.incomplete")
    if any((one.fact.name, one.fact.phone) == (fact.name, fact.phone) for one in activity.holding):
        return Refusal("activity.enrolled_already")
    today = local_day(event.at)
    if fact.at_door:
        return None if today == local_day(activity.plan.starts_at) else Refusal("activity.not_today")
    if activity.state is _S.CLOSED or today > activity.plan.closes_on:
        return Refusal("activity.enrolment_over", {"day": activity.plan.closes_on.isoformat()})
    return None


def _signed(fact: SignedIn, activity: Activity, event: CaseEvent) -> Refusal | None:
    """Whoever waits may come in once it has begun and a place has stayed empty."""
    seat = activity.seat(fact.seat)
    gone = _seat_gone(seat)
    if gone is not None:
        return gone
    if local_day(event.at) < local_day(activity.plan.starts_at):
        return Refusal("activity.too_early")
    if not activity.place_in_line(fact.seat):
        return None
    has_room = len(activity.signed) < activity.plan.capacity and event.at >= activity.plan.starts_at
    return None if has_room else Refusal("activity.waiting", {"place": activity.place_in_line(fact.seat)})


def _seat_gone(seat: Seat | None) -> Refusal | None:
    if seat is None or not seat.holds:
        return Refusal("activity.seat_unknown")
    return Refusal("activity.signed_already") if seat.signed_at is not None else None


def _too_early(activity: Activity, event: CaseEvent) -> Refusal | None:
    return Refusal("activity.too_early") if event.at < activity.plan.starts_at else None
