"""不予支持 and 终止办理 over a real counter: who may, what is written, and how the day counts it."""

import pytest

from outlet_app.domain.events import ResultReached
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from tests.support.at_the_counter import accepted, answered, history, kinds, notified
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench

REASON = "联系不上申请人：三次电话未接"


def code(call: object) -> str:
    with pytest.raises(Refused) as caught:
        call()  # type: ignore[operator]
    return caught.value.refusal.code


def test_a_matter_is_closed_without_support(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    case = bench.counter().cases.close(case_id, "现有证据不足", supported=False)
    assert (case.state, case.outcome) == (State.CLOSED, "现有证据不足")
    assert kinds(bench, case_id)[-2:] == ["result_reached", "closed"]
    told = [one.event.fact for one in bench.counter().cases.detail(case_id).timeline[:2]]
    assert told[1] == ResultReached(False, "现有证据不足")


def test_a_plain_closing_says_supported_as_before(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.counter().cases.close(case_id, "检索报告已出具")
    told = [one.event.fact for one in bench.counter().cases.detail(case_id).timeline[:2]]
    assert told[1] == ResultReached(True, "检索报告已出具")


def test_it_counts_as_closed_in_the_day(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.counter().cases.close(case_id, "现有证据不足", supported=False)
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date())
    assert (sheet.flow.closed, sheet.flow.left) == (1, 0)


def test_a_head_ends_what_nobody_withdrew(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    head = bench.counter(SUPERVISOR_PERSON)
    assert "terminate" in head.cases.detail(case_id).actions
    case = head.cases.terminate(case_id, f" {REASON} ")
    assert (case.state, case.outcome) == (State.TERMINATED, REASON)
    assert kinds(bench, case_id)[-1] == "terminated"
    assert not head.cases.detail(case_id).actions & {"close", "deny", "withdraw", "terminate"}


def test_the_day_counts_it_as_ended_and_adds_up(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.counter(SUPERVISOR_PERSON).cases.terminate(case_id, REASON)
    flow = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date()).flow
    assert (flow.new, flow.left, flow.closed, flow.carried_over) == (1, 1, 0, 0)


def test_a_clerk_may_not(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    before = len(history(bench, case_id))
    assert "terminate" not in bench.counter(CLERK_PERSON).cases.detail(case_id).actions
    assert code(lambda: bench.counter(CLERK_PERSON).cases.terminate(case_id, REASON)) == "right.missing"
    assert len(history(bench, case_id)) == before


def test_while_the_applicant_is_awaited_it_can_end_too(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    assert bench.counter(SUPERVISOR_PERSON).cases.terminate(case_id, REASON).state is State.TERMINATED


@pytest.mark.parametrize("reason", ["", "  ", "长" * 301])
def test_never_without_a_word_nor_with_too_many(bench: Bench, reason: str) -> None:
    case_id = accepted(bench).case.case_id
    assert code(lambda: bench.counter(SUPERVISOR_PERSON).cases.terminate(case_id, reason)) == "step.misfit"


def test_what_has_ended_is_not_ended_again(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    assert code(lambda: bench.counter(SUPERVISOR_PERSON).cases.terminate(case_id, REASON)) == "state.guard"


@pytest.mark.parametrize("ending", ["deny", "terminate"])
def test_a_limit_that_has_passed_is_explained_first(bench: Bench, ending: str) -> None:
    case_id = accepted(bench).case.case_id
    bench.clock.forward(days=9)
    head = bench.counter(SUPERVISOR_PERSON)
    calls = {
        "deny": lambda: head.cases.close(case_id, "现有证据不足", supported=False),
        "terminate": lambda: head.cases.terminate(case_id, REASON),
    }
    assert code(calls[ending]) == "delay.unexplained"
    head.oversight.explain(case_id, "R5", "已约专家")
    assert not calls[ending]().is_open
