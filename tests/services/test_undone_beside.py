"""撤销决定 where other papers hang on it: a child of a package told by the one notice, and a 补正收件."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.examining import Examined
from outlet_app.services.packaging import Bundled
from tests.services.test_examining import marked
from tests.services.test_packaging import BOTH_REFUSED, S, filled, opened
from tests.support.at_the_counter import events_of_all, kinds, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.pledged import CITY

GAPS = {"ownership": S.MISSING, "7.4-M1": S.FAULTY}


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.refusal.code


def case(counter: Counter, case_id: str) -> Case:
    return counter.cases.detail(case_id).case


class TestChildrenOfAPackage:
    """Each item is taken back by itself; what the one notice said of it is said no more."""

    def test_an_acceptance_goes_and_only_its_own_paper_is_void(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        first, second, _third = bundled.children
        counter.mending.undo(first.case_id, "点错")
        assert case(counter, first.case_id).state is State.RECEIVED
        assert len(case(counter, first.case_id).void_papers) == 1
        assert case(counter, second.case_id).void_papers == ()
        assert case(counter, second.case_id).decision is Decision.ACCEPT

    def test_it_can_be_decided_anew(self, counter: Counter) -> None:
        first = opened(counter, filled(counter)).children[0]
        counter.mending.undo(first.case_id, "应为不予受理")
        sheet = counter.examining.sheet(first.case_id)
        counter.examining.decide(first.case_id, sheet.entry, Decision.REJECT, RejectDetail("不属于本窗口"))
        assert case(counter, first.case_id).decision is Decision.REJECT

    def test_a_refusal_taken_back_opens_the_child_for_its_parent(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, refused=BOTH_REFUSED))
        child = bundled.children[1]
        assert dict(case(counter, bundled.case.case_id).member_states)[child.case_id] is State.REJECTED
        counter.mending.undo(child.case_id, "点错")
        assert dict(case(counter, bundled.case.case_id).member_states)[child.case_id] is State.IN_PROGRESS

    def test_a_notice_taken_back_voids_the_one_paper_that_told_of_it(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but=GAPS))
        number = bundled.case.papers[0].number
        undoing = counter.mending.undoing(bundled.children[1].case_id)
        assert (undoing.refusal, undoing.numbers, undoing.printed) == (None, (number,), ())
        counter.mending.undo(bundled.children[1].case_id, "点错")
        parent = case(counter, bundled.case.case_id)
        assert parent.void_papers == (number,)
        assert parent.void_reason(number) == "点错"
        assert number not in [one.number for one in counter.papers.unconfirmed()]

    def test_the_other_child_is_told_by_a_paper_of_its_own(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but=GAPS))
        undone = counter.mending.undo_whole(bundled.children[1].case_id, "点错")
        (paper,) = undone.papers
        other = bundled.children[2]
        assert (paper.form, paper.case_id) == ("W04", other.case_id)
        words = text_of(counter.papers.pdf(paper.paper_id))
        assert "行政裁决请求书" in words
        assert case(counter, other.case_id).state is State.CORRECTION
        assert case(counter, other.case_id).correction_due == other.correction_due

    def test_the_last_child_that_was_told_leaves_no_paper(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"7.4-M1": S.FAULTY}))
        undone = counter.mending.undo_whole(bundled.children[2].case_id, "点错")
        assert undone.papers == ()
        assert len(case(counter, bundled.case.case_id).void_papers) == 1

    def test_the_printed_notice_must_have_come_back(self, counter: Counter, bench: Bench) -> None:
        bundled = opened(counter, filled(counter, but=GAPS))
        counter.papers.spool(bundled.papers[0].paper_id)
        child = bundled.children[1]
        assert counter.mending.undoing(child.case_id).printed == (bundled.papers[0].number,)
        before = events_of_all(bench)
        assert refused(lambda: counter.mending.undo(child.case_id, "点错")) == "undo.paper_out"
        assert events_of_all(bench) == before
        counter.mending.undo(child.case_id, "点错", collected=True)
        assert case(counter, child.case_id).state is State.RECEIVED

    def test_an_acceptance_leaves_the_one_notice_of_the_others(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but=GAPS))
        assert bundled.children[0].decision is Decision.ACCEPT
        undone = counter.mending.undo_whole(bundled.children[0].case_id, "点错")
        assert undone.papers == ()
        assert case(counter, bundled.case.case_id).void_papers == ()

    def test_a_child_with_a_notice_of_its_own_leaves_the_others_alone(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but=GAPS))
        counter.mending.undo(bundled.children[1].case_id, "点错")
        counter.mending.undo(bundled.children[2].case_id, "也点错")
        other = case(counter, bundled.children[2].case_id)
        assert (other.state, len(other.void_papers)) == (State.RECEIVED, 1)
        assert len(case(counter, bundled.case.case_id).void_papers) == 1

    def test_numbers_go_on_without_a_gap(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but=GAPS))
        (paper,) = counter.mending.undo_whole(bundled.children[1].case_id, "点错").papers
        assert bundled.case.papers[0].number.endswith("0001 号")
        assert paper.number.endswith("0002 号")

    @pytest.mark.parametrize(("days", "code"), [(0, ""), (1, "undo.other_day")])
    def test_the_bounds_are_those_of_any_decision(
        self, counter: Counter, bench: Bench, days: int, code: str
    ) -> None:
        child = opened(counter, filled(counter, but=GAPS)).children[1]
        bench.clock.forward(days=days)
        found = counter.mending.undoing(child.case_id).refusal
        assert (found.code if found else "") == code

    def test_a_colleague_cannot(self, counter: Counter, bench: Bench) -> None:
        child = opened(counter, filled(counter, but=GAPS)).children[1]
        head = bench.counter(SUPERVISOR_PERSON)
        assert refused(lambda: head.mending.undo(child.case_id, "点错")) == "undo.other_person"


class TestCorrections:
    """补正收件 and the decision that follows it in the same act."""

    def corrected(
        self, counter: Counter, bench: Bench, decision: Decision, detail: object = None
    ) -> Examined:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=1)
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, every=MaterialState.COMPLETE)
        return counter.examining.decide(case_id, entry, decision, detail)  # type: ignore[arg-type]

    def test_the_decision_goes_and_what_came_stays(self, counter: Counter, bench: Bench) -> None:
        made = self.corrected(counter, bench, Decision.ACCEPT)
        undone = counter.mending.undo(made.case.case_id, "点错")
        assert undone.state is State.RECEIVED
        assert all(row.state is not MaterialState.MISSING for row in undone.materials)
        assert len(undone.corrections) == 1
        assert undone.void_papers == (made.papers[-1].number,)
        assert kinds(bench, undone.case_id)[-1] == "decision_undone"

    def test_the_receipt_of_what_came_stays_true(self, counter: Counter, bench: Bench) -> None:
        made = self.corrected(
            counter, bench, Decision.TRANSFER, TransferDetail(CITY, "", "市级窗口", "专业问题")
        )
        numbers = {paper.form: paper.number for paper in made.papers}
        assert "W22" in numbers
        for paper in made.papers:
            counter.papers.spool(paper.paper_id)
        others = {number for form, number in numbers.items() if form != "W22"}
        undoing = counter.mending.undoing(made.case.case_id)
        assert (set(undoing.numbers), set(undoing.printed)) == (others, others)
        undone = counter.mending.undo(made.case.case_id, "点错", collected=True)
        assert set(undone.void_papers) == others
        held = undone.holding("W22")
        assert held is not None
        assert held.number == numbers["W22"]

    def test_afterwards_it_is_decided_anew(self, counter: Counter, bench: Bench) -> None:
        made = self.corrected(counter, bench, Decision.REJECT, RejectDetail("不属于本窗口"))
        counter.mending.undo(made.case.case_id, "应为受理")
        sheet = counter.examining.sheet(made.case.case_id)
        again = counter.examining.decide(made.case.case_id, sheet.entry, Decision.ACCEPT)
        assert again.case.state is State.ACCEPTED
        # The first decision on the registration was the notice, and that never changes.
        assert again.case.decision is Decision.NOTICE

    def test_a_taking_in_without_a_decision_is_no_decision(self, counter: Counter, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        sheet = counter.examining.sheet(case_id)
        counter.examining.decide(case_id, marked(sheet, every=MaterialState.COMPLETE), None)
        refusal = counter.mending.undoing(case_id).refusal
        assert refusal is not None
        assert refusal.code == "undo.not_last"
        assert "undo" not in counter.cases.detail(case_id).actions

    def test_the_notice_before_it_stays_told(self, counter: Counter, bench: Bench) -> None:
        made = self.corrected(counter, bench, Decision.ACCEPT)
        undone = counter.mending.undo(made.case.case_id, "点错")
        assert len(undone.notices) == 1
        notice = undone.holding("W04")
        assert notice is not None
        assert notice.number not in undone.void_papers


def test_a_receipt_of_another_visit_is_no_paper_of_the_decision(bundled_case: Case) -> None:
    """By the rule alone: W22 of a correction that the decision followed, not of one it undoes."""
    last = bundled_case.last_decision
    assert last is not None
    own = bundled_case.papers[-1]
    receipt = replace(own, form="W22", number="HH0101 补〔2026〕0001 号", ordinal=1)
    without = replace(bundled_case, papers=(*bundled_case.papers, receipt))
    assert receipt.number in without.papers_of_decision
    before = replace(last.before, corrections=(object(),))  # type: ignore[arg-type]
    after = replace(without, last_decision=replace(last, before=before))
    assert receipt.number not in after.papers_of_decision


@pytest.fixture
def bundled_case(counter: Counter) -> Case:
    bundled: Bundled = opened(counter, filled(counter))
    return case(counter, bundled.children[0].case_id)
