"""Brings back who acted on the last visit: it stands ready as soon as 帮办代办 is ticked."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from outlet_app.domain.applicant import Applicant
from outlet_app.services.applicants import Applicants
from outlet_app.services.views import LastVisit
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.state import IntakeState


class Recalling(QObject):
    """Asks in the lane; an answer about somebody who is not on the page any more is dropped."""

    def __init__(
        self,
        applicants: Applicants,
        lane: Lane,
        state: Callable[[], IntakeState],
        change: Callable[[IntakeState], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._applicants, self._lane, self._state, self._change = applicants, lane, state, change

    def recall(self, case_no: str) -> None:
        """The visit with this number has just filled the applicant."""
        who = _who(self._state().entry.applicant)
        self._lane.run(
            lambda: self._applicants.recall(case_no), lambda answer: self._told(who, answer), owner=self
        )

    def _told(self, who: tuple[str, str], answer: Done[LastVisit] | Failed) -> None:
        # A convenience: without an answer the clerk asks, as on a first visit.
        if isinstance(answer, Done) and who == _who(self._state().entry.applicant):
            last = answer.value
            self._change(steps.recalled(self._state(), last.agent, last.special_groups))


def _who(party: Applicant) -> tuple[str, str]:
    return party.name, party.id_number
