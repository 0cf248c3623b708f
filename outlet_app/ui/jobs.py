"""The only module of the window that knows threads exist."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
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


class ThreadLane(QObject):
    """A lane with one thread for life, so that its pooled connection stays open."""

    _answered = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._closed = False
        self._answered.connect(self._answer)

    def run(self, work: Callable[[], T], then: Then[T], *, owner: QObject) -> None:
        """Queue work; a closed lane takes none and says nothing more."""
        if self._closed:
            return
        name = self.objectName()

        def off_thread() -> None:
            outcome = attempt(work, name)
            if isValid(self):
                self._answered.emit(owner, then, outcome)

        self._pool.start(off_thread)

    def close(self, patience_ms: int = 10_000) -> bool:
        """Drop what has not begun and wait for the piece under way."""
        self._closed = True
        self._pool.clear()
        return self._pool.waitForDone(patience_ms)

    @Slot(object, object, object)
    def _answer(self, owner: QObject, then: Callable[[Any], None], outcome: Done[Any] | Failed) -> None:
        if isValid(owner) and not self._closed:
            then(outcome)


def attempt(work: Callable[[], T], lane: str) -> Done[T] | Failed:
    """Do the work and turn whatever it raises into a value."""
    try:
        return Done(work())
    except Exception as error:
        log.exception("work failed in lane %s", lane)
        return Failed(error)
