"""What every step of a case has in common: the question, the work in its lane, what is said after."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import local_day
from outlet_app.services.counter import Counter
from outlet_app.services.papers import Papers
from outlet_app.services.views import CaseDetail, PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.sheet_dialog import Answers, Checker, Line, SheetDialog
from outlet_app.wording import cases as words

Ask = Callable[[CaseDetail], None]
T = TypeVar("T")


class StepSet(Protocol):
    """The steps of one subject: the code of each with the question that begins it."""

    @property
    def asks(self) -> Mapping[str, Ask]: ...


class StepDesk(QObject):
    """Runs steps; `changed` tells that the case was changed or printed.

    `page_wanted` carries the page of a step that is taken elsewhere, and the case.
    `arrived` carries the case and the stage it reached, no stage where it was closed. `served` carries the
    case of an applicant who stood here for the step.
    """

    changed = Signal()
    page_wanted = Signal(str, object)
    arrived = Signal(str, str)
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
        self.page, self.counter, self.lanes, self.feedback, self.now = page, counter, lanes, feedback, now

    @property
    def today(self) -> date:
        """The day it is at the counter."""
        return local_day(self.now())

    @property
    def papers(self) -> Papers:
        """The papers of the counter."""
        return self.counter.papers

    def step(self, work: Callable[[], object], said: str, detail: CaseDetail) -> None:
        """Do the work where the clerk waits for it; say what was done, with the case number."""
        self.run(self.lanes.desk, work, said, detail.row.case_no)

    def step_then(
        self, work: Callable[[], T], said: str, detail: CaseDetail, then: Callable[[T], object]
    ) -> None:
        """The same; where it was done, `then` gets what came of it."""

        def done(outcome: Done[T] | Failed) -> None:
            self._done(outcome, said, detail.row.case_no)
            if isinstance(outcome, Done):
                then(outcome.value)

        self.lanes.desk.run(work, done, owner=self)

    def step_to(self, work: Callable[[], object], said: str, detail: CaseDetail, stage: str = "") -> None:
        """The same for a step to a stage, or to the end: what it calls for is offered afterwards."""

        def done(outcome: Done[object] | Failed) -> None:
            self._done(outcome, said, detail.row.case_no)
            if isinstance(outcome, Done):
                self.arrived.emit(detail.row.case_id, stage)

        self.lanes.desk.run(work, done, owner=self)

    def step_with_papers(
        self,
        work: Callable[[], tuple[PaperView, ...]],
        said: str,
        detail: CaseDetail,
        *,
        in_person: bool = False,
    ) -> None:
        """A step that makes papers: they go to the printer after the commit."""

        def made(outcome: Done[tuple[PaperView, ...]] | Failed) -> None:
            self._made(outcome, said, detail.row.case_no)
            if in_person and isinstance(outcome, Done):
                self.served.emit(detail.row.case_id)

        self.lanes.desk.run(work, made, owner=self)

    def make(self, work: Callable[[], tuple[PaperView, ...]], said: str, case_no: str) -> None:
        """The same for a case of which only the number is at hand."""
        self.lanes.desk.run(work, lambda outcome: self._made(outcome, said, case_no), owner=self)

    def ask(
        self,
        title: str,
        text: str,
        lines: Sequence[Line],
        go: str,
        then: Callable[[Answers], object],
        *,
        check: Checker | None = None,
        is_final: bool = False,
    ) -> None:
        """Open a dialog of a few fields over the page."""
        sheet = SheetDialog(
            self.page,
            title,
            text,
            lines,
            go,
            then,
            today=self.today,
            check=check,
            is_final=is_final,
        )
        self.feedback.open(sheet)

    def run(self, lane: Lane, work: Callable[[], object], said: str, more: str) -> None:
        """Do the work in a lane and say how it ended."""
        lane.run(work, lambda outcome: self._done(outcome, said, more), owner=self)

    def spool(self, paper: PaperView) -> None:
        """Hand a stored paper to the printer in its own lane."""
        self.run(
            self.lanes.press,
            lambda: self.papers.spool(paper.paper_id),
            words.REPRINTED,
            words.paper_line(paper.number, paper.copy_no, True),
        )

    def _made(self, outcome: Done[tuple[PaperView, ...]] | Failed, said: str, case_no: str) -> None:
        if isinstance(outcome, Failed):
            tell(self.feedback, outcome.error)
        else:
            self.feedback.toast(said, case_no)
            for paper in outcome.value:
                self.spool(paper)
        self.changed.emit()

    def _done(self, outcome: Done[T] | Failed, said: str, more: str) -> None:
        if isinstance(outcome, Failed):
            tell(self.feedback, outcome.error)
        else:
            self.feedback.toast(said, more)
        self.changed.emit()
