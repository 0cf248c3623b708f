"""Papers nobody has confirmed as printed: printed again, or confirmed, from the banner of 工作台."""

from PySide6.QtCore import QObject, Signal

from outlet_app.services.papers import Papers
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.pages.home.unconfirmed import UnconfirmedBanner
from outlet_app.ui.parts.failures import tell
from outlet_app.wording import home as words


class PaperCare(QObject):
    """`changed` tells that the desk is to be read again."""

    changed = Signal()

    def __init__(self, banner: UnconfirmedBanner, papers: Papers, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(banner)
        self._banner, self._papers, self._lanes, self._feedback = banner, papers, lanes, feedback
        banner.again.connect(self._print_again)
        banner.confirmed.connect(self._confirm)

    def _print_again(self, paper: PaperView) -> None:
        self._banner.set_busy(True)
        self._lanes.press.run(
            lambda: self._papers.spool(paper.paper_id), lambda done: self._printed(done, paper), owner=self
        )

    def _printed(self, outcome: Done[int] | Failed, paper: PaperView) -> None:
        self._banner.set_busy(False)
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error, icon="printer")
        else:
            self._feedback.toast(words.PRINTING, paper.number)
        self.changed.emit()

    def _confirm(self, paper: PaperView) -> None:
        self._banner.set_busy(True)
        self._lanes.desk.run(lambda: self._papers.confirm(paper.paper_id), self._confirmed, owner=self)

    def _confirmed(self, outcome: Done[None] | Failed) -> None:
        self._banner.set_busy(False)
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        self.changed.emit()
