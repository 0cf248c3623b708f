"""What a clerk can do with a case from 办件查询: the question, the step in its lane, what is said after."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.services.cases import Cases
from outlet_app.services.papers import Papers
from outlet_app.services.reference import Reference
from outlet_app.services.views import CaseDetail, PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane, Lanes
from outlet_app.ui.pages.cases.asks import ChoiceDialog, ReasonDialog, SentenceDialog
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.wording import cases as words
from outlet_app.wording.timeline import PAPERS


class CaseSteps(QObject):
    """`changed` tells that the case was changed or printed; `revealed` carries what and the number."""

    changed = Signal()
    revealed = Signal(str, str)

    def __init__(
        self,
        page: QWidget,
        cases: Cases,
        papers: Papers,
        reference: Reference,
        lanes: Lanes,
        feedback: Feedback,
    ) -> None:
        super().__init__(page)
        self._page, self._cases, self._papers = page, cases, papers
        self._reference, self._lanes, self._feedback = reference, lanes, feedback

    def ask(self, action: str, detail: CaseDetail) -> None:
        """Open the question of an action."""
        {
            "close": self._ask_close,
            "withdraw": self._ask_withdraw,
            "feedback": self._ask_feedback,
            "reprint": self._ask_reprint,
        }[action](detail)

    def ask_reveal(self, what: str, detail: CaseDetail) -> None:
        """Ask why a masked number is wanted; the look is logged."""
        case_id, kind = detail.row.case_id, "phone" if what == "contact" else "id"

        def reveal(reason: str, _remark: str) -> None:
            self._lanes.desk.run(
                lambda: self._cases.reveal(case_id, kind, reason),
                lambda outcome: self._revealed(outcome, what),
                owner=self,
            )

        self._feedback.open(
            ReasonDialog(
                self._page,
                words.REVEAL_TITLE,
                words.REVEAL_TEXT,
                words.REVEAL_REASONS,
                words.REVEAL_GO,
                reveal,
            )
        )

    def view(self, paper: PaperView) -> None:
        """Open a paper in the built-in viewer."""
        name = PAPERS.get(paper.form, paper.form)
        viewer = PaperViewer(
            self._page, f"{name} {paper.number}", words.file_name(paper.number, paper.copy_no), self._feedback
        )
        viewer.print_wanted.connect(lambda: self._print_again(paper))
        viewer.load(
            self._lanes.press,
            self._papers,
            lambda: self._papers.pdf(paper.paper_id),
            lambda path: self._papers.export(paper.paper_id, path),
        )
        self._feedback.open(viewer)

    def _ask_close(self, detail: CaseDetail) -> None:
        told = detail.case.registered
        sub = self._reference.sub_item_of(told.sub_item, told.catalogue)
        ready = sub.outcomes[0] if sub and sub.outcomes else ""
        dialog = SentenceDialog(
            self._page,
            words.CLOSE_TITLE,
            words.CLOSE_TEXT,
            words.CLOSE_FIELD,
            words.CLOSE_GO,
            lambda outcome: self._step(
                lambda: self._cases.close(detail.row.case_id, outcome), words.CLOSED, detail
            ),
            ready=ready,
            hint=words.CLOSE_HINT,
        )
        self._feedback.open(dialog)

    def _ask_withdraw(self, detail: CaseDetail) -> None:
        def withdraw(reason: str, remark: str) -> None:
            said = f"{reason}：{remark}" if remark else reason
            self._step(lambda: self._cases.withdraw(detail.row.case_id, said), words.WITHDRAWN, detail)

        reasons = {reason: reason for reason in words.WITHDRAW_REASONS}
        dialog = ReasonDialog(
            self._page,
            words.WITHDRAW_TITLE,
            words.WITHDRAW_TEXT,
            reasons,
            words.WITHDRAW_GO,
            withdraw,
            remark=words.WITHDRAW_FIELD,
            remark_for=words.WITHDRAW_REASONS[-1],
            is_final=True,
        )
        self._feedback.open(dialog)

    def _ask_feedback(self, detail: CaseDetail) -> None:
        dialog = SentenceDialog(
            self._page,
            words.FEEDBACK_TITLE,
            words.FEEDBACK_TEXT,
            words.FEEDBACK_FIELD,
            words.FEEDBACK_GO,
            lambda text: self._step(
                lambda: self._cases.feedback(detail.row.case_id, text), words.FEEDBACK_SAVED, detail
            ),
        )
        self._feedback.open(dialog)

    def _ask_reprint(self, detail: CaseDetail) -> None:
        forms = list(dict.fromkeys(paper.form for paper in detail.papers))
        named = [(form, PAPERS.get(form, form)) for form in forms]
        case_id = detail.row.case_id
        self._feedback.open(ChoiceDialog(self._page, named, lambda form: self._reprint(case_id, form)))

    def _print_again(self, paper: PaperView) -> None:
        if paper.case_id:
            self._reprint(paper.case_id, paper.form)

    def _reprint(self, case_id: str, form: str) -> None:
        """A new print in the desk lane, then the printer in its own: print only after the commit."""
        self._lanes.desk.run(lambda: self._papers.reprint(case_id, form), self._reprinted, owner=self)

    def _reprinted(self, outcome: Done[PaperView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        paper = outcome.value
        self._run(
            self._lanes.press,
            lambda: self._papers.spool(paper.paper_id),
            words.REPRINTED,
            words.paper_line(paper.number, paper.copy_no, True),
        )

    def _step(self, work: Callable[[], object], said: str, detail: CaseDetail) -> None:
        self._run(self._lanes.desk, work, said, detail.row.case_no)

    def _run(self, lane: Lane, work: Callable[[], object], said: str, more: str) -> None:
        lane.run(work, lambda outcome: self._done(outcome, said, more), owner=self)

    def _done(self, outcome: Done[object] | Failed, said: str, more: str) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._feedback.toast(said, more)
        self.changed.emit()

    def _revealed(self, outcome: Done[str] | Failed, what: str) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self.revealed.emit(what, outcome.value)
