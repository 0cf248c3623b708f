"""重新登记: a machine that the restored city does not know is taken on with a new one-time code."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.services.enrolling_again import EnrollingAgain
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.sheet_dialog import Answers, Line, SheetDialog
from outlet_app.wording import enrolling_again as words

CODE = "code"
LONGEST = 60


class AgainDesk(QObject):
    """`enrolled`: the city knows this machine again, and a round may begin."""

    enrolled = Signal()

    def __init__(self, page: QWidget, service: EnrollingAgain, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(page)
        self._page, self._service = page, service
        self._lanes, self._feedback = lanes, feedback

    @property
    def is_mine(self) -> bool:
        """Whether the person signed in may do it."""
        return self._service.is_mine

    def ask(self, today: date) -> None:
        """Ask for the code."""
        line = Line(CODE, words.CODE, required=True, hint=words.CODE_HINT, longest=LONGEST)
        self._feedback.open(
            SheetDialog(self._page, words.TITLE, words.TEXT, (line,), words.GO, self._enrol, today=today)
        )

    def _enrol(self, answers: Answers) -> None:
        code = answers[CODE]
        self._lanes.courier.run(lambda: self._service.enrol(code), self._done, owner=self)

    def _done(self, outcome: Done[str] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        self._feedback.toast(words.DONE, words.done(outcome.value))
        self.enrolled.emit()
