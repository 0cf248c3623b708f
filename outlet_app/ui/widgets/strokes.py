"""Key events as widgets read them: Enter is either Enter, and the keypad has the keys of the same name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """What is held down with the key; that it stands on the keypad does not count."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def is_plain(event: QKeyEvent) -> bool:
    """Whether the key was pressed alone."""
    return held(event) == Qt.KeyboardModifier.NoModifier


def step_by_enter(field: QWidget, event: QKeyEvent) -> int:
    """Where Enter leads from a field: 1 to the next, -1 (with Shift) to the one before, 0 nowhere.

    In a dialog it is the dialog's own, and presses its main button.
    """
    if event.key() not in ENTER or isinstance(field.window(), QDialog):
        return 0
    steps = {Qt.KeyboardModifier.NoModifier: 1, Qt.KeyboardModifier.ShiftModifier: -1}
    return steps.get(held(event), 0)
