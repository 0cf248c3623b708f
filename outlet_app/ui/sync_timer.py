"""Sends in the courier lane: soon after a save, again after a failure, at once when a person asks."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from outlet_app.services.views import QueueState
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Link, Office, Queue

SOON_MS = 1_000
WATCH_MS = 500


class Courier(Protocol):
    """What the timer needs of 同步中心."""

    next_try_s: float

    def run_once(self, *, hurry: bool = False) -> QueueState:
        """One round with the city."""

    def state(self) -> QueueState:
        """The queue as of now."""


class SyncTimer(QObject):
    """Runs independently of new saves; one round at a time (sync.md D.5)."""

    round_done = Signal(object)
    round_failed = Signal(object)
    busy_changed = Signal(bool)
    wish_answered = Signal(object)

    def __init__(self, office: Office, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._lanes = lanes
        self._courier: Courier | None = None
        self._under_way = False
        self._again = False
        self._is_wish = False
        self._written: Callable[[], int] = int
        self._seen = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look)

    def start(self, courier: Courier, written: Callable[[], int]) -> None:
        """Somebody signed in: begin at once; `written` counts the events they have recorded."""
        self._courier, self._written, self._seen = courier, written, written()
        self._timer.start(0)
        self._watch.start()

    def stop(self) -> None:
        """Nobody is signed in: nothing is sent (decisions.md 24)."""
        self._timer.stop()
        self._watch.stop()
        self._courier = None

    def saved(self) -> None:
        """Something new waits: show it now, send it soon."""
        if self._courier is not None:
            self._lanes.desk.run(self._courier.state, self._counted, owner=self)
            self._timer.start(SOON_MS)

    def hurry(self) -> None:
        """立即同步: now, or right after the round under way."""
        if self._under_way:
            self._again = True
        elif self._courier is not None:
            self._run(hurry=True)

    def heed(self) -> None:
        """What came by stick may have brought what a round brings: everybody looks."""
        if self._courier is not None:
            self._lanes.desk.run(self._courier.state, self._heeded, owner=self)

    def _heeded(self, outcome: Done[QueueState] | Failed) -> None:
        self._counted(outcome)
        if isinstance(outcome, Done) and self._courier is not None:
            self.round_done.emit(outcome.value)

    def _look(self) -> None:
        """Whichever page recorded something, it is sent."""
        written = self._written()
        if written != self._seen:
            self._seen = written
            self.saved()

    def _go(self) -> None:
        if not self._under_way and self._courier is not None:
            self._run()

    def _run(self, *, hurry: bool = False) -> None:
        courier = self._courier
        if courier is None:
            return
        self._timer.stop()
        self._under_way, self._is_wish = True, hurry
        self.busy_changed.emit(True)
        self._lanes.courier.run(lambda: courier.run_once(hurry=hurry), self._answered, owner=self)

    def _answered(self, outcome: Done[QueueState] | Failed) -> None:
        self._under_way = False
        if self._courier is None:
            return
        if self._again:
            self._again = False
            self._run(hurry=True)
            return
        self.busy_changed.emit(False)
        self._timer.start(max(SOON_MS, int(self._courier.next_try_s * 1_000)))
        if isinstance(outcome, Done):
            self._publish(outcome.value)
            self.round_done.emit(outcome.value)
            if self._is_wish:
                self.wish_answered.emit(outcome.value)
        else:
            self.round_failed.emit(outcome.error)

    def _counted(self, outcome: Done[QueueState] | Failed) -> None:
        if isinstance(outcome, Done) and self._courier is not None:
            self._publish(outcome.value)

    def _publish(self, state: QueueState) -> None:
        link = Link.STOPPED if state.stopped else Link.ONLINE if state.online else Link.OFFLINE
        self._office.show_link(link)
        self._office.show_queue(Queue(state.waiting, state.failed + state.needs_you))
        if state.last_sync is not None:
            self._office.show_sync(state.last_sync)
