"""A case whose time a clock wrote that could not be right stays marked, and goes on like any other."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.case import apply, fold, judge
from outlet_app.domain.events import Accepted, CaseEvent, ClockTrust, Closed, MaterialsTaken, ResultReached
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import event, registered, stamp

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
