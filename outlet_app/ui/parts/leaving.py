"""Says what has not reached the city before the program ends, or while nobody is signed in to send it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from outlet_app.ui.office import Link
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import leaving as words


class Leaving(QObject):
    """Holds a window that is being closed while something waits, until a person has read it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._is_meant = False
        self.question: Dialog | None = None
        shell.may_close = self._may_close

    def note(self) -> None:
        """Nobody is signed in any more, and only a person who is makes the courier go."""
        waiting = self._shell.office.queue.waiting
        if waiting:
            self._shell.feedback.toast(words.waiting(waiting), words.AFTER_SIGN_IN, Tone.WARN)

    def _may_close(self) -> bool:
        # A machine that is being shut down waits for nobody, nor does a citizen at the keys read dialogs.
        is_free = self._is_meant or self._shell.feedback.is_held or _is_shut_down()
        if is_free or not self._shell.office.queue.waiting:
            return True
        self._ask()
        return False

    def _ask(self) -> None:
        if self.question is not None and isValid(self.question):
            return
        office, feedback = self._shell.office, self._shell.feedback
        can_send = office.person is not None
        dialog = self.question = Dialog(words.TITLE, self._shell)
        dialog.say(
            words.sentence(office.queue.waiting),
            words.KEPT,
            words.now(online=office.link is Link.ONLINE, can_send=can_send),
            icon="triangle-alert",
            tone="warn",
        )
        dialog.add_button(words.LEAVE, self._leave, kind=Kind.QUIET, icon="power")
        if can_send:
            dialog.add_button(words.SEND, self._shell.sync_wanted.emit, icon="cloud-upload")
        dialog.add_button(words.STAY, default=True)
        feedback.open(dialog)

    def _leave(self) -> None:
        self._is_meant = True
        self._shell.close()


def _is_shut_down() -> bool:
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
