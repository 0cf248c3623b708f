"""Pauses, silence and lapses at a real counter: proposed when due, confirmed by a person, with papers."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.offers.lapse import ACCEPTED, WITHDRAWN
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.domain.proposed import PROPOSALS, is_quiet
from outlet_app.domain.states import State
from outlet_app.services.proposals import SILENCE_SOON
from tests.support.at_the_counter import accepted, events_of_all, kinds, notified, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import SUPERVISOR
from tests.support.entries import subsidy

PROOF = "评审委托书 3 号"


def refused(work: object) -> str:
    with pytest.raises(Refused) as caught:
        work()  # type: ignore[operator]
    return caught.value.refusal.code


def forwarded(bench: Bench, sub_item: str = "5.1") -> str:
    """A matter of a superior authority taken in for review on Friday 2026-11-20."""
    entry = replace(subsidy(bench.reference), item=int(sub_item[0]), sub_item=sub_item, materials=())
    return bench.counter().intake.decide(entry, Decision.RECEIVE).case.case_id


class TestPauses:
    def test_the_clock_stands_still_and_ends_later_by_whole_working_days(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        lapses = bench.counter().lapses
        case = lapses.pause(case_id, "expert_review", PROOF)
        assert (case.state, case.paused_at) == (State.SUSPENDED, bench.clock.now())
        assert kinds(bench, case_id)[-2:] == ["work_started", "paused"]
        bench.clock.forward(days=5)
        case = lapses.resume(case_id, "评审意见 3 号")
        assert [due.at and due.at.date() for due in case.dues] == [date(2026, 11, 30)]
        assert (case.state, lapses.waited(case)) == (State.IN_PROGRESS, 3)

    def test_a_second_pause_is_added(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        lapses = bench.counter().lapses
        for _ in range(2):
            lapses.pause(case_id, "external_wait", "市局函 12 号")
            bench.clock.forward(days=4)
            case = lapses.resume(case_id)
        assert lapses.waited(case) == 5
        assert [due.at and due.at.date() for due in case.dues] == [date(2026, 12, 2)]

    @pytest.mark.parametrize(("reason", "evidence"), [("", PROOF), ("expert_review", ""), ("other", "  ")])
    def test_without_reason_and_proof_nothing_is_kept(self, bench: Bench, reason: str, evidence: str) -> None:
        case_id = accepted(bench).case.case_id
        before = events_of_all(bench)
        assert refused(lambda: bench.counter().lapses.pause(case_id, reason, evidence)) == "pause.unproved"
        assert events_of_all(bench) == before

    def test_a_case_that_does_not_run_cannot_be_paused_or_go_on(self, bench: Bench) -> None:
        told, taken = notified(bench).case.case_id, accepted(bench).case.case_id
        lapses = bench.counter().lapses
        assert refused(lambda: lapses.pause(told, "expert_review", PROOF)) == "state.guard"
        assert refused(lambda: lapses.resume(taken)) == "state.guard"

    @pytest.mark.parametrize(("step", "offered"), [("pause", True), ("resume", False)])
    def test_what_is_offered_follows_the_state(self, bench: Bench, step: str, offered: bool) -> None:
        case_id = accepted(bench).case.case_id
        counter = bench.counter()
        assert (step in counter.cases.detail(case_id).actions) is offered
        counter.lapses.pause(case_id, "expert_review", PROOF)
        assert (step in counter.cases.detail(case_id).actions) is not offered


class TestSilence:
    """视为受理 is proposed once working day 5 is over, to a 窗口负责人, for FORWARD matters only."""

    @pytest.mark.parametrize(
        ("now", "proposed"),
        [
            (datetime(2026, 11, 27, 17, 30, tzinfo=CST), False),
            (datetime(2026, 11, 27, 17, 31, tzinfo=CST), True),
            (datetime(2026, 12, 24, 9, 0, tzinfo=CST), True),
        ],
    )
    def test_it_is_proposed_when_the_limit_has_passed(
        self, bench: Bench, now: datetime, proposed: bool
    ) -> None:
        case_id = forwarded(bench)
        bench.clock.at = now
        detail = bench.counter(SUPERVISOR_PERSON).cases.detail(case_id)
        assert (ACCEPTED in detail.actions) is proposed
        assert ACCEPTED not in bench.counter().cases.detail(case_id).actions

    def test_confirmed_it_runs_from_the_day_of_receipt_and_has_its_paper(self, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.forward(days=10)
        counter = bench.counter(SUPERVISOR_PERSON)
        (paper,) = counter.lapses.confirm_accepted(case_id)
        case = counter.cases.detail(case_id).case
        assert (case.state, case.next_follow_up) == (State.TRACKING, date(2026, 12, 21))
        assert case.accepted_at == datetime(2026, 11, 20, 9, 5, tzinfo=CST)
        assert case.handler == SUPERVISOR
        assert paper.form == "W05"
        assert "2026年11月20日" in text_of(counter.papers.pdf(paper.paper_id))

    @pytest.mark.parametrize("sub_item", ["8.2", "4.1"])
    def test_a_matter_of_our_own_or_of_others_is_never_silently_accepted(
        self, bench: Bench, sub_item: str
    ) -> None:
        case_id = forwarded(bench, sub_item)
        bench.clock.forward(days=30)
        counter = bench.counter(SUPERVISOR_PERSON)
        assert ACCEPTED not in counter.cases.detail(case_id).actions
        assert refused(lambda: counter.lapses.confirm_accepted(case_id)) == "deemed.not_proposed"

    def test_a_clerk_cannot_confirm_it(self, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.forward(days=30)
        assert refused(lambda: bench.counter().lapses.confirm_accepted(case_id)) == "right.missing"

    def test_too_early_it_is_refused_and_nothing_kept(self, bench: Bench) -> None:
        case_id = forwarded(bench)
        before = events_of_all(bench)
        counter = bench.counter(SUPERVISOR_PERSON)
        assert refused(lambda: counter.lapses.confirm_accepted(case_id)) == "deemed.not_proposed"
        assert events_of_all(bench) == before

    def test_nothing_happens_by_itself(self, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.forward(days=200)
        counter = bench.counter(SUPERVISOR_PERSON)
        counter.desk.view()
        counter.holidays.recompute()
        assert counter.cases.detail(case_id).case.state is State.RECEIVED


class TestLapse:
    """视为撤回 is proposed once the period is over; 补正 is possible until somebody confirms."""

    @pytest.mark.parametrize(
        ("now", "proposed"),
        [
            (datetime(2026, 12, 11, 17, 30, tzinfo=CST), False),
            (datetime(2026, 12, 11, 17, 31, tzinfo=CST), True),
        ],
    )
    def test_it_is_proposed_to_everybody_at_the_counter(
        self, bench: Bench, now: datetime, proposed: bool
    ) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.at = now
        for person in (CLERK_PERSON, SUPERVISOR_PERSON):
            actions = bench.counter(person).cases.detail(case_id).actions
            assert (WITHDRAWN in actions) is proposed
            assert "correct" in actions

    def test_confirmed_the_materials_go_back_against_a_slip(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=30)
        counter = bench.counter()
        (paper,) = counter.lapses.confirm_withdrawn(case_id, " 电话联系两次，申请人表示不办。 ")
        case = counter.cases.detail(case_id).case
        assert (case.state, case.outcome) == (State.WITHDRAWN, "电话联系两次，申请人表示不办。")
        assert case.lapsed is not None
        assert [one.name for one in case.lapsed.returned] == [
            row.name for row in case.materials if row.state.name in ("COMPLETE", "FAULTY")
        ]
        words = text_of(counter.papers.pdf(paper.paper_id))
        assert paper.number == "HH0101 退〔2026〕0001 号"
        assert "电话联系两次" in words
        assert "补正期限至2026年12月11日" in words
        assert all(one.name in words for one in case.lapsed.returned)

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_it_says_why(self, bench: Bench, reason: str) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=30)
        found = refused(lambda: bench.counter().lapses.confirm_withdrawn(case_id, reason))
        assert found == "lapse.reason_missing"

    def test_too_early_it_is_refused(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        found = refused(lambda: bench.counter().lapses.confirm_withdrawn(case_id, "不办了"))
        assert found == "lapse.not_proposed"

    def test_who_comes_at_last_is_served_although_it_was_proposed(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=60)
        counter = bench.counter()
        rows = tuple(replace(row, version=row.version + 1) for row in counter.examining.sheet(case_id).rows)
        entry = replace(counter.examining.sheet(case_id).entry, materials=rows)
        kept = {row.code: row for row in counter.examining.sheet(case_id).entry.materials}
        whole = tuple({**kept, **{row.code: row for row in entry.materials}}.values())
        made = counter.examining.decide(case_id, replace(entry, materials=whole), None)
        assert made.case.state is State.RECEIVED
        assert refused(lambda: counter.lapses.confirm_withdrawn(case_id, "不办了")) == "lapse.not_proposed"


class TestDeclined:
    """暂不确认: a person says why, and the proposal is quiet until the day that was named."""

    def lapsed(self, bench: Bench) -> str:
        """A correction nobody brought, three weeks on."""
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=24)
        return case_id

    def proposed(self, bench: Bench, case_id: str, person: Person = CLERK_PERSON) -> set[str]:
        steps = {ACCEPTED, WITHDRAWN, "decline", "lapse"}
        return steps & bench.counter(person).cases.detail(case_id).actions

    def test_with_the_proposal_comes_the_step_to_decline_it(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        assert self.proposed(bench, case_id) == set()
        bench.clock.forward(days=24)
        assert self.proposed(bench, case_id) == {WITHDRAWN, "decline"}

    def test_declined_it_is_quiet_until_the_day_and_asked_again_on_it(self, bench: Bench) -> None:
        case_id, again = self.lapsed(bench), date(2026, 12, 21)
        case = bench.counter().lapses.decline(case_id, WITHDRAWN, " 材料已寄出 ", again)
        assert case.declined is not None
        assert (case.declined.reason, case.state) == ("材料已寄出", State.CORRECTION)
        assert kinds(bench, case_id)[-1] == "proposal_declined"
        quiet = []
        for _day in range(9):
            quiet.append((bench.clock.now().date(), self.proposed(bench, case_id)))
            bench.clock.forward(days=1)
        assert [day for day, found in quiet if found] == [again, date(2026, 12, 22)]

    def test_meanwhile_it_stands_in_no_list(self, bench: Bench) -> None:
        case_id = self.lapsed(bench)
        counter = bench.counter()
        before = {row.case_id: row.proposal for row in counter.desk.view().todo}
        counter.lapses.decline(case_id, WITHDRAWN, "材料已寄出", date(2026, 12, 21))
        after = {row.case_id: row.proposal for row in counter.desk.view().todo}
        assert (before[case_id], after[case_id]) == (WITHDRAWN, "")

    def test_a_late_correction_is_still_taken(self, bench: Bench) -> None:
        case_id = self.lapsed(bench)
        bench.counter().lapses.decline(case_id, WITHDRAWN, "材料已寄出", date(2026, 12, 21))
        assert bench.counter().examining.sheet(case_id).is_correction

    @pytest.mark.parametrize(
        ("reason", "days", "code"),
        [
            ("", 7, "decline.reason_missing"),
            ("  \n", 7, "decline.reason_missing"),
            ("材料已寄出", 0, "decline.day"),
            ("材料已寄出", -1, "decline.day"),
            ("材料已寄出", 31, "decline.day"),
            ("材料已寄出", 30, ""),
            ("材料已寄出", 1, ""),
        ],
    )
    def test_a_reason_and_a_day_within_a_month(self, bench: Bench, reason: str, days: int, code: str) -> None:
        case_id, before = self.lapsed(bench), events_of_all(bench)
        again = bench.clock.now().date() + timedelta(days=days)
        lapses = bench.counter().lapses
        if not code:
            lapses.decline(case_id, WITHDRAWN, reason, again)
            assert events_of_all(bench) == before + 1
            return
        assert refused(lambda: lapses.decline(case_id, WITHDRAWN, reason, again)) == code
        assert events_of_all(bench) == before

    @pytest.mark.parametrize("proposal", [ACCEPTED, "lapse", "anything"])
    def test_only_what_is_proposed_can_be_declined(self, bench: Bench, proposal: str) -> None:
        case_id = self.lapsed(bench)
        lapses = bench.counter().lapses
        day = date(2026, 12, 21)
        assert refused(lambda: lapses.decline(case_id, proposal, "原因", day)) == "decline.not_proposed"

    def test_before_it_is_due_there_is_nothing_to_decline(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        lapses, day = bench.counter().lapses, date(2026, 12, 1)
        assert refused(lambda: lapses.decline(case_id, WITHDRAWN, "原因", day)) == "decline.not_proposed"

    def test_silence_is_declined_by_a_head_only(self, bench: Bench) -> None:
        case_id, day = forwarded(bench), date(2026, 12, 7)
        bench.clock.forward(days=10)
        clerk, head = bench.counter(), bench.counter(SUPERVISOR_PERSON)
        assert (
            refused(lambda: clerk.lapses.decline(case_id, ACCEPTED, "已口头告知", day))
            == "decline.not_proposed"
        )
        head.lapses.decline(case_id, ACCEPTED, "已口头告知", day)
        assert self.proposed(bench, case_id, SUPERVISOR_PERSON) == set()

    def test_another_proposal_of_the_same_case_is_not_quiet(self, bench: Bench) -> None:
        case_id = self.lapsed(bench)
        case = bench.counter().lapses.decline(case_id, WITHDRAWN, "材料已寄出", date(2026, 12, 21))
        today = bench.clock.now().date()
        assert {kind: is_quiet(case, kind, today) for kind in sorted(PROPOSALS)} == {
            "deem_accepted": False,
            "deem_withdrawn": True,
            "lapse": False,
        }


class TestSilenceSoon:
    """What silence will mean is told a working day before, to everybody, and confirmed by nobody."""

    @pytest.mark.parametrize(
        ("now", "told"),
        [
            (datetime(2026, 11, 25, 17, 29, tzinfo=CST), ""),
            (datetime(2026, 11, 26, 8, 30, tzinfo=CST), SILENCE_SOON),
            (datetime(2026, 11, 27, 9, 0, tzinfo=CST), SILENCE_SOON),
            (datetime(2026, 11, 27, 17, 30, tzinfo=CST), SILENCE_SOON),
        ],
    )
    def test_it_is_flagged_from_the_working_day_before(self, bench: Bench, now: datetime, told: str) -> None:
        case_id = forwarded(bench)
        bench.clock.at = now
        for person in (CLERK_PERSON, SUPERVISOR_PERSON):
            counter = bench.counter(person)
            assert {row.case_id: row.proposal for row in counter.desk.view().todo}[case_id] == told
            assert "decline" not in counter.cases.detail(case_id).actions
            assert SILENCE_SOON not in counter.cases.detail(case_id).actions

    def test_after_it_the_head_is_asked_and_the_clerk_is_not(self, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.at = datetime(2026, 11, 27, 17, 31, tzinfo=CST)
        told = {}
        for person in (CLERK_PERSON, SUPERVISOR_PERSON):
            rows = bench.counter(person).desk.view().todo
            told[person.short_no] = {row.case_id: row.proposal for row in rows}[case_id]
        assert told == {CLERK_PERSON.short_no: "", SUPERVISOR_PERSON.short_no: ACCEPTED}

    @pytest.mark.parametrize("sub_item", ["8.2", "4.1"])
    def test_only_matters_of_a_superior_authority_fall_silent(self, bench: Bench, sub_item: str) -> None:
        case_id = forwarded(bench, sub_item)
        bench.clock.at = datetime(2026, 11, 27, 9, 0, tzinfo=CST)
        assert {row.case_id: row.proposal for row in bench.counter().desk.view().todo}[case_id] == ""

    def test_told_or_examined_it_is_flagged_no_more(self, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.at = datetime(2026, 11, 26, 9, 0, tzinfo=CST)
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        rows = tuple(
            row if row.state is MaterialState.EXEMPT else replace(row, state=MaterialState.COMPLETE)
            for row in sheet.rows
        )
        counter.examining.decide(case_id, replace(sheet.entry, materials=rows), Decision.ACCEPT)
        assert all(row.proposal == "" for row in counter.desk.view().todo)
