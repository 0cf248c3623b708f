"""日结核对 from 统计报表: compared in the courier lane, shown as the sheet, printed once it was looked at."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.services.day_closing import Closing, DayClosing
from outlet_app.services.papers import Papers
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.wording import closing as words


class ClosingDesk(QObject):
    """One day at a time; `changed` when a sheet was kept, `busy_changed` while the city is asked."""

    changed = Signal()
    busy_changed = Signal(bool)

    def __init__(
        self,
        page: QWidget,
        closing: DayClosing,
        papers: Papers,
        lanes: Lanes,
        feedback: Feedback,
        outlet_sign: str,
    ) -> None:
        super().__init__(page)
        self._page, self._closing, self._papers = page, closing, papers
        self._lanes, self._feedback, self._sign = lanes, feedback, outlet_sign
        self._hand_over = HandOver(papers, lanes.press, feedback, page)
        self.busy = False

    def ask(self, day: date) -> None:
        """Compare the day with the city; without it the sheet says that it was not compared."""
        if not self.busy:
            self._turn_busy(True)
            self._lanes.courier.run(lambda: self._closing.check(day), self._compared, owner=self)

    def told(self, day: date) -> str:
        """How the day stands, and which days are still to be completed; read in a lane."""
        closed = self._closing.closed(day)
        found = words.standing(
            closed.at if closed else None, bool(closed and closed.checked), closed.differing if closed else 0
        )
        still = words.still_open([one for one in self._closing.unchecked() if one != day])
        return f"{found}　{still}".rstrip("　")

    def _compared(self, outcome: Done[Closing] | Failed) -> None:
        self._turn_busy(False)
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._see(outcome.value)

    def _see(self, found: Closing) -> None:
        name = words.file_name(self._sign, found.day)
        viewer = PaperViewer(self._page, words.title(found.day), name, self._feedback)
        viewer.print_wanted.connect(lambda: self._print(found))
        viewer.load(
            self._lanes.press,
            self._papers,
            lambda: self._closing.preview(found),
            lambda path: self._write(found, path),
        )
        self._feedback.open(viewer)

    def _write(self, found: Closing, path: Path) -> None:
        paper = self._closing.issue(found)
        self._papers.export(paper.paper_id, path)
        self._papers.confirm(paper.paper_id)

    def _print(self, found: Closing) -> None:
        self._lanes.desk.run(lambda: self._closing.issue(found), self._issued, owner=self)

    def _issued(self, outcome: Done[PaperView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        self.changed.emit()
        self._hand_over.hand(outcome.value, outcome.value.number)

    def _turn_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
