"""Whether somebody has to look at this machine's date, at most once a boot (domain.md §11.5, sync.md D.9)."""

import logging

from outlet_app.domain.events import ClockTrust
from outlet_app.models.engine import Database
from outlet_app.services.ports import Clock

log = logging.getLogger(__name__)
LOOKED = "clock.looked"


class TimeCheck:
    """Asks and remembers; nothing that is saved ever waits for it."""

    def __init__(self, database: Database, clock: Clock, boot: str, staff_no: str) -> None:
        self._database = database
        self._clock = clock
        self._boot = boot
        self._staff_no = staff_no

    def is_due(self) -> bool:
        """Whether the time is doubtful and nobody has looked at it since the machine was started."""
        if self._clock.trust() is not ClockTrust.SUSPECT:
            return False
        with self._database.reading() as uow:
            return uow.meta.get(LOOKED) != self._boot

    def note(self, right: bool) -> None:
        """Somebody has looked, and found it right or wrong; the events stay marked either way."""
        with self._database.unit_of_work() as uow:
            uow.meta.set(LOOKED, self._boot)
            uow.commit()
        log.info("%s looked at the date: %s", self._staff_no[-4:], "right" if right else "wrong")
