"""The city judges answers, questions found complex and explanations as the counter does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Complexity,
    DueStamp,
    Fact,
    FeedbackGiven,
    MaterialsTaken,
    Registered,
    Situation,
)
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.services.reading import read_case
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.server import ServerProcess


def now() -> datetime:
    return datetime.now(CST)


def passed(rule: str = "answer") -> DueStamp:
    return DueStamp(rule, ClockKind.WORKDAYS, now() - timedelta(days=1))


def to_come(rule: str = "answer") -> DueStamp:
    return DueStamp(rule, ClockKind.WORKDAYS, now() + timedelta(days=3))


def said(**changes: object) -> ConsultationAnswered:
    told = ConsultationAnswered("期满前十二个月内办理。", ToldWay.PHONE, now(), "商标法第四十条", "赵永胜")
    return replace(told, **changes)  # type: ignore[arg-type]


ASKED = {"consulting": True, "situation": Situation.OWN_LATER}
DEEPER = MadeComplex("核对受让人资格", (to_come("feedback"), to_come()))
EXPLAINED = DelayExplained(DelayReason.DIFFICULT, "周三前答复")
TAKEN: tuple[Fact, ...] = (MaterialsTaken(), Accepted())


def verdicts(one: Counter, case_id: str) -> list[tuple[str, str, str]]:
    """What the city said of the last step."""
    return [tuple(row) for row in one.verdicts(case_id)][-1:]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("asked", "past", "changes", "verdict", "code"),
    [
        (ASKED, TAKEN, {}, "applied", ""),
        (ASKED, TAKEN, {"basis": ""}, "applied", ""),
        (
            ASKED | {"complexity": Complexity.COMPLEX},
            TAKEN,
            {"basis": " "},
            "rejected",
            "consultation.no_basis",
        ),
        (ASKED, TAKEN, {"answer": "　"}, "rejected", "consultation.empty"),
        (ASKED, TAKEN, {"told_at": now() - timedelta(days=1)}, "rejected", "consultation.told_when"),
        (ASKED, TAKEN, {"told_at": now() + timedelta(days=1)}, "rejected", "consultation.told_when"),
        ({}, TAKEN, {}, "rejected", "consultation.none"),
        (ASKED, (), {}, "rejected", "consultation.undecided"),
        (ASKED, (AnsweredOnSpot("可以。"),), {}, "rejected", "state.guard"),
    ],
)
def test_an_answer_is_judged_alike(
    city: ServerProcess,
    counter: NewCounter,
    asked: dict[str, object],
    past: tuple[Fact, ...],
    changes: dict[str, object],
    verdict: str,
    code: str,
) -> None:
    one = counter(city)
    case_id = one.register(*past, **asked)
    one.save(case_id, said(**changes))
    one.sync()
    assert verdicts(one, case_id) == [("consultation_answered", verdict, code)]


@pytest.mark.parametrize(
    ("asked", "fact", "verdict", "code"),
    [
        (ASKED, DEEPER, "applied", ""),
        (ASKED, replace(DEEPER, reason=""), "rejected", "consultation.no_reason"),
        (ASKED, replace(DEEPER, dues=()), "rejected", "consultation.no_clock"),
        (ASKED | {"complexity": Complexity.COMPLEX}, DEEPER, "rejected", "consultation.already_complex"),
        ({}, DEEPER, "rejected", "consultation.none"),
        (ASKED | {"dues": (passed(),)}, EXPLAINED, "applied", ""),
        (ASKED | {"dues": (passed(),)}, replace(EXPLAINED, reason="R8"), "rejected", "delay.reason"),
        (ASKED | {"dues": (passed(),)}, replace(EXPLAINED, measures=""), "rejected", "delay.measures"),
        (ASKED | {"dues": (to_come(),)}, EXPLAINED, "rejected", "delay.none"),
    ],
)
def test_what_is_found_and_explained_is_judged_alike(
    city: ServerProcess, counter: NewCounter, asked: dict[str, object], fact: Fact, verdict: str, code: str
) -> None:
    one = counter(city)
    case_id = one.register(*TAKEN, **asked)
    one.save(case_id, fact)
    one.sync()
    assert verdicts(one, case_id) == [(fact.KIND, verdict, code)]


def test_the_whole_life_of_a_call_comes_down_to_the_next_window(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(*TAKEN, callback="今天下午三点后", **ASKED)
    one.save(case_id, DEEPER, FeedbackGiven("由知识产权科核对", ToldWay.PHONE), said())
    one.sync()
    other.sync()
    here, there = read_case(one.history(case_id)), read_case(other.history(case_id))
    assert here is not None
    assert there is not None
    assert here.case == there.case
    told = there.case.registered
    assert isinstance(told, Registered)
    assert (told.situation, told.callback, told.complexity) == (
        Situation.OWN_LATER, "今天下午三点后", Complexity.COMPLEX,
    )  # fmt: skip
    assert there.case.answered is not None
    assert there.case.answered.way is ToldWay.PHONE
    assert one.tally() == other.tally() == census(city, outlet).tally
