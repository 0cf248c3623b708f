"""Dates of the national procedures a clerk is asked about: renewal, opposition, replies (domain.md §9.4).

The filing itself goes to the national office; what is computed here is guidance, and the dialog says so.
"""

import calendar as months
from datetime import date, timedelta
from enum import StrEnum

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.frozen import dataclass

TERM_YEARS = 10
EARLY_MONTHS = 12
GRACE_MONTHS = 6
OPPOSITION_MONTHS = 3
ONE_DAY = timedelta(days=1)


class Standing(StrEnum):
    """Where today lies in a procedure's time."""

    EARLY = "early"
    OPEN = "open"
    GRACE = "grace"
    OVER = "over"


class Unit(StrEnum):
    """What a notice counts in."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Renewal:
    """续展: from when it may be filed, until when, and the 宽展 after it; `assumed` as in CountedDay."""

    opens: date
    ends: date
    grace_ends: date
    assumed: bool

    def standing(self, today: date) -> Standing:
        """Where a day lies: before the window, in it, in the grace period, after all."""
        if today < self.opens:
            return Standing.EARLY
        if today <= self.ends:
            return Standing.OPEN
        return Standing.GRACE if today <= self.grace_ends else Standing.OVER


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day for opposition or reply; `assumed` as in CountedDay."""

    begins: date
    ends: date
    assumed: bool

    def standing(self, today: date) -> Standing:
        """Where a day lies."""
        if today < self.begins:
            return Standing.EARLY
        return Standing.OPEN if today <= self.ends else Standing.OVER


def renewal(expires: date, plan: HolidayCalendar) -> Renewal:
    """The renewal window of a mark that expires on the day: 12 months before it, 6 months of grace after.

    Last days that fall on a holiday move to the next working day (domain.md §11.3).
    """
    ends, one = _on_workday(expires, plan)
    grace, other = _on_workday(months_later(expires, GRACE_MONTHS), plan)
    return Renewal(months_later(expires, -EARLY_MONTHS) + ONE_DAY, ends, grace, one or other)


def expiry(registered: date) -> date:
    """The last day of a mark's ten years, or of its next ten years."""
    return months_later(registered, 12 * TERM_YEARS) - ONE_DAY


def opposition(published: date, plan: HolidayCalendar) -> Deadline:
    """异议: three months from the preliminary publication, whose day is not counted."""
    return reply(published, OPPOSITION_MONTHS, Unit.MONTHS, plan)


def reply(received: date, length: int, unit: Unit, plan: HolidayCalendar) -> Deadline:
    """A period a notice sets, from the day after it was received; ValueError if it is not positive."""
    if length <= 0:
        raise ValueError(f"a period of {length} {unit}")
    last = received + timedelta(days=length) if unit is Unit.DAYS else months_later(received, length)
    ends, assumed = _on_workday(last, plan)
    return Deadline(received + ONE_DAY, ends, assumed)


def months_later(day: date, number: int) -> date:
    """The same day so many months later (or earlier), the month's last day where it has no such day."""
    at = day.year * 12 + day.month - 1 + number
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _on_workday(day: date, plan: HolidayCalendar) -> tuple[date, bool]:
    if plan.is_workday(day):
        return day, not plan.knows(day.year)
    moved = plan.next_workday(day)
    return moved, not (plan.knows(day.year) and plan.knows(moved.year))
