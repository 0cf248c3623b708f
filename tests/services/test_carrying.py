"""Reminders and further registrations over a real store: nothing typed twice, both numbers are linked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.facts.carrying import CarriedOn
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.policies.policy import PolicyMode
from outlet_app.domain.policies.windows import Season, SeasonNow
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.carrying import Wish, waiting
from outlet_app.services.policy_views import NamedSeason, Outlook
from outlet_app.services.projection import rebuild
from outlet_app.services.views import CaseFilter, Outcome
from tests.support.at_the_counter import answered, kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import checked, consultation

OPENS, CLOSES = date(2027, 3, 1), date(2027, 4, 30)
WISH = Wish("BYNR-2026-07", "品牌奖补", OPENS, CLOSES, "申报品牌奖补", "三月一日起可以申报，已登记提醒。")
WHO = Applicant(
    ApplicantKind.ENTERPRISE,
    "𬎆兴商贸有限公司",
    IdKind.USCC,
    "91150826MA0NK2H35E",
    "乌云·额尔敦",
    "13800002046",
)
ENTRY = IntakeEntry(
    applicant=WHO, item=8, sub_item="8.2", request="申报品牌奖补", special_groups=("elderly",)
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def reminded(bench: Bench, **changes: object) -> Outcome:
    return bench.counter().carrying.remind(replace(ENTRY, **changes), WISH)  # type: ignore[arg-type]


def to(bench: Bench, day: date) -> None:
    """The clock at ten on a day to come."""
    then = datetime(day.year, day.month, day.day, 10, tzinfo=CST)
    bench.clock.forward(minutes=(then - bench.clock.now()).total_seconds() / 60)


def stands(bench: Bench, case_id: str) -> Case:
    return bench.counter().cases.detail(case_id).case


class TestReminding:
    def test_the_visit_is_an_answered_question_with_the_reminder_on_it(self, bench: Bench) -> None:
        case = reminded(bench).case
        told = case.registered
        assert (told.sub_item, case.decision, case.state) == ("8.1", Decision.ANSWER, State.CLOSED)
        assert (told.applicant, told.request, case.answer) == (WHO, WISH.request, WISH.answer)
        assert kinds(bench, case.case_id) == ["registered", "answered_on_spot", "declaration_reminded"]
        assert case.reminder is not None
        assert (case.reminder.sub_item, case.reminder.opens) == ("8.2", OPENS)

    def test_no_paper_is_made_and_the_draft_is_gone(self, bench: Bench) -> None:
        bench.counter().drafts.save(ENTRY, None, "request")
        outcome = reminded(bench)
        assert outcome.papers == ()
        assert bench.counter().drafts.load() is None

    @pytest.mark.parametrize("who", [replace(WHO, name=""), replace(WHO, phone="")])
    def test_whom_nobody_can_reach_nobody_is_reminded_of(self, bench: Bench, who: Applicant) -> None:
        with pytest.raises(Refused) as refused:
            reminded(bench, applicant=who)
        assert refused.value.refusal.code == "reminder.nobody"
        assert bench.counter().cases.page(CaseFilter(), 50).rows == ()
        assert bench.witness.high_water("inst-1") == {}

    def test_the_day_sheet_counts_one_visit_answered(self, bench: Bench) -> None:
        reminded(bench)
        sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(MORNING.date())
        assert broken_identities(sheet) == ()
        assert (sheet.total.visits, sheet.total.results[Decision.ANSWER], sheet.flow.carried_over) == (
            1,
            1,
            0,
        )


class TestOnTheWorkbench:
    def shown(self, bench: Bench) -> list[tuple[str, str, Urgency]]:
        return [(row.case_no, row.proposal, row.urgency) for row in bench.counter().desk.view().todo]

    @pytest.mark.parametrize(
        ("day", "is_there"),
        [
            (date(2026, 11, 20), False),
            (date(2027, 2, 28), False),
            (OPENS, True),
            (CLOSES, True),
            (date(2027, 6, 1), True),
        ],
    )
    def test_it_comes_up_when_the_period_begins_and_stays(
        self, bench: Bench, day: date, is_there: bool
    ) -> None:
        case = reminded(bench).case
        to(bench, day)
        assert self.shown(bench) == ([(case.case_no, "declare", Urgency.TODAY)] if is_there else [])

    def test_of_two_only_the_one_whose_time_has_come(self, bench: Bench) -> None:
        reminded(bench)
        early = replace(WISH, policy="BYNR-2026-08", opens=date(2026, 12, 1), closes=None)
        case = bench.counter().carrying.remind(ENTRY, early).case
        to(bench, date(2026, 12, 1))
        assert [number for number, *_ in self.shown(bench)] == [case.case_no]

    def test_dropped_it_comes_up_no_more_and_says_why(self, bench: Bench) -> None:
        case_id = reminded(bench).case.case_id
        bench.counter().carrying.drop(case_id, "企业已迁出")
        to(bench, OPENS)
        assert self.shown(bench) == []
        assert kinds(bench, case_id)[-1] == "reminder_dropped"

    def test_everything_made_anew_from_the_journal_shows_it_again(self, bench: Bench) -> None:
        case = reminded(bench).case
        to(bench, OPENS)
        with bench.database.unit_of_work() as uow:
            rebuild(uow)
            uow.commit()
        assert self.shown(bench) == [(case.case_no, "declare", Urgency.TODAY)]


class TestDeclaring:
    def test_the_form_comes_filled_and_the_reminder_is_fulfilled_by_it(self, bench: Bench) -> None:
        before = reminded(bench).case
        to(bench, OPENS)
        counter = bench.counter()
        entry = counter.carrying.entry(before, "品牌奖补申报")
        assert (entry.applicant, entry.item, entry.sub_item) == (WHO, 8, "8.2")
        assert (entry.special_groups, entry.follows) == (("elderly",), before.case_no)
        filled = replace(entry, materials=checked(bench.reference, "8.2"))
        after = counter.intake.decide(filled, Decision.ACCEPT).case
        told = stands(bench, before.case_id)
        assert (told.reminder, told.carried_on) == (None, (CarriedOn(after.case_no, "8.2"),))
        assert after.registered.follows == before.case_no
        assert [row.case_no for row in counter.desk.view().todo if row.proposal] == []

    def test_left_without_a_decision_the_reminder_stays(self, bench: Bench) -> None:
        before = reminded(bench).case
        to(bench, OPENS)
        bench.counter().carrying.entry(before, "品牌奖补申报")
        assert stands(bench, before.case_id).reminder is not None

    def test_a_registration_refused_fulfils_nothing(self, bench: Bench) -> None:
        before = reminded(bench).case
        entry = bench.counter().carrying.entry(before, "")
        with pytest.raises(Refused):
            bench.counter().intake.decide(replace(entry, request=""), Decision.ACCEPT)
        assert stands(bench, before.case_id).carried_on == ()


class TestGoingOn:
    @pytest.mark.parametrize(
        ("sub_item", "item", "first"), [("2.6", 8, "8.1"), ("2.7", 6, "6.1"), ("2.8", 7, "7.1")]
    )
    def test_a_question_goes_on_to_the_item_that_does_it(
        self, bench: Bench, sub_item: str, item: int, first: str
    ) -> None:
        before = answered(bench, applicant=WHO, sub_item=sub_item).case
        entry = bench.counter().carrying.entry(before, "承接")
        assert (entry.item, entry.sub_item, entry.applicant, entry.follows) == (
            item,
            first,
            WHO,
            before.case_no,
        )

    def test_what_no_item_follows_is_refused(self, bench: Bench) -> None:
        with pytest.raises(Refused) as refused:
            bench.counter().carrying.entry(answered(bench).case, "承接")
        assert refused.value.refusal.code == "carrying.none"

    def test_both_numbers_know_each_other_whatever_is_decided(self, bench: Bench) -> None:
        before = answered(bench, applicant=WHO, sub_item="2.8").case
        entry = replace(bench.counter().carrying.entry(before, "商标被仿冒"), answer="已告知维权途径。")
        after = bench.counter().intake.decide(entry, Decision.ANSWER).case
        assert stands(bench, before.case_id).carried_on == (CarriedOn(after.case_no, "7.1"),)
        assert after.registered.follows == before.case_no

    def test_one_question_may_go_on_twice(self, bench: Bench) -> None:
        before = answered(bench, applicant=WHO, sub_item="2.8").case
        entry = replace(bench.counter().carrying.entry(before, "商标被仿冒"), answer="已告知维权途径。")
        numbers = [bench.counter().intake.decide(entry, Decision.ANSWER).case.case_no for _ in range(2)]
        assert [one.case_no for one in stands(bench, before.case_id).carried_on] == numbers

    def test_of_a_case_nobody_here_knows_the_number_is_kept_all_the_same(self, bench: Bench) -> None:
        entry = consultation(follows="HH09-20260101-010001-A")
        case = bench.counter().intake.decide(entry, Decision.ANSWER).case
        assert case.registered.follows == "HH09-20260101-010001-A"

    def test_an_ordinary_registration_follows_nothing(self, bench: Bench) -> None:
        assert answered(bench).case.registered.follows == ""


class TestWhichPoliciesWait:
    TODAY = date(2026, 11, 20)

    def named(
        self, number: str, season: Season, opens: date | None, mode: PolicyMode = PolicyMode.APPLIED
    ) -> NamedSeason:
        return NamedSeason(number, mode, SeasonNow(season, opens, None), number)

    def found(self, sub_item: str, *seasons: NamedSeason) -> list[str]:
        return [one.number for one in waiting(Outlook(self.TODAY, seasons), sub_item)]

    def test_those_to_come_the_soonest_first(self) -> None:
        late, soon = self.named("late", Season.BEFORE, CLOSES), self.named("soon", Season.BEFORE, OPENS)
        over = self.named("over", Season.OVER, date(2026, 1, 1))
        assert self.found("8.2", late, over, soon) == ["soon", "late"]

    def test_none_while_one_of_the_kind_is_open(self) -> None:
        open_one = self.named("open", Season.OPEN, date(2026, 11, 1))
        assert self.found("8.2", open_one, self.named("soon", Season.BEFORE, OPENS)) == []

    def test_another_kind_that_is_open_does_not_count(self) -> None:
        offered = self.named("offered", Season.ALWAYS, date(2026, 1, 1), PolicyMode.OFFERED)
        soon = self.named("soon", Season.BEFORE, OPENS)
        assert (self.found("8.2", offered, soon), self.found("8.5", offered, soon)) == (["soon"], [])

    @pytest.mark.parametrize("sub_item", ["8.1", "8.4", "8.6", "2.6", ""])
    def test_what_is_not_declared_has_none(self, sub_item: str) -> None:
        assert self.found(sub_item, self.named("soon", Season.BEFORE, OPENS)) == []

    def test_without_policies_there_are_none(self) -> None:
        assert self.found("8.2") == []
