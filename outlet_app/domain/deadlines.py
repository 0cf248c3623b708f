"""When something is due: the clocks of the list, computed from their start."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from outlet_app.domain.calendar import (
    CST,
    ONE_DAY,
    BusinessHours,
    DayKind,
    DayMark,
    HolidayCalendar,
)
from outlet_app.domain.catalogue import ClockKind, ClockStart, TimeRule
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.opening import opening_after, outside_hours, spend_hours
from outlet_app.domain.urgency import Urgency, overdue_workdays, remaining_workdays, urgency

__all__ = [
    "Due",
    "H24Mode",
    "Recomputed",
    "Urgency",
    "due",
    "dues",
    "falls_outside_hours",
    "follow_up_day",
    "main_due",
    "overdue_workdays",
    "recomputed",
    "remaining_workdays",
    "stricter",
    "urgency",
]

END_OF_DAY = time(23, 59)


class H24Mode(StrEnum):
    """How an hour clock runs over nights and weekends (domain.md §11.4); the city chooses."""

    NATURAL = "natural"
    ROLL = "roll"
    BUSINESS_HOURS = "business_hours"


@dataclass(frozen=True, slots=True)
class Due:
    """A computed due moment with the days that lead to it; at is None where the list sets no date."""

    rule: str
    kind: ClockKind
    at: datetime | None
    assumed: bool = False
    days: tuple[DayMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A due moment before and after a holiday plan arrived (domain.md §11.1)."""

    before: Due
    after: Due

    @property
    def moved(self) -> bool:
        """Tell whether the moment itself is another."""
        return self.before.at != self.after.at

    @property
    def changed(self) -> bool:
        """Tell whether there is anything to log: another moment, or certainty where there was none."""
        return self.moved or self.before.assumed != self.after.assumed


def due(
    rule: TimeRule,
    start: datetime,
    calendar: HolidayCalendar,
    hours: BusinessHours,
    mode: H24Mode = H24Mode.NATURAL,
    paused: int = 0,
) -> Due:
    """Compute one clock from its start (decisions 16, domain.md §1.5 and §11.3).

    start: aware moment, of which a working-day clock takes the calendar day as day 0.
    paused: whole working days that a working-day clock stood still.
    """
    local = start.astimezone(CST)
    match rule.kind:
        case ClockKind.INSTANT:
            return Due(rule.code, rule.kind, _end_of_visit(local, calendar, hours))
        case ClockKind.HOURS:
            return _due_hours(rule, local, calendar, hours, mode)
        case ClockKind.WORKDAYS:
            return _due_workdays(rule, local.date(), rule.value + paused, calendar, hours)
        case ClockKind.FOLLOW_UP:
            day = follow_up_day(local.date(), rule.value, calendar)
            return Due(rule.code, rule.kind, hours.closing(day), not calendar.knows(day.year))
        case ClockKind.PERIOD:
            return Due(rule.code, rule.kind, None)


def dues(
    clocks: Iterable[TimeRule],
    started: ClockStart,
    start: datetime,
    calendar: HolidayCalendar,
    hours: BusinessHours,
    mode: H24Mode = H24Mode.NATURAL,
) -> tuple[Due, ...]:
    """Compute the clocks that this moment starts, in the list's order."""
    return tuple(due(rule, start, calendar, hours, mode) for rule in clocks if rule.start is started)


def main_due(
    clocks: Iterable[TimeRule],
    start: datetime,
    calendar: HolidayCalendar,
    hours: BusinessHours,
    mode: H24Mode = H24Mode.NATURAL,
) -> Due | None:
    """Return the limit that comes first; a follow-up date only where there is no limit."""
    computed = [due(rule, start, calendar, hours, mode) for rule in clocks]
    limits = [one for one in computed if one.kind is not ClockKind.FOLLOW_UP]
    return stricter(limits) or stricter(computed)


def stricter(candidates: Iterable[Due]) -> Due | None:
    """Return the earliest of several due moments; None where none is computed (domain.md §11.5)."""
    timed = [(one.at, place, one) for place, one in enumerate(candidates) if one.at]
    return min(timed)[2] if timed else None


def recomputed(
    before: Due,
    rule: TimeRule,
    start: datetime,
    calendar: HolidayCalendar,
    hours: BusinessHours,
    mode: H24Mode = H24Mode.NATURAL,
    paused: int = 0,
) -> Recomputed:
    """Compute a clock again, with the calendar of today; the caller logs it when it changed."""
    return Recomputed(before, due(rule, start, calendar, hours, mode, paused))


def follow_up_day(day: date, days: int, calendar: HolidayCalendar) -> date:
    """Return the visit day so many calendar days later, or the next working day after it."""
    visit = day + days * ONE_DAY
    return visit if calendar.is_workday(visit) else calendar.next_workday(visit)


def falls_outside_hours(one: Due | None, calendar: HolidayCalendar, hours: BusinessHours) -> bool:
    """Tell whether nobody is at the counter when the clock ends, so that the clerk is warned (§11.4)."""
    return one is not None and one.at is not None and outside_hours(one.at, calendar, hours)


def _due_hours(
    rule: TimeRule, start: datetime, calendar: HolidayCalendar, hours: BusinessHours, mode: H24Mode
) -> Due:
    length = timedelta(hours=rule.value)
    at = start + length
    if mode is H24Mode.BUSINESS_HOURS:
        at = spend_hours(start, length, calendar, hours)
    elif mode is H24Mode.ROLL and outside_hours(at, calendar, hours):
        at = opening_after(at, calendar, hours) + timedelta(hours=1)
    leans_on_plan = mode is not H24Mode.NATURAL
    assumed = leans_on_plan and not (calendar.knows(start.year) and calendar.knows(at.year))
    return Due(rule.code, rule.kind, at, assumed, _strip(start.date(), at.date(), calendar))


def _due_workdays(
    rule: TimeRule, day: date, count: int, calendar: HolidayCalendar, hours: BusinessHours
) -> Due:
    days = calendar.walk(day, count)
    last = days[-1].day
    return Due(rule.code, rule.kind, hours.closing(last), calendar.assumes(day, last), days)


def _end_of_visit(start: datetime, calendar: HolidayCalendar, hours: BusinessHours) -> datetime:
    closing = hours.closing(start.date())
    if start <= closing and calendar.is_workday(start.date()):
        return closing
    # Served after hours: the visit still ends on its own day, not before it began.
    return datetime.combine(start.date(), END_OF_DAY, CST)


def _strip(first: date, last: date, calendar: HolidayCalendar) -> tuple[DayMark, ...]:
    marks, index = [DayMark(first, DayKind.START, 0)], 0
    for step in range(1, (last - first).days + 1):
        day = first + step * ONE_DAY
        works = calendar.is_workday(day)
        index += works
        kind = DayKind.DUE if day == last else DayKind.COUNTED if works else DayKind.OFF
        marks.append(DayMark(day, kind, index))
    return tuple(marks)
