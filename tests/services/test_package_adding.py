"""增加事项: an item left out becomes a child of the package, with all that was told and handed in once."""

from dataclasses import replace

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.facts.package import Answered, MemberAdded
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.package_adding import Added
from outlet_app.services.packaging import Bundled
from outlet_app.services.reading import read_case
from outlet_app.services.views import CaseFilter
from tests.printing.paper_eyes import words_of
from tests.services.test_package_entrances import LETTER, TOLD
from tests.services.test_packaging import RIGHTS, S, filled, opened
from tests.support.at_the_counter import history, kinds
from tests.support.bench import Bench

REFUSAL = RejectDetail("not_in_remit", "知识产权维权援助办法", "法院")
REASON = "当时没有提出调解"


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


def added(counter: Counter, bundled: Bundled, code: str = "7.5", **answers: str) -> Added:
    return counter.package_adding.add(bundled.case.case_id, code, answers, REASON)


def refused(counter: Counter, bundled: Bundled, code: str, reason: str = REASON, **answers: str) -> str:
    before = counter.cases.page(CaseFilter()).total
    with pytest.raises(Refused) as told:
        counter.package_adding.add(bundled.case.case_id, code, answers, reason)
    assert counter.cases.page(CaseFilter()).total == before
    return told.value.refusal.code


def fact_of(bench: Bench, case: Case) -> MemberAdded:
    reading = read_case(history(bench, case.case_id))
    assert reading is not None
    (fact,) = [one.fact for one in reading.counted if isinstance(one.fact, MemberAdded)]
    return fact


class TestAdded:
    def test_parent_and_child_name_one_another(self, counter: Counter, bench: Bench) -> None:
        bundled = opened(counter, filled(counter))
        told = added(counter, bundled)
        assert told.parent.package is not None
        assert [one.sub_item for one in told.parent.package.members] == ["2.8", "7.2", "7.4", "7.5"]
        assert told.child.joined is not None
        assert (told.child.joined.parent, told.child.joined.parent_no) == (
            bundled.case.case_id,
            bundled.case.case_no,
        )
        fact = fact_of(bench, bundled.case)
        assert (fact.member.case_id, fact.member.case_no) == (told.child.case_id, told.child.case_no)
        assert fact.reason == REASON

    def test_it_is_taken_in_for_review_and_decided_by_itself(self, counter: Counter) -> None:
        told = added(counter, opened(counter, filled(counter)))
        assert told.child.decision is Decision.RECEIVE
        assert told.child.state is State.RECEIVED
        assert [(paper.form, paper.case_id) for paper in told.papers] == [("W02", told.child.case_id)]
        assert told.child.case_no in words_of(counter.papers.pdf(told.papers[0].paper_id))

    def test_what_was_told_once_is_not_asked_again(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        assert [one.key for one in counter.package_adding.asked(bundled.case, ("7.5",))] == ["earlier"]
        told = added(counter, bundled)
        assert told.child.registered.applicant == bundled.case.registered.applicant
        assert told.child.registered.request == bundled.case.registered.request
        assert told.child.joined is not None
        assert {one.key: one.value for one in told.child.joined.answers} == RIGHTS

    def test_what_it_needs_besides_stands_in_both(self, counter: Counter, bench: Bench) -> None:
        bundled = opened(counter, filled(counter))
        told = added(counter, bundled, earlier="hh05-20261122-010017-t")
        new = Answered("earlier", "HH05-20261122-010017-T")
        assert fact_of(bench, bundled.case).answers == (new,)
        assert told.parent.package is not None
        assert new in told.parent.package.answers
        assert told.child.joined is not None
        assert new in told.child.joined.answers

    def test_a_shared_paper_handed_in_once_is_there(self, counter: Counter) -> None:
        bundled = opened(counter, replace(filled(counter), wanted=("2.8", "7.2")))
        told = added(counter, bundled, "7.4")
        rows = {row.name: row.state for row in told.child.materials}
        assert (rows["权属证明"], rows["侵权初步证据"]) == (S.COMPLETE, S.COMPLETE)
        assert rows["行政裁决请求书"] is S.UNDECIDED

    def test_it_came_in_as_the_package_did(self, counter: Counter) -> None:
        told = added(counter, opened(counter, filled(counter, **LETTER)))
        assert told.child.registered.incoming == TOLD
        assert "incoming" in {due.rule for due in told.child.dues}

    def test_an_item_without_papers_is_accepted_at_once(self, counter: Counter) -> None:
        told = added(counter, opened(counter, filled(counter)), "7.7")
        assert told.child.decision is Decision.ACCEPT
        assert [paper.form for paper in told.papers] == ["W05"]

    def test_the_promise_is_told_before_and_after(self, counter: Counter, bench: Bench) -> None:
        """Never shorter: the three working days of 向日葵产业包 begin anew for what comes later."""
        bundled = opened(counter, replace(filled(counter, "P6-1"), wanted=("1.6", "1.7")), "P6-1")
        assert bundled.case.package is not None
        before = bundled.case.package.due
        bench.clock.forward(days=5)
        told = added(counter, bundled, "4.8", market="上海")
        fact = fact_of(bench, bundled.case)
        assert fact.due_before == before
        assert fact.due is not None
        assert before is not None
        assert before.at is not None
        assert fact.due.at is not None
        assert fact.due.at >= before.at
        assert told.parent.package is not None
        assert told.parent.package.due == fact.due

    def test_where_all_had_ended_the_package_goes_on(self, counter: Counter) -> None:
        told = filled(counter, refused=dict.fromkeys(("2.8", "7.2", "7.4"), REFUSAL))
        bundled = opened(counter, told)
        assert counter.cases.detail(bundled.case.case_id).case.state is State.RESULT_NO
        parent = added(counter, bundled).parent
        assert parent.state is State.IN_PROGRESS
        assert counter.cases.detail(bundled.case.case_id).case.state is State.IN_PROGRESS

    def test_a_refused_item_is_added_again(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, refused={"7.4": REFUSAL}))
        case = counter.cases.detail(bundled.case.case_id).case
        assert "7.4" in {one.sub_item for one in counter.package_adding.left_out(case)}
        told = added(counter, bundled, "7.4")
        assert told.parent.package is not None
        assert [one.sub_item for one in told.parent.package.members].count("7.4") == 2

    def test_the_family_shows_it(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        child = added(counter, bundled).child
        family = counter.cases.detail(bundled.case.case_id).family
        assert family is not None
        assert child.case_no in {kin.case_no for kin in family.kin}


class TestRefused:
    @pytest.mark.parametrize("code", ["7.2", "1.2", "9.9", ""])
    def test_what_is_there_or_none_of_the_package(self, counter: Counter, code: str) -> None:
        assert refused(counter, opened(counter, filled(counter)), code) == "package.member_there"

    def test_without_a_reason(self, counter: Counter) -> None:
        assert refused(counter, opened(counter, filled(counter)), "7.5", "　") == "package.no_reason"

    def test_what_it_needs_and_nobody_has_told(self, counter: Counter) -> None:
        entry = replace(filled(counter), wanted=("2.8",), answers={"right": "专利"}, answer="可以。")
        bundled = opened(counter, entry)
        found = counter.package_adding.problems(bundled.case, "7.2", {})
        assert {name: one.code for name, one in found.items()} == {"field.opponent": "field.missing"}
        assert refused(counter, bundled, "7.2") == "entry.incomplete"
        assert added(counter, bundled, "7.2", opponent="塞北机械厂").child.joined is not None

    def test_a_wrong_number_of_an_earlier_case(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        assert refused(counter, bundled, "7.5", earlier="HH05-20261122-010017-A") == "entry.incomplete"

    def test_on_a_child_or_another_case_there_is_nothing_to_add(self, counter: Counter, bench: Bench) -> None:
        child = opened(counter, filled(counter)).children[1]
        assert counter.package_adding.left_out(child) == ()
        assert counter.package_adding.asked(child, ("7.5",)) == ()
        with pytest.raises(Refused):
            counter.package_adding.add(child.case_id, "7.5", {}, REASON)
        assert MemberAdded.KIND not in kinds(bench, child.case_id)
        assert "add_member" not in counter.cases.detail(child.case_id).actions

    def test_all_there(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        for code in ("7.5", "7.7"):
            added(counter, bundled, code)
        case = counter.cases.detail(bundled.case.case_id).case
        assert counter.package_adding.left_out(case) == ()
