"""Steps of 帮办代办, as asked on 办件查询 and on its own page: each a sheet, judged before it closes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from outlet_app.domain.agency import Agency
from outlet_app.domain.calendar import local_day
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Problem
from outlet_app.services.agencies import Agencies
from outlet_app.services.views import CaseDetail, PaperView
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases import agency_sheets as sheets
from outlet_app.ui.pages.cases.action_row import StepList
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import agency as words

F = TypeVar("F", bound=Fact)
Rows = tuple[HandedMaterial, ...]
People = tuple[Person, ...]


class AgencySteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "help": lambda detail: self._with_people(detail, self._begin),
            "help_on": self._choose,
            "help_log": self._log,
            "help_take": self._take,
            "help_give": self._give,
            "help_mandate": self._authorise,
            "help_stop": self._stop,
            "help_resume": lambda detail: self._with_people(detail, self._resume),
            "help_pass": lambda detail: self._with_people(detail, self._pass_on),
            "help_end": self._end,
        }

    def _choose(self, detail: CaseDetail) -> None:
        """One step of the case stands for all that is open of the help."""
        names = [name for name in words.STEPS if name in detail.actions]
        dialog = StepList(self._desk.page, words.STEPS_TITLE, names, words.STEPS)
        dialog.taken.connect(lambda name: self.asks[name](detail))
        self._desk.feedback.open(dialog)

    def _begin(self, detail: CaseDetail, people: People) -> None:
        lines = sheets.begin_lines(
            detail.case, people, self._agencies.phone, self._desk.counter.person, self._today()
        )
        self._ask(
            (words.BEGIN_TITLE, words.BEGIN_TEXT, words.BEGIN_GO, words.BEGUN),
            detail,
            lines,
            lambda said, rows: sheets.begun(said, people, rows),
            self._agencies.begin,
        )

    def _authorise(self, detail: CaseDetail) -> None:
        self._ask(
            (words.MANDATE_TITLE, words.MANDATE_TEXT, words.MANDATE_GO, words.MANDATED),
            detail,
            sheets.mandate_lines(_agency(detail), self._today()),
            lambda said, _rows: sheets.mandated(said),
            self._agencies.authorise,
        )

    def _log(self, detail: CaseDetail) -> None:
        self._ask(
            (words.LOG_TITLE, "", words.LOG_GO, words.LOGGED),
            detail,
            sheets.log_lines(_agency(detail), self._today()),
            lambda said, _rows: sheets.acted(said),
            self._agencies.act,
        )

    def _take(self, detail: CaseDetail) -> None:
        self._ask(
            (words.TAKE_TITLE, words.TAKE_TEXT, words.TAKE_GO, words.TAKEN),
            detail,
            sheets.take_lines(detail.case),
            sheets.handed,
            self._agencies.hand_over,
        )

    def _give(self, detail: CaseDetail) -> None:
        self._ask(
            (words.GIVE_TITLE, words.GIVE_TEXT, words.GIVE_GO, words.GIVEN),
            detail,
            sheets.give_lines(detail.case, _agency(detail)),
            sheets.handed,
            self._agencies.hand_over,
        )

    def _stop(self, detail: CaseDetail) -> None:
        self._ask(
            (words.STOP_TITLE, words.STOP_TEXT, words.STOP_GO, words.STOPPED),
            detail,
            sheets.stop_lines(_agency(detail)),
            sheets.stopped,
            self._agencies.halt,
        )

    def _resume(self, detail: CaseDetail, people: People) -> None:
        self._ask(
            (words.RESUME_TITLE, words.RESUME_TEXT, words.RESUME_GO, words.RESUMED),
            detail,
            sheets.resume_lines(_agency(detail), people, self._desk.counter.person),
            lambda said, _rows: sheets.resumed(said, people),
            self._agencies.resume,
        )

    def _pass_on(self, detail: CaseDetail, people: People) -> None:
        agency = _agency(detail)
        if all(one.staff_no == agency.helper.staff_no for one in people):
            self._nobody()
            return
        self._ask(
            (words.PASS_TITLE, words.PASS_TEXT, words.PASS_GO, words.PASSED),
            detail,
            sheets.pass_lines(agency, people),
            lambda said, _rows: sheets.passed(said, people),
            self._agencies.halt,
        )

    def _end(self, detail: CaseDetail) -> None:
        self._ask(
            (words.END_TITLE, words.END_TEXT, words.END_GO, words.ENDED),
            detail,
            sheets.end_lines(_agency(detail)),
            sheets.ended,
            self._agencies.halt,
        )

    def _ask(
        self,
        said: tuple[str, str, str, str],
        detail: CaseDetail,
        lines: Sequence[Line],
        fact_of: Callable[[Answers, Rows], F],
        work: Callable[[str, F], tuple[PaperView, ...]],
    ) -> None:
        """Open the sheet; what breaks a rule is said at its field and nothing typed is lost."""
        title, text, go, done = said

        def check(answers: Answers) -> Mapping[str, Problem]:
            rows = sheets.papers(answers)
            if isinstance(rows, Problem):
                return {"rows": rows}
            refusal = self._agencies.refusal(detail.case, fact_of(answers, rows))
            return sheets.at_field(refusal, answers)

        def then(answers: Answers) -> None:
            rows = sheets.papers(answers)
            fact = fact_of(answers, rows if isinstance(rows, tuple) else ())
            self._desk.step_with_papers(lambda: work(detail.row.case_id, fact), done, detail)

        self._desk.ask(title, text, lines, go, then, check=check)

    def _with_people(self, detail: CaseDetail, then: Callable[[CaseDetail, People], None]) -> None:
        """Who may help is read first; where nobody may, that is said."""

        def ask(answer: Done[People] | Failed) -> None:
            if isinstance(answer, Failed):
                tell(self._desk.feedback, answer.error)
            elif answer.value:
                then(detail, answer.value)
            else:
                self._nobody()

        self._desk.lanes.desk.run(lambda: self._agencies.helpers(detail.case), ask, owner=self._desk)

    def _nobody(self) -> None:
        self._desk.feedback.toast(*words.NOBODY_FREE)

    @property
    def _agencies(self) -> Agencies:
        return self._desk.counter.agencies

    def _today(self) -> date:
        return local_day(self._desk.now())


def _agency(detail: CaseDetail) -> Agency:
    agency = detail.case.agency
    assert agency is not None, "only a running help offers the step"
    return agency
