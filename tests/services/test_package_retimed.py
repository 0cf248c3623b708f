"""更正来访方式 of a package: put right in the parent, in the same act in every child that is open here."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.case import Case, judge
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.events import CaseEvent, Channel, FieldChange, Incoming, ReplyWay
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.mended import Left
from outlet_app.domain.problems import Refused
from outlet_app.services.counter import Counter
from outlet_app.services.packaging import Bundled
from outlet_app.services.reading import read_case
from tests.services.test_package_entrances import LETTER, TOLD
from tests.services.test_packaging import filled, opened
from tests.support.at_the_counter import history, kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.pledged import CITY

BY_LETTER = {
    "channel": "letter", "incoming_no": "收〔2026〕12 号", "incoming_from": "陕坝镇建设街 3 号",
    "incoming_due": "2026-12-10", "reply_by": "post",
}  # fmt: skip
NO_DAY = {**BY_LETTER, "incoming_due": ""}
REASON = "是寄来的，登记成了窗口"


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


@pytest.fixture
def head(bench: Bench) -> Counter:
    return bench.counter(SUPERVISOR_PERSON)


def now(counter: Counter, case: Case) -> Case:
    return counter.cases.detail(case.case_id).case


def whole(counter: Counter, bundled: Bundled) -> tuple[Case, ...]:
    return tuple(now(counter, one) for one in (bundled.case, *bundled.children))


def last_event(bench: Bench, case: Case) -> CaseEvent:
    reading = read_case(history(bench, case.case_id))
    assert reading is not None
    return reading.counted[-1]


def code_of(counter: Counter, case: Case, wanted: dict[str, str], reason: str = REASON) -> str:
    with pytest.raises(Refused) as told:
        counter.retiming.amend_whole(case.case_id, wanted, reason)
    return told.value.refusal.code


class TestTogether:
    def test_parent_and_children_came_by_letter(self, counter: Counter, head: Counter) -> None:
        bundled = opened(counter, filled(counter))
        mended = head.retiming.amend_whole(bundled.case.case_id, BY_LETTER, REASON)
        assert mended.followed == tuple(one.case_no for one in bundled.children)
        assert mended.left == ()
        for case in whole(counter, bundled):
            assert case.registered.channel is Channel.LETTER
            assert case.registered.incoming == TOLD

    def test_every_child_gets_the_day_the_parent_has_none(self, counter: Counter, head: Counter) -> None:
        bundled = opened(counter, filled(counter))
        before = {one.case_id: one.dues for one in bundled.children}
        head.retiming.amend_whole(bundled.case.case_id, BY_LETTER, REASON)
        parent, *children = whole(counter, bundled)
        assert parent.dues == bundled.case.dues
        for child in children:
            named = [due for due in child.dues if due.rule == "incoming"]
            assert [due.at.date() for due in named if due.at] == [date(2026, 12, 10)]
            assert tuple(due for due in child.dues if due not in named) == before[child.case_id]

    def test_each_case_keeps_an_event_with_both_values(
        self, counter: Counter, head: Counter, bench: Bench
    ) -> None:
        bundled = opened(counter, filled(counter))
        head.retiming.amend_whole(bundled.case.case_id, BY_LETTER, REASON)
        for case in (bundled.case, *bundled.children):
            fact = last_event(bench, case).fact
            assert isinstance(fact, Retimed)
            assert FieldChange("channel", "counter", "letter") in fact.changes
            assert FieldChange("incoming_no", "", "收〔2026〕12 号") in fact.changes
            assert fact.reason == REASON
            assert fact.of_package == ("" if case is bundled.case else bundled.case.case_id)

    def test_a_letter_that_was_a_visit_loses_what_a_letter_has(self, counter: Counter, head: Counter) -> None:
        bundled = opened(counter, filled(counter, **LETTER))
        head.retiming.amend_whole(bundled.case.case_id, {"channel": "counter"}, "当面来的")
        for case in whole(counter, bundled):
            assert (case.registered.channel, case.registered.incoming) == (Channel.COUNTER, None)
            assert "incoming" not in {due.rule for due in case.dues}

    def test_a_clerk_puts_right_what_moves_no_clock(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        mended = counter.retiming.amend_whole(bundled.case.case_id, NO_DAY, REASON)
        assert len(mended.followed) == 3
        assert {case.registered.incoming for case in whole(counter, bundled)} == {
            Incoming(TOLD.number, TOLD.sender, None, ReplyWay.POST)
        }

    def test_a_number_alone_is_put_right_everywhere(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, **LETTER))
        counter.retiming.amend_whole(bundled.case.case_id, {"incoming_no": "收〔2026〕21 号"}, "抄错")
        assert {
            one.registered.incoming.number for one in whole(counter, bundled) if one.registered.incoming
        } == {"收〔2026〕21 号"}

    def test_it_can_be_put_right_again(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        counter.retiming.amend_whole(bundled.case.case_id, {"channel": "online"}, "是网上来的")
        counter.retiming.amend_whole(bundled.case.case_id, {"channel": "on_site"}, "是上门")
        assert {one.registered.channel for one in whole(counter, bundled)} == {Channel.ON_SITE}


class TestLeft:
    """What does not follow keeps what was registered, and is named."""

    def test_a_child_that_has_ended(self, counter: Counter) -> None:
        refusal = RejectDetail("not_in_remit", "知识产权维权援助办法", "法院")
        bundled = opened(counter, filled(counter, refused={"7.4": refusal}))
        ended = bundled.children[2]
        assert ended.decision is Decision.REJECT
        mended = counter.retiming.amend_whole(bundled.case.case_id, {"channel": "online"}, REASON)
        assert mended.left == (Left(ended.case_no, "ended"),)
        assert now(counter, ended).registered.channel is Channel.COUNTER
        assert len(mended.followed) == 2

    def test_a_child_on_its_way_to_somebody_else(self, counter: Counter) -> None:
        sent = TransferDetail(CITY, "", "市级窗口", "需专业人员裁决")
        bundled = opened(counter, filled(counter, sent={"7.4": sent}))
        mended = counter.retiming.amend_whole(bundled.case.case_id, {"channel": "online"}, REASON)
        assert mended.left == (Left(bundled.children[2].case_no, "retime.transferred"),)

    def test_where_every_child_has_ended_nothing_is_put_right(self, counter: Counter) -> None:
        refusal = RejectDetail("not_in_remit", "知识产权维权援助办法", "法院")
        told = filled(counter, refused=dict.fromkeys(("2.8", "7.2", "7.4"), refusal))
        bundled = opened(counter, told)
        assert code_of(counter, bundled.case, {"channel": "online"}) == "retime.ended"
        assert "retime" not in counter.cases.detail(bundled.case.case_id).actions


class TestRefused:
    """Nothing is kept, in the parent as in the children."""

    @pytest.mark.parametrize(
        ("wanted", "reason", "code"),
        [
            ({"channel": "counter"}, REASON, "amend.nothing"),
            ({"channel": "online"}, " ", "retime.no_reason"),
            ({"channel": "rocket"}, REASON, "amend.value"),
            ({"item": "1", "sub_item": "1.2"}, REASON, "retime.supervisor"),
            (BY_LETTER, REASON, "retime.supervisor"),
        ],
    )
    def test_by_the_rules_of_a_single_case(
        self, counter: Counter, bench: Bench, wanted: dict[str, str], reason: str, code: str
    ) -> None:
        bundled = opened(counter, filled(counter))
        assert code_of(counter, bundled.case, wanted, reason) == code
        for case in (bundled.case, *bundled.children):
            assert Retimed.KIND not in kinds(bench, case.case_id)

    def test_taking_a_named_day_away_is_the_heads_too(self, counter: Counter, bench: Bench) -> None:
        """The parent has no clock, its children have: the right is asked for theirs."""
        bundled = opened(counter, filled(counter, **LETTER))
        assert code_of(counter, bundled.case, {"channel": "counter"}) == "retime.supervisor"
        assert Retimed.KIND not in kinds(bench, bundled.case.case_id)

    def test_its_items_are_not_put_right_by_anybody(self, counter: Counter, head: Counter) -> None:
        bundled = opened(counter, filled(counter))
        for case in (bundled.case, bundled.children[1]):
            assert code_of(head, case, {"item": "1", "sub_item": "1.2"}) == "retime.package"

    def test_a_child_alone_is_not_put_right(self, counter: Counter, head: Counter) -> None:
        bundled = opened(counter, filled(counter))
        child = bundled.children[1]
        assert code_of(head, child, {"channel": "online"}) == "retime.child"

    def test_a_child_follows_no_other_parent(self, counter: Counter, bench: Bench) -> None:
        """What another machine might write by mistake: the same judge refuses it here and in the city."""
        bundled = opened(counter, filled(counter))
        child = now(counter, bundled.children[1])
        change = FieldChange("channel", "counter", "online")
        for parent in ("", "somebody-else", child.case_id):
            fact = Retimed((change,), child.dues, child.dues, REASON, None, parent)
            refusal = judge(child, replace(last_event(bench, child), fact=fact))
            assert refusal is not None
            assert refusal.code == "retime.child"


class TestLookedAtFirst:
    def test_the_childrens_clocks_are_shown_once(self, counter: Counter, head: Counter) -> None:
        bundled = opened(counter, filled(counter))
        view = head.retiming.preview(bundled.case.case_id, BY_LETTER, REASON)
        assert view.refusal is None
        assert view.before == ()
        assert [due.rule for due in view.after] == ["incoming"]

    def test_where_no_clock_moves_both_sides_are_the_same(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        view = counter.retiming.preview(bundled.case.case_id, NO_DAY, REASON)
        assert (view.before, view.after, view.refusal) == ((), (), None)

    def test_what_is_refused_is_said_before_anything_is_asked(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, **LETTER))
        view = counter.retiming.preview(bundled.case.case_id, {"channel": "counter"}, REASON)
        assert view.refusal is not None
        assert view.refusal.code == "retime.supervisor"


def test_the_step_is_offered_on_the_parent_not_on_a_child(counter: Counter) -> None:
    bundled = opened(counter, filled(counter))
    assert "retime" in counter.cases.detail(bundled.case.case_id).actions
    # An accepted child has nothing left that could be put right by itself.
    assert "retime" not in counter.cases.detail(bundled.children[1].case_id).actions
