"""同步中心: one round with the city at a time, and what people are told about it."""

import json
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.healed import Healed
from outlet_app.services.ports import Clock
from outlet_app.services.queue import all_rows
from outlet_app.services.settling import dismiss
from outlet_app.services.sync_marks import LAST_SYNC
from outlet_app.services.upkeep import Upkeep
from outlet_app.services.views import QueueState, SyncView, UnsentRow
from outlet_app.sync.engine import SyncEngine, SyncReport
from outlet_app.sync.forking import COPIED, FORK
from outlet_app.sync.levelling import HEALED
from outlet_app.sync.standing import Mode, mode_kept

log = logging.getLogger(__name__)
STUCK = "sync.stuck"
MOST_ROWS = 200
_STOPS = {FORK: "sync.fork", COPIED: "sync.copied"}


class SyncCentre:
    """Blocking: the courier lane calls it. The state survives a restart as far as it matters."""

    def __init__(self, database: Database, engine: SyncEngine, clock: Clock, upkeep: Upkeep) -> None:
        self._database = database
        self._upkeep = upkeep
        self._engine = engine
        self._clock = clock
        self._report = SyncReport()
        self._offline_since: datetime | None = None
        self._next_try: datetime | None = None
        self._news: Healed | None = None
        self.next_try_s = 0.0

    def run_once(self, *, hurry: bool = False) -> QueueState:
        """One round; offline is an answer, not an error. `hurry` when a person asked."""
        if hurry:
            self._engine.hurry()
        before = self._healed()
        self._report = self._engine.run_once()
        after = self._healed()
        self._news = after if after != before else self._news
        self.next_try_s = self._report.next_try_s
        now = self._clock.now()
        self._next_try = now + timedelta(seconds=self.next_try_s)
        if self._report.online:
            self._offline_since = None
            self._remember(now)
        elif self._offline_since is None:
            self._offline_since = now
        self._upkeep.run()
        return self.state()

    def begin(self, since: datetime) -> None:
        """Tell what this start put right before there was anybody to tell."""
        found = self._healed()
        self._news = found if found is not None and found.at >= since else None

    def take_healed(self) -> Healed | None:
        """What this start or a round since the last look put right, for whoever sits here."""
        news, self._news = self._news, None
        return news

    @property
    def catalogue_changed(self) -> bool:
        """Whether the last round brought new data packs."""
        return self._report.catalogue_changed

    def state(self) -> QueueState:
        """The queue as of now, in cases, so that it agrees with the rows below it."""
        with self._database.reading() as uow:
            return self._state(uow, all_rows(uow, self._clock.now().date()))

    def view(self) -> SyncView:
        """The queue's state and its rows, problems first."""
        with self._database.reading() as uow:
            rows = all_rows(uow, self._clock.now().date())
            return SyncView(self._state(uow, rows), rows[:MOST_ROWS])

    def dismiss(self, record: str) -> int:
        """知道了: what the city refused of a record that is no case asks nobody any more; how many steps."""
        with self._database.unit_of_work() as uow:
            count = dismiss(uow, record)
            uow.commit()
        log.info("%s refused steps of %s were read", count, record or "no record")
        return count

    def close(self) -> None:
        """Give the connection back."""
        self._engine.close()

    def _state(self, uow: UnitOfWork, rows: Sequence[UnsentRow]) -> QueueState:
        last, instance = uow.meta.get(LAST_SYNC), uow.instance.current()
        cases = Counter(row.status for row in rows)
        mode = mode_kept(uow)
        healed, files = _healed(uow), uow.blobs.total()
        stopped = _STOPS.get((instance.stopped if instance else "") or "", "")
        return QueueState(
            online=self._report.online,
            waiting=cases["waiting"] + cases["failed"],
            failed=cases["failed"],
            needs_you=cases["needs_you"],
            parked=cases["parked"],
            sent_today=cases["sent"] + cases["sent_with_hint"],
            last_sync=datetime.fromisoformat(last) if last else None,
            offline_since=self._offline_since,
            next_try=None if self._report.online or stopped else self._next_try,
            stopped=stopped,
            problem=self._report.error_code or (STUCK if self._report.stuck else ""),
            oldest_unsent=uow.outbox.oldest_unsent(),
            files_waiting=files.waiting,
            files_damaged=files.damaged,
            mode="" if mode is Mode.ACTIVE else mode.value,
            healed=healed if healed and healed.at.date() == self._clock.now().date() else None,
        )

    def _healed(self) -> Healed | None:
        with self._database.reading() as uow:
            return _healed(uow)

    def _remember(self, now: datetime) -> None:
        with self._database.unit_of_work() as uow:
            uow.meta.set(LAST_SYNC, now.isoformat())
            uow.commit()


def _healed(uow: UnitOfWork) -> Healed | None:
    told = uow.meta.get(HEALED)
    if told is None:
        return None
    kept = json.loads(told)
    at, lost, untold = datetime.fromisoformat(kept["at"]), kept.get("lost", 0), kept.get("untold", 0)
    return Healed(kept["what"], at, kept["count"], kept["terminal"], lost, untold)
