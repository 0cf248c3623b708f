"""Why a limit has passed, as asked on 办件查询; asked first where a step would end the case."""

from collections.abc import Mapping

from outlet_app.domain.forms.waiting import EXPLAIN as FORM
from outlet_app.services.cases import EXPLAIN
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import oversight as words


class DelaySteps:
    """Opens the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {EXPLAIN: self._explain}

    def before(self, ask: Ask) -> Ask:
        """The same step where nothing is left to be explained, else the explanation in its place."""

        def asked(detail: CaseDetail) -> None:
            if EXPLAIN in detail.actions:
                self._explain(detail)
            else:
                ask(detail)

        return asked

    def _explain(self, detail: CaseDetail) -> None:
        choices = {"reason": words.REASONS}
        lines = lines_of(FORM, words.EXPLAIN_FIELDS, hints=words.EXPLAIN_HINTS, choices=choices)
        self._desk.ask(
            words.EXPLAIN_TITLE,
            words.EXPLAIN_TEXT,
            lines,
            words.EXPLAIN_GO,
            lambda answers: self._explained(detail, answers),
        )

    def _explained(self, detail: CaseDetail, answers: Answers) -> None:
        oversight, case_id = self._desk.counter.oversight, detail.row.case_id
        self._desk.step(
            lambda: oversight.explain(case_id, answers["reason"], answers["measures"]),
            words.EXPLAINED,
            detail,
        )
