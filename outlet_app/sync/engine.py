"""One round with the city: hello, push until empty, pull until level, packs; then when to come again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Protocol, TypeVar

from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.sync.backoff import Backoff, BatchSize
from outlet_app.sync.blobs import Carried
from outlet_app.sync.client import CityClient
from outlet_app.sync.forking import COPIED, FORK, NAMELESS, Forking
from outlet_app.sync.inbound import Inbound
from outlet_app.sync.levelling import Levelling
from outlet_app.sync.neighbours import learn_windows
from outlet_app.sync.outbound import CasesChanged, Outbound
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.report import IDLE_S as IDLE_S
from outlet_app.sync.report import NOTHING_CARRIED
from outlet_app.sync.report import SyncReport as SyncReport
from outlet_app.sync.standing import Mode, learn_greeting, learn_mode, refuse_unlike
from outlet_app.sync.wire import PROTO, Code, Hello

SOON_S = 0.5
WATCHDOG = timedelta(minutes=15)
# One epoch may follow another while a round is under way, and a name be lost, but hardly more.
_TURNS_A_ROUND = 4
_STOP_CODES = {FORK: "sync.fork", COPIED: "sync.copied"}
ClientFactory = Callable[[Instance], CityClient]
T = TypeVar("T")
ServerTime = Callable[[datetime, timedelta], None]


class Clock(Protocol):
    """What the engine asks for the time."""

    def now(self) -> datetime:
        """The wall time, aware, +08:00."""


@dataclass(slots=True)
class _Round:
    """What has been reached so far; kept when the line breaks half way."""

    online: bool = False
    pushed: int = 0
    pulled: int = 0
    catalogue_changed: bool = False
    forked: bool = False
    blobs: Carried = NOTHING_CARRIED


class SyncEngine:
    """Blocking and without threads: the courier lane calls `run_once` and waits `next_try_s`."""

    def __init__(
        self,
        database: Database,
        client_factory: ClientFactory,
        on_cases_changed: CasesChanged,
        clock: Clock,
        rng: Random,
        on_server_time: ServerTime | None = None,
        beat: Callable[[CityClient], None] | None = None,
        carry: Callable[[CityClient], Carried] | None = None,
    ) -> None:
        self._database = database
        self._client_factory = client_factory
        self._clock = clock
        self._rng = rng
        self._on_server_time = on_server_time
        self._beat = beat
        self._carry = carry
        self._size = BatchSize()
        self._backoff = Backoff(rng)
        self._outbound = Outbound(database, on_cases_changed, self._size)
        self._inbound = Inbound(database, on_cases_changed)
        self._levelling = Levelling(database, on_cases_changed)
        self._forking = Forking(database, on_cases_changed)
        self._client: tuple[Instance, CityClient] | None = None

    def run_once(self) -> SyncReport:
        """One round; never raises for the line or the city's refusals, only for the local store."""
        try:
            return self._run()
        finally:
            # Whatever became of the line; and last, for what cannot be shown shall hold up no sending.
            self._inbound.show_rest()

    def _run(self) -> SyncReport:
        with self._database.reading() as uow:
            instance = uow.instance.current()
        if instance is None:
            return SyncReport()
        reached = _Round()
        try:
            self._go_rounds(reached)
        except Offline as offline:
            reached.online = False
            return self._failed(reached, offline.code)
        except Denial as denial:
            report = self._denied(reached, denial)
            self._tell_how_it_is()
            return report
        self._backoff.succeeded()
        pause = SOON_S if reached.blobs.unfinished else IDLE_S
        return self._report(reached, wait_s=pause * self._rng.uniform(0.9, 1.1))

    def ask(self, work: Callable[[CityClient], T]) -> T:
        """What a person wants from the city by the way, in the courier lane; Offline and Denial as they come.

        NotEnrolled where this machine has no city yet.
        """
        with self._database.reading() as uow:
            instance = uow.instance.required()
        return work(self._client_of(instance))

    def hurry(self) -> None:
        """A person asks to try now: the next failure waits as briefly as the first."""
        self._backoff.succeeded()

    def close(self) -> None:
        """Give the connection back."""
        if self._client is not None:
            self._client[1].close()
            self._client = None

    def _go_rounds(self, reached: _Round) -> None:
        """A city that begins a new epoch half way, or no longer knows us by our name, is greeted again."""
        for _ in range(_TURNS_A_ROUND - 1):
            try:
                return self._go_round(reached)
            except Denial as denial:
                if denial.code == Code.NO_DEVICE and not reached.forked:
                    self._be_known_again(reached, denial)
                elif denial.code == Code.FORK and not reached.forked and not self._is_nameless():
                    self._lose_name()
                elif denial.code != Code.EPOCH:
                    raise
        return self._go_round(reached)

    def _go_round(self, reached: _Round) -> None:
        self._outbound.in_flight = ()
        client, hello = self._introduced(reached)
        instance = self._follow(hello)
        refuse_unlike(instance, hello)
        hears = learn_greeting(self._database, hello) is Mode.ACTIVE
        if hears:
            reached.pulled += self._compare(client)
        self._inbound.learn_key(hello.reviews)
        self._inbound.learn_signers(hello.policies)
        self._inbound.learn_parcels(hello.parcels)
        self._size.limit(hello.limits.max_ops, hello.limits.max_bytes)
        for answered in self._outbound.drain(client, self._clock.now):
            reached.pushed += answered
        if hears:
            self._listen(client, hello.limits.pull_events, reached)
            learn_windows(self._database, hello.windows, hello.lost)
            reached.catalogue_changed = self._inbound.refresh_packs(client, hello.catalogue, self._clock.now)
        if self._carry is not None:
            reached.blobs = self._carry(client)
        self._tell_how_it_is()

    def _compare(self, client: CityClient) -> int:
        level = self._levelling.level(client) if self._levelling.is_due else 0
        return level + self._forking.fetch_own(client, self._clock.now)

    def _introduced(self, reached: _Round) -> tuple[CityClient, Hello]:
        """Greeted under a name that is ours alone: who was set back or copied asks for one first."""
        client = self._client_of(self._me())
        hello = self._greet(client)
        reached.online = True
        if hello.min > PROTO:
            raise Denial(Code.PROTO)
        if not self._is_nameless():
            return client, hello
        self._forking.begin_anew(client, self._clock.now())
        # A second name in one round would not help either.
        reached.forked = True
        client = self._client_of(self._me())
        return client, self._greet(client)

    def _be_known_again(self, reached: _Round, denial: Denial) -> None:
        if not self._forking.be_known_again(self._client_of, self._clock.now()):
            raise denial
        reached.forked = True

    def _me(self) -> Instance:
        with self._database.reading() as uow:
            return uow.instance.required()

    def _is_nameless(self) -> bool:
        return self._me().stopped in NAMELESS

    def _lose_name(self) -> None:
        """The city's history under our name is another one; where they part nobody knows: all is said again.

        What the city has of it is known by its ids and gets the same verdicts.
        """
        with self._database.unit_of_work() as uow:
            uow.outbox.rewind(1)
            uow.instance.stop(FORK)
            uow.commit()

    def _tell_how_it_is(self) -> None:
        """Last of all, and also where the city refused: that is when somebody has to look."""
        if self._beat is not None and self._client is not None:
            self._beat(self._client[1])

    def _follow(self, hello: Hello) -> Instance:
        """The enrolment, in the city's epoch; an earlier version may have stopped here and waited."""
        instance = self._me()
        if hello.epoch == instance.epoch and not instance.stopped:
            return instance
        self._levelling.turn_to(hello.epoch, hello.you.last_seq if hello.you else 0, self._clock.now())
        return self._me()

    def _listen(self, client: CityClient, limit: int, reached: _Round) -> None:
        try:
            for came in self._inbound.catch_up(client, limit):
                reached.pulled += came
        except Denial as denial:
            if denial.code != Code.EPOCH:
                raise
            # Our cursor is of a history that is no more, be it under the same name.
            reached.pulled += self._levelling.level(client)
            for came in self._inbound.catch_up(client, limit):
                reached.pulled += came

    def _greet(self, client: CityClient) -> Hello:
        asked = time.perf_counter()
        hello = client.hello()
        if self._on_server_time is not None:
            self._on_server_time(hello.server_time, timedelta(seconds=time.perf_counter() - asked))
        return hello

    def _denied(self, reached: _Round, denial: Denial) -> SyncReport:
        if denial.code == Code.FORK:
            if not self._is_nameless():
                self._lose_name()
            return self._report(reached, wait_s=IDLE_S)
        if denial.code == Code.EPOCH:
            return self._failed(reached, "sync.epoch", denial.wait_s)
        if denial.code == Code.MODE:
            learn_mode(self._database, denial.args_told.get("mode"))
        if denial.code == Code.SEQ_GAP:
            self._rewind(denial.args_told.get("expected"))
        return self._failed(reached, denial.code, denial.wait_s)

    def _rewind(self, expected: object) -> None:
        """Send again from where the city is; our receipt then tells it that it lost something."""
        if isinstance(expected, int) and expected > 0:
            with self._database.unit_of_work() as uow:
                uow.outbox.rewind(expected)
                uow.commit()

    def _failed(self, reached: _Round, code: str, at_least_s: float = 0.0) -> SyncReport:
        wait_s = self._backoff.failed(at_least_s)
        now = self._clock.now()
        if self._outbound.in_flight:
            with self._database.unit_of_work() as uow:
                again = now + timedelta(seconds=wait_s)
                uow.outbox.mark_tried(self._outbound.in_flight, code, at=now, next_try=again)
                uow.commit()
        return self._report(reached, error_code=code, wait_s=wait_s)

    def _report(self, reached: _Round, *, wait_s: float, error_code: str = "") -> SyncReport:
        with self._database.reading() as uow:
            told = uow.instance.required().stopped or ""
            queue = uow.outbox.now()
            oldest = uow.outbox.oldest_unsent()
        stopped = told if told in NAMELESS else ""
        return SyncReport(
            online=reached.online,
            pushed=reached.pushed,
            pulled=reached.pulled,
            waiting=queue.waiting + queue.failed,
            need_you=queue.need_you,
            stopped=stopped,
            error_code=error_code or _STOP_CODES.get(stopped, ""),
            next_try_s=wait_s,
            catalogue_changed=reached.catalogue_changed,
            blobs=reached.blobs,
            stuck=reached.online and oldest is not None and self._clock.now() - oldest > WATCHDOG,
        )

    def _client_of(self, instance: Instance) -> CityClient:
        if self._client is None or not _same_machine(self._client[0], instance):
            self.close()
            self._client = (instance, self._client_factory(instance))
        return self._client[1]


def _same_machine(one: Instance, other: Instance) -> bool:
    return (one.instance_id, one.server_url) == (other.instance_id, other.server_url)
