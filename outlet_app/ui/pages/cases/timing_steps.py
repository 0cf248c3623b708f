"""When something really was that a wrong clock wrote down, as asked on 办件查询."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.events import CaseEvent
from outlet_app.domain.forms.consultation import MOMENT, moment_of, moment_problems
from outlet_app.services.timing import first_in_doubt
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import timing as words


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
        self._desk.ask(
            words.TITLE,
            self._text(doubted),
            lines_of(MOMENT, words.FIELDS, hints=words.HINTS),
            words.GO,
            lambda said: self._confirmed(detail, said),
            check=lambda said: moment_problems(said, self._desk.now()),
        )

    def _text(self, doubted: CaseEvent) -> str:
        return words.text(doubted.fact.KIND, doubted.at)

    def _confirmed(self, detail: CaseDetail, said: Answers) -> None:
        timing, case_id, at = self._desk.counter.timing, detail.row.case_id, moment_of(said)
        assert isinstance(at, datetime), "the sheet has been checked"
        self._desk.step(lambda: timing.confirm(case_id, at, said["proof"]), words.CONFIRMED, detail)
