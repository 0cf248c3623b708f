"""A scanner on the keyboard cable: keys with the times a system gives them, on whatever has the focus."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from outlet_app.ui.scanner.held_text import at_the_keys
from outlet_app.ui.scanner.watch import ScanWatch

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Scanner:
    """`gap` is the time between two keys in ms; the clock of the keys runs on from scan to scan."""

    def __init__(self, watch: ScanWatch, gap: int = 8) -> None:
        self.watch, self.gap, self.at = watch, gap, 1_000

    def scan(self, text: str) -> None:
        """A whole code and Enter, then the pause after which it counts."""
        self.type(f"{text}\n")
        self.rest()

    def type(self, text: str) -> None:
        """Keys without the pause; a line end is Enter."""
        for char in text:
            if char.isupper() and char.isascii():
                self.key(Qt.Key.Key_Shift, "", SHIFT)
            if char == "\n":
                self.key(Qt.Key.Key_Return, "\r")
            else:
                self.key(_key(char), char, SHIFT if char.isupper() else PLAIN)

    def key(
        self, key: int, text: str = "", modifiers: Qt.KeyboardModifier = PLAIN, again: bool = False
    ) -> None:
        """One key at its time."""
        self.at += self.gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.strike(kind, key, text, modifiers, again)

    def strike(
        self,
        kind: QEvent.Type,
        key: int,
        text: str = "",
        modifiers: Qt.KeyboardModifier = PLAIN,
        again: bool = False,
    ) -> None:
        """A key going down or coming up."""
        target = at_the_keys()
        assert target is not None
        event = QKeyEvent(kind, key, modifiers, text, again)
        event.setTimestamp(self.at)
        QApplication.sendEvent(target, event)

    def rest(self) -> None:
        """Nothing more comes: what the watch's timer does, without waiting for it."""
        self.at += 10_000
        self.watch.come_to_rest()


def _key(char: str) -> int:
    return ord(char.upper()) if char.isascii() else 0
