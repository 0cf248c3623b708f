"""Business time: whether the counter is open, when it opens next, and hours spent in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from outlet_app.domain.calendar import CST, ONE_DAY, BusinessHours, HolidayCalendar

LONGEST_CLOSURE = 366


def outside_hours(at: datetime, calendar: HolidayCalendar, hours: BusinessHours) -> bool:
    """Tell whether the counter is closed at this moment; both ends of a span count as open."""
    day = at.astimezone(CST).date()
    if not calendar.is_workday(day):
        return True
    clock = at.astimezone(CST).time()
    return not any(opens <= clock <= closes for opens, closes in hours.spans_on(day))


def opening_after(at: datetime, calendar: HolidayCalendar, hours: BusinessHours) -> datetime:
    """Return the first opening not before this moment."""
    return next(opens for opens, _ in open_spans(at, calendar, hours) if opens >= at)


def spend_hours(
    start: datetime, length: timedelta, calendar: HolidayCalendar, hours: BusinessHours
) -> datetime:
    """Return the moment when so much business time has passed since the start (domain.md §11.4)."""
    left = length
    for opens, closes in open_spans(start, calendar, hours):
        begin = max(opens, start)
        if left <= closes - begin:
            return begin + left
        left -= closes - begin
    raise ValueError("the counter never opens")


def open_spans(
    start: datetime, calendar: HolidayCalendar, hours: BusinessHours
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the open spans that end after the moment, for one year ahead."""
    first = start.astimezone(CST).date()
    for step in range(LONGEST_CLOSURE):
        day = first + step * ONE_DAY
        for opens, closes in hours.spans_on(day) if calendar.is_workday(day) else ():
            end = datetime.combine(day, closes, CST)
            if end > start:
                yield datetime.combine(day, opens, CST), end
