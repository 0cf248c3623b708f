"""转办 at one counter: sending, receiving, sending back, withdrawing, and what every list says of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, TransferDetail
from outlet_app.domain.events import (
    Fact,
    HandedMaterial,
    TransferredOut,
    TransferReturned,
    TransferSeen,
    TransferTaken,
)
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.models.cards import CardFilter
from outlet_app.services.counter import Counter
from outlet_app.services.transfer_views import HandOver, Reach
from outlet_app.services.views import CaseFilter, CaseRow, DeskView
from tests.support.at_the_counter import accepted, from_the_city, judged, kinds, statements
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, ENTERPRISE, MORNING, OUTLET, SUPERVISOR
from tests.support.entries import consultation

FAR = "1508022001"
CITY = "1508001001"
FAR_CLERK = "1508020007"
WULAN = Person("1508260838", "乌兰", frozenset({Role.CLERK}))
TO_FAR = TransferDetail(FAR, "", "临河区知识产权公共服务窗口", "属地办理", done="已核对主体资格")
TO_WULAN = TransferDetail(OUTLET, WULAN.staff_no, WULAN.name, "商标业务由其承办")


@pytest.fixture(autouse=True)
def colleague(bench: Bench) -> None:
    """A third person at the counter."""
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()


def asked(bench: Bench, **changes: object) -> IntakeEntry:
    """A complex question with a telephone."""
    told = {"applicant": ENTERPRISE, "sub_item": "2.9", "answer": "", **changes}
    return replace(consultation(), **told)  # type: ignore[arg-type]


def sent(bench: Bench, detail: TransferDetail = TO_FAR, **changes: object) -> Case:
    """A question handed over as its first decision."""
    return bench.counter().intake.decide(asked(bench, **changes), Decision.TRANSFER, detail).case


def of(bench: Bench, person: Person = CLERK_PERSON) -> Counter:
    return bench.counter(person)


def hand_over(bench: Bench, case: Case, person: Person = CLERK_PERSON) -> HandOver:
    found = of(bench, person).cases.detail(case.case_id).hand_over
    assert found is not None
    return found


def there(bench: Bench, case: Case, *facts: Fact, minutes: int = 9) -> None:
    """The other outlet's events come down, after everything of ours has gone up."""
    judged(bench, ["applied"] * len(kinds(bench, case.case_id)))
    at = bench.clock.now() + timedelta(minutes=minutes)
    first_n = len(kinds(bench, case.case_id)) + 1
    from_the_city(bench, case.case_id, facts, at=at, first_n=first_n, actor=FAR_CLERK, outlet=FAR)


def op_of_transfer(case: Case) -> str:
    assert case.transfer is not None
    return case.transfer.op_id


class TestSending:
    def test_a_transfer_at_the_first_visit_names_the_sender_and_the_limit(self, bench: Bench) -> None:
        fact = sent(bench).transfer
        assert fact is not None
        told = fact.fact
        assert (told.to_outlet, told.done, told.from_name) == (FAR, "已核对主体资格", "苏日娜")
        assert told.receive_by is not None
        assert told.receive_by.at == MORNING + timedelta(hours=2)

    def test_its_limit_is_half_of_the_rest_where_that_is_sooner(self, bench: Bench) -> None:
        """A question answered at once ends with the afternoon: at 16:30 half an hour is left."""
        bench.clock.at = MORNING.replace(hour=16, minute=30)
        fact = sent(bench, sub_item="2.2").transfer
        assert fact is not None
        assert fact.fact.receive_by is not None
        assert fact.fact.receive_by.at == MORNING.replace(hour=17, minute=0)

    def test_a_case_at_work_is_handed_on_with_its_bundle(self, bench: Bench) -> None:
        case = accepted(bench).case
        bundle = (HandedMaterial("查询申请表", 1, PaperForm.ORIGINAL),)
        moved = of(bench).transfers.send(case.case_id, replace(TO_FAR, materials=bundle)).case
        assert moved.pending is not None
        assert (moved.state, moved.pending.came_from) == (State.TRANSFERRED, State.ACCEPTED)
        assert moved.pending.fact.materials == bundle
        assert (moved.dues, moved.first_contact, moved.handler) == (case.dues, CLERK, CLERK)

    def test_nobody_sends_to_himself(self, bench: Bench) -> None:
        case = accepted(bench).case
        with pytest.raises(Refused, match=r"transfer\.to_self"):
            of(bench).transfers.send(case.case_id, replace(TO_WULAN, to_staff=CLERK))
        assert "transferred_out" not in kinds(bench, case.case_id)

    def test_a_case_that_waits_for_its_receipt_is_not_sent_again(self, bench: Bench) -> None:
        case = sent(bench)
        with pytest.raises(Refused, match=r"state\.guard"):
            of(bench).transfers.send(case.case_id, TO_FAR)

    def test_after_it_was_withdrawn_it_is(self, bench: Bench) -> None:
        case = sent(bench)
        of(bench).transfers.withdraw(case.case_id, "转错了")
        assert of(bench).transfers.send(case.case_id, TO_WULAN).case.pending is not None


class TestReceiving:
    def test_the_colleague_named_receives_and_handles_it(self, bench: Bench) -> None:
        case = sent(bench, TO_WULAN)
        taken = of(bench, WULAN).transfers.take(case.case_id, "我来办")
        assert (taken.handler, taken.first_contact, taken.state) == (WULAN.staff_no, CLERK, State.REGISTERED)
        last = taken.last_transfer
        assert last is not None
        assert (last.remark, last.ended_by_name) == ("我来办", "乌兰")

    def test_the_head_may_receive_for_an_absent_colleague(self, bench: Bench) -> None:
        taken = of(bench, SUPERVISOR_PERSON).transfers.take(sent(bench, TO_WULAN).case_id)
        assert taken.handler == SUPERVISOR

    @pytest.mark.parametrize("step", ["take", "send_back"])
    def test_nobody_else_does(self, bench: Bench, step: str) -> None:
        to_head = replace(TO_WULAN, to_staff=SUPERVISOR, to_name="高云飞")
        case = sent(bench, to_head)
        steps = of(bench, WULAN).transfers
        with pytest.raises(Refused) as told:
            steps.take(case.case_id) if step == "take" else steps.send_back(case.case_id, "not_my_duty")
        assert (told.value.refusal.code, told.value.refusal.args) == (
            "transfer.not_here", {"receiver": "高云飞"},
        )  # fmt: skip

    def test_the_sender_does_not_receive_his_own(self, bench: Bench) -> None:
        case = sent(bench, TO_WULAN)
        with pytest.raises(Refused, match=r"transfer\.own"):
            of(bench).transfers.take(case.case_id)

    def test_the_sending_outlet_does_not_answer_for_the_other(self, bench: Bench) -> None:
        case = sent(bench)
        with pytest.raises(Refused, match=r"transfer\.not_here"):
            of(bench, SUPERVISOR_PERSON).transfers.take(case.case_id)

    def test_what_has_been_answered_is_not_answered_again(self, bench: Bench) -> None:
        case = sent(bench, TO_WULAN)
        of(bench, WULAN).transfers.send_back(case.case_id, "not_my_duty")
        with pytest.raises(Refused, match=r"state\.guard"):
            of(bench, WULAN).transfers.take(case.case_id)

    @pytest.mark.parametrize(
        ("reason", "remark", "code"),
        [
            ("busy", "", "transfer.reason"),
            ("materials_missing", "", "transfer.which_materials"),
        ],
    )
    def test_a_return_needs_one_of_the_three_reasons(
        self, bench: Bench, reason: str, remark: str, code: str
    ) -> None:
        case = sent(bench, TO_WULAN)
        with pytest.raises(Refused) as told:
            of(bench, WULAN).transfers.send_back(case.case_id, reason, remark)
        assert told.value.refusal.code == code
        assert hand_over(bench, case).reach is Reach.TO_SEND


class TestDesignating:
    def bounced(self, bench: Bench) -> Case:
        case = sent(bench, TO_WULAN)
        of(bench, WULAN).transfers.send_back(case.case_id, "not_my_duty")
        of(bench).transfers.send(case.case_id, TO_WULAN)
        return of(bench, WULAN).transfers.send_back(case.case_id, "wrong_level", "应由市级办")

    def test_after_two_bounces_a_clerk_sends_no_more(self, bench: Bench) -> None:
        case = self.bounced(bench)
        with pytest.raises(Refused) as told:
            of(bench).transfers.send(case.case_id, TO_FAR)
        assert (told.value.refusal.code, told.value.refusal.args) == ("transfer.designate", {"n": 2})

    def test_the_head_names_the_handler_who_cannot_return_it(self, bench: Bench) -> None:
        case = self.bounced(bench)
        named = of(bench, SUPERVISOR_PERSON).transfers.send(case.case_id, TO_WULAN).case
        assert named.pending is not None
        assert named.pending.fact.designated_by == SUPERVISOR
        with pytest.raises(Refused, match=r"transfer\.designated"):
            of(bench, WULAN).transfers.send_back(case.case_id, "not_my_duty")
        assert of(bench, WULAN).transfers.take(case.case_id).handler == WULAN.staff_no

    def test_before_that_the_head_sends_like_everybody(self, bench: Bench) -> None:
        case = accepted(bench).case
        moved = of(bench, SUPERVISOR_PERSON).transfers.send(case.case_id, TO_FAR).case
        assert moved.pending is not None
        assert moved.pending.fact.designated_by == ""


class TestWithdrawing:
    @pytest.mark.parametrize("person", [CLERK_PERSON, SUPERVISOR_PERSON])
    def test_the_sender_and_the_head_take_it_back(self, bench: Bench, person: Person) -> None:
        back = of(bench, person).transfers.withdraw(sent(bench).case_id, "申请人改在本窗口办")
        assert (back.state, back.handler, back.bounces) == (State.REGISTERED, CLERK, 0)

    def test_a_colleague_does_not(self, bench: Bench) -> None:
        case = sent(bench)
        with pytest.raises(Refused, match=r"right\.missing"):
            of(bench, WULAN).transfers.withdraw(case.case_id, "转错了")

    def test_what_the_other_side_has_received_is_not_taken_back(self, bench: Bench) -> None:
        case = sent(bench)
        there(bench, case, TransferTaken(by_name="巴特尔"))
        with pytest.raises(Refused, match=r"case\.elsewhere"):
            of(bench).transfers.withdraw(case.case_id, "转错了")

    def test_an_unknown_case_is_said_so(self, bench: Bench) -> None:
        with pytest.raises(Refused, match=r"case\.unknown"):
            of(bench).transfers.withdraw("nothing", "转错了")


class TestHowFarItHasCome:
    """待发送，对方尚未收到 → 对方已收到 → 已接收 / 已退回 (decisions 29)."""

    def test_until_the_city_has_it_it_waits_to_be_sent(self, bench: Bench) -> None:
        assert hand_over(bench, sent(bench)).reach is Reach.TO_SEND

    def test_what_the_city_has_the_other_side_need_not_have(self, bench: Bench) -> None:
        case = sent(bench)
        judged(bench, ["applied"] * 2)
        assert hand_over(bench, case).reach is Reach.WITH_CITY

    def test_a_hint_of_the_city_changes_nothing_of_that(self, bench: Bench) -> None:
        case = sent(bench)
        judged(bench, ["applied", "applied_warn"], "CLOCK")
        assert hand_over(bench, case).reach is Reach.WITH_CITY

    def test_once_their_machine_has_it_it_arrived(self, bench: Bench) -> None:
        case = sent(bench)
        there(bench, case, TransferSeen(op_of_transfer(case)))
        assert hand_over(bench, case).reach is Reach.ARRIVED

    @pytest.mark.parametrize(
        ("answer", "reach"),
        [
            (TransferTaken(by_name="巴特尔"), Reach.TAKEN),
            (TransferReturned("not_my_duty", by_name="巴特尔"), Reach.RETURNED),
        ],
    )
    def test_and_then_it_is_answered(self, bench: Bench, answer: Fact, reach: Reach) -> None:
        case = sent(bench)
        there(bench, case, TransferSeen(op_of_transfer(case)), answer)
        assert hand_over(bench, case).reach is reach

    def test_taken_back_it_says_so(self, bench: Bench) -> None:
        case = sent(bench)
        of(bench).transfers.withdraw(case.case_id, "转错了")
        assert hand_over(bench, case).reach is Reach.WITHDRAWN

    def test_ended_by_the_applicant_it_waits_for_nobody(self, bench: Bench) -> None:
        case = sent(bench)
        of(bench).cases.withdraw(case.case_id, "申请人撤回")
        found = hand_over(bench, case)
        assert (found.reach, found.late, found.asks_me) == (Reach.LAPSED, False, False)

    def test_a_case_never_handed_over_says_nothing(self, bench: Bench) -> None:
        assert of(bench).cases.detail(accepted(bench).case.case_id).hand_over is None

    def test_the_phone_of_the_other_side_stands_beside_it(self, bench: Bench) -> None:
        assert hand_over(bench, sent(bench)).phone == ""
        to_city = replace(TO_FAR, to_outlet=CITY, to_name="市市场监督管理局知识产权科")
        assert hand_over(bench, sent(bench, to_city)).phone == "0478-8213500"

    @pytest.mark.parametrize(("minutes", "late"), [(119, False), (121, True)])
    def test_it_is_late_when_nobody_answered_in_time(self, bench: Bench, minutes: int, late: bool) -> None:
        case = sent(bench)
        bench.clock.forward(minutes=minutes)
        assert hand_over(bench, case).late is late


def view(bench: Bench, person: Person = CLERK_PERSON) -> DeskView:
    return of(bench, person).desk.view()


def waiting(bench: Bench, person: Person = CLERK_PERSON) -> list[str]:
    """The case ids under 待接收."""
    return [row.case_id for row in view(bench, person).hand_overs]


class TestTheDesk:
    def test_it_waits_on_the_desk_of_the_one_asked_and_stays_on_the_senders(self, bench: Bench) -> None:
        case = sent(bench, TO_WULAN)
        mine = view(bench, WULAN).hand_overs[0]
        assert mine.hand_over is not None
        assert (mine.case_id, mine.hand_over.asks_me, mine.hand_over.is_mine) == (case.case_id, True, False)
        theirs = view(bench).hand_overs[0]
        assert theirs.hand_over is not None
        assert (theirs.hand_over.asks_me, theirs.hand_over.is_mine) == (False, True)

    def test_the_head_sees_both_sides(self, bench: Bench) -> None:
        sent(bench, TO_WULAN)
        row = view(bench, SUPERVISOR_PERSON).hand_overs[0]
        assert row.hand_over is not None
        assert (row.hand_over.asks_me, row.hand_over.is_mine) == (True, True)

    def test_a_colleague_not_concerned_sees_nothing(self, bench: Bench) -> None:
        sent(bench)
        assert waiting(bench, WULAN) == []
        assert len(waiting(bench)) == 1

    def test_unanswered_it_turns_red_for_the_sender_and_the_head(self, bench: Bench) -> None:
        sent(bench)
        bench.clock.forward(hours=3)
        for person in (CLERK_PERSON, SUPERVISOR_PERSON):
            row = view(bench, person).hand_overs[0]
            assert row.hand_over is not None
            assert row.hand_over.late

    def test_once_taken_it_is_on_the_handlers_desk_only(self, bench: Bench) -> None:
        case = sent(bench, TO_WULAN)
        of(bench, WULAN).transfers.take(case.case_id)
        assert waiting(bench) == waiting(bench, WULAN) == []
        assert [row.handler for row in view(bench, WULAN).todo] == [WULAN.staff_no]

    def test_what_came_back_is_shown_until_something_is_done_with_it(self, bench: Bench) -> None:
        case = sent(bench)
        there(bench, case, TransferReturned("wrong_level", by_name="巴特尔"))
        row = view(bench).hand_overs[0]
        assert row.hand_over is not None
        assert (row.hand_over.reach, row.state) == (Reach.RETURNED, State.REGISTERED)
        of(bench).transfers.send(case.case_id, TO_WULAN)
        assert [one.transfer_to for one in view(bench).hand_overs] == ["乌兰"]
        of(bench, WULAN).transfers.take(case.case_id)
        assert waiting(bench) == []

    def test_a_case_another_outlet_took_presses_here_no_more_but_is_still_found(self, bench: Bench) -> None:
        case = sent(bench)
        assert [row.case_id for row in view(bench).todo] == [case.case_id]
        there(bench, case, TransferTaken(by_name="巴特尔"))
        assert view(bench).todo == ()
        found = of(bench).cases.page(CaseFilter(text=case.case_no)).rows
        assert [(row.case_id, row.handler_name) for row in found] == [
            (case.case_id, "临河区知识产权公共服务窗口")
        ]

    def test_a_case_sent_to_us_is_no_debt_of_ours_before_we_take_it(self, bench: Bench) -> None:
        self.arrived(bench)
        assert view(bench).todo == ()
        assert waiting(bench) == ["their-case"]
        of(bench).transfers.take("their-case")
        assert [row.case_id for row in view(bench).todo] == ["their-case"]
        assert waiting(bench) == []

    def arrived(self, bench: Bench) -> None:
        """A case of another outlet, with a limit, handed over to this one."""
        first = sent(bench)
        of(bench).cases.withdraw(first.case_id, "只借用时限")
        opening = replace(first.registered, case_no="LH01-20261120-010001-K")
        out = TransferredOut(OUTLET, "", "杭锦后旗窗口", "属地办理", from_name="巴特尔")
        from_the_city(
            bench, "their-case", [opening, out], at=bench.clock.now(), first_n=1, actor=FAR_CLERK, outlet=FAR
        )

    def test_taking_it_moves_neither_its_clocks_nor_its_number(self, bench: Bench) -> None:
        self.arrived(bench)
        before = of(bench).cases.detail("their-case").case
        after = of(bench).transfers.take("their-case")
        assert (after.dues, after.case_no, after.first_contact) == (before.dues, before.case_no, FAR_CLERK)
        assert (after.outlet, after.handler) == (OUTLET, CLERK)

    @pytest.mark.parametrize("cases", [1, 7])
    def test_many_on_their_way_cost_as_much_as_one(self, bench: Bench, cases: int) -> None:
        for _ in range(cases):
            sent(bench)
        with statements(bench.database) as said:
            rows = view(bench).hand_overs
        assert len(rows) == cases
        assert sum("event_body" in one for one in said) == 2


class TestLists:
    def row(self, bench: Bench, case: Case) -> CaseRow:
        return of(bench).cases.page(CaseFilter(text=case.case_no)).rows[0]

    def test_a_row_on_its_way_names_where_to(self, bench: Bench) -> None:
        row = self.row(bench, sent(bench))
        assert (row.state, row.transfer_to) == (State.TRANSFERRED, "临河区知识产权公共服务窗口")

    def test_a_row_come_back_says_so(self, bench: Bench) -> None:
        case = sent(bench)
        there(bench, case, TransferReturned("not_my_duty"))
        row = self.row(bench, case)
        assert row.hand_over is not None
        assert (row.transfer_to, row.hand_over.reach) == ("", Reach.RETURNED)

    def test_a_case_taken_by_another_outlet_is_found_among_its_cases(self, bench: Bench) -> None:
        case = sent(bench)
        there(bench, case, TransferTaken())
        with bench.database.reading() as uow:
            assert [card.case_id for card in uow.cards.page(CardFilter(outlet=FAR)).rows] == [case.case_id]
            assert uow.cards.page(CardFilter(flag="returned")).rows == ()

    @pytest.mark.parametrize("flag", ["return", "eturned", "%", "returned_"])
    def test_a_flag_is_found_whole_or_not_at_all(self, bench: Bench, flag: str) -> None:
        case = sent(bench)
        there(bench, case, TransferReturned("not_my_duty"))
        with bench.database.reading() as uow:
            assert uow.cards.page(CardFilter(flag=flag)).rows == ()
            assert len(uow.cards.page(CardFilter(flag="returned")).rows) == 1


STEPS = frozenset({"take", "send_back", "take_back", "transfer", "designate"})


class TestStepsOffered:
    def steps(self, bench: Bench, case: Case, person: Person = CLERK_PERSON) -> frozenset[str]:
        return of(bench, person).cases.detail(case.case_id).actions & STEPS

    def test_the_page_offers_what_the_rules_allow(self, bench: Bench) -> None:
        case = sent(bench, TO_WULAN)
        assert self.steps(bench, case) == {"take_back"}
        assert self.steps(bench, case, WULAN) == {"take", "send_back"}

    def test_a_case_of_another_outlet_offers_nothing_of_ours(self, bench: Bench) -> None:
        case = sent(bench)
        there(bench, case, TransferTaken())
        assert self.steps(bench, case) == frozenset()
        assert "close" not in of(bench).cases.detail(case.case_id).actions
