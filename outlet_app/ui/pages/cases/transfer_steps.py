"""Steps of a hand-over, as asked on 办件查询: taking, sending back, withdrawing, sending on."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.forms.transfer import RETURN, TAKE, TAKE_BACK
from outlet_app.domain.handing import bundle_of
from outlet_app.domain.people import Person
from outlet_app.services.reference import Reference
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.parts.transfer_dialog import Sending, TransferDialog, receivers
from outlet_app.wording import attachments as files
from outlet_app.wording import transfer as words


class TransferSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "take": self._take,
            "send_back": self._send_back,
            "take_back": self._take_back,
            "transfer": self._send,
            "designate": self._send,
        }

    def _take(self, detail: CaseDetail) -> None:
        transfers, case_id = self._desk.counter.transfers, detail.row.case_id

        def take(said: str) -> None:
            self._desk.step(lambda: transfers.take(case_id, said), words.TAKEN, detail)

        self._desk.feedback.open(TakeDialog(self._desk.page, detail, take, self._desk.today))

    def _send_back(self, detail: CaseDetail) -> None:
        def send_back(reason: str, remark: str) -> None:
            transfers = self._desk.counter.transfers
            self._desk.step(
                lambda: transfers.send_back(detail.row.case_id, reason, remark), words.RETURNED, detail
            )

        self._desk.feedback.open(
            ReasonDialog(
                self._desk.page,
                RETURN,
                words.RETURN_TITLE,
                words.RETURN_TEXT,
                words.RETURN_FIELDS,
                words.RETURN_REASONS,
                words.RETURN_GO,
                send_back,
                today=self._desk.today,
            )
        )

    def _take_back(self, detail: CaseDetail) -> None:
        transfers = self._desk.counter.transfers
        self._desk.feedback.open(
            SentenceDialog(
                self._desk.page,
                TAKE_BACK,
                words.BACK_TITLE,
                words.BACK_TEXT,
                words.BACK_FIELD,
                words.BACK_GO,
                lambda reason: self._desk.step(
                    lambda: transfers.withdraw(detail.row.case_id, reason), words.TAKEN_BACK, detail
                ),
                today=self._desk.today,
            )
        )

    def _send(self, detail: CaseDetail) -> None:
        desk = self._desk
        desk.lanes.desk.run(
            desk.counter.people.all, lambda answer: self._ask_receiver(answer, detail), owner=desk
        )

    def _ask_receiver(self, answer: Done[tuple[Person, ...]] | Failed, detail: CaseDetail) -> None:
        desk = self._desk
        if isinstance(answer, Failed):
            tell(desk.feedback, answer.error)
            return
        names = "designate" in detail.actions
        sending = sending_of(detail, desk.counter.reference, names=names)
        choices = receivers(desk.counter.reference, answer.value, desk.counter.person.staff_no)
        dialog = TransferDialog(choices, desk.page, sending, desk.today)
        dialog.decided.connect(lambda told: self._send_to(told, detail, names=names))
        desk.feedback.open(dialog)

    def _send_to(self, told: TransferDetail, detail: CaseDetail, *, names: bool) -> None:
        transfers = self._desk.counter.transfers
        said = words.DESIGNATED_SAID if names else words.SENT
        self._desk.step_with_papers(lambda: transfers.send(detail.row.case_id, told).papers, said, detail)


def sending_of(detail: CaseDetail, reference: Reference, *, names: bool) -> Sending:
    """The question of a case at work; `names` where the head names the handler after two bounces."""
    case = detail.case
    by = case.due.at if case.due else None

    def told(outlet: str, name: str) -> str:
        return words.tell_applicant(name, reference.phone_of(outlet), by)

    bundle = bundle_of(case.materials)
    if not names:
        return Sending(told, text=words.SEND_TEXT, bundle=bundle)
    text = words.DESIGNATE_TEXT.format(n=case.bounces)
    return Sending(told, words.DESIGNATE_TITLE, text, words.DESIGNATE_GO, bundle)


class TakeDialog(SheetDialog):
    """What came with the transfer, and room for a word of one's own; `then` gets it."""

    def __init__(
        self, parent: QWidget, detail: CaseDetail, then: Callable[[str], object], today: date
    ) -> None:
        came = files.came(detail.row.files_waiting, detail.row.files)
        self.lines = (*words.take_lines(detail.case), *filter(None, (came,)))
        super().__init__(
            parent,
            words.TAKE_TITLE,
            words.TAKE_TEXT,
            lines_of(TAKE, words.TAKE_FIELDS, hints=words.TAKE_HINTS),
            words.TAKE_GO,
            lambda said: then(said["remark"]),
            today=today,
            icon="inbox",
            told=self.lines,
        )
