"""处理完毕 of what the city did not let count, as asked on 办件查询."""

from collections.abc import Mapping

from outlet_app.domain.facts.refusal import Handling
from outlet_app.domain.forms.mending import settle_form
from outlet_app.services.cases import SETTLE
from outlet_app.services.settling import Unsettled
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers
from outlet_app.wording import settling as words


class SettlingSteps:
    """Opens the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {SETTLE: self._look}

    def _look(self, detail: CaseDetail) -> None:
        desk, case_id = self._desk, detail.row.case_id
        desk.lanes.desk.run(
            lambda: desk.counter.settling.unsettled(case_id),
            lambda answer: self._ask(answer, detail),
            owner=desk,
        )

    def _ask(self, answer: Done[Unsettled] | Failed, detail: CaseDetail) -> None:
        desk = self._desk
        if isinstance(answer, Failed):
            tell(desk.feedback, answer.error)
            return
        found = answer.value
        if not found.steps:
            desk.feedback.toast(*words.NOTHING_LEFT)
            desk.changed.emit()
            return
        choices = {"way": words.WAY_WORDS}
        form, labels = settle_form(printed=bool(found.printed)), words.fields(found.printed)
        lines = lines_of(form, labels, hints=words.HINTS, choices=choices)
        steps = [(step.event.fact.KIND, step.entry.code) for step in found.steps]
        text = words.text(steps, found.numbers)
        desk.ask(words.TITLE, text, lines, words.GO, lambda said: self._settle(said, found, detail))

    def _settle(self, said: Answers, found: Unsettled, detail: CaseDetail) -> None:
        settling, case_id = self._desk.counter.settling, detail.row.case_id
        why = words.why_void(printed=bool(found.printed), collected=said.get("collected") == TICKED)
        self._desk.step(
            lambda: settling.settle(case_id, Handling(said["way"]), said["note"], why), words.SAID, detail
        )
