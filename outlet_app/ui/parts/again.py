"""重新登记: a machine that the restored city does not know is taken on with a new one-time code."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.loose import ENROL_AGAIN
from outlet_app.services.enrolling_again import EnrollingAgain
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, SheetDialog
from outlet_app.wording import enrolling_again as words


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
        lines = lines_of(ENROL_AGAIN, words.FIELDS, hints=words.HINTS)
        self._feedback.open(
            SheetDialog(self._page, words.TITLE, words.TEXT, lines, words.GO, self._enrol, today=today)
        )

    def _enrol(self, answers: Answers) -> None:
        code = answers["code"]
        self._lanes.courier.run(lambda: self._service.enrol(code), self._done, owner=self)

    def _done(self, outcome: Done[str] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        self._feedback.toast(words.DONE, words.done(outcome.value))
        self.enrolled.emit()
