"""Sends the papers of a decision to the printer and says how it went; what was saved stays saved."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
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

    # The paper whose printer answered, for good or ill.
    answered = Signal(str)

    def __init__(self, papers: Papers, press: Lane, feedback: Feedback, host: QWidget) -> None:
        super().__init__(host)
        self._papers, self._press, self._feedback, self._host = papers, press, feedback, host

    def give(self, outcome: Made, done: str, text: str) -> None:
        """Say what was decided with its one paper once the printer has it, else at once."""
        # What is still to be done, as whom to telephone, is said at once and not lost behind the paper.
        alone = len(outcome.papers) == 1 and text == outcome.case.case_no
        if not alone:
            self._feedback.toast(done, text)
        for paper in outcome.papers:
            self.hand(paper, outcome.case.case_no, done if alone else "")

    def hand(self, paper: PaperView, named: str, done: str = "") -> None:
        """One paper, said to be of this case or matter, with what was done if that was not said yet."""

        def told(answer: Done[int] | Failed) -> None:
            self.answered.emit(paper.paper_id)
            if isinstance(answer, Failed):
                if done:
                    self._feedback.toast(done, named)
                self._not_printed(answer.error, paper, named)
            else:
                self._feedback.toast(words.printed(done, paper.form), words.copies(named, answer.value))
                self._feedback.printed.emit(paper.form)

        self._press.run(lambda: self._papers.spool(paper.paper_id), told, owner=self)

    def _not_printed(self, error: Exception, paper: PaperView, named: str) -> None:
        again = Answer(words.AGAIN, lambda: self._again(paper, named), icon="printer", default=True)
        export = Answer(words.EXPORT, lambda: self._ask(paper, named), icon="file-down")
        tell(self._feedback, error, (export, again), "printer")

    def _again(self, paper: PaperView, named: str) -> None:
        def told(answer: Done[int] | Failed) -> None:
            if isinstance(answer, Failed):
                self._not_printed(answer.error, paper, named)
            else:
                self._feedback.toast(words.printed("", paper.form), named)
                self._feedback.printed.emit(paper.form)

        self._press.run(lambda: self._papers.spool(paper.paper_id), told, owner=self)

    def _ask(self, paper: PaperView, named: str) -> None:
        name = words.file_name(paper.form, named)
        ask_path(self._host, name, words.PDF_FILES, lambda path: self._export(paper, path))

    def _export(self, paper: PaperView, path: Path) -> None:
        def told(answer: Done[None] | Failed) -> None:
            if isinstance(answer, Failed):
                tell(self._feedback, answer.error)
            else:
                self._feedback.toast(words.EXPORTED, path.name)

        self._press.run(lambda: self._papers.export(paper.paper_id, path), told, owner=self)
