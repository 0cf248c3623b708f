"""A letter, a work order, an instruction or a message is registered like any visit, with a day of its own."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import local_day
from outlet_app.domain.channels import INCOMING, INCOMING_RULE
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Channel, Complexity, Incoming, ReplyWay
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.consultations import Said, usual_way
from tests.services.test_transfers import TO_FAR
from tests.support.at_the_counter import events_of_all
from tests.support.bench import Bench
from tests.support.entries import consultation

ASKER = Applicant(ApplicantKind.PERSON, "赵永胜", phone="13800002046")


def order(**changes: object) -> IntakeEntry:
    """A question handed on by the hotline, to be answered later."""
    told: dict[str, object] = {
        "applicant": ASKER,
        "channel": Channel.HOTLINE,
        "sub_item": "2.9",
        "complexity": Complexity.COMPLEX,
        "answer": "",
        "incoming_no": "BY2026112000017",
        "incoming_from": "巴彦淖尔市 12345 热线",
        "incoming_due": "2027-03-01",
        "reply_by": ReplyWay.PLATFORM,
    }
    return consultation(**{**told, **changes})


def test_a_work_order_is_written_with_its_number_and_day(bench: Bench) -> None:
    outcome = bench.counter().intake.decide(order(), Decision.ACCEPT)
    told = bench.counter().cases.detail(outcome.case.case_id).case.registered
    assert told.channel is Channel.HOTLINE
    assert told.incoming == Incoming(
        "BY2026112000017", "巴彦淖尔市 12345 热线", date(2027, 3, 1), ReplyWay.PLATFORM
    )
    assert (outcome.case.state, outcome.papers) == (State.ACCEPTED, ())


def test_its_own_day_runs_beside_our_clocks(bench: Bench) -> None:
    dues = bench.counter().intake.decide(order(), Decision.ACCEPT).case.dues
    by_rule = {due.rule: due for due in dues}
    assert set(by_rule) == {"feedback", "answer", INCOMING_RULE}
    own = by_rule[INCOMING_RULE]
    assert own.at is not None
    assert (local_day(own.at), own.at.strftime("%H:%M")) == (date(2027, 3, 1), "17:30")
    assert not own.assumed


def test_the_earlier_of_the_two_presses(bench: Bench) -> None:
    now = bench.clock.now()
    case = bench.counter().intake.decide(order(incoming_due=f"{now:%Y-%m-%d}"), Decision.ACCEPT).case
    assert case.due is not None
    assert case.due.rule == INCOMING_RULE
    later = bench.counter().intake.decide(order(incoming_no="BY-2"), Decision.ACCEPT).case
    assert later.due is not None
    assert later.due.rule == "feedback"


def test_no_day_no_clock(bench: Bench) -> None:
    case = bench.counter().intake.decide(order(incoming_due=""), Decision.ACCEPT).case
    assert {due.rule for due in case.dues} == {"feedback", "answer"}
    assert case.registered.incoming is not None
    assert case.registered.incoming.due_on is None


def test_what_is_answered_at_once_has_no_clock_but_keeps_the_day(bench: Bench) -> None:
    case = bench.counter().intake.decide(order(sub_item="2.2", answer="期满前办理。"), Decision.ANSWER).case
    assert (case.state, case.dues) == (State.CLOSED, ())
    assert case.registered.incoming is not None
    assert case.registered.incoming.due_on == date(2027, 3, 1)


def test_its_day_is_late_when_it_has_passed(bench: Bench) -> None:
    now = bench.clock.now()
    case = bench.counter().intake.decide(order(incoming_due=f"{now:%Y-%m-%d}"), Decision.ACCEPT).case
    bench.clock.forward(days=1)
    said = Said("可以续展。", usual_way(case), bench.clock.now())
    with pytest.raises(Refused, match=r"delay\.unexplained"):
        bench.counter().consultations.answer(case.case_id, said)


def test_a_day_that_is_none_is_refused_at_its_field(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"entry\.incomplete"):
        bench.counter().intake.decide(order(incoming_due="2026-02-30"), Decision.ACCEPT)
    with pytest.raises(Refused, match=r"entry\.incomplete"):
        bench.counter().intake.decide(order(incoming_no=" "), Decision.ACCEPT)
    assert events_of_all(bench) == 0


@pytest.mark.parametrize("channel", list(INCOMING))
def test_each_way_is_registered_handed_on_and_found_again(bench: Bench, channel: Channel) -> None:
    entry = order(channel=channel, reply_by=INCOMING[channel][0])
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, TO_FAR).case
    assert case.state is State.TRANSFERRED
    assert case.registered.channel is channel
    assert INCOMING_RULE in {due.rule for due in case.dues}


@pytest.mark.parametrize(
    ("channel", "way", "told"),
    [
        (Channel.HOTLINE, ReplyWay.PLATFORM, ToldWay.ELECTRONIC),
        (Channel.LETTER, ReplyWay.POST, ToldWay.WRITTEN),
        (Channel.SUPERIOR, ReplyWay.REPORT, ToldWay.WRITTEN),
        (Channel.LETTER, ReplyWay.IN_PERSON, ToldWay.COUNTER),
        (Channel.MESSAGE, ReplyWay.PHONE, ToldWay.PHONE),
    ],
)
def test_the_answer_is_offered_the_way_it_is_wanted(
    bench: Bench, channel: Channel, way: ReplyWay, told: ToldWay
) -> None:
    case = bench.counter().intake.decide(order(channel=channel, reply_by=way), Decision.ACCEPT).case
    assert usual_way(case) is told


def test_a_visit_tells_nothing_of_the_kind(bench: Bench) -> None:
    entry = replace(order(), channel=Channel.COUNTER, sub_item="2.2", answer="可以。")
    case = bench.counter().intake.decide(entry, Decision.ANSWER).case
    assert case.registered.incoming is None


def test_a_draft_keeps_what_was_typed(bench: Bench) -> None:
    drafts = bench.counter().drafts
    drafts.save(order(incoming_due="11-2"), None, "incoming_due@4")
    found = drafts.load()
    assert found is not None
    assert (found.entry.incoming_no, found.entry.incoming_due) == ("BY2026112000017", "11-2")
    assert found.entry.reply_by is ReplyWay.PLATFORM
