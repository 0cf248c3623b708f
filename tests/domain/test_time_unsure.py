"""A case whose time a clock wrote that could not be right stays marked, and goes on like any other."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.events import (
    Accepted,
    CaseEvent,
    ClockTrust,
    Closed,
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    MaterialsTaken,
    ResultReached,
)
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import at, event, material, notice, registered, stamp

SUSPECT = ClockTrust.SUSPECT
COURSE = (
    registered(),
    MaterialsTaken(),
    Accepted((stamp(),)),
    ResultReached(True, "已出具"),
    Closed("已交付"),
)


def course(*doubtful: int, trust: ClockTrust = SUSPECT) -> list[CaseEvent]:
    """The course with these steps written by a doubtful clock."""
    events = [event(fact, minutes=n) for n, fact in enumerate(COURSE)]
    return [replace(one, trust=trust) if n in doubtful else one for n, one in enumerate(events)]


@each("trust", [ClockTrust.SERVER, ClockTrust.DERIVED, ClockTrust.WALL])
def test_a_time_that_may_be_right_marks_nothing(trust: ClockTrust) -> None:
    assert not fold(course(0, 1, 2, 3, 4, trust=trust)).time_unsure


@each("step", range(len(COURSE)))
def test_one_doubtful_step_marks_the_case_for_good(step: int) -> None:
    events = course(step)
    marks = [fold(events[: n + 1]).time_unsure for n in range(len(events))]
    assert marks == [n >= step for n in range(len(events))]


def test_a_clock_prevents_no_step() -> None:
    case = None
    for one in course(0, 1, 2, 3, 4):
        assert judge(case, one) is None
        case = apply(case, one)
    assert case is not None
    assert case.state is State.CLOSED


def test_a_step_dated_before_the_last_is_legal_and_marked() -> None:
    events = course()
    back = replace(events[1], at=events[0].at - timedelta(days=400), trust=SUSPECT)
    case = fold((events[0], back))
    assert (case.state, case.time_unsure, case.events) == (State.RECEIVED, True, 2)


def test_nothing_else_of_the_case_depends_on_the_mark() -> None:
    sure, doubtful = fold(course()), fold(course(0, 2, 4))
    assert replace(doubtful, time_unsure=False) == sure
    assert doubtful != sure


CONFIRMED = TimeConfirmed("op-0", at(1), "叫号单")


def taken_back(*told: CaseEvent) -> Case:
    """A case by these events, its last decision or 补正收件 taken back by whoever took it."""
    case = fold(told)
    last = case.last_decision or case.last_taking
    assert last is not None
    undone = DecisionUndone if case.last_decision is not None else CorrectionUndone
    back = event(undone(last.op_id, "点错"), minutes=50)
    assert judge(case, back) is None
    return apply(case, back)


def test_what_was_settled_about_the_time_outlives_a_decision_taken_back() -> None:
    """The head looked at the slip; that the decision was a slip of the hand changes nothing about it."""
    events = course(0)[:3]
    case = taken_back(*events, event(CONFIRMED, minutes=9))
    assert (case.state, case.time_unsure, case.time_confirmed) == (State.RECEIVED, False, CONFIRMED)


def test_a_decision_by_a_doubtful_clock_leaves_its_doubt_behind() -> None:
    case = taken_back(*course(2)[:3])
    assert (case.state, case.time_unsure, case.time_confirmed) == (State.RECEIVED, True, None)


def test_without_a_doubt_there_is_none_after_it_was_taken_back() -> None:
    events = course()[:3]
    case, before = taken_back(*events), fold(events[:2])
    assert (case.time_unsure, case.time_confirmed) == (False, None)
    assert replace(case, events=before.events, last_at=before.last_at, last_decision=None) == replace(
        before, last_decision=None
    )


def test_the_same_of_what_came_after_a_notice() -> None:
    told = (registered(), MaterialsTaken(), notice(), CorrectionTaken((material(),)))
    events = [replace(event(fact, minutes=n), op_id=f"op-{n}") for n, fact in enumerate(told)]
    doubtful = [replace(events[0], trust=SUSPECT), *events[1:]]
    case = taken_back(*doubtful, event(CONFIRMED, minutes=9))
    assert (case.state, case.time_unsure, case.time_confirmed) == (State.CORRECTION, False, CONFIRMED)
