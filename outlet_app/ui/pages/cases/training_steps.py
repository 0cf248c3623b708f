"""活动报名 and 参训证明, as asked on 办件查询 for whoever came about a training."""

from collections.abc import Callable, Mapping
from functools import partial

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.forms.training import CASE_ENROL, CERTIFY
from outlet_app.domain.training.activity import Activity
from outlet_app.services.training_views import Registration
from outlet_app.services.views import CaseDetail
from outlet_app.ui.feedback import Answer
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.attendee import attendee_lines, attendee_of, attendee_problems
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Checker, Line, SheetDialog
from outlet_app.wording import training as words

RECEIPT, CERTIFICATE = "R10", "R19"
Activities = tuple[Activity, ...]


class TrainingSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"enrol": self._enrol, "certify": self._certify}

    def _enrol(self, detail: CaseDetail) -> None:
        trainings = self._desk.counter.trainings
        self._desk.lanes.desk.run(
            trainings.open_now, lambda done: self._ask_enrol(done, detail), owner=self._desk
        )

    def _certify(self, detail: CaseDetail) -> None:
        trainings = self._desk.counter.trainings
        self._desk.lanes.desk.run(
            lambda: trainings.attended(detail.case),
            lambda done: self._ask_certify(done, detail),
            owner=self._desk,
        )

    def _ask_enrol(self, outcome: Done[Activities] | Failed, detail: CaseDetail) -> None:
        found = self._found(outcome, words.CASE_NONE)
        if not found:
            return
        ready, choices = {"activity": found[0].activity_id}, {"activity": _titles(found)}
        lines = attendee_lines(detail.case.registered.applicant, CASE_ENROL, ready, choices)
        self._open(
            words.CASE_ENROL_TITLE, words.CASE_ENROL_TEXT, lines, words.ENROL_GO,
            partial(self._register, detail.case, found), attendee_problems,
        )  # fmt: skip

    def _register(self, case: Case, found: Activities, said: Answers) -> None:
        activity = _chosen(found, said)
        who = attendee_of(said, case_id=case.case_id)
        # The list may have grown since: the receipt is written with the place the store gives.
        self._desk.lanes.desk.run(
            lambda: self._desk.counter.trainings.enrol(activity.activity_id, who, self._receipt),
            lambda done: self._registered(done, case),
            owner=self._desk,
        )

    def _receipt(self, told: Registration) -> OutcomeWritten:
        said = words.entries(told.activity, told.seat.name, told.place)
        return OutcomeWritten(RECEIPT, local_day(self._desk.now()), _filled(said))

    def _registered(self, outcome: Done[Registration] | Failed, case: Case) -> None:
        if isinstance(outcome, Failed):
            tell(self._desk.feedback, outcome.error)
        else:
            told = outcome.value
            said = words.WAITS.format(place=told.place) if told.place else words.ENROLLED
            self._desk.feedback.toast(said, case.case_no)
            for paper in told.papers:
                self._desk.spool(paper)
        self._desk.changed.emit()

    def _ask_certify(self, outcome: Done[Activities] | Failed, detail: CaseDetail) -> None:
        found = self._found(outcome, words.CERTIFY_NONE)
        if not found:
            return
        applicant = detail.case.registered.applicant
        ready = {"activity": found[0].activity_id, "people": applicant.contact or applicant.name}
        lines = lines_of(CERTIFY, words.CERTIFY_FIELDS, ready, choices={"activity": _titles(found)})
        write = partial(self._write, detail.case, found)
        self._open(words.CERTIFY_TITLE, words.CERTIFY_TEXT, lines, words.CERTIFY_GO, write)

    def _write(self, case: Case, found: Activities, said: Answers) -> None:
        entries = words.entries(_chosen(found, said), said["people"], 0)
        told = {key: entries[key] for key in ("event", "at", "place")}
        told |= {"hours": said["hours"], "people": said["people"]}
        fact = OutcomeWritten(CERTIFICATE, local_day(self._desk.now()), _filled(told))
        outcomes = self._desk.counter.outcomes
        self._desk.make(lambda: outcomes.write(case.case_id, fact), words.CERTIFIED, case.case_no)

    def _found(self, outcome: Done[Activities] | Failed, none: tuple[str, str]) -> Activities:
        if isinstance(outcome, Failed):
            tell(self._desk.feedback, outcome.error)
            return ()
        if not outcome.value:
            self._desk.feedback.ask(none[0], (none[1],), (Answer(words.OK, lambda: None, default=True),))
        return outcome.value

    def _open(
        self,
        title: str,
        text: str,
        lines: list[Line],
        go: str,
        then: Callable[[Answers], None],
        check: Checker | None = None,
    ) -> None:
        today = local_day(self._desk.now())
        desk = self._desk
        desk.feedback.open(SheetDialog(desk.page, title, text, lines, go, then, today=today, check=check))


def _titles(found: Activities) -> dict[str, str]:
    return {one.activity_id: words.titled(one) for one in found}


def _chosen(found: Activities, said: Answers) -> Activity:
    return next(one for one in found if one.activity_id == said["activity"])


def _filled(said: Mapping[str, str]) -> tuple[Filled, ...]:
    return tuple(Filled(key, text) for key, text in said.items() if text)
