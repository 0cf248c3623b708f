"""A button pressed by keys and the dialog it opens answered: what the pages beside 办件查询 ask."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.ui.widgets.dialog import Dialog
from tour.full.desk import Says, answer
from tour.stage import Stage

_K = Qt.Key


def ask(stage: Stage, button: QWidget, says: Says) -> None:
    """Tab to the button, Space, the dialog's lines, its own button."""
    dialog = opened(stage, button)
    answer(stage, dialog, says)
    _closed(stage, dialog)


def confirm(stage: Stage, button: QWidget) -> None:
    """Tab to the button, Space, and Enter on what it asks."""
    dialog = opened(stage, button)
    stage.hands.press(_K.Key_Return)
    _closed(stage, dialog)


def opened(stage: Stage, button: QWidget) -> Dialog:
    """The dialog a button opens."""
    stage.tab_to(button)
    stage.hands.press(_K.Key_Space)
    feedback = stage.program.shell.feedback
    stage.hands.wait("the question", lambda: feedback.open_dialog is not None)
    dialog = feedback.open_dialog
    assert dialog is not None
    stage.await_cursor(dialog)
    return dialog


def said(stage: Stage) -> str:
    """The newest thing the window said in passing."""
    return stage.program.shell.feedback.toasts.history[-1].title


def _closed(stage: Stage, dialog: Dialog) -> None:
    feedback = stage.program.shell.feedback
    stage.hands.wait("the answer taken", lambda: feedback.open_dialog is not dialog)
