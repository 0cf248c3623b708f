"""What is still owed on a 容缺 case: by when, which reminder is due, and whether the time has passed."""

from collections.abc import Iterable
from datetime import date, datetime

from outlet_app.domain.calendar import CST, HolidayCalendar
from outlet_app.domain.facts.deficiency import ReminderStage
from outlet_app.domain.facts.shared import PromiseLine
from outlet_app.domain.frozen import dataclass

MOST_EXTENSION = 5
_AHEAD = {2: ReminderStage.TWO_BEFORE, 1: ReminderStage.ONE_BEFORE}


@dataclass(frozen=True, slots=True)
class Deficit:
    """How the promise went so far: as it was made, and `late` the materials that came after their day."""

    promised: tuple[PromiseLine, ...] = ()
    issue_first: bool = False
    extended: bool = False
    reminded: tuple[tuple[date, ReminderStage], ...] = ()
    late: tuple[str, ...] = ()
    lapsed: bool = False


def first_due(promises: Iterable[PromiseLine]) -> date | None:
    """Return the day that comes first among what is owed; None where nothing is."""
    return min((line.due for line in promises), default=None)


def overdue(promises: Iterable[PromiseLine], today: date) -> tuple[PromiseLine, ...]:
    """Return what should have come before today; the promised day itself is still in time."""
    return tuple(line for line in promises if line.due < today)


def reminder(
    promises: Iterable[PromiseLine], deficit: Deficit, today: date, calendar: HolidayCalendar
) -> ReminderStage | None:
    """Return the reminder due today and not given yet: T-2, T-1, the day itself, or after it (§3.4)."""
    due = first_due(promises)
    if due is None:
        return None
    stage = stage_on(due, today, calendar)
    return None if stage is None or (due, stage) in deficit.reminded else stage


def stage_on(due: date, today: date, calendar: HolidayCalendar) -> ReminderStage | None:
    """Return which reminder belongs to a day; None while the promised day is further away."""
    if due <= today:
        return ReminderStage.ON_THE_DAY if due == today else ReminderStage.AFTER
    return _AHEAD.get(calendar.workdays_between(today, due))


def moved(stamp_at: datetime, day: date) -> datetime:
    """Return the same hour on another day, here."""
    return datetime.combine(day, stamp_at.astimezone(CST).time(), CST)
