"""Lanes for tests: work waits until the test drains it, on the thread of the test."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from shiboken6 import isValid

from outlet_app.ui.jobs import Done, Failed, Lanes, attempt

Job = tuple[QObject, Callable[[], Any], Callable[[Done[Any] | Failed], None]]


class ManualLane:
    """A lane that does its work when told to, in order, answering like the real one."""

    def __init__(self, name: str = "manual") -> None:
        self.name = name
        self.waiting: list[Job] = []
        self.is_closed = False

    def run(
        self, work: Callable[[], Any], then: Callable[[Done[Any] | Failed], None], *, owner: QObject
    ) -> None:
        """Remember the work."""
        if not self.is_closed:
            self.waiting.append((owner, work, then))

    def drain(self) -> int:
        """Do everything that waits, also what the answers ask for; returns how many pieces."""
        done = 0
        while self.waiting:
            self.step()
            done += 1
        return done

    def step(self) -> None:
        """Do the oldest piece."""
        owner, work, then = self.waiting.pop(0)
        # A dialog that was answered is gone by the time a busy lane comes to the work it asked for.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        outcome = attempt(work, self.name)
        if isValid(owner):
            then(outcome)

    def close(self, patience_ms: int = 0) -> bool:
        """Forget what waits."""
        self.is_closed = True
        self.waiting.clear()
        return True


def manual_lanes() -> Lanes:
    """desk, courier and press, each drained by hand."""
    return Lanes(ManualLane("desk"), ManualLane("courier"), ManualLane("press"))
