"""Facts the whole program shares: who is signed in, where, online or not, how many wait, what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from outlet_app.domain.people import Person

TICK_MS = 5_000


class Link(StrEnum):
    """How the machine stands to the city server; STOPPED: sending stopped until the city has looked."""

    ONLINE = "online"
    OFFLINE = "offline"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class OutletFacts:
    """The outlet as the window shows it."""

    code: str = ""
    sign: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """Cases with something unsent, and how many of them failed or ask for a person."""

    waiting: int = 0
    failed: int = 0


class Office(QObject):
    """Publishes frozen values; a signal carries the new one."""

    person_changed = Signal(object)
    outlet_changed = Signal(object)
    link_changed = Signal(object)
    queue_changed = Signal(object)
    synced_changed = Signal(object)
    to_seal_changed = Signal(object)
    minute_passed = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self.person: Person | None = None
        self.outlet = OutletFacts()
        self.link = Link.OFFLINE
        self.queue = Queue()
        self.last_sync: datetime | None = None
        self.to_seal = 0
        self._minute = now().replace(second=0, microsecond=0)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.look_at_clock)
        self._timer.start()

    def sign_in(self, person: Person | None) -> None:
        """Somebody signed in, or (None) nobody is signed in any more."""
        if person != self.person:
            self.person = person
            self.person_changed.emit(person)

    def show_outlet(self, outlet: OutletFacts) -> None:
        """The outlet this machine stands in."""
        if outlet != self.outlet:
            self.outlet = outlet
            self.outlet_changed.emit(outlet)

    def show_link(self, link: Link) -> None:
        """Online, offline or stopped."""
        if link != self.link:
            self.link = link
            self.link_changed.emit(link)

    def show_queue(self, queue: Queue) -> None:
        """How many cases wait."""
        if queue != self.queue:
            self.queue = queue
            self.queue_changed.emit(queue)

    def show_sync(self, at: datetime) -> None:
        """Data went both ways at this time."""
        if at != self.last_sync:
            self.last_sync = at
            self.synced_changed.emit(at)

    def show_to_seal(self, count: int) -> None:
        """How many papers printed today wait for a use of the seal to be written down."""
        if count != self.to_seal:
            self.to_seal = count
            self.to_seal_changed.emit(count)

    def look_at_clock(self) -> None:
        """Tell once when a new minute has begun."""
        minute = self.now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self.minute_passed.emit(minute)
