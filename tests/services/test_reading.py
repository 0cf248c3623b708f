"""What the city refuses, holds back or nobody can read has no effect, and stays where people see it."""

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Closed, FeedbackGiven, Rejected, ResultReached
from outlet_app.domain.states import State
from outlet_app.models.journal import Op
from outlet_app.services.projection import rebuild
from outlet_app.services.reading import read_case
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import (
    accepted,
    answered,
    from_the_city,
    history,
    judged,
    kinds,
    notified,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import registered


def unheard_of(bench: Bench, case_id: str) -> Op:
    """A step of a later version of the program."""
    at = bench.clock.now().isoformat()
    return Op("op-new", "hologram_shown", 9, case_id, at, "1508000009", b"{}")


@pytest.mark.parametrize("verdict", ["rejected", "parked"])
def test_a_step_that_does_not_count_leaves_the_case_as_it_was(bench: Bench, verdict: str) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    bench.counter().cases.close(case_id, "办结")
    assert bench.counter().cases.detail(case_id).case.state is State.CLOSED
    judged(bench, [verdict, verdict], "UNKNOWN_KIND")
    detail = bench.counter().cases.detail(case_id)
    assert (detail.case.state, detail.row.state, detail.case.outcome) == (State.ACCEPTED, State.ACCEPTED, "")
    shown = [(entry.event.fact.KIND, entry.counts, entry.code) for entry in detail.timeline[:2]]
    assert shown == [("closed", False, "UNKNOWN_KIND"), ("result_reached", False, "UNKNOWN_KIND")]


def test_a_released_step_counts_from_then_on(bench: Bench) -> None:
    """Parked events are released by the city's upgrade (sync.md D.11)."""
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    bench.counter().cases.withdraw(case_id, "撤回")
    judged(bench, ["parked"], "UNKNOWN_KIND")
    assert bench.counter().cases.detail(case_id).case.state is State.ACCEPTED
    held = history(bench, case_id)[-1]
    with bench.database.unit_of_work() as uow:
        uow.journal.place(case_id, held.op_id, 6, "applied")
        uow.commit()
    assert bench.counter().cases.detail(case_id).case.state is State.WITHDRAWN


def test_the_citys_order_decides_and_the_later_one_has_no_effect(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    judged(bench, ["applied"] * 5)
    bench.counter().cases.withdraw(case_id, "本窗口登记撤回")
    at = bench.clock.now()
    from_the_city(bench, case_id, [FeedbackGiven("已电话告知")], at=at, first_n=6)
    detail = bench.counter().cases.detail(case_id)
    assert kinds(bench, case_id)[-2:] == ["feedback_given", "withdrawn"]
    assert detail.case.state is State.WITHDRAWN
    assert all(entry.counts for entry in detail.timeline)


def test_a_step_overtaken_by_another_window_is_shown_without_effect(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    bench.counter().cases.withdraw(case_id, "撤回")
    at = bench.clock.now()
    from_the_city(bench, case_id, [ResultReached(True, "已出"), Closed("已出")], at=at, first_n=6)
    detail = bench.counter().cases.detail(case_id)
    assert (detail.case.state, detail.case.outcome) == (State.CLOSED, "已出")
    assert (detail.timeline[0].event.fact.KIND, detail.timeline[0].counts) == ("withdrawn", False)


@pytest.mark.parametrize("verdict", ["rejected", "parked"])
def test_a_case_whose_registration_does_not_count_can_still_be_looked_at(bench: Bench, verdict: str) -> None:
    """Somebody has to mend it (需您处理), so it must not vanish."""
    case = answered(bench).case
    judged(bench, [verdict, verdict], "CASE_NO_TAKEN")
    detail = bench.counter().cases.detail(case.case_id)
    assert detail.case.case_no == case.case_no
    assert (detail.case.state, detail.case.decision) == (State.REGISTERED, None)
    assert [entry.counts for entry in detail.timeline] == [False, False]
    assert bench.counter().cases.page(CaseFilter()).rows[0].sending in ("needs_you", "parked")
    assert bench.counter().desk.view().numbers.received == 0


def test_nothing_counts_on_a_registration_that_does_not(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, ["parked"], "UNKNOWN_KIND")
    reading = read_case(history(bench, case_id))
    assert reading is not None
    assert reading.counted == ()
    told = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date())
    assert (told.total.visits, told.flow.new) == (0, 0)


def test_a_step_this_version_cannot_read_is_kept_and_passed_over(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    unreadable = Op(
        "op-new", "hologram_shown", 9, case_id, bench.clock.now().isoformat(), "1508000009", b"{}"
    )
    with bench.database.unit_of_work() as uow:
        uow.journal.place(case_id, unreadable.op_id, 6, "applied", op=unreadable)
        uow.commit()
    at = bench.clock.now()
    from_the_city(bench, case_id, [FeedbackGiven("已电话告知")], at=at, first_n=7)
    assert kinds(bench, case_id)[-2:] == ["hologram_shown", "feedback_given"]
    detail = bench.counter().cases.detail(case_id)
    assert (detail.case.state, detail.timeline[0].event.fact.KIND) == (State.ACCEPTED, "feedback_given")
    assert len(detail.timeline) == 6


def test_a_case_of_which_nothing_can_be_read_is_nobodys_case(bench: Bench) -> None:
    unreadable = unheard_of(bench, "odd")
    with bench.database.unit_of_work() as uow:
        uow.journal.place("odd", unreadable.op_id, 1, "applied", op=unreadable)
        assert rebuild(uow) == 1
        uow.commit()
    assert read_case(history(bench, "odd")) is None
    assert bench.counter().cases.page(CaseFilter()).total == 0


def test_a_case_without_its_registration_waits_for_it(bench: Bench) -> None:
    from_the_city(bench, "half", [Rejected("not_in_remit")], at=bench.clock.now(), first_n=2)
    assert bench.counter().cases.page(CaseFilter()).total == 0
    from_the_city(bench, "half", [registered()], at=bench.clock.now(), first_n=1)
    row = bench.counter().cases.page(CaseFilter()).rows[0]
    assert (row.state, row.decision) == (State.REJECTED, Decision.REJECT)


def test_the_same_answer_twice_changes_nothing(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    before = bench.counter().cases.detail(case_id)
    at = bench.clock.now()
    for _ in range(2):
        from_the_city(bench, case_id, [FeedbackGiven("已告知")], at=at, first_n=6)
    after = bench.counter().cases.detail(case_id)
    assert len(after.timeline) == len(before.timeline) + 1


# What a rule of another version let: here the closing of a case that was never accepted.
ODD = (Closed("办结"), ResultReached(True, "已出"))


def outvoted(bench: Bench, verdict: str = "applied", first_n: int = 6) -> str:
    """A case that waits for its applicant, and a step of the city's that no rule here would let."""
    case_id = notified(bench).case.case_id
    judged(bench, ["applied"] * 5)
    at = bench.clock.now()
    from_the_city(bench, case_id, [Closed("办结")], at=at, first_n=first_n, verdict=verdict)
    return case_id


@pytest.mark.parametrize("verdict", ["applied", "applied_warn"])
def test_what_the_city_let_counts_also_where_no_rule_here_would_let_it(bench: Bench, verdict: str) -> None:
    """The record of the city has it, and two records of one case must not differ (sync.md I6)."""
    case_id = outvoted(bench, verdict)
    detail = bench.counter().cases.detail(case_id)
    assert (detail.case.state, detail.case.outcome) == (State.CLOSED, "办结")
    assert (detail.timeline[0].event.fact.KIND, detail.timeline[0].counts) == ("closed", True)
    assert bench.counter().cases.page(CaseFilter()).rows[0].state is State.CLOSED


@pytest.mark.parametrize("verdict", ["rejected", "parked"])
def test_what_the_city_did_not_let_counts_nowhere(bench: Bench, verdict: str) -> None:
    case_id = outvoted(bench, verdict)
    assert bench.counter().cases.detail(case_id).case.state is State.CORRECTION


def test_beyond_a_gap_the_rules_are_asked(bench: Bench) -> None:
    """What lies between may be what makes it legal, or what makes it impossible to fold."""
    case_id = outvoted(bench, first_n=7)
    assert bench.counter().cases.detail(case_id).case.state is State.CORRECTION
    at = bench.clock.now()
    from_the_city(bench, case_id, [FeedbackGiven("已电话告知")], at=at, first_n=6)
    assert bench.counter().cases.detail(case_id).case.state is State.CLOSED


def test_beyond_a_step_nobody_here_can_read_too(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    judged(bench, ["applied"] * 5)
    with bench.database.unit_of_work() as uow:
        unreadable = unheard_of(bench, case_id)
        uow.journal.place(case_id, unreadable.op_id, 6, "applied", op=unreadable)
        uow.commit()
    from_the_city(bench, case_id, [Closed("办结")], at=bench.clock.now(), first_n=7)
    assert bench.counter().cases.detail(case_id).case.state is State.CORRECTION


def test_an_own_step_that_waits_is_held_against_the_rules(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    bench.counter().cases.withdraw(case_id, "撤回")
    from_the_city(bench, case_id, ODD[::-1], at=bench.clock.now(), first_n=6)
    reading = read_case(history(bench, case_id))
    assert reading is not None
    told = [(step.event.fact.KIND, step.counts) for step in reading.steps[-3:]]
    assert told == [("result_reached", True), ("closed", True), ("withdrawn", False)]


def test_made_anew_from_the_journal_it_is_the_same(bench: Bench) -> None:
    case_id = outvoted(bench)
    before = bench.counter().cases.page(CaseFilter()).rows
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.commit()
    assert bench.counter().cases.page(CaseFilter()).rows == before
    assert bench.counter().cases.detail(case_id).case.state is State.CLOSED
