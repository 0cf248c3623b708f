"""Says what has not reached the city before the program ends, or while nobody is signed in to send it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from outlet_app.ui.feedback import Feedback
from outlet_app.ui.office import Link, Office
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import leaving as words


class Leaving(QObject):
    """Holds a window that is being closed while something waits, until a person has read it."""

    def __init__(self, office: Office, feedback: Feedback, send: Callable[[], object]) -> None:
        super().__init__(feedback.window)
        self._office, self._feedback, self._send = office, feedback, send
        self._is_meant = False
        self.question: Dialog | None = None

    def note(self) -> None:
        """Nobody is signed in any more, and only a person who is makes the courier go."""
        waiting = self._office.queue.waiting
        if waiting:
            self._feedback.toast(words.waiting(waiting), words.AFTER_SIGN_IN, Tone.WARN)

    def may_close(self) -> bool:
        """Whether the window may close now; if not, a person is being asked."""
        # A machine that is being shut down waits for nobody, nor does a citizen at the keys read dialogs.
        is_free = self._is_meant or self._feedback.is_held or _is_shut_down()
        if is_free or not self._office.queue.waiting:
            return True
        self._ask()
        return False

    def _ask(self) -> None:
        if self.question is not None and isValid(self.question):
            return
        office = self._office
        can_send = office.person is not None
        dialog = self.question = Dialog(words.TITLE, self._feedback.window)
        dialog.say(
            words.sentence(office.queue.waiting),
            words.KEPT,
            words.now(online=office.link is Link.ONLINE, can_send=can_send),
            icon="triangle-alert",
            tone="warn",
        )
        dialog.add_button(words.LEAVE, self._leave, kind=Kind.QUIET, icon="power")
        if can_send:
            dialog.add_button(words.SEND, self._send, icon="cloud-upload")
        dialog.add_button(words.STAY, default=True)
        self._feedback.open(dialog)

    def _leave(self) -> None:
        self._is_meant = True
        self._feedback.window.close()


def _is_shut_down() -> bool:
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
