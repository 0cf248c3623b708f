"""Printing, previewing and exporting the sheet of a day: the number is taken once, then the printer."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.services.day_sheet import DaySheet
from outlet_app.services.papers import Papers
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.parts.save_file import ask_path
from outlet_app.wording import workload as words


class SheetPrinting(QObject):
    """One print at a time; `busy` while one is under way."""

    def __init__(
        self,
        page: QWidget,
        day_sheet: DaySheet,
        papers: Papers,
        lanes: Lanes,
        feedback: Feedback,
        outlet_sign: str,
    ) -> None:
        super().__init__(page)
        self._page, self._day_sheet, self._papers = page, day_sheet, papers
        self._lanes, self._feedback, self._sign = lanes, feedback, outlet_sign
        self._hand_over = HandOver(papers, lanes.press, feedback, page)
        self._hand_over.answered.connect(self._rest)
        self.busy = False

    def print(self, day: date) -> None:
        """Number and keep the sheet, then hand it to the printer."""
        if not self.busy:
            self.busy = True
            self._lanes.desk.run(lambda: self._day_sheet.issue(day), self._issued, owner=self)

    def preview(self, day: date) -> None:
        """Show the sheet as it would be printed, without a number."""
        name = words.file_name(self._sign, day)
        viewer = PaperViewer(self._page, words.preview_title(day), name, self._feedback)
        viewer.print_wanted.connect(lambda: self.print(day))
        viewer.load(
            self._lanes.press,
            self._papers,
            lambda: self._day_sheet.preview(day),
            lambda path: self._write(day, path),
        )
        self._feedback.open(viewer)

    def export(self, day: date) -> None:
        """Number and keep the sheet, and write it to a file."""
        ask_path(
            self._page,
            words.file_name(self._sign, day),
            words.PDF_FILES,
            lambda path: self._export(day, path),
        )

    def _issued(self, outcome: Done[PaperView] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.busy = False
            tell(self._feedback, outcome.error)
            return
        self._hand_over.hand(outcome.value, outcome.value.number)

    def _rest(self, _paper_id: str) -> None:
        self.busy = False

    def _write(self, day: date, path: Path) -> None:
        paper = self._day_sheet.issue(day)
        self._papers.export(paper.paper_id, path)
        self._papers.confirm(paper.paper_id)

    def _export(self, day: date, path: Path) -> None:
        self._lanes.desk.run(
            lambda: self._write(day, path), lambda done: self._exported(done, path), owner=self
        )

    def _exported(self, outcome: Done[None] | Failed, path: Path) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._feedback.toast(words.EXPORTED, path.name)
