"""Key events as widgets read them: Enter is either Enter, and the keypad has the keys of the same name."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """What is held down with the key; that it stands on the keypad does not count."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def gives_up_undo(event: QEvent, has_undo: bool) -> bool:
    """Whether Ctrl+Z on its way to a text is for the window: nothing is left to take back in the text.

    Such an event is ignored and has to be swallowed, so that the window's own key wins.
    """
    is_undo = (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.matches(QKeySequence.StandardKey.Undo)
    )
    if is_undo and not has_undo:
        event.ignore()
        return True
    return False


def is_plain(event: QKeyEvent) -> bool:
    """Whether the key was pressed alone."""
    return held(event) == Qt.KeyboardModifier.NoModifier
