"""Reads a quarter of the outlet's reviews for L26: its cases, its own counts, and its tasks."""

from datetime import date, datetime, time

from outlet_app.domain.calendar import CST, ONE_DAY, HolidayCalendar, local_day
from outlet_app.domain.ledgers.ledger import Line, Sum
from outlet_app.domain.ledgers.quarterly import clerk_sums, quarter_lines, worked_in
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import read_case
from outlet_app.services.task_reading import all_tasks


def quarter_account(
    uow: UnitOfWork, outlet: str, day: date, now: datetime, plan: HolidayCalendar
) -> tuple[Quarter, tuple[Line, ...], tuple[Sum, ...]]:
    """The quarter a day lies in, as far as it has come; its lines, and the clerks' rates."""
    quarter = Quarter.of(day)
    until = min(quarter.last, local_day(now))
    start, end = datetime.combine(quarter.first, time(), CST), datetime.combine(until, time(), CST) + ONE_DAY
    touched = uow.journal.between(start.isoformat(), end.isoformat())
    readings = (read_case(of_case) for of_case in uow.journal.of_cases(touched).values())
    told = ((one.counted[0].outlet, one.case) for one in readings if one and one.counted)
    worked = worked_in(told, outlet, quarter)
    tasks = [one.task for one in all_tasks(uow) if one.task.opened.rated_outlet == outlet]
    tally = uow.reviews.tally(quarter.first, until)
    return quarter, quarter_lines(worked, tally, tasks, quarter, now, plan), clerk_sums(worked)
