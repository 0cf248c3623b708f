"""What each fact changes in an activity."""

from collections.abc import Callable

from outlet_app.domain.by_fact import by_fact
from outlet_app.domain.events import CaseEvent, Fact, PaperIssued
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
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
from outlet_app.domain.training.activity import Activity, ActivityState, Seat


def opened(event: CaseEvent) -> Activity:
    """An activity from its first event; ValueError for another fact."""
    if not isinstance(event.fact, ActivityPlanned):
        raise ValueError(f"an activity begins with its plan, not with {event.fact.KIND}")
    return Activity(event.case_id, event.fact, event.at, event.outlet)


@by_fact
def step(fact: Fact, activity: Activity, event: CaseEvent) -> Activity:  # noqa: ARG001 - needs no more
    """The activity with what the fact tells; facts without marks leave it as it is."""
    return activity


@step.register
def _(fact: ActivityChanged, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, plan=fact.plan)


@step.register
def _(_fact: ActivityPublished, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, state=ActivityState.OPEN)


@step.register
def _(fact: Enrolled, activity: Activity, event: CaseEvent) -> Activity:
    return marked(activity, seats=(*activity.seats, Seat(fact, event.at, event.actor)))


@step.register
def _(fact: EnrolmentCancelled, activity: Activity, _event: CaseEvent) -> Activity:
    return _of_seat(activity, fact.seat, lambda seat: marked(seat, cancelled=fact.reason))


@step.register
def _(_fact: EnrolmentClosed, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, state=ActivityState.CLOSED)


@step.register
def _(fact: SignedIn, activity: Activity, event: CaseEvent) -> Activity:
    return _of_seat(activity, fact.seat, lambda seat: marked(seat, signed_at=event.at, way=fact.way))


@step.register
def _(fact: ActivityHeld, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, state=ActivityState.HELD, held=fact)


@step.register
def _(fact: ActivityArchived, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, state=ActivityState.ARCHIVED, archived=fact)


@step.register
def _(fact: ActivityReviewed, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, state=ActivityState.REVIEWED, reviewed=fact)


@step.register
def _(fact: ActivityCancelled, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, state=ActivityState.CANCELLED, cancelled=fact.reason)


@step.register
def _(fact: PaperIssued, activity: Activity, _event: CaseEvent) -> Activity:
    return marked(activity, papers=(*activity.papers, fact))


def _of_seat(activity: Activity, wanted: str, change: Callable[[Seat], Seat]) -> Activity:
    changed = (change(one) if one.fact.seat == wanted else one for one in activity.seats)
    return marked(activity, seats=tuple(changed))
