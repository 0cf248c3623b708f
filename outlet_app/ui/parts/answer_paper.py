"""咨询答复单 right after an answer: one key prints what was answered, as long as nobody else has come."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.services.counter import Counter
from outlet_app.services.views import Outcome, PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.wording.outcomes import ready

FORM = "R03"


class AnswerPaper(QObject):
    """Knows the last question answered; its paper is made once, and again only from 办件查询."""

    def __init__(
        self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback, host: QWidget
    ) -> None:
        super().__init__(host)
        self._counter, self._office, self._lanes, self._feedback = counter, office, lanes, feedback
        self._papers = HandOver(counter.papers, lanes.press, feedback, host)
        self._case: Case | None = None

    def remember(self, outcome: Outcome) -> bool:
        """Whether a paper fits what was decided: an answer whose own paper in the list it is."""
        fits = outcome.decision is Decision.ANSWER and self._counter.outcomes.forms(outcome.case)[0] == FORM
        self._case = outcome.case if fits else None
        return fits

    def print_now(self) -> None:
        """Write it down, number it and hand it to the printer; nothing where there is none to print."""
        case, self._case = self._case, None
        if case is None:
            return
        fact = answer_of(self._counter, case, self._office)

        def made(answer: Done[tuple[PaperView, ...]] | Failed) -> None:
            if isinstance(answer, Failed):
                self._case = case
                tell(self._feedback, answer.error)
                return
            for paper in answer.value:
                self._papers.hand(paper, case.case_no)

        self._lanes.desk.run(lambda: self._counter.outcomes.write(case.case_id, fact), made, owner=self)


def answer_of(counter: Counter, case: Case, office: Office) -> OutcomeWritten:
    """The paper's words, all of them known from the case."""
    known = counter.outcomes.sheet(case, FORM).ready
    entries = (Filled(key, ready(value, key)) for key, value in known.items())
    return OutcomeWritten(FORM, local_day(office.now()), tuple(one for one in entries if one.text))
