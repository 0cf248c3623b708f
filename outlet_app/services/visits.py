"""接待 day by day over the last working days: for the first page and beside the sheet of a day."""

from collections import Counter
from datetime import date

from outlet_app.domain.calendar import HolidayCalendar, local_day
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reference import Reference
from outlet_app.services.views import DayVisits


def workdays_before(calendar: HolidayCalendar, day: date, count: int) -> tuple[date, ...]:
    """The last working days before this one, oldest first; a visit on a day off counts with none."""
    days = [day]
    for _ in range(count):
        days.append(calendar.previous_workday(days[-1]))
    return tuple(days[:0:-1])


def count_visits(uow: UnitOfWork, reference: Reference, since: date, until: date) -> Counter[date]:
    """接待 of each day, the first and the last included."""
    return Counter(map(local_day, uow.cards.decided_at_counter(reference.outlet.sign, since, until)))


def visits_before(uow: UnitOfWork, reference: Reference, day: date, count: int) -> tuple[DayVisits, ...]:
    """接待 of so many working days before this one, oldest first."""
    days = workdays_before(reference.calendar, day, count)
    counted = count_visits(uow, reference, days[0], days[-1])
    return tuple(DayVisits(one, counted[one]) for one in days)
