"""Every Refusal, Trouble and Bug in its three clauses, and the sentence for a start that is not possible."""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import shell as words
from outlet_app.wording.troubles import REFUSALS, TROUBLES, Clauses, clauses

CLAUSES: Mapping[str, Clauses] = {**TROUBLES, **REFUSALS}


def spoken(code: str) -> str:
    """The three clauses of a code in one line."""
    told = clauses(code)
    return f"{told.happened}{told.safe}{told.now}"


def refuse_start(app: QApplication, code: str) -> None:
    """Say in a dialog of its own why the program does not start, and wait until it has been read."""
    told = clauses(code)
    ground = QWidget()
    dialog = Dialog(told.happened.rstrip("。"), ground)
    dialog.setWindowTitle(words.WINDOW_TITLE)
    dialog.say(told.safe, told.now, icon="triangle-alert", tone="warn")
    dialog.add_button(words.KNOWN, default=True)
    dialog.finished.connect(app.quit)
    dialog.open()
    app.exec()
