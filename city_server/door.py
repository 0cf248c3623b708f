"""Who is let in at once: a bound for the node, a pace for each machine, and when others may come again."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from city_server.denial import Denied
from outlet_app.sync.wire import Code

LONGEST_WAIT_S = 120
_AT_FIRST_S = 0.05
_SMOOTHING = 0.1
_MANY = 10_000
# A push sent again because its answer was late waits with the first one, and gets the same answer.
IN_LINE = 8


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a node takes: requests at once, pushes a second and in one go of a machine (sync.md D.5).

    All three hold for this node: see docs/adr/0028-the-pace-is-the-nodes.md.
    """

    at_once: int = 24
    pushes_a_second: float = 5.0
    in_one_go: int = 60


class Busy(Denied):
    """Come again in `wait_s` seconds: 503 where the node is full, 429 where the machine asks too fast."""

    def __init__(self, status: int, wait_s: float) -> None:
        super().__init__(Code.BUSY)
        self.status = status
        self.wait_s = min(max(math.ceil(wait_s), 1), LONGEST_WAIT_S)


@dataclass(slots=True)
class _Machine:
    """Pushes a machine may still make at once, as of a moment; how many of its pushes are in here."""

    tokens: float
    at: float
    pushing: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Door:
    """Counts who is inside; lives on the event loop, so nothing in here needs a lock."""

    def __init__(self, pace: Pace, now: Callable[[], float] = time.monotonic) -> None:
        self._pace = pace
        self._now = now
        self._machines: dict[str, _Machine] = {}
        self._takes_s = _AT_FIRST_S
        self._next_free = 0.0
        self.inside = 0

    @asynccontextmanager
    async def admit(self) -> AsyncIterator[None]:
        """Let one request in until it is answered; Busy 503 where the node is full."""
        if self.inside >= self._pace.at_once:
            raise Busy(503, self._until_free())
        self.inside += 1
        began = self._now()
        try:
            yield
        finally:
            self.inside -= 1
            self._takes_s += _SMOOTHING * (self._now() - began - self._takes_s)

    @asynccontextmanager
    async def admit_push(self, device_id: str) -> AsyncIterator[None]:
        """The same for a push: those of one machine wait for each other, the ninth is Busy 429."""
        machine = self._machine(device_id)
        if machine.tokens < 1:
            raise Busy(429, (1 - machine.tokens) / self._pace.pushes_a_second)
        if machine.pushing >= IN_LINE:
            raise Busy(429, 1)
        machine.tokens -= 1
        machine.pushing += 1
        try:
            # Waits here and not on the database's row, where it would hold a thread and a connection.
            async with machine.turn, self.admit():
                yield
        finally:
            machine.pushing -= 1

    def _until_free(self) -> float:
        """Seconds until a place is free for one more: each that is turned away gets the next one's turn."""
        now = self._now()
        self._next_free = max(now, self._next_free) + self._takes_s / self._pace.at_once
        return self._next_free - now

    def _machine(self, device_id: str) -> _Machine:
        now = self._now()
        machine = self._machines.get(device_id)
        if machine is None:
            if len(self._machines) >= _MANY:
                self._forget_idle(now)
            machine = self._machines[device_id] = _Machine(float(self._pace.in_one_go), now)
        machine.tokens = self._filled(machine, now)
        machine.at = now
        return machine

    def _filled(self, machine: _Machine, now: float) -> float:
        came = (now - machine.at) * self._pace.pushes_a_second
        return min(machine.tokens + came, float(self._pace.in_one_go))

    def _forget_idle(self, now: float) -> None:
        # A machine whose measure is full again is like one that was never here.
        self._machines = {
            device_id: one
            for device_id, one in self._machines.items()
            if one.pushing or self._filled(one, now) < self._pace.in_one_go
        }
