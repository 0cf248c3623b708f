"""Questions over the page of packages: why an item is refused, to whom it goes, what a paper lacks."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.materials import CheckedMaterial, Defect
from outlet_app.domain.people import Person
from outlet_app.services.counter import Counter
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.transfer_dialog import Sending, TransferDialog, receivers
from outlet_app.wording.transfer import tell_applicant

Noted = Callable[[tuple[Defect, ...], str], None]


class Questions(QObject):
    """Each asks and hands the answer on; given up, nothing was answered."""

    def __init__(
        self, counter: Counter, office: Office, desk: Lane, feedback: Feedback, host: QWidget
    ) -> None:
        super().__init__(host)
        self._office = office
        self._counter, self._desk, self._feedback, self._host = counter, desk, feedback, host

    def refuse(self, then: Callable[[RejectDetail], None]) -> None:
        """不予受理 of one item: a RejectDetail."""
        dialog = RejectDialog(self._host)
        dialog.decided.connect(then)
        self._feedback.open(dialog)

    def send(self, then: Callable[[TransferDetail], None]) -> None:
        """转办 of one item: a TransferDetail; who works here is read first."""
        self._desk.run(self._counter.people.all, lambda answer: self._ask(answer, then), owner=self)

    def defects(
        self, row: CheckedMaterial, names: Mapping[str, str], then: Noted, after: Callable[[], None]
    ) -> None:
        """What is wrong with a paper; `after` comes whether it was said or not."""
        dialog = DefectsDialog(row, names, self._host)
        dialog.noted.connect(then)
        dialog.finished.connect(lambda _result: after())
        self._feedback.open(dialog)

    def _ask(self, answer: Done[tuple[Person, ...]] | Failed, then: Callable[[TransferDetail], None]) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
            return
        here = self._counter.reference
        choices = receivers(here, answer.value, self._counter.person.staff_no)
        dialog = TransferDialog(
            choices,
            self._host,
            Sending(lambda outlet, name: tell_applicant(name, here.phone_of(outlet), None)),
            self._office.now().date(),
        )
        dialog.decided.connect(then)
        self._feedback.open(dialog)
