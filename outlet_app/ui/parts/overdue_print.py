"""超期清单 on paper: numbered and kept first, then printed."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.services.counter import Counter
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.wording.oversight import LIST_NAMED


class OverduePrint(QObject):
    """One list at a time: a second press while one is drawn would number it twice."""

    def __init__(self, counter: Counter, lanes: Lanes, feedback: Feedback, host: QWidget) -> None:
        super().__init__(host)
        self._overdue, self._desk, self._feedback = counter.overdue_list, lanes.desk, feedback
        self._papers = HandOver(counter.papers, lanes.press, feedback, host)
        self._is_busy = False

    def print_now(self) -> None:
        """Make the list as of now and hand it to the printer."""
        if not self._is_busy:
            self._is_busy = True
            self._desk.run(self._overdue.issue, self._issued, owner=self)

    def _issued(self, answer: Done[PaperView] | Failed) -> None:
        self._is_busy = False
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        else:
            self._papers.hand(answer.value, LIST_NAMED.format(number=answer.value.number))
