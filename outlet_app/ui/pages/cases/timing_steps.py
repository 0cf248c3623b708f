"""When something really was that a wrong clock wrote down, as asked on 办件查询."""

from collections.abc import Mapping
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.forms.dates import read_time
from outlet_app.domain.problems import Problem
from outlet_app.services.timing import first_in_doubt
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line
from outlet_app.wording import timing as words

LONGEST_PROOF = 100


class TimingSteps:
    """Opens the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"confirm_time": self._confirm}

    def _confirm(self, detail: CaseDetail) -> None:
        doubted = first_in_doubt(tuple(one.event for one in reversed(detail.timeline) if one.counts))
        if doubted is None:
            return
        lines = (
            Line("day", words.DAY_FIELD, Asked.PAST, True, hint=words.DAY_HINT),
            Line("time", words.TIME_FIELD, Asked.TEXT, True, hint=words.TIME_HINT, longest=8),
            Line("proof", words.PROOF_FIELD, Asked.PROSE, True, hint=words.PROOF_HINT, longest=LONGEST_PROOF),
        )
        self._desk.ask(
            words.TITLE,
            self._text(doubted),
            lines,
            words.GO,
            lambda said: self._confirmed(detail, said),
            check=self._wrong,
        )

    def _text(self, doubted: CaseEvent) -> str:
        return words.text(doubted.fact.KIND, doubted.at)

    def _wrong(self, said: Answers) -> Mapping[str, Problem]:
        at = read_time(said["time"])
        if isinstance(at, Problem):
            return {"time": at}
        return {"time": Problem("time.ahead")} if _moment(said) > self._desk.now() else {}

    def _confirmed(self, detail: CaseDetail, said: Answers) -> None:
        timing, case_id = self._desk.counter.timing, detail.row.case_id
        self._desk.step(
            lambda: timing.confirm(case_id, _moment(said), said["proof"]), words.CONFIRMED, detail
        )


def _moment(said: Answers) -> datetime:
    at = read_time(said["time"])
    if isinstance(at, Problem):
        raise ValueError(at.code)
    return datetime.combine(date.fromisoformat(said["day"]), at, CST)
