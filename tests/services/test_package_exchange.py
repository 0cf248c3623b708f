"""更换事项: the wrong child goes and the right one comes in one transaction, with papers and bounds."""

from dataclasses import replace

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.events import AmendCause, PaperVoided, Voided, VoidReason, Withdrawn
from outlet_app.domain.facts.package import Answered, MemberExchanged, PackageJoined
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.package_exchange import Exchanged
from outlet_app.services.packaging import Bundled
from outlet_app.services.reading import read_case
from outlet_app.services.views import CaseFilter
from tests.printing.paper_eyes import words_of
from tests.services.test_packaging import S, filled, opened
from tests.support.at_the_counter import events_of_all, history, kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import OUTLET

REASON = "点错了一行"
SLIP, WISH = AmendCause.ENTRY_ERROR, AmendCause.APPLICANT_CHANGED
COLLEAGUE = Person("1508260838", "乌兰", frozenset({Role.CLERK}))


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


@pytest.fixture
def bundled(counter: Counter) -> Bundled:
    """2.8, 7.2 and 7.4 accepted, each with its W05, nothing printed yet."""
    return opened(counter, filled(counter))


def child_of(bundled: Bundled, code: str) -> Case:
    return next(one for one in bundled.children if one.registered.sub_item == code)


def exchanged(
    counter: Counter,
    bundled: Bundled,
    gone: str = "7.4",
    code: str = "7.5",
    cause: AmendCause = SLIP,
    reason: str = REASON,
    *,
    collected: bool = False,
    **answers: str,
) -> Exchanged:
    return counter.package_exchange.exchange(
        bundled.case.case_id,
        child_of(bundled, gone).case_id,
        code,
        answers,
        cause,
        reason,
        collected=collected,
    )


def refused(counter: Counter, bench: Bench, bundled: Bundled, *told: object, **said: object) -> str:
    """The code; nothing of it is kept, no number is lost."""
    before = events_of_all(bench)
    with pytest.raises(Refused) as why:
        exchanged(counter, bundled, *told, **said)  # type: ignore[arg-type]
    assert events_of_all(bench) == before
    return why.value.refusal.code


def facts(bench: Bench, case: Case, kind: type) -> list[object]:
    reading = read_case(history(bench, case.case_id))
    assert reading is not None
    return [one.fact for one in reading.counted if isinstance(one.fact, kind)]


def as_it_is(counter: Counter, case: Case) -> Case:
    return counter.cases.detail(case.case_id).case


class TestAsASlip:
    def test_the_wrong_one_is_void_with_its_papers(
        self, counter: Counter, bench: Bench, bundled: Bundled
    ) -> None:
        told, wrong = exchanged(counter, bundled), child_of(bundled, "7.4")
        assert told.gone.state is State.VOIDED
        assert told.gone == as_it_is(counter, wrong)
        assert facts(bench, wrong, Voided) == [Voided(VoidReason.WRONG_ITEM, REASON, told.child.case_no)]
        numbers = [paper.number for paper in bundled.papers if paper.case_id == wrong.case_id]
        assert facts(bench, wrong, PaperVoided) == [PaperVoided(number, REASON) for number in numbers]
        assert len(numbers) == 1
        assert set(told.gone.void_papers) == set(numbers)

    def test_the_right_one_is_taken_in_with_its_receipt(self, counter: Counter, bundled: Bundled) -> None:
        told = exchanged(counter, bundled)
        assert told.child.registered.sub_item == "7.5"
        assert (told.child.decision, told.child.state) == (Decision.RECEIVE, State.RECEIVED)
        assert [(paper.form, paper.case_id) for paper in told.papers] == [("W02", told.child.case_id)]
        assert told.child.case_no in words_of(counter.papers.pdf(told.papers[0].paper_id))

    def test_the_parent_says_it_once(self, counter: Counter, bench: Bench, bundled: Bundled) -> None:
        """One fact on the parent says both; no 子件进展 repeats it."""
        before = kinds(bench, bundled.case.case_id)
        told = exchanged(counter, bundled)
        assert kinds(bench, bundled.case.case_id) == [*before, "member_exchanged"]
        (fact,) = facts(bench, bundled.case, MemberExchanged)
        assert isinstance(fact, MemberExchanged)
        assert (fact.gone.sub_item, fact.member.sub_item) == ("7.4", "7.5")
        assert (fact.member.case_no, fact.reason, fact.cause) == (told.child.case_no, REASON, SLIP)
        states = dict(as_it_is(counter, bundled.case).member_states)
        assert states[told.gone.case_id] is State.VOIDED
        assert states[told.child.case_id] is State.IN_PROGRESS

    def test_parent_first_then_the_one_that_comes_then_the_one_that_goes(
        self, counter: Counter, bench: Bench, bundled: Bundled
    ) -> None:
        """In this order they reach the city: no machine sees a child gone and none come."""
        told = exchanged(counter, bundled)
        with bench.database.reading() as uow:
            rows = sorted(uow.outbox.rows(200), key=lambda row: row.seq)
        since = next(at for at, row in enumerate(rows) if row.kind == "member_exchanged")
        order = list(dict.fromkeys(row.case_id for row in rows[since:]))
        assert order == [told.parent.case_id, told.child.case_id, told.gone.case_id]

    def test_what_was_told_and_handed_in_once_is_there(self, counter: Counter) -> None:
        bundled = opened(counter, replace(filled(counter), wanted=("2.8", "7.2")))
        told = exchanged(counter, bundled, "7.2", "7.4", SLIP)
        assert told.child.registered.applicant == bundled.case.registered.applicant
        assert isinstance(told.child.joined, PackageJoined)
        assert told.child.joined.parent_no == bundled.case.case_no
        rows = {row.name: row.state for row in told.child.materials}
        assert (rows["权属证明"], rows["侵权初步证据"]) == (S.COMPLETE, S.COMPLETE)
        assert rows["行政裁决请求书"] is S.UNDECIDED

    def test_what_it_needs_besides_stands_in_both(self, counter: Counter, bundled: Bundled) -> None:
        told = exchanged(counter, bundled, earlier="hh05-20261122-010017-t")
        new = Answered("earlier", "HH05-20261122-010017-T")
        assert told.parent.package is not None
        assert new in told.parent.package.answers
        assert told.child.joined is not None
        assert new in told.child.joined.answers

    def test_the_item_that_went_can_come_back(self, counter: Counter, bundled: Bundled) -> None:
        first = exchanged(counter, bundled)
        back = counter.package_exchange.exchange(
            bundled.case.case_id, first.child.case_id, "7.4", {}, SLIP, "原来选对了"
        )
        assert back.child.registered.sub_item == "7.4"
        assert back.gone.state is State.VOIDED
        ended = [state for _, state in as_it_is(counter, bundled.case).member_states]
        assert ended.count(State.VOIDED) == 2
        assert len(ended) == 5

    def test_the_sheet_of_the_day_counts_the_one_that_came(
        self, counter: Counter, bench: Bench, bundled: Bundled
    ) -> None:
        head, today = bench.counter(SUPERVISOR_PERSON), bench.clock.now().date()
        before = {line.key: line.visits for line in head.day_sheet.sheet(today).items}
        exchanged(counter, bundled)
        after = head.day_sheet.sheet(today)
        assert {line.key: line.visits for line in after.items} == before
        assert after.total.visits == 3

    def test_it_is_found_by_the_number_of_the_one_that_went(self, counter: Counter, bundled: Bundled) -> None:
        told = exchanged(counter, bundled)
        (row,) = counter.cases.page(CaseFilter(text=told.gone.case_no)).rows
        assert row.case_id == told.gone.case_id


class TestOfTheOneNotice:
    def test_the_shared_notice_is_void_and_the_others_are_told_anew(self, counter: Counter) -> None:
        """The parent's W04 asked for the wrong item's papers too: it says too much for everybody."""
        lacking = {"ownership": S.MISSING, "7.4-M1": S.MISSING}
        bundled = opened(counter, filled(counter, but=lacking))
        (w04,) = (paper for paper in bundled.papers if paper.form == "W04")
        told = exchanged(counter, bundled)
        parent = as_it_is(counter, bundled.case)
        assert w04.number in parent.void_papers
        forms = {(paper.form, paper.case_id) for paper in told.papers}
        assert forms == {("W02", told.child.case_id), ("W04", child_of(bundled, "7.2").case_id)}

    def test_printed_it_must_have_come_back(self, counter: Counter, bench: Bench) -> None:
        bundled = opened(counter, filled(counter, but={"ownership": S.MISSING}))
        (w04,) = (paper for paper in bundled.papers if paper.form == "W04")
        counter.papers.spool(w04.paper_id)
        assert refused(counter, bench, bundled) == "package.papers_out"
        assert exchanged(counter, bundled, collected=True).gone.state is State.VOIDED


class TestAsTheApplicantWishes:
    def test_the_child_is_withdrawn_and_its_papers_stay_true(
        self, counter: Counter, bench: Bench, bundled: Bundled
    ) -> None:
        told, left = exchanged(counter, bundled, cause=WISH), child_of(bundled, "7.4")
        assert told.gone.state is State.WITHDRAWN
        assert told.gone.void_papers == ()
        assert facts(bench, left, Withdrawn) == [Withdrawn(REASON, told.child.case_no)]
        assert dict(told.parent.member_states)[left.case_id] is State.WITHDRAWN

    def test_papers_in_the_hand_do_not_hinder_it(self, counter: Counter, bundled: Bundled) -> None:
        for paper in bundled.papers:
            counter.papers.spool(paper.paper_id)
        assert exchanged(counter, bundled, cause=WISH).gone.state is State.WITHDRAWN

    def test_any_clerk_any_day(self, bench: Bench, counter: Counter, bundled: Bundled) -> None:
        bench.clock.forward(days=2)
        told = exchanged(bench.counter(COLLEAGUE), bundled, cause=WISH)
        assert told.gone.state is State.WITHDRAWN
        assert told.child.first_contact == COLLEAGUE.staff_no


class TestBounds:
    def test_a_printed_paper_must_have_come_back(
        self, counter: Counter, bench: Bench, bundled: Bundled
    ) -> None:
        (paper,) = (one for one in bundled.papers if one.case_id == child_of(bundled, "7.4").case_id)
        counter.papers.spool(paper.paper_id)
        (found,) = (
            one
            for one in counter.package_exchange.exchangeable(bundled.case.case_id)
            if one.line.sub_item == "7.4"
        )
        assert found.printed == (paper.number,)
        assert refused(counter, bench, bundled) == "package.papers_out"
        assert exchanged(counter, bundled, collected=True).gone.state is State.VOIDED

    def test_another_clerks_slip_is_for_the_head(
        self, counter: Counter, bench: Bench, bundled: Bundled
    ) -> None:
        other, head = bench.counter(COLLEAGUE), bench.counter(SUPERVISOR_PERSON)
        may = {one.may_void for one in other.package_exchange.exchangeable(bundled.case.case_id)}
        assert may == {False}
        assert refused(other, bench, bundled) == "package.exchange_head"
        assert exchanged(head, bundled).gone.state is State.VOIDED

    def test_so_is_the_own_of_another_day(self, counter: Counter, bench: Bench, bundled: Bundled) -> None:
        bench.clock.forward(days=1)
        assert refused(counter, bench, bundled) == "package.exchange_head"
        assert exchanged(bench.counter(SUPERVISOR_PERSON), bundled).gone.state is State.VOIDED

    @pytest.mark.parametrize("code", ["7.2", "7.4", "1.2", "9.9", ""])
    def test_what_is_there_or_none_of_the_package(
        self, counter: Counter, bench: Bench, bundled: Bundled, code: str
    ) -> None:
        assert refused(counter, bench, bundled, "7.4", code) == "package.member_there"

    @pytest.mark.parametrize("cause", list(AmendCause))
    @pytest.mark.parametrize("reason", ["", "　 "])
    def test_without_a_reason(
        self, counter: Counter, bench: Bench, bundled: Bundled, cause: AmendCause, reason: str
    ) -> None:
        assert refused(counter, bench, bundled, "7.4", "7.5", cause, reason) == "package.no_reason"

    def test_a_child_that_has_ended(self, counter: Counter, bench: Bench, bundled: Bundled) -> None:
        counter.cases.withdraw(child_of(bundled, "7.4").case_id, "不办了")
        assert refused(counter, bench, bundled) == "package.member_ended"
        going = counter.package_exchange.exchangeable(bundled.case.case_id)
        assert "7.4" not in {one.line.sub_item for one in going}

    def test_no_child_of_this_package(self, counter: Counter, bench: Bench, bundled: Bundled) -> None:
        other = opened(counter, filled(counter))
        with pytest.raises(Refused) as why:
            counter.package_exchange.exchange(
                bundled.case.case_id, other.children[1].case_id, "7.5", {}, SLIP, REASON
            )
        assert why.value.refusal.code == "package.member_ended"

    def test_a_child_on_its_way_to_somebody(self, counter: Counter, bench: Bench) -> None:
        sent = {"7.4": TransferDetail(OUTLET, COLLEAGUE.staff_no, "乌兰", "专利方面的归她办")}
        bundled = opened(counter, filled(counter, sent=sent))
        assert child_of(bundled, "7.4").state is State.TRANSFERRED
        assert refused(counter, bench, bundled) == "package.member_away"
        going = counter.package_exchange.exchangeable(bundled.case.case_id)
        assert [one.line.sub_item for one in going if one.line.sub_item == "7.4"] == []

    def test_a_wrong_answer(self, counter: Counter, bench: Bench, bundled: Bundled) -> None:
        assert refused(counter, bench, bundled, earlier="HH05-20261122-010017-A") == "entry.incomplete"

    def test_on_a_child_there_is_nothing_to_exchange(
        self, counter: Counter, bench: Bench, bundled: Bundled
    ) -> None:
        child = child_of(bundled, "7.2")
        assert counter.package_exchange.exchangeable(child.case_id) == ()
        with pytest.raises(Refused):
            counter.package_exchange.exchange(child.case_id, child.case_id, "7.5", {}, SLIP, REASON)
        assert "exchange_member" not in counter.cases.detail(child.case_id).actions

    def test_a_case_nobody_knows(self, counter: Counter) -> None:
        with pytest.raises(Refused) as why:
            counter.package_exchange.exchangeable("no-such-case")
        assert why.value.refusal.code == "case.unknown"
