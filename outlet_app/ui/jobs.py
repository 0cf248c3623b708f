"""The only module of the window that knows threads exist."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

log = logging.getLogger(__name__)
T = TypeVar("T")
# Painting gives the interpreter up at each call of Qt, and waits this long to get it back from a busy lane.
GIVE_WAY_S = 0.0005


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The work is finished; here is its value."""

    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    """The work raised this."""

    error: Exception


Then = Callable[[Done[T] | Failed], None]


class Lane(Protocol):
    """Does work one piece at a time and answers on the GUI thread, unless the owner is gone."""

    def run(self, work: Callable[[], T], then: Then[T], *, owner: QObject) -> None:
        """Queue work; `then` gets Done or Failed while `owner` lives."""

    def close(self, patience_ms: int = 10_000) -> bool:
        """Take no more work, drop what has not begun, wait for the piece under way."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """desk: what the clerk waits for; courier: sync; press: PDF and printer."""

    desk: Lane
    courier: Lane
    press: Lane

    def close(self, patience_ms: int = 10_000) -> bool:
        """Close all three; true if every piece under way came to its end."""
        ended = [lane.close(patience_ms) for lane in (self.press, self.courier, self.desk)]
        return all(ended)


def open_lanes(parent: QObject | None = None) -> Lanes:
    """The three lanes of the program; at work they give way to the window ten times as often as usual."""
    sys.setswitchinterval(GIVE_WAY_S)
    return Lanes(*(ThreadLane(name, parent) for name in ("desk", "courier", "press")))


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    then: Callable[[Any], None]
    owner: QObject


class ThreadLane(QObject):
    """A lane with one thread for life, so that its pooled connection stays open.

    The thread knows a job by its number only: whoever lets the last hold on a widget go destroys it, and that
    may be done on the GUI thread alone.
    """

    _answered = Signal(int)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._closed = False
        self._numbers = count()
        self._jobs: dict[int, _Job] = {}
        self._outcomes: dict[int, Done[Any] | Failed] = {}
        self._answered.connect(self._answer)

    def run(self, work: Callable[[], T], then: Then[T], *, owner: QObject) -> None:
        """Queue work; a closed lane takes none and says nothing more."""
        if self._closed:
            return
        number, name = next(self._numbers), self.objectName()
        self._jobs[number] = _Job(work, then, owner)

        def off_thread() -> None:
            self._outcomes[number] = attempt(self._jobs[number].work, name)
            if isValid(self):
                self._answered.emit(number)

        self._pool.start(off_thread)

    def close(self, patience_ms: int = 10_000) -> bool:
        """Drop what has not begun and wait for the piece under way."""
        self._closed = True
        self._pool.clear()
        return self._pool.waitForDone(patience_ms)

    @Slot(int)
    def _answer(self, number: int) -> None:
        job, outcome = self._jobs.pop(number), self._outcomes.pop(number)
        if isValid(job.owner) and not self._closed:
            job.then(outcome)


def attempt(work: Callable[[], T], lane: str) -> Done[T] | Failed:
    """Do the work and turn whatever it raises into a value."""
    try:
        return Done(work())
    except Exception as error:
        log.exception("work failed in lane %s", lane)
        return Failed(error)
