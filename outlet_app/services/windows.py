"""Which other windows of the outlet may have cases that this machine does not show."""

from datetime import date, datetime, time

from outlet_app.domain.calendar import CST, ONE_DAY
from outlet_app.domain.windows import Window, unheard
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.models.windows import kept_windows
from outlet_app.services.ports import Clock


class Windows:
    """Read from what the city told in the last round that was brought to its end."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def unheard(self, day: date | None = None) -> tuple[Window, ...]:
        """Those not heard of lately; with a day, those whose cases of that day may be missing here."""
        with self._database.reading() as uow:
            return unheard_of(uow, self._clock.now(), day)


def unheard_of(uow: UnitOfWork, now: datetime, day: date | None) -> tuple[Window, ...]:
    """The same inside a transaction."""
    until = None if day is None else datetime.combine(day, time(), CST) + ONE_DAY
    return unheard(kept_windows(uow.meta), now, until)
