"""What a clerk can do with a case from 办件查询, gathered from all subjects."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.course import LOOK
from outlet_app.services.counter import Counter
from outlet_app.services.views import CaseDetail, PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.pages.cases.action_row import MORE, MoreDialog
from outlet_app.ui.pages.cases.agency_steps import AgencySteps
from outlet_app.ui.pages.cases.amend_steps import AmendSteps
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.pages.cases.attachment_steps import AttachmentSteps
from outlet_app.ui.pages.cases.carrying_steps import CarryingSteps
from outlet_app.ui.pages.cases.consultation_steps import ConsultationSteps
from outlet_app.ui.pages.cases.copy_steps import CopySteps
from outlet_app.ui.pages.cases.course_steps import CourseSteps
from outlet_app.ui.pages.cases.credit_steps import CreditSteps
from outlet_app.ui.pages.cases.deficiency_steps import DeficiencySteps
from outlet_app.ui.pages.cases.delay_steps import DelaySteps
from outlet_app.ui.pages.cases.ending_steps import EndingSteps
from outlet_app.ui.pages.cases.mending_steps import MendingSteps
from outlet_app.ui.pages.cases.outcome_steps import OutcomeSteps
from outlet_app.ui.pages.cases.package_exchange_steps import PackageExchangeSteps
from outlet_app.ui.pages.cases.package_steps import PackageSteps
from outlet_app.ui.pages.cases.paper_steps import PaperSteps
from outlet_app.ui.pages.cases.pledge_steps import PledgeSteps
from outlet_app.ui.pages.cases.query_steps import QuerySteps
from outlet_app.ui.pages.cases.retime_steps import RetimeSteps
from outlet_app.ui.pages.cases.settling_steps import SettlingSteps
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk, StepSet
from outlet_app.ui.pages.cases.timing_steps import TimingSteps
from outlet_app.ui.pages.cases.tracking_steps import TrackingSteps
from outlet_app.ui.pages.cases.training_steps import TrainingSteps
from outlet_app.ui.pages.cases.transfer_steps import TransferSteps
from outlet_app.ui.pages.cases.veil_steps import VeilSteps
from outlet_app.ui.pages.cases.waiting_steps import WaitingSteps
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.wording import cases as words
from outlet_app.wording.voices.papers import paper_name

SUBJECTS: tuple[Callable[[StepDesk], StepSet], ...] = (
    AgencySteps,
    AmendSteps,
    CarryingSteps,
    AttachmentSteps,
    ConsultationSteps,
    CopySteps,
    CourseSteps,
    CreditSteps,
    DeficiencySteps,
    DelaySteps,
    EndingSteps,
    MendingSteps,
    OutcomeSteps,
    PackageSteps,
    PackageExchangeSteps,
    PaperSteps,
    PledgeSteps,
    QuerySteps,
    RetimeSteps,
    SettlingSteps,
    TimingSteps,
    TrackingSteps,
    TrainingSteps,
    TransferSteps,
    VeilSteps,
    WaitingSteps,
)


class CaseSteps(QObject):
    """`changed` tells that the case was changed or printed; `revealed` carries what and the number.

    `served` carries the case of an applicant who stood here for a step.
    """

    changed = Signal()
    revealed = Signal(str, str)
    served = Signal(str)

    def __init__(
        self,
        page: QWidget,
        counter: Counter,
        lanes: Lanes,
        feedback: Feedback,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page, self._counter, self._lanes, self._feedback = page, counter, lanes, feedback
        self.desk = StepDesk(page, counter, lanes, feedback, now)
        self.desk.changed.connect(self.changed)
        self.desk.served.connect(self.served)
        self._course = CourseSteps(self.desk)
        self._asks: dict[str, Ask] = {}
        for subject in SUBJECTS:
            self._asks.update(subject(self.desk).asks)

    def ask(self, action: str, detail: CaseDetail) -> None:
        """Open the question of an action."""
        if action == MORE:
            more = MoreDialog(self._page, detail.actions)
            more.taken.connect(lambda name: self.ask(name, detail))
            self._feedback.open(more)
        else:
            self._asks[action](detail)

    def ask_reveal(self, what: str, detail: CaseDetail) -> None:
        """Ask why a masked number is wanted; the look is logged."""
        case_id, kind = detail.row.case_id, "phone" if what == "contact" else "id"

        def reveal(reason: str, _remark: str) -> None:
            self._lanes.desk.run(
                lambda: self._counter.cases.reveal(case_id, kind, reason),
                lambda outcome: self._revealed(outcome, what),
                owner=self,
            )

        self._feedback.open(
            ReasonDialog(
                self._page,
                LOOK,
                words.REVEAL_TITLE,
                words.REVEAL_TEXT,
                words.REASON_FIELDS,
                words.REVEAL_REASONS,
                words.REVEAL_GO,
                reveal,
                today=self.desk.today,
            )
        )

    def view(self, paper: PaperView) -> None:
        """Open a paper in the built-in viewer."""
        papers, name = self._counter.papers, paper_name(paper.form)
        viewer = PaperViewer(
            self._page, f"{name} {paper.number}", words.file_name(paper.number, paper.copy_no), self._feedback
        )
        viewer.print_wanted.connect(lambda: self._course.print_again(paper))
        viewer.load(
            self._lanes.press,
            papers,
            lambda: papers.pdf(paper.paper_id),
            lambda path: papers.export(paper.paper_id, path),
        )
        self._feedback.open(viewer)

    def _revealed(self, outcome: Done[str] | Failed, what: str) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self.revealed.emit(what, outcome.value)
