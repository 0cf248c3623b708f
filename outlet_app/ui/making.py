"""Makes pages ahead of their first visit, a step at each turn of the event loop, so that no key waits."""

from collections.abc import Callable, Generator, Iterable
from inspect import GEN_SUSPENDED, getgeneratorstate
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from outlet_app.ui.keymap import PageKey

T = TypeVar("T")
# What is made in steps: it pauses after each and returns the whole at the end.
Pieces = Generator[None, None, T]


class Making(QObject):
    """`pieces` makes one page in steps; a page asked for before it is whole is finished at once."""

    def __init__(self, pieces: Callable[[PageKey], Pieces[None]], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._begun: dict[PageKey, Pieces[None]] = {}
        self._then: Callable[[], None] | None = None
        # Without an interval it fires when nothing else waits: keys and answers come first.
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._step)

    def begin(self, keys: Iterable[PageKey], then: Callable[[], None] | None = None) -> None:
        """Make these pages one after the other, whenever nothing else is to be done; then tell."""
        self._begun |= {key: self._pieces(key) for key in keys}
        self._then = then
        self._turn.start()

    def finish(self, key: PageKey) -> None:
        """Make now what is still missing of a page."""
        at_once(self._begun.pop(key) if key in self._begun else self._pieces(key))

    def forget(self) -> None:
        """Begin no more, and tell nobody; what was begun is made whole, to be put away like any page."""
        self._turn.stop()
        self._then = None
        begun, self._begun = self._begun, {}
        for pieces in begun.values():
            # Widgets without a window would be left to the collector, which may run in a lane.
            if getgeneratorstate(pieces) == GEN_SUSPENDED:
                at_once(pieces)

    def _step(self) -> None:
        key = next(iter(self._begun), None)
        if key is None:
            self._turn.stop()
            then, self._then = self._then, None
            if then is not None:
                then()
            return
        pieces = self._begun.pop(key)
        if next(pieces, self) is not self:
            self._begun = {key: pieces, **self._begun}


def at_once(pieces: Pieces[T]) -> T:
    """All steps in one go, and what they made."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            whole: T = end.value
            return whole
