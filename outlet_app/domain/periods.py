"""The periods a case sets beside the list's clocks: 补正, 容缺, silence, and pauses."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from outlet_app.domain.calendar import BusinessHours, HolidayCalendar
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.deadlines import Due, due
from outlet_app.domain.opening import spend_hours
from outlet_app.domain.urgency import workdays_between

CORRECTION_WORKDAYS = 15
SUPPLEMENT_WORKDAYS = 5
SUPPLEMENT_MOST = 15
SILENT_ACCEPTANCE_WORKDAYS = 5
RECEIVING_HOURS = timedelta(hours=2)
RECEIVING = "receiving"


def correction_due(
    told: datetime,
    calendar: HolidayCalendar,
    hours: BusinessHours,
    workdays: int = CORRECTION_WORKDAYS,
) -> Due:
    """Return the end of the 补正 period, counted from the notice (domain.md §2.6)."""
    return due(_workdays("correction", workdays), told, calendar, hours)


def supplement_workdays(clocks: Iterable[TimeRule], wanted: int = SUPPLEMENT_WORKDAYS) -> int:
    """Return the 容缺 period in working days: min(wanted, the item's promise, 15) (decisions 16)."""
    promises = [rule.value for rule in clocks if rule.kind is ClockKind.WORKDAYS]
    return min(wanted, SUPPLEMENT_MOST, *promises)


def supplement_due(
    promised: datetime,
    clocks: Iterable[TimeRule],
    calendar: HolidayCalendar,
    hours: BusinessHours,
) -> Due:
    """Return the day by which promised materials must have come (domain.md §3.4)."""
    return due(_workdays("supplement", supplement_workdays(clocks)), promised, calendar, hours)


def silent_acceptance_due(received: datetime, calendar: HolidayCalendar, hours: BusinessHours) -> Due:
    """Return the moment after which silence counts as acceptance: the end of working day 5 after receipt."""
    return due(_workdays("silent_acceptance", SILENT_ACCEPTANCE_WORKDAYS), received, calendar, hours)


def receiving_due(
    sent: datetime, limit: datetime | None, calendar: HolidayCalendar, hours: BusinessHours
) -> Due:
    """Return when a transfer must be taken or returned (domain.md §1.4).

    Two working hours of the receiving outlet, but never later than half of the time left until `limit`, the
    nearest clock of the case; where that has passed, at once.
    """
    by = spend_hours(sent, RECEIVING_HOURS, calendar, hours)
    half = by if limit is None else sent + max(limit - sent, timedelta()) / 2
    at = min(by, half)
    return Due(RECEIVING, ClockKind.HOURS, at, not calendar.knows(by.year))


def paused_workdays(pauses: Iterable[tuple[datetime, datetime]], calendar: HolidayCalendar) -> int:
    """Count the working days that pauses (begin, end) took: each without its first day (domain.md §11.3)."""
    return sum(workdays_between(begin, end, calendar) for begin, end in pauses)


def _workdays(code: str, value: int) -> TimeRule:
    return TimeRule(code, ClockKind.WORKDAYS, value)
