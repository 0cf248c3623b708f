"""How pressing a due moment is now, and how many working days lie before or behind it."""

from datetime import datetime
from enum import StrEnum

from outlet_app.domain.calendar import CST, HolidayCalendar

NEARLY = 0.75


class Urgency(StrEnum):
    """How pressing a due moment is now; the ladder of domain.md §1.5."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NONE = "none"


def urgency(
    due_at: datetime | None,
    now: datetime,
    calendar: HolidayCalendar,
    start: datetime | None = None,
) -> Urgency:
    """Say how pressing a due moment is.

    SOON from the working day before, and, where the start is known, from 75 % of the time on.
    """
    if due_at is None:
        return Urgency.NONE
    if now > due_at:
        return Urgency.OVERDUE
    today, last = now.astimezone(CST).date(), due_at.astimezone(CST).date()
    if last == today:
        return Urgency.TODAY
    mostly_over = start is not None and now - start >= NEARLY * (due_at - start)
    return Urgency.SOON if mostly_over or last <= calendar.next_workday(today) else Urgency.LATER


def overdue_workdays(due_at: datetime, now: datetime, calendar: HolidayCalendar) -> int:
    """Count the working days since the due day; 0 on the due day itself and before."""
    return workdays_between(due_at, now, calendar)


def remaining_workdays(due_at: datetime, now: datetime, calendar: HolidayCalendar) -> int:
    """Count the working days left after today; 0 on the due day and later."""
    return workdays_between(now, due_at, calendar)


def workdays_between(first: datetime, last: datetime, calendar: HolidayCalendar) -> int:
    """Count the working days from one moment to another, the first day not counted (domain.md §11.3)."""
    return calendar.workdays_between(first.astimezone(CST).date(), last.astimezone(CST).date())
