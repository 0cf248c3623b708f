"""When an outlet serves by its plan and hours, and what therefore is 延时服务 (domain.md §8.2)."""

from datetime import datetime

from outlet_app.domain.calendar import CST, BusinessHours, HolidayCalendar, local_day
from outlet_app.domain.frozen import dataclass

# Shared: a calendar looks its working days up once for all who count by it.
_WITHOUT_PLANS, _USUAL_HOURS = HolidayCalendar(), BusinessHours()


@dataclass(frozen=True, slots=True)
class Times:
    """By which plan and hours a day is told from an evening or a holiday."""

    calendar: HolidayCalendar = _WITHOUT_PLANS
    hours: BusinessHours = _USUAL_HOURS

    def is_extended(self, at: datetime) -> bool:
        """Whether a moment lies outside the hours of a working day (延时服务)."""
        day, clock = local_day(at), at.astimezone(CST).time()
        spans = self.hours.spans_on(day) if self.calendar.is_workday(day) else ()
        return not any(start <= clock <= end for start, end in spans)
