"""Listens to the keys of the whole program and picks out what a scanner typed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from outlet_app.ui.scanner.burst import GAP_MS, Burst
from outlet_app.ui.scanner.held_text import HeldText, at_the_keys, hold
from outlet_app.ui.widgets.strokes import ENTER, held

PAUSE_MS = GAP_MS + 10
SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock)
WRITING = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was typed, and what the field it went into held before; None where it went into no field."""

    text: str
    before: HeldText | None


class ScanWatch(QObject):
    """`scanned` carries a Scanned. Outside of fields keys wait a moment: a scan must not press them."""

    scanned = Signal(object)

    def __init__(self, app: QApplication, listens: Callable[[QWidget], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._listens = listens
        self._burst = Burst()
        self._target: QWidget | None = None
        self._before: HeldText | None = None
        self._waiting: list[QKeyEvent] = []
        self._has_ended = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.come_to_rest)
        self._watched: QWidget | None = None
        # Only the widget with the focus is listened to: no other event has to pass through here.
        app.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """True swallows the key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease:
            return self._release(watched, event)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or watched is not at_the_keys() or event.key() in SHIFTS:
            return False
        if not self._listens(watched):
            return False
        # A key without a time was made by a program, ours among them.
        if not event.timestamp() or event.isAutoRepeat():
            self.come_to_rest()
            return False
        return self._enter(event) if event.key() in ENTER else self._key(watched, event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)

    def come_to_rest(self) -> None:
        """No key followed: a scan is complete, or the keys that waited were a hand's."""
        self._pause.stop()
        text, ended = self._burst.text, self._has_ended
        target, waiting, before = self._target, self._waiting, self._before
        self._burst.begin()
        self._target, self._before, self._waiting, self._has_ended = None, None, [], False
        if ended:
            self.scanned.emit(Scanned(text.strip(), before))
            return
        for key in waiting:
            if target is not None and isValid(target):
                QApplication.sendEvent(target, key)

    def _key(self, target: QWidget, event: QKeyEvent) -> bool:
        char = event.text()
        if held(event) not in WRITING or not char or not char.isprintable():
            self.come_to_rest()
            return False
        if target is not self._target or not self._burst.follows(event.timestamp()):
            self.come_to_rest()
            self._target, self._before = target, hold(target)
        self._burst.add(char, event.timestamp())
        self._has_ended = False
        if self._before is not None:
            return False
        self._waiting.append(_copy(event))
        self._pause.start()
        return True

    def _release(self, watched: QObject, event: QKeyEvent) -> bool:
        """Where a press waits, so does its release: a button let go before it is pressed does nothing."""
        waits = watched is self._target and any(key.key() == event.key() for key in self._waiting)
        if waits:
            self._waiting.append(_copy(event))
        return waits

    def _enter(self, event: QKeyEvent) -> bool:
        if not self._burst.ends(event.timestamp()):
            self.come_to_rest()
            return False
        self._burst.add("\n", event.timestamp())
        self._has_ended = True
        self._pause.start()
        return True


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
