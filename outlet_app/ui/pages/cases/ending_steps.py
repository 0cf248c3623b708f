"""不予支持 and 终止办理, as asked on 办件查询; a limit that has passed is explained first."""

from collections.abc import Mapping

from outlet_app.domain.forms.ending import DENY, TERMINATE
from outlet_app.services.lapses import to_hand_back
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.delay_steps import DelaySteps
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.wording import ending as words


class EndingSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        delay = DelaySteps(self._desk)
        return {"deny": delay.before(self._deny), "terminate": delay.before(self._terminate)}

    def _deny(self, detail: CaseDetail) -> None:
        cases, case_id = self._desk.counter.cases, detail.row.case_id
        lines = lines_of(DENY, words.DENY_FIELDS)
        self._desk.ask(
            words.DENY_TITLE,
            words.DENY_TEXT,
            lines,
            words.DENY_GO,
            lambda said: self._desk.step_to(
                lambda: cases.close(case_id, said["outcome"], supported=False), words.DENIED, detail
            ),
        )

    def _terminate(self, detail: CaseDetail) -> None:
        lapses, case_id = self._desk.counter.lapses, detail.row.case_id
        choices = {"ground": words.GROUND_WORDS}
        lines = lines_of(TERMINATE, words.TERMINATE_FIELDS, hints=words.TERMINATE_HINTS, choices=choices)
        self._desk.ask(
            words.TERMINATE_TITLE,
            words.terminate_text(to_hand_back(detail.case)),
            lines,
            words.TERMINATE_GO,
            lambda said: self._desk.step_with_papers(
                lambda: lapses.terminate(case_id, words.reason(said["ground"], said["note"])),
                words.TERMINATED,
                detail,
            ),
            is_final=True,
        )
