"""Measures how long the GUI thread is held by one event: the probe of the tour."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

KEPT = 200_000
# Events in which a person's wish or an answer from a lane is worked on; the rest would only dilute.
WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.MetaCall,
        QEvent.Type.Timer,
        QEvent.Type.UpdateRequest,
        QEvent.Type.Paint,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.FocusIn,
    }
)


class SlotTimes:
    """Durations in milliseconds, the newest 200,000."""

    def __init__(self) -> None:
        self._spans: deque[float] = deque(maxlen=KEPT)
        self._depth = 0

    @contextmanager
    def span(self) -> Iterator[None]:
        """Measure what runs inside; spans inside a span belong to the outer one."""
        self._depth += 1
        begun = perf_counter()
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._spans.append((perf_counter() - begun) * 1_000)

    @property
    def count(self) -> int:
        return len(self._spans)

    @property
    def p99_ms(self) -> float:
        """The span that 99 of 100 do not exceed; 0 without spans."""
        return percentile(tuple(self._spans), 0.99)

    @property
    def longest_ms(self) -> float:
        return max(self._spans, default=0.0)


class MeasuredApplication(QApplication):
    """An application that times every event in which work is done; the tour's, not the counter's."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self.slot_times = SlotTimes()

    def notify(self, receiver: QObject, event: QEvent, /) -> bool:
        if event.type() not in WORK:
            return super().notify(receiver, event)
        with self.slot_times.span():
            return super().notify(receiver, event)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(-int(-len(ordered) * share // 1) - 1, 0)] if ordered else 0.0
