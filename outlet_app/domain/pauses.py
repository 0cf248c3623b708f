"""What a pause does to our clocks: working-day clocks end later by the whole working days it took."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from outlet_app.domain.calendar import BusinessHours, HolidayCalendar, local_day
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Pause
from outlet_app.domain.events import DueStamp
from outlet_app.domain.periods import paused_workdays


def waited(pauses: Iterable[Pause], until: datetime, calendar: HolidayCalendar) -> int:
    """Return the working days of all pauses together, an open one counted up to a moment (§11.3)."""
    return paused_workdays(((one.began, one.ended or until) for one in pauses), calendar)


def put_off(
    dues: Iterable[DueStamp], workdays: int, calendar: HolidayCalendar, hours: BusinessHours
) -> tuple[DueStamp, ...]:
    """Return the clocks that end later for a pause, none where it took no working day.

    Hour clocks and follow-up dates go on running: the law counts hours from the given moment (§11.3).
    """
    if not workdays:
        return ()
    return tuple(_later(due, workdays, calendar, hours) for due in dues if _stands_still(due))


def _stands_still(due: DueStamp) -> bool:
    return due.kind is ClockKind.WORKDAYS and due.at is not None


def _later(due: DueStamp, workdays: int, calendar: HolidayCalendar, hours: BusinessHours) -> DueStamp:
    assert due.at is not None
    end = calendar.add_workdays(local_day(due.at), workdays)
    return replace(due, at=hours.closing(end.day), assumed=due.assumed or end.assumed)
