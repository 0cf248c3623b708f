"""Steps while promised materials are owed, as asked on 办件查询: supplement, reminder, more time, lapse."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QGuiApplication

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.events import LapseWay, ReminderStage, ReminderWay
from outlet_app.domain.forms.deficiency import EXTEND, LAPSE, REMIND, extension_problems
from outlet_app.domain.people import Right
from outlet_app.domain.promises import first_due, overdue, stage_on
from outlet_app.domain.states import State
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.pages.cases.supplement_dialog import Brought, SupplementDialog
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.reminder import sms_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers
from outlet_app.wording import deficiency as words

WITH_RESULT = (State.RESULT_OK, State.RESULT_NO)
EXTENSIONS = (1, 2, 3, 4, 5, 10, 15, 20, 30)


class DeficiencySteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "supplement": self._supplement,
            "remind": self._remind,
            "extend": self._extend,
            "lapse": self._lapse,
        }

    def _supplement(self, detail: CaseDetail) -> None:
        promises, case_id = self._desk.counter.promises, detail.row.case_id

        def go(brought: Brought, day: date, remark: str) -> None:
            arrived = None if day == self._today() else day
            self._desk.lanes.desk.run(
                lambda: promises.supplement(case_id, brought, arrived, remark),
                lambda outcome: self._supplied(outcome, detail, today=arrived is None),
                owner=self._desk,
            )

        owed = detail.case.promises
        self._desk.feedback.open(SupplementDialog(self._desk.page, owed, self._today(), go))

    def _supplied(self, outcome: Done[Case] | Failed, detail: CaseDetail, *, today: bool) -> None:
        if isinstance(outcome, Failed):
            tell(self._desk.feedback, outcome.error)
        else:
            left = len(outcome.value.promises)
            self._desk.feedback.toast(words.supplied(left), detail.row.case_no)
        self._desk.changed.emit()
        if today and isinstance(outcome, Done):
            self._desk.served.emit(detail.row.case_id)

    def _remind(self, detail: CaseDetail) -> None:
        counter, case_id, today = self._desk.counter, detail.row.case_id, self._today()
        due = first_due(detail.case.promises) or today
        stage = stage_on(due, today, counter.reference.calendar) or ReminderStage.EARLY
        ways = {way.value: word for way, word in words.REMINDER_WAYS.items()}
        ready = {"way": ReminderWay.SMS.value, "text": sms_of(detail.case, stage, counter.reference)}
        lines = lines_of(REMIND, words.REMIND_FIELDS, ready, choices={"way": ways})

        def go(said: Answers) -> None:
            way = ReminderWay(said["way"])
            if way is ReminderWay.SMS:
                QGuiApplication.clipboard().setText(said["text"])
            self._desk.step(
                lambda: counter.promises.remind(case_id, stage, way, said["text"]),
                words.REMINDED[way],
                detail,
            )

        self._desk.ask(words.REMIND_TITLE, words.REMIND_TEXT, lines, words.REMIND_GO, go)

    def _extend(self, detail: CaseDetail) -> None:
        promises, case_id = self._desk.counter.promises, detail.row.case_id
        due = first_due(detail.case.promises) or self._today()
        days = {str(n): words.extension(n, promises.extended_to(due, n)) for n in EXTENSIONS}
        used = bool(detail.case.deficit and detail.case.deficit.extended)
        lines = lines_of(EXTEND, words.EXTEND_FIELDS, hints=words.EXTEND_HINTS, choices={"days": days})

        def go(said: Answers) -> None:
            n, force = int(said["days"]), said["force"] == TICKED
            self._desk.step(
                lambda: promises.extend(case_id, n, said["reason"], force_majeure=force),
                words.EXTENDED.format(day=words.day_of(promises.extended_to(due, n))),
                detail,
            )

        self._desk.ask(
            words.EXTEND_TITLE,
            words.extend_text(due, used=used),
            lines,
            words.EXTEND_GO,
            go,
            check=lambda said: extension_problems(said, used=used),
        )

    def _lapse(self, detail: CaseDetail) -> None:
        counter, case_id = self._desk.counter, detail.row.case_id
        late = overdue(detail.case.promises, self._today())
        ways = {way.value: words.LAPSE_WAYS[way] for way in self._lapse_ways(detail.case)}
        ready = {"way": next(iter(ways)), "reason": words.lapse_reason(late)}
        lines = lines_of(LAPSE, words.LAPSE_FIELDS, ready, choices={"way": ways})

        def go(said: Answers) -> None:
            way = LapseWay(said["way"])
            self._desk.step(
                lambda: counter.promises.lapse(case_id, way, said["reason"]), words.LAPSED[way], detail
            )

        self._desk.ask(words.LAPSE_TITLE, words.LAPSE_TEXT, lines, words.LAPSE_GO, go, is_final=True)

    def _lapse_ways(self, case: Case) -> tuple[LapseWay, ...]:
        if case.state in WITH_RESULT:
            return (LapseWay.RESULT_REVOKED,)
        if self._desk.counter.person.may(Right.APPROVE):
            return (LapseWay.RETURNED, LapseWay.ACCEPTANCE_REVOKED)
        return (LapseWay.RETURNED,)

    def _today(self) -> date:
        return local_day(self._desk.now())
