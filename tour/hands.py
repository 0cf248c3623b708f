"""A clerk's hands: every key goes to the widget that has the focus, as a keyboard would send it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_S = 40.0
SLICE_MS = 15


class WaitedInVain(Exception):  # noqa: N818 - says what the story was waiting for
    """Something the story expects on the screen did not come."""


@dataclass(slots=True)
class Hands:
    """Counts the keys pressed besides the text typed, and remembers every text."""

    window: QWidget
    pressed: int = 0
    typed: list[str] = field(default_factory=list)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, times: int = 1) -> None:
        """Press one key (with modifiers)."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        for _ in range(times):
            QTest.keyClick(self._target(), key, held)
            self.pressed += 1
            self.rest()

    def alt(self, key: Qt.Key) -> None:
        """Press a decision key."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def write(self, text: str, *, secret: bool = False) -> None:
        """Type a text; what is no ASCII comes as an input method commits it. Secrets are not remembered."""
        target = self._target()
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            composed = QInputMethodEvent("", [])
            composed.setCommitString(text)
            QApplication.sendEvent(target, composed)
        if not secret:
            self.typed.append(text)
        self.rest()

    def wait(self, what: str, until: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        """Let the program work until something holds; WaitedInVain names what did not come."""
        end = monotonic() + patience_s
        while not until():
            if monotonic() > end:
                raise WaitedInVain(what)
            self.rest()
            # QTest.qWait keeps the interpreter's lock, and the lanes would starve.
            sleep(SLICE_MS / 1_000)

    def rest(self) -> None:
        """Let what the key set off happen."""
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SLICE_MS)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window
