"""帮办代办 at a real counter: one transaction a step, its papers in it, and the list of what runs."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.ahead import Ahead, Step
from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.agency import (
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    Doing,
    HaltReason,
    Helper,
    Mode,
    Way,
)
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.agencies import Agencies
from outlet_app.services.agency_views import AgencyRow
from outlet_app.services.projection import rebuild
from outlet_app.services.views import PaperView
from tests.support.agencies import FORMS, LICENCE, acted, begun, ended, handed, mandate, missed, stopped
from tests.support.at_the_counter import accepted, answered, events_of_all, kinds, taken
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, ENTERPRISE, SUPERVISOR

ME = Helper(CLERK, "苏日娜", "0478-6623315")
BOSS = Helper(SUPERVISOR, "高云飞", "0478-6623316")
MINE = begun(helper=ME)
COLLEAGUE = Person("1508260839", "斯琴", frozenset({Role.CLERK}))


def agencies(bench: Bench, person: Person = CLERK_PERSON) -> Agencies:
    return bench.counter(person).agencies


@pytest.fixture
def helped(bench: Bench) -> str:
    """A case taken in for review, helped by the clerk who took it; its id."""
    case_id = taken(bench).case.case_id
    agencies(bench).begin(case_id, MINE)
    return case_id


def forms(papers: tuple[PaperView, ...]) -> list[str]:
    return [paper.form for paper in papers]


def refused(bench: Bench, work: object, *args: object) -> str:
    """The code the step is refused with; nothing may have been written."""
    before = events_of_all(bench)
    with pytest.raises(Refused) as caught:
        work(*args)  # type: ignore[operator]
    assert events_of_all(bench) == before
    assert bench.spooler.jobs == []
    return caught.value.refusal.code


class TestSteps:
    """What each step writes and which papers it makes."""

    def test_a_beginning_with_an_authority_makes_two_papers(self, bench: Bench) -> None:
        case_id = taken(bench).case.case_id
        assert forms(agencies(bench).begin(case_id, MINE)) == ["W10", "W11"]
        assert kinds(bench, case_id)[-3:] == ["agency_begun", "paper_issued", "paper_issued"]
        assert bench.spooler.jobs == []

    def test_a_guide_on_site_signs_one_paper(self, bench: Bench) -> None:
        case_id = taken(bench).case.case_id
        papers = agencies(bench).begin(case_id, begun(Mode.ON_SITE, helper=ME, materials=()))
        assert forms(papers) == ["W11"]

    def test_every_step_with_its_paper(self, bench: Bench, helped: str) -> None:
        desk = agencies(bench)
        steps = [
            desk.act(helped, acted()),
            desk.hand_over(helped, handed(Way.IN, FORMS)),
            desk.authorise(helped, AgencyMandated(mandate())),
            desk.halt(helped, stopped()),
            desk.resume(helped, AgencyResumed(ME, "取件")),
            desk.halt(helped, AgencyPassed(BOSS, "取件")),
        ]
        assert [forms(papers) for papers in steps] == [[], ["W14"], ["W10"], ["W12"], ["W12"], ["W12"]]
        last = agencies(bench, SUPERVISOR_PERSON).halt(
            helped, ended(returned=(LICENCE, replace(FORMS, copies=4)))
        )
        assert forms(last) == ["W12"]
        own = [kind for kind in kinds(bench, helped) if kind.startswith("agency")]
        assert own == [
            "agency_begun",
            "agency_acted",
            "agency_handed",
            "agency_mandated",
            "agency_stopped",
            "agency_resumed",
            "agency_passed",
            "agency_ended",
        ]

    def test_every_paper_has_a_number_of_its_own(self, bench: Bench, helped: str) -> None:
        desk = agencies(bench)
        desk.hand_over(helped, handed(Way.IN, FORMS))
        desk.hand_over(helped, handed(Way.OUT, FORMS))
        papers = bench.counter().cases.detail(helped).papers
        numbers = [paper.number for paper in papers if paper.form in ("W10", "W11", "W14")]
        assert len(set(numbers)) == 4
        assert {paper.number[7] for paper in papers if paper.form == "W14"} == {"移"}

    def test_the_witness_knows_the_numbers_after_the_commit(self, bench: Bench, helped: str) -> None:
        seen = bench.witness.high_water("inst-1")
        assert sorted(n for series, n in seen.items() if series.startswith("paper:")) == [1, 1, 1]

    def test_a_rare_name_and_a_mongolian_one_are_printed(self, bench: Bench) -> None:
        rare = Applicant(
            ApplicantKind.PERSON, "乌仁图雅·巴雅尔𬎆", IdKind.ID_CARD, "152822196501010025", "", "13904780001"
        )
        case_id = taken(bench, applicant=rare).case.case_id
        assert forms(agencies(bench).begin(case_id, MINE)) == ["W10", "W11"]


REFUSED: tuple[tuple[str, Fact], ...] = (
    ("agency.beyond", acted(Doing.PAY)),
    ("agency.act_empty", acted(text="")),
    ("agency.act_day", acted(day=date(2026, 11, 21))),
)


class TestRefusals:
    """Nothing is written and nothing printed where the rules say no."""

    @pytest.mark.parametrize(("code", "fact"), REFUSED, ids=[code for code, _ in REFUSED])
    def test_a_line_the_authority_does_not_cover(self, bench: Bench, code: str, fact: Fact) -> None:
        case_id = taken(bench).case.case_id
        signed = replace(mandate(), powers=mandate().powers[:2])
        agencies(bench).begin(case_id, replace(MINE, mandate=signed))
        assert refused(bench, agencies(bench).act, case_id, fact) == code

    def test_an_expired_authority_blocks_the_line(self, bench: Bench, helped: str) -> None:
        bench.clock.forward(days=60)
        late = acted(day=date(2027, 1, 19))
        assert refused(bench, agencies(bench).act, helped, late) == "agency.expired"

    def test_a_colleague_neither_logs_nor_stops(self, bench: Bench, helped: str) -> None:
        desk = agencies(bench, COLLEAGUE)
        assert refused(bench, desk.act, helped, acted()) == "agency.not_helper"
        assert refused(bench, desk.halt, helped, stopped()) == "right.missing"
        assert refused(bench, desk.halt, helped, ended()) == "right.missing"
        assert refused(bench, desk.halt, helped, AgencyPassed(BOSS, "取件")) == "right.missing"

    def test_the_head_stops_ends_and_passes_on_for_whoever_left(self, bench: Bench, helped: str) -> None:
        desk = agencies(bench, SUPERVISOR_PERSON)
        assert forms(desk.halt(helped, AgencyPassed(BOSS, "取件", remark="请假"))) == ["W12"]
        assert forms(desk.act(helped, acted())) == []
        assert forms(desk.halt(helped, ended())) == ["W12"]

    def test_the_helper_examines_nothing_and_the_examiner_does_not_help(self, bench: Bench) -> None:
        case_id = taken(bench).case.case_id
        agencies(bench).begin(case_id, MINE)
        examining = bench.counter().examining
        entry = examining.sheet(case_id).entry
        assert refused(bench, examining.decide, case_id, entry, Decision.ACCEPT) == "agency.examiner_helps"
        heads = bench.counter(SUPERVISOR_PERSON).examining
        assert heads.decide(case_id, entry, Decision.ACCEPT).case.state is State.ACCEPTED
        passed = AgencyPassed(BOSS, "取件")
        assert refused(bench, agencies(bench).halt, case_id, passed) == "agency.helper_examined"

    def test_whoever_accepted_at_the_first_visit_does_not_help(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        assert refused(bench, agencies(bench).begin, case_id, MINE) == "agency.helper_examined"
        assert forms(agencies(bench).begin(case_id, begun(helper=BOSS))) == ["W10", "W11"]

    def test_a_question_without_a_name_is_nobodys(self, bench: Bench) -> None:
        outcome = answered(bench, applicant=Applicant(ApplicantKind.PERSON))
        assert refused(bench, agencies(bench).begin, outcome.case.case_id, MINE) == "state.guard"

    def test_an_unheard_of_case(self, bench: Bench) -> None:
        assert refused(bench, agencies(bench).act, "nobody", acted()) == "case.unknown"


class TestAsking:
    """What the dialogs ask before anything is written."""

    def test_the_rules_are_asked_without_writing(self, bench: Bench, helped: str) -> None:
        desk, case = agencies(bench), bench.counter().cases.detail(helped).case
        before = events_of_all(bench)
        assert desk.refusal(case, acted()) is None
        found = desk.refusal(case, acted(text=""))
        assert found is not None
        assert found.code == "agency.act_empty"
        assert events_of_all(bench) == before

    def test_who_may_help(self, bench: Bench) -> None:
        fresh, examined = taken(bench).case, accepted(bench).case
        desk = agencies(bench)
        assert [one.name for one in desk.helpers(fresh)] == ["高云飞", "苏日娜"]
        assert [one.name for one in desk.helpers(examined)] == ["高云飞"]

    def test_the_telephone_of_the_outlet_stands_ready(self, bench: Bench) -> None:
        desk = agencies(bench)
        assert desk.phone == bench.reference.outlet.phone
        assert desk.helper(CLERK_PERSON, " 0478-1 ") == Helper(CLERK, "苏日娜", "0478-1")

    def test_steps_of_the_case_follow_the_help(self, bench: Bench, helped: str) -> None:
        mine = bench.counter().cases.detail(helped).actions
        heads = bench.counter(SUPERVISOR_PERSON).cases.detail(helped).actions
        assert {"help_log", "help_take", "help_give", "help_end"} <= mine
        assert "examine" not in mine
        assert "examine" in heads
        assert "help_log" not in heads

    def test_silence_is_not_proposed_to_the_helper(self, bench: Bench) -> None:
        """视为受理 is an examiner's word too."""
        case_id = taken(bench).case.case_id
        agencies(bench, SUPERVISOR_PERSON).begin(case_id, begun(helper=BOSS))
        bench.clock.forward(days=30)
        boss = bench.counter(SUPERVISOR_PERSON).cases.detail(case_id).actions
        assert "deem_accepted" not in boss


class TestList:
    """What runs at this outlet, the most pressing first."""

    def rows(self, bench: Bench, person: Person = CLERK_PERSON) -> list[tuple[str, Step]]:
        return [(row.case_id, row.ahead.step) for row in agencies(bench, person).running()]

    def test_nothing_runs_at_first(self, bench: Bench) -> None:
        taken(bench)
        assert agencies(bench).running() == ()

    def test_a_row_says_whose_how_far_and_until_when(self, bench: Bench, helped: str) -> None:
        (row,) = agencies(bench).running()
        assert isinstance(row, AgencyRow)
        assert (row.case_id, row.applicant) == (helped, row.case.registered.applicant.name)
        assert (row.helper, row.mode, row.until) == ("苏日娜", Mode.WHOLE, date(2027, 1, 18))
        assert (row.ahead, row.mine, row.held) == (Ahead(Step.GO_ON, date(2026, 11, 27)), True, 3)
        assert row.case_no == row.case.case_no

    def test_whoever_asked_for_help_at_the_registration_is_on_the_list(self, bench: Bench) -> None:
        case_id = taken(bench, assisted=True).case.case_id
        assert self.rows(bench) == [(case_id, Step.BEGIN)]
        (row,) = agencies(bench).running()
        assert (row.mode, row.until, row.held, row.mine) == (None, None, 0, False)
        agencies(bench).begin(case_id, MINE)
        assert self.rows(bench) == [(case_id, Step.GO_ON)]

    def test_an_ended_help_leaves_the_list_for_good(self, bench: Bench) -> None:
        case_id = taken(bench, assisted=True).case.case_id
        agencies(bench).begin(case_id, MINE)
        agencies(bench).halt(case_id, ended())
        assert self.rows(bench) == []

    def test_a_closed_case_stays_until_the_papers_are_back(self, bench: Bench, helped: str) -> None:
        bench.counter(SUPERVISOR_PERSON).cases.withdraw(helped, "不办了")
        assert self.rows(bench) == [(helped, Step.GIVE_BACK)]
        agencies(bench).hand_over(helped, handed(Way.OUT, LICENCE, FORMS))
        assert self.rows(bench) == [(helped, Step.FINISH)]

    def test_what_is_late_comes_first_then_by_day(self, bench: Bench) -> None:
        def case(name: str, **changes: object) -> str:
            who = replace(ENTERPRISE, name=name)
            case_id = taken(bench, applicant=who).case.case_id
            agencies(bench).begin(case_id, replace(MINE, **changes))  # type: ignore[arg-type]
            return case_id

        soon = mandate(until=date(2026, 11, 22))
        plain, stop, short = case("甲公司"), case("乙公司"), case("丙公司", mandate=soon)
        planned = case("丁公司")
        agencies(bench).halt(stop, stopped())
        agencies(bench).act(planned, acted(next_step="取件", next_day=date(2026, 11, 21)))
        assert self.rows(bench) == [
            (planned, Step.PLANNED), (short, Step.EXPIRING), (plain, Step.GO_ON), (stop, Step.RESUME),
        ]  # fmt: skip
        bench.clock.forward(days=3)
        assert self.rows(bench) == [
            (planned, Step.PLANNED), (short, Step.RENEW), (plain, Step.GO_ON), (stop, Step.RESUME),
        ]  # fmt: skip

    def test_the_list_is_the_same_after_a_rebuild(self, bench: Bench, helped: str) -> None:
        before = agencies(bench).running()
        with bench.database.unit_of_work() as uow:
            rebuild(uow)
            uow.commit()
        assert agencies(bench).running() == before

    def test_a_lost_applicant_ends_the_help_after_three_calls(self, bench: Bench, helped: str) -> None:
        lost = ended(HaltReason.LOST, remark="")
        assert refused(bench, agencies(bench).halt, helped, lost) == "agency.not_lost"
        for _ in range(3):
            agencies(bench).act(helped, missed())
        assert forms(agencies(bench).halt(helped, lost)) == ["W12"]
