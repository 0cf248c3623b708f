"""From a decision pressed on 补正收件 to the case it makes: what is still to be asked, then the work."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import BY_PLEDGE, Decision
from outlet_app.domain.deficiency import standing_problems
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, NoticeDraft, PledgeDetail
from outlet_app.domain.handing import bundle_of
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.services.counter import Counter
from outlet_app.services.examining import Sheet, is_breach
from outlet_app.services.opening import Detail
from outlet_app.services.pledges import PledgeTold
from outlet_app.services.promises import Conditions
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.pages.corrections.second_dialog import SecondNoticeDialog
from outlet_app.ui.parts.decisions.conditions import ConditionsDialog
from outlet_app.ui.parts.decisions.pledge import PledgeDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.transfer_dialog import Sending, TransferDialog, receivers
from outlet_app.wording.papers import bureau
from outlet_app.wording.transfer import tell_applicant


class Deciding(QObject):
    """One decision at a time: `done` carries the Examined, `busy_changed` closes the page meanwhile."""

    done = Signal(object)
    busy_changed = Signal(bool)
    notice_wanted = Signal()
    open_wanted = Signal(str)

    def __init__(
        self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback, host: QWidget
    ) -> None:
        super().__init__(host)
        self._counter, self._office, self._lanes = counter, office, lanes
        self._feedback, self._host = feedback, host
        self._pledge: PledgeDetail | None = None
        self.is_busy = False

    def begin(self, sheet: Sheet, entry: IntakeEntry, decision: Decision | None) -> None:
        """The rows hold for this decision; presses while another is under way are ignored."""
        if self.is_busy:
            return
        self._pledge = None
        if decision in BY_PLEDGE and any(row.state is MaterialState.PLEDGED for row in entry.materials):
            pledges = self._counter.pledges
            self._read(
                lambda: pledges.told(entry, sheet.sub_item),
                lambda found: self._told(found, sheet, entry, decision),
            )
        else:
            self._go_on(sheet, entry, decision)

    def _told(self, told: PledgeTold, sheet: Sheet, entry: IntakeEntry, decision: Decision | None) -> None:
        """A promise in a proof's place is made before the acceptance, whoever examines."""
        if told.refusal is not None:
            tell(self._feedback, Refused(told.refusal))
            return

        def pledged(pledge: PledgeDetail) -> None:
            self._pledge = pledge
            self._go_on(sheet, entry, decision)

        dialog = PledgeDialog(told, bureau(self._counter.reference.division), self._host)
        dialog.decided.connect(pledged)
        self._feedback.open(dialog)

    def _go_on(self, sheet: Sheet, entry: IntakeEntry, decision: Decision | None) -> None:
        match decision:
            case Decision.NOTICE:
                self.notice_wanted.emit()
            case Decision.TRANSFER:
                self._read(self._counter.people.all, lambda people: self._ask_receiver(sheet, entry, people))
            case Decision.REJECT:
                self._open(RejectDialog(self._host), sheet, entry, Decision.REJECT)
            case Decision.DEFICIENT:
                conditions = self._counter.promises.conditions
                self._read(lambda: conditions(entry), lambda told: self._judged(sheet, entry, told))
            case _:
                self._decide(sheet, entry, decision, self._pledge)

    def print_notice(self, sheet: Sheet, entry: IntakeEntry, draft: NoticeDraft) -> None:
        """Give the notice; what the record calls overlooked asks for its causes and a 窗口负责人 first."""
        if self.is_busy:
            return
        if is_breach(draft):
            approvers = self._counter.approvals.approvers
            self._read(approvers, lambda heads: self._ask_head(sheet, entry, draft, heads))
        else:
            self._decide(sheet, entry, Decision.NOTICE, draft)

    def _ask_head(
        self, sheet: Sheet, entry: IntakeEntry, draft: NoticeDraft, heads: tuple[Person, ...]
    ) -> None:
        counter = self._counter
        dialog = SecondNoticeDialog(
            self._host,
            draft,
            len(sheet.case.notices) + 1,
            {code: phrase.name for code, phrase in counter.reference.phrases.items()},
            heads,
            counter.approvals,
            self._lanes.desk,
            self._feedback,
        )
        dialog.approved.connect(lambda told: self._decide(sheet, entry, Decision.NOTICE, told))
        self._feedback.open(dialog)

    def _ask_receiver(self, sheet: Sheet, entry: IntakeEntry, people: tuple[Person, ...]) -> None:
        reference, me = self._counter.reference, self._counter.person.staff_no
        due = sheet.case.due.at if sheet.case.due else None
        sending = Sending(
            lambda outlet, name: tell_applicant(name, reference.phone_of(outlet), due),
            bundle=bundle_of(entry.materials),
        )
        dialog = TransferDialog(
            receivers(reference, people, me), self._host, sending, self._office.now().date()
        )
        self._open(dialog, sheet, entry, Decision.TRANSFER)

    def _judged(self, sheet: Sheet, entry: IntakeEntry, told: Conditions) -> None:
        if standing_problems(told.judged):
            blocked = ConditionsDialog(told, self._host)
            blocked.notice_wanted.connect(self.notice_wanted)
            blocked.open_wanted.connect(self.open_wanted)
            self._feedback.open(blocked)
            return
        owed = [row for row in entry.materials if row.state is MaterialState.DEFERRED]
        dialog = PromiseDialog(told, owed, self._office.now().date(), self._host)
        self._open(dialog, sheet, entry, Decision.DEFICIENT)

    def _open(
        self,
        dialog: TransferDialog | RejectDialog | PromiseDialog,
        sheet: Sheet,
        entry: IntakeEntry,
        decision: Decision,
    ) -> None:
        dialog.decided.connect(lambda detail: self._decide(sheet, entry, decision, detail))
        self._feedback.open(dialog)

    def _decide(self, sheet: Sheet, entry: IntakeEntry, decision: Decision | None, detail: Detail) -> None:
        if isinstance(detail, DeficientDetail) and self._pledge:
            detail = replace(detail, pledge=self._pledge)
        case_id, examining = sheet.case.case_id, self._counter.examining
        self._read(lambda: examining.decide(case_id, entry, decision, detail), self.done.emit)

    def _read(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        def answered(answer: Done[object] | Failed) -> None:
            self._set_busy(False)
            if isinstance(answer, Failed):
                tell(self._feedback, answer.error)
            else:
                then(answer.value)

        self._set_busy(True)
        self._lanes.desk.run(work, answered, owner=self)

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)
