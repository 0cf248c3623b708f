"""Reads activities out of the journal, as cases are read."""

from collections.abc import Iterable

from outlet_app.domain.facts.activity import ActivityPlanned
from outlet_app.domain.training.activity import ENDED, Activity
from outlet_app.domain.training.rules import apply, judge
from outlet_app.models.journal import Entry
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import WITHOUT_EFFECT
from outlet_app.sync.wire import Unreadable, decode_event


def read_activity(entries: Iterable[Entry]) -> Activity | None:
    """Fold stored entries; None where they are no activity's.

    An activity that the city has not let count is still shown where it was planned: people are coming.
    """
    activity: Activity | None = None
    for entry in entries:
        try:
            event = decode_event(entry.body)
        except Unreadable:
            continue
        let = activity is None or entry.verdict not in WITHOUT_EFFECT
        if let and judge(activity, event) is None:
            activity = apply(activity, event)
        elif activity is None:
            return None
    return activity


def all_activities(uow: UnitOfWork) -> tuple[Activity, ...]:
    """Every activity known to this machine: those to come by their day, then the ended, the latest first."""
    found = uow.journal.of_cases(uow.journal.of_kind(ActivityPlanned.KIND)).values()
    read = [activity for entries in found if (activity := read_activity(entries))]
    to_come = sorted((one for one in read if one.state not in ENDED), key=_starts)
    ended = sorted((one for one in read if one.state in ENDED), key=_starts, reverse=True)
    return (*to_come, *ended)


def _starts(activity: Activity) -> tuple[float, str]:
    return activity.plan.starts_at.timestamp(), activity.activity_id
