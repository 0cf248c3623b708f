"""What stood in a field before a scanner typed into it."""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from outlet_app.ui.widgets.combo import Combo


@dataclass(frozen=True, slots=True)
class HeldText:
    """A field with its text, cursor and selection."""

    field: QLineEdit | QPlainTextEdit
    text: str
    at: int
    anchor: int

    def put_back(self) -> None:
        """Make the field what it was."""
        if not isValid(self.field):
            return
        if isinstance(self.field, QLineEdit):
            self.field.setText(self.text)
            self.field.setCursorPosition(self.at)
            return
        self.field.setPlainText(self.text)
        cursor = self.field.textCursor()
        cursor.setPosition(self.anchor)
        cursor.setPosition(self.at, QTextCursor.MoveMode.KeepAnchor)
        self.field.setTextCursor(cursor)


def hold(widget: QWidget | None) -> HeldText | None:
    """What stands in a field that takes any text; None for everything else, lists to choose from too."""
    if isinstance(widget, Combo):
        return None
    if isinstance(widget, QLineEdit) and not widget.isReadOnly():
        return HeldText(widget, widget.text(), widget.cursorPosition(), widget.cursorPosition())
    if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        cursor = widget.textCursor()
        return HeldText(widget, widget.toPlainText(), cursor.position(), cursor.anchor())
    return None


def at_the_keys() -> QWidget | None:
    """The widget that gets the keys."""
    return QApplication.focusWidget() or QApplication.activeWindow()
