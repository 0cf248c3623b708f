"""What the use cases need from the machine, where there are two real implementations."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from outlet_app.domain.events import ClockTrust

NewId = Callable[[], str]
SecretBytes = Callable[[int], bytes]


class Clock(Protocol):
    """Tells the time and how sure it is of it."""

    def now(self) -> datetime:
        """The wall time, aware, +08:00."""

    def trust(self) -> ClockTrust:
        """How the time was come by (sync.md D.9)."""


class Witness(Protocol):
    """A line outside the database for every number used (decisions.md 7, sync.md D.1)."""

    def append(self, instance_id: str, seq: int, series: str, n: int) -> None:
        """Write and fsync one line."""

    def high_water(self, instance_id: str) -> dict[str, int]:
        """The highest number of each series that was ever handed out on this machine."""


class Spooler(Protocol):
    """Takes a finished PDF to a printer."""

    def spool(self, pdf: bytes, title: str, copies: int, printer: str = "") -> None:
        """Hand the bytes over; SpoolerTrouble where nobody takes them."""

    def printers(self) -> tuple[str, ...]:
        """The names of the printers there are; none where nobody can say."""
