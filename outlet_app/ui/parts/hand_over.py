"""Sends the papers of a decision to the printer and says how it went; what was saved stays saved."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.dossier import Case
from outlet_app.services.papers import Papers
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.save_file import ask_path
from outlet_app.wording import hand_over as words


class Made(Protocol):
    """What a step left behind: the case and the papers to hand over."""

    @property
    def case(self) -> Case: ...
    @property
    def papers(self) -> tuple[PaperView, ...]: ...


class HandOver(QObject):
    """Prints after the commit only (decisions 6); a failed print offers another try and a file."""

    def __init__(self, papers: Papers, press: Lane, feedback: Feedback, host: QWidget) -> None:
        super().__init__(host)
        self._papers, self._press, self._feedback, self._host = papers, press, feedback, host

    def give(self, outcome: Made, done: str, text: str) -> None:
        """Say what was decided with its one paper once the printer has it, else at once."""
        alone = len(outcome.papers) == 1
        if not alone:
            self._feedback.toast(done, text)
        for paper in outcome.papers:
            self._spool(paper, outcome.case.case_no, done if alone else "")

    def _spool(self, paper: PaperView, case_no: str, done: str) -> None:
        def told(answer: Done[int] | Failed) -> None:
            if isinstance(answer, Failed):
                if done:
                    self._feedback.toast(done, case_no)
                self._not_printed(answer.error, paper, case_no)
            else:
                self._feedback.toast(words.printed(done, paper.form), words.copies(case_no, answer.value))

        self._press.run(lambda: self._papers.spool(paper.paper_id), told, owner=self)

    def _not_printed(self, error: Exception, paper: PaperView, case_no: str) -> None:
        again = Answer(words.AGAIN, lambda: self._again(paper, case_no), icon="printer", default=True)
        export = Answer(words.EXPORT, lambda: self._ask(paper, case_no), icon="file-down")
        tell(self._feedback, error, (export, again), "printer")

    def _again(self, paper: PaperView, case_no: str) -> None:
        def told(answer: Done[int] | Failed) -> None:
            if isinstance(answer, Failed):
                self._not_printed(answer.error, paper, case_no)
            else:
                self._feedback.toast(words.printed("", paper.form), case_no)

        self._press.run(lambda: self._papers.spool(paper.paper_id), told, owner=self)

    def _ask(self, paper: PaperView, case_no: str) -> None:
        name = words.file_name(paper.form, case_no)
        ask_path(self._host, name, words.PDF_FILES, lambda path: self._export(paper, path))

    def _export(self, paper: PaperView, path: Path) -> None:
        def told(answer: Done[None] | Failed) -> None:
            if isinstance(answer, Failed):
                tell(self._feedback, answer.error)
            else:
                self._feedback.toast(words.EXPORTED, path.name)

        self._press.run(lambda: self._papers.export(paper.paper_id, path), told, owner=self)
