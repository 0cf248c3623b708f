"""Key events as widgets read them: Enter is either Enter, and the keypad has the keys of the same name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """What is held down with the key; that it stands on the keypad does not count."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def is_plain(event: QKeyEvent) -> bool:
    """Whether the key was pressed alone."""
    return held(event) == Qt.KeyboardModifier.NoModifier
