"""不予支持 and 终止办理 over a real counter: who may, what is written, and how the day counts it."""

from dataclasses import replace

import pytest

from outlet_app.domain.case import fold
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import ResultReached, Terminated
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.domain.separation import withheld
from outlet_app.domain.states import State
from outlet_app.wording.ledgers import cells
from tests.support.at_the_counter import accepted, answered, history, kinds, notified, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import event, registered
from tests.support.entries import subsidy

REASON = "联系不上申请人：三次电话未接"
CASE = fold([event(registered())])


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
    head.lapses.terminate(case_id, f" {REASON} ")
    case = head.cases.detail(case_id).case
    assert (case.state, case.outcome) == (State.TERMINATED, REASON)
    assert kinds(bench, case_id)[-2:] == ["terminated", "paper_issued"]
    assert not head.cases.detail(case_id).actions & {"close", "deny", "withdraw", "terminate"}


def test_the_day_counts_it_as_ended_and_adds_up(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.counter(SUPERVISOR_PERSON).lapses.terminate(case_id, REASON)
    flow = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date()).flow
    assert (flow.new, flow.left, flow.closed, flow.carried_over) == (1, 1, 0, 0)


def test_a_clerk_may_not(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    before = len(history(bench, case_id))
    assert "terminate" not in bench.counter(CLERK_PERSON).cases.detail(case_id).actions
    assert code(lambda: bench.counter(CLERK_PERSON).lapses.terminate(case_id, REASON)) == "right.missing"
    assert len(history(bench, case_id)) == before


def test_while_the_applicant_is_awaited_it_can_end_too(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    bench.counter(SUPERVISOR_PERSON).lapses.terminate(case_id, REASON)
    assert bench.counter().cases.detail(case_id).case.state is State.TERMINATED


@pytest.mark.parametrize("reason", ["", "  ", "长" * 301])
def test_never_without_a_word_nor_with_too_many(bench: Bench, reason: str) -> None:
    case_id = accepted(bench).case.case_id
    assert code(lambda: bench.counter(SUPERVISOR_PERSON).lapses.terminate(case_id, reason)) == "step.misfit"


def test_what_has_ended_is_not_ended_again(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    assert code(lambda: bench.counter(SUPERVISOR_PERSON).lapses.terminate(case_id, REASON)) == "state.guard"


@pytest.mark.parametrize("ending", ["deny", "terminate"])
def test_a_limit_that_has_passed_is_explained_first(bench: Bench, ending: str) -> None:
    case_id = accepted(bench).case.case_id
    bench.clock.forward(days=9)
    head = bench.counter(SUPERVISOR_PERSON)
    calls = {
        "deny": lambda: head.cases.close(case_id, "现有证据不足", supported=False),
        "terminate": lambda: head.lapses.terminate(case_id, REASON),
    }
    assert code(calls[ending]) == "delay.unexplained"
    head.oversight.explain(case_id, "R5", "已约专家")
    calls[ending]()
    assert not head.cases.detail(case_id).case.is_open


def test_the_materials_go_back_against_a_notice_that_says_why(bench: Bench) -> None:
    case_id = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT).case.case_id
    head = bench.counter(SUPERVISOR_PERSON)
    (paper,) = head.lapses.terminate(case_id, REASON)
    case = head.cases.detail(case_id).case
    assert isinstance(case.lapsed, Terminated)
    assert [one.name for one in case.lapsed.returned] == [
        row.name for row in case.materials if row.state is MaterialState.COMPLETE
    ]
    assert paper.number == "HH0101 终〔2026〕0001 号"
    words = text_of(head.papers.pdf(paper.paper_id))
    assert f"终止原因：{REASON}" in words
    assert "终止办理，现将已收材料退还" in words
    assert all(one.name in words for one in case.lapsed.returned)


def test_the_notice_can_be_printed_again_and_stands_among_the_papers(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    head = bench.counter(SUPERVISOR_PERSON)
    (first,) = head.lapses.terminate(case_id, REASON)
    assert "reprint" in head.cases.detail(case_id).actions
    again = head.papers.reprint(case_id, "W29", number=first.number)
    assert (again.number, again.form) == (first.number, "W29")
    papers = head.cases.detail(case_id).papers
    assert {one.number for one in papers if one.form == "W29"} == {first.number}


def test_where_nothing_lies_here_the_notice_gives_nothing_back(bench: Bench) -> None:
    entry = replace(subsidy(bench.reference), item=5, sub_item="5.1", materials=())
    case_id = bench.counter().intake.decide(entry, Decision.RECEIVE).case.case_id
    head = bench.counter(SUPERVISOR_PERSON)
    (paper,) = head.lapses.terminate(case_id, "其他原因：查询渠道已停止服务")
    words = text_of(head.papers.pdf(paper.paper_id))
    assert "起终止办理。" in words
    assert "现将已收材料退还" not in words
    assert "退还的材料：无。" in words


def test_what_went_back_stands_in_the_ledger_of_materials(bench: Bench) -> None:
    case_id = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT).case.case_id
    head, day = bench.counter(SUPERVISOR_PERSON), bench.clock.now().date()
    head.lapses.terminate(case_id, REASON)
    view = head.ledgers.view("L10", day, day)
    told = dict(zip(view.columns, cells(view.lines[-1], view.columns)[2:], strict=True))
    assert told["event"] == "终止办理"
    assert "资助奖励申报书" in told["held"]


def test_who_helps_the_applicant_does_not_end_the_matter(bench: Bench) -> None:
    """收审分离: the helper neither examines nor approves (domain.md §4)."""
    assert "terminate" in withheld(replace(CASE, helped_by=("1508000001",)), "1508000001")
    assert "terminate" not in withheld(replace(CASE, helped_by=("1508000001",)), "1508000002")
