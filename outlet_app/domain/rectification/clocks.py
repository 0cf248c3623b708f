"""The limits of each step, with the hours and the holiday plan of whoever has to act (domain.md §7.5)."""

from datetime import date, datetime, timedelta

from outlet_app.domain.calendar import BusinessHours, HolidayCalendar
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.deadlines import due
from outlet_app.domain.events import DueStamp
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.opening import spend_hours

ASSIGN_HOURS = timedelta(hours=4)
VERIFY, CLASSIFY, MEND, LATEST, CALL, APPEAL, DECIDE = 1, 2, 5, 15, 1, 5, 5
PUBLISH = 10


@dataclass(frozen=True, slots=True)
class TaskClocks:
    """Working-day clocks count from the day after; the first is four hours of business."""

    calendar: HolidayCalendar
    hours: BusinessHours

    def assign(self, at: datetime) -> DueStamp:
        """① from the arrival."""
        by = spend_hours(at, ASSIGN_HOURS, self.calendar, self.hours)
        known = self.calendar.knows(at.year) and self.calendar.knows(by.year)
        return DueStamp("task_assign", ClockKind.HOURS, by, not known)

    def verify(self, at: datetime) -> DueStamp:
        """② from the assignment."""
        return self._days("task_verify", VERIFY, at)

    def classify(self, at: datetime) -> DueStamp:
        """③ from the assignment."""
        return self._days("task_classify", CLASSIFY, at)

    def mend(self, at: datetime, days: int = MEND) -> DueStamp:
        """④ from the assignment, from an upheld appeal, or from a reviewer who was not content."""
        return self._days("task_mend", days, at)

    def latest(self, at: datetime) -> DueStamp:
        """The furthest an extension can go, from the assignment."""
        return self._days("task_mend", LATEST, at)

    def until(self, day: date) -> DueStamp:
        """④ put off to the end of business on a day."""
        return DueStamp(
            "task_mend", ClockKind.WORKDAYS, self.hours.closing(day), not self.calendar.knows(day.year)
        )

    def call(self, at: datetime) -> DueStamp:
        """⑤ from the mending."""
        return self._days("task_call", CALL, at)

    def appeal(self, at: datetime) -> DueStamp:
        """⑥ from the arrival."""
        return self._days("task_appeal", APPEAL, at)

    def decide(self, at: datetime) -> DueStamp:
        """⑥ from the appeal."""
        return self._days("task_decide", DECIDE, at)

    def _days(self, rule: str, days: int, at: datetime) -> DueStamp:
        found = due(TimeRule(rule, ClockKind.WORKDAYS, days), at, self.calendar, self.hours)
        return DueStamp(found.rule, found.kind, found.at, found.assumed)
