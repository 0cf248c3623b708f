"""From a decision pressed to a case saved: duplicates, what the decision still needs, the save itself."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import BY_PLEDGE, Decision
from outlet_app.domain.deficiency import standing_problems
from outlet_app.domain.entry import DeficientDetail, PledgeDetail, RejectDetail, TransferDetail
from outlet_app.domain.events import Situation
from outlet_app.domain.handing import bundle_of
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.domain.situations import GUIDING
from outlet_app.services.counter import Counter
from outlet_app.services.pledges import PledgeTold
from outlet_app.services.promises import Conditions
from outlet_app.services.views import DuplicateHint, Outcome
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Link, Office
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.parts.answer_paper import AnswerPaper
from outlet_app.ui.parts.decisions.conditions import ConditionsDialog
from outlet_app.ui.parts.decisions.pledge import PledgeDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.standing import standing_of
from outlet_app.ui.parts.transfer_dialog import Sending, TransferDialog, receivers
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording.duplicates import reason
from outlet_app.wording.intake import NOT_LISTED, done_text
from outlet_app.wording.papers import bureau
from outlet_app.wording.states import step
from outlet_app.wording.transfer import call_now, tell_applicant

Detail = TransferDetail | RejectDetail | DeficientDetail | PledgeDetail | None
Matter = tuple[str, str, int | None]

# The case is in the store, only its witness is not: a filled form would invite a second registration.
KEPT_ALL_THE_SAME = "numbers.not_witnessed"


class Deciding(QObject):
    """`done` carries the Outcome; `notice_wanted` asks for the notice page, `open_wanted` for a case.

    `busy_changed` tells when the store has the entry in hand, and when not: the form is closed meanwhile.
    `state_wanted` carries the form as the way taken asks for it.
    """

    done = Signal(object)
    notice_wanted = Signal()
    kept = Signal()
    open_wanted = Signal(str)
    busy_changed = Signal(bool)
    state_wanted = Signal(object)

    def __init__(
        self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback, host: QWidget
    ) -> None:
        super().__init__(host)
        self._counter, self._office, self._lanes = counter, office, lanes
        self._feedback, self._host = feedback, host
        self._state: IntakeState | None = None
        self._decision = Decision.ANSWER
        self._pledge: PledgeDetail | None = None
        self._meant: set[Matter] = set()
        self.answer_paper = AnswerPaper(counter, office, lanes, feedback, host)
        self.is_busy = False

    def begin(self, state: IntakeState, decision: Decision) -> None:
        """The form holds for this decision; presses while another is under way are ignored."""
        if self.is_busy:
            return
        self._set_busy(True)
        self._state, self._decision, self._pledge = state, decision, None
        entry = state.submitted
        self._lanes.desk.run(lambda: self._counter.intake.duplicate_of(entry), self._looked, owner=self)

    def told(self, outcome: Outcome) -> str:
        """What is said after a decision; without a line also whom to phone about a transfer."""
        sent, call = outcome.case.pending, ""
        has_paper = self.answer_paper.remember(outcome)
        if sent is not None and self._office.link is not Link.ONLINE:
            call = call_now(outcome.case, self._counter.reference.phone_of(sent.receiver))
        return done_text(outcome.case, outcome.decision, call=call, has_paper=has_paper)

    def forget(self) -> None:
        """A new form: duplicates are asked about again."""
        self._meant.clear()

    def _looked(self, answer: Done[DuplicateHint | None] | Failed) -> None:
        if isinstance(answer, Failed):
            self._fail(answer.error)
        elif answer.value is None or self._matter() in self._meant:
            self._ask_detail()
        else:
            self._ask_duplicate(answer.value)

    def _ask_duplicate(self, hint: DuplicateHint) -> None:
        self._set_busy(False)
        entry = self._current().submitted
        item = self._counter.reference.item_of(entry.item or 0)
        name = item.short_name if item else NOT_LISTED
        standing = standing_of(hint.row, self._office.now(), self._counter.reference.calendar)
        self._feedback.ask(
            words.DUPLICATE_TITLE,
            (
                words.DUPLICATE_TEXT.format(applicant=entry.applicant.name),
                *words.duplicate_lines(hint.case_no, hint.at, name, hint.clerk),
                reason(hint, step(standing)),
            ),
            (
                Answer(words.DUPLICATE_NEW, self._new_anyway),
                Answer(words.DUPLICATE_OPEN, lambda: self.open_wanted.emit(hint.case_no), default=True),
            ),
            icon="triangle-alert",
            tone="warn",
        )

    def _new_anyway(self) -> None:
        self._set_busy(True)
        self._meant.add(self._matter())
        self._ask_detail()

    def _ask_detail(self) -> None:
        if self._decision in BY_PLEDGE and self._is_pledged():
            self._ask_pledge()
        else:
            self._ask_further()

    def _is_pledged(self) -> bool:
        return any(row.state is MaterialState.PLEDGED for row in self._current().rows)

    def _ask_pledge(self) -> None:
        entry, pledges = self._current().submitted, self._counter.pledges
        self._lanes.desk.run(lambda: pledges.told(entry), self._told, owner=self)

    def _told(self, answer: Done[PledgeTold] | Failed) -> None:
        if isinstance(answer, Failed):
            self._fail(answer.error)
        elif answer.value.refusal is not None:
            self._fail(Refused(answer.value.refusal))
        else:
            self._set_busy(False)
            dialog = PledgeDialog(answer.value, bureau(self._counter.reference.division), self._host)
            dialog.decided.connect(self._pledged)
            self._feedback.open(dialog)

    def _pledged(self, pledge: PledgeDetail) -> None:
        self._set_busy(True)
        self._pledge = pledge
        self._ask_further()

    def _ask_further(self) -> None:
        match self._decision:
            case Decision.NOTICE:
                self._set_busy(False)
                self.notice_wanted.emit()
            case Decision.TRANSFER:
                self._lanes.desk.run(self._counter.people.all, self._ask_receiver, owner=self)
            case Decision.REJECT:
                guides = self._current().entry.situation in GUIDING
                self._open(RejectDialog(self._host, guides=guides))
            case Decision.DEFICIENT:
                self._ask_promise()
            case _:
                self._decide(self._pledge)

    def _ask_receiver(self, answer: Done[tuple[Person, ...]] | Failed) -> None:
        if isinstance(answer, Failed):
            self._fail(answer.error)
            return
        reference, me = self._counter.reference, self._counter.person.staff_no
        choices = receivers(reference, answer.value, me, self._current().entry.situation)
        today = self._office.now().date()
        self._open(TransferDialog(choices, self._host, self._sending(), today))

    def _sending(self) -> Sending:
        state, reference = self._current(), self._counter.reference
        main = self._counter.intake.due_preview(state.entry.sub_item).main
        due = main.at if main else None
        return Sending(
            lambda outlet, name: tell_applicant(name, reference.phone_of(outlet), due),
            bundle=bundle_of(state.rows),
            urgent=state.entry.situation is Situation.URGENT,
        )

    def _ask_promise(self) -> None:
        entry, promises = self._current().submitted, self._counter.promises
        self._lanes.desk.run(lambda: promises.conditions(entry), self._judged, owner=self)

    def _judged(self, answer: Done[Conditions] | Failed) -> None:
        if isinstance(answer, Failed):
            self._fail(answer.error)
            return
        told = answer.value
        if standing_problems(told.judged):
            self._tell_blocked(told)
            return
        owed = [row for row in self._current().rows if row.state is MaterialState.DEFERRED]
        self._open(PromiseDialog(told, owed, self._office.now().date(), self._host))

    def _tell_blocked(self, told: Conditions) -> None:
        self._set_busy(False)
        blocked = ConditionsDialog(told, self._host)
        blocked.notice_wanted.connect(self._tell_instead)
        blocked.open_wanted.connect(self.open_wanted)
        self._feedback.open(blocked)

    def _tell_instead(self) -> None:
        """What was promised is missing in the notice."""
        self.state_wanted.emit(steps.undeferred(self._current()))
        self.notice_wanted.emit()

    def _open(self, dialog: TransferDialog | RejectDialog | PromiseDialog) -> None:
        self._set_busy(False)
        dialog.decided.connect(self._decide)
        self._feedback.open(dialog)

    def _decide(self, detail: Detail) -> None:
        self._set_busy(True)
        if isinstance(detail, DeficientDetail) and self._pledge:
            detail = replace(detail, pledge=self._pledge)
        entry, decision = self._current().submitted, self._decision
        self._lanes.desk.run(
            lambda: self._counter.intake.decide(entry, decision, detail), self._decided, owner=self
        )

    def _decided(self, answer: Done[Outcome] | Failed) -> None:
        if isinstance(answer, Failed):
            self._fail(answer.error)
            return
        self._set_busy(False)
        self.forget()
        self.done.emit(answer.value)

    def _fail(self, error: Exception) -> None:
        self._set_busy(False)
        tell(self._feedback, error)
        if getattr(error, "code", "") == KEPT_ALL_THE_SAME:
            self.kept.emit()

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)

    def _matter(self) -> Matter:
        entry = self._current().submitted
        return entry.applicant.name, entry.applicant.id_number, entry.item

    def _current(self) -> IntakeState:
        if self._state is None:
            raise RuntimeError("nothing was pressed")
        return self._state
