"""转入办理, 登记申报 and 不再提醒, as asked on 办件查询: the registration opens with all that is known."""

from collections.abc import Mapping

from outlet_app.domain.case import Case
from outlet_app.domain.forms.waiting import DROP
from outlet_app.services.rights import numbers_of
from outlet_app.services.views import CaseDetail
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.intake_order import IntakeOrder
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import carrying as words


class CarryingSteps:
    """Opens the page or the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"go_on": self._go_on, "declare": self._declare, "drop_reminder": self._drop}

    def _go_on(self, detail: CaseDetail) -> None:
        case = detail.case
        self._open(case, words.going_on(case.case_no, case.registered.request, numbers_of(case)))

    def _declare(self, detail: CaseDetail) -> None:
        case, reminder = detail.case, detail.case.reminder
        if reminder is not None:
            told = case.registered.request
            self._open(case, words.declaring(reminder.name, reminder.policy, case.case_no, told))

    def _open(self, case: Case, request: str) -> None:
        entry = self._desk.counter.carrying.entry(case, request)
        self._desk.page_wanted.emit(PageKey.INTAKE, IntakeOrder(entry))

    def _drop(self, detail: CaseDetail) -> None:
        carrying, case_id = self._desk.counter.carrying, detail.row.case_id

        def drop(said: Answers) -> None:
            self._desk.step(lambda: carrying.drop(case_id, said["reason"]), words.DROPPED, detail)

        lines = lines_of(DROP, words.DROP_FIELDS)
        self._desk.ask(words.DROP_TITLE, words.DROP_TEXT, lines, words.DROP_GO, drop, is_final=True)
