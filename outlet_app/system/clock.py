"""Tells the time and how sure it is of it (domain.md §11.5, sync.md D.9)."""

import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Protocol

from outlet_app.domain.calendar import CST, PROGRAM_BEGAN
from outlet_app.domain.events import ClockTrust

NOT_BEFORE = datetime.combine(PROGRAM_BEGAN, time_of_day(), CST)
BACKWARD = timedelta(minutes=2)
JUMP = timedelta(minutes=10)
FRESH = timedelta(hours=24)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_UNNAMED_BOOT = uuid.uuid4().hex


class Clock(Protocol):
    """What every use case asks for the time."""

    def now(self) -> datetime:
        """The time, aware, +08:00."""

    def trust(self) -> ClockTrust:
        """How the time was come by."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A moment the server told, and this boot's tick at which it was true."""

    told: datetime
    tick_ns: int
    boot: str

    def as_text(self) -> str:
        """For keeping across a restart of the program."""
        return f"{self.told.isoformat()}|{self.tick_ns}|{self.boot}"

    @classmethod
    def from_text(cls, text: str) -> "Anchor":
        """Read back what `as_text` wrote."""
        told, tick_ns, boot = text.split("|")
        return cls(datetime.fromisoformat(told), int(tick_ns), boot)


def boot_id() -> str:
    """Names this boot; where the system has no name for it, this run of the program."""
    return _BOOT_ID.read_text(encoding="ascii").strip() if _BOOT_ID.exists() else _UNNAMED_BOOT


if sys.platform == "linux":

    def tick_ns() -> int:
        """Nanoseconds since the machine started, sleep included."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
else:

    def tick_ns() -> int:
        """Nanoseconds since the machine started; Windows counts its sleep here too."""
        return time.monotonic_ns()


def wall() -> datetime:
    """What the machine's own clock says."""
    return datetime.fromtimestamp(time.time(), CST)


class SystemClock:
    """The machine's clock until the server has told the time, then the server's time carried on by ticks."""

    def __init__(
        self,
        anchor: Anchor | None = None,
        *,
        wall: Callable[[], datetime] = wall,
        tick_ns: Callable[[], int] = tick_ns,
        boot: Callable[[], str] = boot_id,
    ) -> None:
        self._wall, self._tick_ns, self._boot = wall, tick_ns, boot()
        self._started = (wall(), tick_ns())
        self._latest: datetime | None = None
        self.anchor = anchor if anchor and anchor.boot == self._boot else None

    @property
    def boot(self) -> str:
        """The boot this clock has ticked through."""
        return self._boot

    def now(self) -> datetime:
        """The best the machine knows; never fails, because a clock never prevents a save."""
        if self.anchor is None:
            return self._wall()
        return self.anchor.told + self._since_told(self.anchor)

    def trust(self) -> ClockTrust:
        """SERVER within a day of the server's word, DERIVED after it, else WALL or SUSPECT."""
        if self.anchor is not None:
            fresh = self._since_told(self.anchor) < FRESH
            return ClockTrust.SERVER if fresh else ClockTrust.DERIVED
        return ClockTrust.SUSPECT if self._is_suspect() else ClockTrust.WALL

    def learn(self, told: datetime, round_trip: timedelta) -> Anchor:
        """Take the server's time from an answer that took `round_trip`; keep the result across restarts."""
        at = (told + round_trip / 2).astimezone(CST)
        self.anchor = Anchor(at, self._tick_ns(), self._boot)
        return self.anchor

    def seen(self, moment: datetime) -> None:
        """The latest moment the journal holds: a clock that stands before it has been turned back."""
        self._latest = max(self._latest or moment, moment)

    def _since_told(self, anchor: Anchor) -> timedelta:
        return timedelta(microseconds=(self._tick_ns() - anchor.tick_ns) // 1000)

    def _is_suspect(self) -> bool:
        now = self._wall()
        wall_then, tick_then = self._started
        drift = (now - wall_then) - timedelta(microseconds=(self._tick_ns() - tick_then) // 1000)
        turned_back = self._latest is not None and now < self._latest - BACKWARD
        return now < NOT_BEFORE or turned_back or abs(drift) > JUMP


class FixedClock:
    """A clock for tests and pictures: stands still until it is moved."""

    def __init__(self, at: datetime, trust: ClockTrust = ClockTrust.WALL) -> None:
        self._at, self._trust = at.astimezone(CST), trust

    def now(self) -> datetime:
        """Where it stands."""
        return self._at

    def trust(self) -> ClockTrust:
        """As it was told."""
        return self._trust

    def advance(self, step: timedelta) -> None:
        """Move it."""
        self._at += step
