"""A question is answered later with its basis, or found complex; both sides judge it alike."""

from dataclasses import replace
from datetime import time

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Complexity,
    DueStamp,
    Fact,
    FeedbackGiven,
    MaterialsTaken,
    Reopened,
    TransferredOut,
    TransferTaken,
)
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.forms.dates import read_time
from outlet_app.domain.occasions import Occasion
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Problem
from outlet_app.domain.states import State
from tests.support.builders import CLERK, OUTLET, at, event, registered, stamp

ANSWER = ConsultationAnswered("期满前十二个月内办理。", ToldWay.PHONE, at(60), "商标法第四十条", "赵永胜")
DEEPER = MadeComplex("核对受让人资格", (stamp(1, "feedback"), stamp(3, "answer")))
AT_ONCE = DueStamp("answer", ClockKind.INSTANT, at().replace(hour=17, minute=30))
SIMPLE = registered(consulting=True, dues=(AT_ONCE,))
COMPLEX = registered(
    consulting=True, complexity=Complexity.COMPLEX, dues=(stamp(1, "feedback"), stamp(3, "answer"))
)
SENT = TransferredOut(OUTLET, CLERK, "苏日娜", "商标业务由其承办")
ME = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))


def lived(*facts: Fact) -> Case:
    return fold(replace(event(fact), op_id=f"op-{n}") for n, fact in enumerate(facts))


def refused(case: Case, fact: Fact, minutes: int = 90) -> str:
    found = judge(case, event(fact, minutes=minutes))
    return found.code if found else ""


TRANSFERRED = lived(SIMPLE, SENT, TransferTaken())
ACCEPTED = lived(COMPLEX, MaterialsTaken(), Accepted())


def test_an_answer_ends_the_case_and_says_how_it_was_told() -> None:
    done = apply(ACCEPTED, event(ANSWER, minutes=90))
    assert (done.state, done.ended_at, done.answer) == (State.CLOSED, at(90), ANSWER.answer)
    assert done.answered == ANSWER
    assert (done.decision, done.first_contact) == (Decision.ACCEPT, CLERK)
    assert [one.occasion for one in done.served] == [Occasion.INTAKE, Occasion.RESULT]


def test_what_an_answer_must_hold() -> None:
    told = {
        "as it should be": refused(ACCEPTED, ANSWER),
        "no words": refused(ACCEPTED, replace(ANSWER, answer=" \n")),
        "complex, no basis": refused(ACCEPTED, replace(ANSWER, basis=" ")),
        "simple, no basis": refused(TRANSFERRED, replace(ANSWER, basis="")),
        "told before the question": refused(ACCEPTED, replace(ANSWER, told_at=at(-1))),
        "told within its minute": refused(ACCEPTED, replace(ANSWER, told_at=at().replace(second=0))),
        "told this minute": refused(ACCEPTED, replace(ANSWER, told_at=at(90))),
        "not told yet": refused(ACCEPTED, replace(ANSWER, told_at=at(91))),
        "not a question": refused(lived(registered(), MaterialsTaken(), Accepted()), ANSWER),
        "no decision yet": refused(lived(SIMPLE), ANSWER),
        "on its way": refused(lived(SIMPLE, SENT), ANSWER),
        "answered at once": refused(lived(SIMPLE, AnsweredOnSpot("可以。")), ANSWER),
        "answered before": refused(apply(ACCEPTED, event(ANSWER, minutes=90)), ANSWER, 95),
    }
    assert told == {
        "as it should be": "",
        "no words": "consultation.empty",
        "complex, no basis": "consultation.no_basis",
        "simple, no basis": "",
        "told before the question": "consultation.told_when",
        "told within its minute": "",
        "told this minute": "",
        "not told yet": "consultation.told_when",
        "not a question": "consultation.none",
        "no decision yet": "consultation.undecided",
        "on its way": "state.guard",
        "answered at once": "state.guard",
        "answered before": "state.guard",
    }


def test_only_who_holds_the_case_answers() -> None:
    elsewhere = replace(event(ANSWER, minutes=90), outlet="1508001001")
    found = judge(ACCEPTED, elsewhere)
    assert found is not None
    assert found.code == "case.elsewhere"


def test_a_question_found_complex_has_the_clocks_of_one() -> None:
    done = apply(TRANSFERRED, event(DEEPER, minutes=90))
    assert done.registered.complexity is Complexity.COMPLEX
    assert [due.rule for due in done.dues] == ["feedback", "answer"]
    assert AT_ONCE not in done.dues
    assert (done.state, done.decision) == (TRANSFERRED.state, Decision.TRANSFER)


def test_a_longer_clock_of_another_rule_runs_on() -> None:
    response = DueStamp("response", ClockKind.HOURS, at(days=1))
    case = lived(replace(SIMPLE, dues=(AT_ONCE, response)), SENT, TransferTaken())
    rules = [due.rule for due in apply(case, event(DEEPER, minutes=90)).dues]
    assert rules == ["response", "feedback", "answer"]


def test_feedback_stops_the_first_clock_of_the_two() -> None:
    case = apply(TRANSFERRED, event(DEEPER, minutes=90))
    told = apply(case, event(FeedbackGiven("由知识产权科核对"), minutes=95))
    assert [due.rule for due in told.dues] == ["answer"]


def test_when_a_question_can_be_found_complex() -> None:
    told = {
        "as it should be": refused(TRANSFERRED, DEEPER),
        "on its way": refused(lived(SIMPLE, SENT), DEEPER),
        "no reason": refused(TRANSFERRED, replace(DEEPER, reason="　")),
        "no clock": refused(TRANSFERRED, replace(DEEPER, dues=())),
        "a clock without a moment": refused(
            TRANSFERRED, replace(DEEPER, dues=(DueStamp("answer", ClockKind.PERIOD, None),))
        ),
        "complex already": refused(ACCEPTED, DEEPER),
        "twice": refused(apply(TRANSFERRED, event(DEEPER, minutes=80)), DEEPER),
        "not a question": refused(lived(registered(), SENT, TransferTaken()), DEEPER),
        "answered": refused(lived(SIMPLE, AnsweredOnSpot("可以。")), DEEPER),
    }
    assert told == {
        "as it should be": "",
        "on its way": "",
        "no reason": "consultation.no_reason",
        "no clock": "consultation.no_clock",
        "a clock without a moment": "consultation.no_clock",
        "complex already": "consultation.already_complex",
        "twice": "consultation.already_complex",
        "not a question": "consultation.none",
        "answered": "state.guard",
    }


def test_a_simple_answer_once_complex_needs_its_basis() -> None:
    deeper = apply(TRANSFERRED, event(DEEPER, minutes=80))
    assert refused(deeper, replace(ANSWER, basis="")) == "consultation.no_basis"


def test_which_steps_a_question_offers() -> None:
    own = {"answer", "make_complex", "close"}
    told = {
        "transferred and taken": offered(TRANSFERRED, ME, at().date()) & own,
        "accepted, complex": offered(ACCEPTED, ME, at().date()) & own,
        "on its way": offered(lived(SIMPLE, SENT), ME, at().date()) & own,
        "answered at once": offered(lived(SIMPLE, AnsweredOnSpot("可以。")), ME, at().date()) & own,
        "no question": offered(lived(registered(), MaterialsTaken(), Accepted()), ME, at().date()) & own,
        "reopened": offered(lived(SIMPLE, AnsweredOnSpot("可以。"), Reopened("答错")), ME, at().date()) & own,
        "seen elsewhere": offered(ACCEPTED, ME, at().date(), "1508001001") & own,
    }
    assert told == {
        "transferred and taken": {"answer", "make_complex"},
        "accepted, complex": {"answer"},
        "on its way": {"make_complex"},
        "answered at once": set(),
        "no question": {"close"},
        "reopened": {"answer", "make_complex", "close"},
        "seen elsewhere": set(),
    }


def test_times_as_people_type_them() -> None:
    typed = {
        "16:20": time(16, 20),
        "1620": time(16, 20),
        "920": time(9, 20),
        "9.05": time(9, 5),
        "16：20": time(16, 20),
        "１６:２０": time(16, 20),
        "16时20分": time(16, 20),
        "8点": time(8),
        " 08 : 05 ": time(8, 5),
        "00:00": time(),
        "23:59": time(23, 59),
        "24:00": Problem("time.impossible"),
        "12:60": Problem("time.impossible"),
        "9999": Problem("time.impossible"),
        "": Problem("time.unreadable"),
        "16": Problem("time.unreadable"),
        "下午四点": Problem("time.unreadable"),
        "16:20:30": Problem("time.unreadable"),
        "-1:20": Problem("time.unreadable"),
    }
    assert {text: read_time(text) for text in typed} == typed
