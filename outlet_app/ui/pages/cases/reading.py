"""Reads the list and the chosen case of 办件查询: one question each at a time, the newest last."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.services.cases import Cases
from outlet_app.services.views import CaseDetail, CasePage
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.pages.cases.state import Question
from outlet_app.ui.parts.failures import tell


class ListReader(QObject):
    """Asks for a page of the list: `began` before each question, then `listed` or `failed`."""

    began = Signal()
    listed = Signal(object, object)
    failed = Signal()

    def __init__(self, page: QWidget, cases: Cases, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(page)
        self._cases, self._lanes, self._feedback = cases, lanes, feedback
        self._asking: Question | None = None
        self._answered: Question | None = None

    def ask(self, wanted: Callable[[], Question], *, again: bool = False) -> None:
        """Ask what is wanted now, unless it is answered already; afterwards whatever is wanted then."""
        question = wanted()
        if self._asking is not None or (self._answered == question and not again):
            return
        self._asking = question
        self.began.emit()
        self._lanes.desk.run(
            lambda: self._cases.page(question.filter, question.size, question.offset),
            lambda outcome: self._answer(question, outcome, wanted),
            owner=self,
        )

    def _answer(
        self, question: Question, outcome: Done[CasePage] | Failed, wanted: Callable[[], Question]
    ) -> None:
        self._asking = None
        if isinstance(outcome, Failed):
            self._answered = None
            self.failed.emit()
            tell(self._feedback, outcome.error)
            return
        self._answered = question
        self.listed.emit(question, outcome.value)
        self.ask(wanted)


class CaseReader(QObject):
    """Reads one case after another; `read` carries a CaseDetail."""

    read = Signal(object)

    def __init__(self, page: QWidget, cases: Cases, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(page)
        self._cases, self._lanes, self._feedback = cases, lanes, feedback
        self._wanted = ""
        self._reading = ""

    def ask(self, case_id: str) -> None:
        """Read a case, at once or, as it then is, after the one being read; an empty id asks for nothing."""
        if self._reading:
            self._wanted = case_id
            return
        self._reading, self._wanted = case_id, ""
        if not case_id:
            return
        self._lanes.desk.run(lambda: self._cases.detail(case_id), self._answer, owner=self)

    def _answer(self, outcome: Done[CaseDetail] | Failed) -> None:
        self._reading = ""
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self.read.emit(outcome.value)
        if self._wanted and not self._reading:
            self.ask(self._wanted)
