"""A query found complex, as asked on 办件查询; its materials are looked at next."""

from collections.abc import Mapping

from outlet_app.domain.forms.consultation import DEEPEN
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import query as words

LIKELIEST = "1.7"


class QuerySteps:
    """Opens the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"deepen": self._deepen}

    def _deepen(self, detail: CaseDetail) -> None:
        found = words.choices(self._desk.counter.queries.deeper(detail.case))
        first = LIKELIEST if LIKELIEST in found else next(iter(found), "")
        ready = {"sub_item": first, "request": detail.case.registered.request}
        lines = lines_of(DEEPEN, words.FIELDS, ready, hints=words.HINTS, choices={"sub_item": found})
        self._desk.ask(words.TITLE, words.TEXT, lines, words.GO, lambda said: self._go(detail, said))

    def _go(self, detail: CaseDetail, said: Answers) -> None:
        queries, case_id = self._desk.counter.queries, detail.row.case_id

        def done(outcome: Done[object] | Failed) -> None:
            self._desk.changed.emit()
            if isinstance(outcome, Failed):
                tell(self._desk.feedback, outcome.error)
            else:
                self._desk.feedback.toast(words.SAID, detail.row.case_no)
                self._desk.page_wanted.emit(PageKey.CORRECTIONS, case_id)

        self._desk.lanes.desk.run(
            lambda: queries.deepen(case_id, said["sub_item"], said["reason"], said["request"]),
            done,
            owner=self._desk,
        )
