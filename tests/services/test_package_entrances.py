"""集成办 by letter, work order, instruction or message: parent and children tell where it came from."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Delivery, Incoming, ReplyWay
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.package_drafts import Begun
from outlet_app.services.views import CaseFilter
from tests.services.test_packaging import TICKED, S, filled, opened, package, refused
from tests.support.at_the_counter import text_of
from tests.support.bench import Bench
from tests.support.builders import ENTERPRISE

LETTER = {
    "channel": Channel.LETTER, "incoming_no": " 收〔2026〕12 号 ", "incoming_from": "陕坝镇建设街 3 号",
    "incoming_due": "2026-12-10", "reply_by": ReplyWay.POST,
}  # fmt: skip
TOLD = Incoming("收〔2026〕12 号", "陕坝镇建设街 3 号", date(2026, 12, 10), ReplyWay.POST)


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


class TestByLetter:
    def test_parent_and_children_say_how_it_came(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, **LETTER))
        for case in (bundled.case, *bundled.children):
            assert case.registered.channel is Channel.LETTER
            assert case.registered.incoming == TOLD

    def test_every_child_has_the_day_that_the_letter_names(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, **LETTER))
        for child in bundled.children:
            days = [due.at.date() for due in child.dues if due.rule == "incoming" and due.at]
            assert days == [date(2026, 12, 10)]
        assert [due.rule for due in bundled.case.dues if due.rule == "incoming"] == []

    def test_without_a_day_nothing_but_the_items_own_clocks_run(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, **{**LETTER, "incoming_due": ""}))
        assert {due.rule for child in bundled.children for due in child.dues} & {"incoming"} == set()

    def test_papers_go_by_post_and_a_question_gets_none(self, counter: Counter) -> None:
        """A receipt for what needs papers; nobody stands here who takes along the paper of an answer."""
        bundled = opened(counter, filled(counter, **LETTER))
        forms = {one.registered.sub_item: [] for one in bundled.children}
        by_case = {one.case_id: one.registered.sub_item for one in bundled.children}
        for paper in bundled.papers:
            forms[by_case[paper.case_id]].append(paper.form)
        assert forms == {"2.8": [], "7.2": ["W05"], "7.4": ["W05"]}

    def test_the_one_notice_goes_by_post(self, counter: Counter) -> None:
        entry = filled(counter, but={"ownership": S.MISSING}, **LETTER)
        notice = replace(TICKED, delivery=Delivery.POST)
        bundled = opened(counter, entry, notice=notice)
        assert {one.notices[0].delivery for one in bundled.children if one.notices} == {Delivery.POST}
        assert bundled.case.notices[0].delivery is Delivery.POST
        (paper,) = [one for one in bundled.papers if one.form == "W04"]
        assert "权属证明" in text_of(counter.papers.pdf(paper.paper_id))

    def test_only_taken_in_one_receipt_for_all(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, for_review=True, materials=(), **LETTER))
        assert [paper.form for paper in bundled.papers] == ["W02"]
        assert {one.decision for one in bundled.children if one.registered.sub_item != "2.8"} == {
            Decision.RECEIVE
        }


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({**LETTER, "incoming_from": ""}, False),
        ({**LETTER, "incoming_from": "", "reply_by": ReplyWay.PHONE}, True),
        ({"channel": Channel.HOTLINE, "reply_by": ReplyWay.PLATFORM}, False),
        ({"channel": Channel.HOTLINE, "incoming_no": "BY2026-1", "reply_by": ReplyWay.PLATFORM}, True),
        ({"channel": Channel.SUPERIOR, "reply_by": ReplyWay.REPORT}, False),
        ({"channel": Channel.SUPERIOR, "incoming_from": "市局知识产权科", "reply_by": ReplyWay.REPORT}, True),
        ({"channel": Channel.MESSAGE, "reply_by": ReplyWay.PLATFORM}, True),
        ({"channel": Channel.ONLINE}, True),
        ({**LETTER, "incoming_due": "腊月"}, False),
    ],
)
def test_what_cannot_be_found_again_or_answered_is_refused(
    counter: Counter, changes: dict[str, object], held: bool
) -> None:
    entry = filled(counter, **changes)
    if held:
        assert len(opened(counter, entry).children) == 3
    else:
        assert refused(counter, entry) == "entry.incomplete"
        assert counter.cases.page(CaseFilter()).total == 0


def test_questions_alone_are_answered_without_a_number(counter: Counter) -> None:
    who = replace(ENTERPRISE, id_number="")
    entry = replace(
        filled(counter, **LETTER), wanted=("2.8",), applicant=who, answer="可以先保全证据。", materials=()
    )
    bundled = opened(counter, entry)
    assert [one.decision for one in bundled.children] == [Decision.ANSWER]
    assert bundled.case.state is State.RESULT_OK
    assert bundled.papers == ()


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.HOTLINE, Channel.PHONE])
def test_a_promise_by_post_is_not_taken(counter: Counter, channel: Channel) -> None:
    """Marked at the counter and then called a letter: the row is to be looked at again."""
    entry = filled(counter, but={"7.4-A1": S.DEFERRED}, **{**LETTER, "channel": channel})
    assert refused(counter, entry) == "entry.incomplete"
    assert counter.package_promises.owed(package(counter, "P5"), entry) is None


def test_a_draft_keeps_what_the_letter_tells(counter: Counter) -> None:
    begun = Begun("P5", filled(counter, **LETTER))
    counter.package_drafts.save(begun)
    saved = counter.package_drafts.load()
    assert saved is not None
    assert saved.begun.entry.incoming_no == LETTER["incoming_no"]
    assert saved.begun.entry.channel is Channel.LETTER
    assert saved.begun.entry.reply_by is ReplyWay.POST
