"""Tells the city once a round how this machine is, so that a silent one is seen (sync.md D.3)."""

from datetime import datetime
from typing import Protocol

from outlet_app.domain.events import ClockTrust
from outlet_app.models.engine import Database
from outlet_app.models.packs import ETAG
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.wire import Beat
from outlet_app.version import VERSION


class Clock(Protocol):
    """What the heart asks for the time, and how sure it is."""

    def now(self) -> datetime:
        """The time, aware."""

    def trust(self) -> ClockTrust:
        """How it was come by."""


class Heart:
    """Reads the store and says it; a city that does not want to hear it changes nothing here."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def beat(self, client: CityClient) -> None:
        """Tell how this machine is; never raises for the line or the city's refusals."""
        try:
            client.beat(self.reading())
        except (Offline, Denial):
            # The next round says it again; nothing depends on it.
            return

    def reading(self) -> Beat:
        """How this machine is now; NotEnrolled without an enrolment."""
        now = self._clock.now()
        with self._database.reading() as uow:
            me = uow.instance.required()
            queue = uow.outbox.now()
            oldest = uow.outbox.oldest_unsent()
            etag = uow.meta.get(ETAG) or ""
        return Beat(
            instance=me.instance_id,
            at=now,
            trust=self._clock.trust().value,
            queue=queue.waiting + queue.failed,
            need_you=queue.need_you,
            oldest=oldest,
            catalogue=etag,
            program=VERSION,
            stopped=me.stopped or "",
        )
