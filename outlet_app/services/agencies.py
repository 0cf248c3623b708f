"""帮办代办: taken on, logged, handed over, stopped and ended, each with its paper (domain.md §4)."""

from datetime import date

from outlet_app.domain.ahead import Ahead, Step, ahead, listed
from outlet_app.domain.case import Case, judge
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Helper,
)
from outlet_app.domain.people import Person, Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.services.agency_views import AgencyRow
from outlet_app.services.issuing import Issuing
from outlet_app.services.makers.helped import handed_ordinal
from outlet_app.services.numbers import Numbers
from outlet_app.services.projection import ASSISTED, HELPED
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

MOST = 500
_MANDATE, _ASSISTANCE, _STOP, _HANDOVER = "W10", "W11", "W12", "W14"
_PRESSING = tuple(Step)
Ending = AgencyStopped | AgencyPassed | AgencyEnded


class Agencies:
    """Each step is one transaction, its papers in it; Refused where the rules say no."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        issuing: Issuing,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._issuing = issuing

    def running(self) -> tuple[AgencyRow, ...]:
        """What is helped from this outlet, and who asked for help and has none; the most pressing first."""
        today, here = self._recorder.clock.now().date(), self._reference.outlet.code
        asked = CardFilter(flag=ASSISTED, outlet=here, only_open=True)
        with self._database.reading() as uow:
            found = (*uow.cards.page(CardFilter(flag=HELPED), MOST).rows, *uow.cards.page(asked, MOST).rows)
            told = uow.journal.of_cases({card.case_id for card in found}) if found else {}
            names = {person.staff_no: person.name for person in uow.people.all()}
        readings = (read_case(entries) for entries in told.values())
        rows = [self._row(one.case, names, today) for one in readings if one and listed(one.case, here)]
        return tuple(sorted(rows, key=lambda row: _pressing(row, today)))

    def helpers(self, case: Case) -> tuple[Person, ...]:
        """The colleagues who may help in a case: whoever examined it may not."""
        with self._database.reading() as uow:
            people = uow.people.all()
        return tuple(one for one in people if one.active and one.staff_no not in case.examined_by)

    def refusal(self, case: Case, fact: Fact) -> Refusal | None:
        """Why the fact could not be written now; no disk."""
        return judge(case, self._recorder.event(case.case_id, fact))

    @property
    def phone(self) -> str:
        """The telephone of this outlet, as told to applicants."""
        return self._reference.outlet.phone

    def begin(self, case_id: str, fact: AgencyBegun) -> tuple[PaperView, ...]:
        """受理, with the 授权委托书 where something is authorised."""
        forms = (_MANDATE, _ASSISTANCE) if fact.mandate else (_ASSISTANCE,)
        return self._step(case_id, fact, *forms)

    def authorise(self, case_id: str, fact: AgencyMandated) -> tuple[PaperView, ...]:
        """续办委托: a new 授权委托书."""
        return self._step(case_id, fact, _MANDATE)

    def act(self, case_id: str, fact: AgencyActed) -> tuple[PaperView, ...]:
        """One line of the log; no paper."""
        return self._step(case_id, fact)

    def hand_over(self, case_id: str, fact: AgencyHanded) -> tuple[PaperView, ...]:
        """材料移交, with its slip."""
        return self._step(case_id, fact, _HANDOVER)

    def resume(self, case_id: str, fact: AgencyResumed) -> tuple[PaperView, ...]:
        """续办, at whichever outlet the applicant came to."""
        return self._step(case_id, fact, _STOP)

    def halt(self, case_id: str, fact: Ending) -> tuple[PaperView, ...]:
        """中止, 人员交接, 办结 or 终止: the helper's own affair, or the head's."""
        return self._step(case_id, fact, _STOP, answers=True)

    def helper(self, person: Person, phone: str) -> Helper:
        """A colleague as the papers name the helper."""
        return Helper(person.staff_no, person.name, phone.strip())

    def _step(self, case_id: str, fact: Fact, *forms: str, answers: bool = False) -> tuple[PaperView, ...]:
        papers: list[PaperView] = []
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            if answers:
                self._demand(case)
            case = self._recorder.record(uow, case, case_id, (fact,))
            taking = self._numbers.taking(uow)
            for form in forms:
                ordinal = handed_ordinal(case) if form == _HANDOVER else 0
                case, paper = self._issuing.issue(uow, taking, case, form, ordinal=ordinal)
                papers.append(paper)
            uow.commit()
        taking.testify()
        return tuple(papers)

    def _demand(self, case: Case) -> None:
        me = self._recorder.person
        mine = case.agency is not None and case.agency.helper.staff_no == me.staff_no
        if not (mine or me.may(Right.DESIGNATE)):
            raise Refused(Refusal("right.missing"))

    def _row(self, case: Case, names: dict[str, str], today: date) -> AgencyRow:
        agency = case.agency
        if agency is None:
            return AgencyRow(case, names.get(case.handler, ""), None, None, Ahead(Step.BEGIN))
        mine = agency.helper.staff_no == self._recorder.person.staff_no
        return AgencyRow(
            case, agency.helper.name, agency.begun.mode, agency.until, ahead(case, today), mine=mine
        )


def _pressing(row: AgencyRow, today: date) -> tuple[bool, bool, date, int, str]:
    """What is late, then what has a day, by day; then by the kind of step."""
    day = row.ahead.day
    late = row.ahead.late(today)
    return (not late, day is None, day or date.max, _PRESSING.index(row.ahead.step), row.case_no)
