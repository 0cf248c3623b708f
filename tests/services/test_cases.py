"""办件查询: what is listed, what one case tells, and the steps that are open from there."""

import logging
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, TransferDetail
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import (
    DEFERRED,
    accepted,
    answered,
    judged,
    kinds,
    named,
    notified,
    statements,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, SUPERVISOR
from tests.support.entries import consultation, search_report, subsidy


def found(bench: Bench, **asked: object) -> list[str]:
    """Case ids the filter finds, in order."""
    page = bench.counter().cases.page(CaseFilter(**asked))  # type: ignore[arg-type]
    assert page.total == len(page.rows)
    return [row.case_id for row in page.rows]


def test_the_newest_registration_stands_first(bench: Bench) -> None:
    first = answered(bench).case.case_id
    bench.clock.forward(minutes=4)
    second = accepted(bench).case.case_id
    assert found(bench) == [second, first]


def test_pages_follow_one_another_and_know_the_total(bench: Bench) -> None:
    for _ in range(5):
        answered(bench)
        bench.clock.forward(minutes=1)
    cases = bench.counter().cases
    pages = [cases.page(CaseFilter(), 2, offset) for offset in (0, 2, 4)]
    assert [len(page.rows) for page in pages] == [2, 2, 1]
    assert {page.total for page in pages} == {5}
    assert len({row.case_id for page in pages for row in page.rows}) == 5


@pytest.mark.parametrize("text", ["其其", "其", "qqg", "152822196501010025", "1234", "HH01-20261120-0100"])
def test_a_case_is_found_by_any_part_of_what_is_known(bench: Bench, text: str) -> None:
    case_id = accepted(bench).case.case_id
    assert found(bench, text=text) == [case_id]
    assert found(bench, text="没有这个人") == []


def test_each_filter_asks_for_what_it_says(bench: Bench) -> None:
    asked = answered(bench).case.case_id
    taken = accepted(bench).case.case_id
    told = notified(bench).case.case_id
    assert found(bench, item=1) == [taken]
    assert found(bench, decision=Decision.NOTICE) == [told]
    assert found(bench, states=frozenset({State.CLOSED})) == [asked]
    assert set(found(bench, only_open=True)) == {taken, told}
    assert set(found(bench, handler=CLERK)) == {asked, taken, told}
    assert found(bench, handler=SUPERVISOR) == []
    assert found(bench, since=date(2026, 11, 21)) == []
    assert len(found(bench, until=date(2026, 11, 20))) == 3


def test_cases_are_found_by_how_they_press(bench: Bench) -> None:
    """Due on Wednesday 2026-11-25: later, then soon, then that day, then overdue."""
    case_id = accepted(bench).case.case_id
    answered(bench)
    seen = []
    for _ in range(7):
        seen.append([one.value for one in Urgency if found(bench, urgency=one, only_open=True) == [case_id]])
        bench.clock.forward(days=1)
    # Friday to Monday later; Tuesday is the working day before; Thursday one working day over.
    assert seen == [["later"], ["later"], ["later"], ["later"], ["soon"], ["today"], ["overdue"]]


def test_pages_of_pressing_cases_follow_one_another(bench: Bench) -> None:
    for _ in range(3):
        accepted(bench)
        bench.clock.forward(minutes=1)
    cases, asked = bench.counter().cases, CaseFilter(urgency=Urgency.LATER)
    assert [(len(p.rows), p.total) for p in (cases.page(asked, 2, 0), cases.page(asked, 2, 2))] == [
        (2, 3),
        (1, 3),
    ]


@pytest.mark.parametrize(
    ("sub_item", "decision", "kind"),
    [
        ("1.7", Decision.ACCEPT, ClockKind.WORKDAYS),
        ("2.9", Decision.TRANSFER, ClockKind.HOURS),
        ("1.1", Decision.TRANSFER, ClockKind.INSTANT),
    ],
)
def test_a_row_tells_which_kind_of_clock_runs(
    bench: Bench, sub_item: str, decision: Decision, kind: ClockKind
) -> None:
    entry = replace(search_report(bench.reference), item=int(sub_item[0]), sub_item=sub_item)
    detail = None
    if decision is Decision.TRANSFER:
        entry, detail = replace(entry, materials=()), TransferDetail("1508001001", "", "市级窗口", "专业问题")
    bench.counter().intake.decide(entry, decision, detail)
    row = bench.counter().cases.page(CaseFilter()).rows[0]
    assert row.due is not None
    assert row.due.kind is kind


def test_an_overdue_row_counts_working_days(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=10)  # Monday 2026-11-30; due was Wednesday 11-25
    row = bench.counter().cases.page(CaseFilter()).rows[0]
    assert (row.urgency, row.overdue_days) == (Urgency.OVERDUE, 3)


def test_an_ended_case_is_never_overdue(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.counter().cases.close(case_id, "报告已出具")
    bench.clock.forward(days=30)
    row = bench.counter().cases.page(CaseFilter()).rows[0]
    assert (row.urgency, row.overdue_days, row.due) == (Urgency.NONE, 0, None)


@pytest.mark.parametrize("many", [3, 12])
def test_a_list_costs_the_same_however_long_it_is(bench: Bench, many: int) -> None:
    for _ in range(many):
        answered(bench)
    with statements(bench.database) as asked:
        bench.counter().cases.page(CaseFilter(text="", only_open=False))
    assert len(asked) == 5


def test_one_case_in_full_costs_a_handful_of_statements(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    cases = bench.counter().cases
    for _ in range(6):
        bench.counter().papers.reprint(case_id, "W05")
    with statements(bench.database) as asked:
        cases.detail(case_id)
    assert len(asked) <= 6


def test_a_case_tells_its_course_newest_first_with_names(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.clock.forward(hours=2)
    bench.counter(SUPERVISOR_PERSON).cases.close(case_id, "报告已出具")
    detail = bench.counter().cases.detail(case_id)
    assert [entry.event.fact.KIND for entry in detail.timeline] == [
        "closed", "result_reached", "paper_issued", "accepted", "materials_taken", "materials_checked",
        "registered",
    ]  # fmt: skip
    assert (detail.timeline[0].who, detail.timeline[-1].who) == ("高云飞", "苏日娜")
    assert detail.first_contact_name == "苏日娜"
    assert detail.timeline[0].where == bench.reference.outlet.name
    assert {entry.verdict for entry in detail.timeline} == {"waiting"}
    assert [paper.form for paper in detail.papers] == ["W05"]


def test_somebody_unknown_here_is_shown_by_the_last_four_digits(bench: Bench) -> None:
    stranger = replace(SUPERVISOR_PERSON, staff_no="1508004321")
    case = bench.counter(stranger).intake.decide(consultation(), Decision.ANSWER).case
    detail = bench.counter().cases.detail(case.case_id)
    assert (detail.first_contact_name, detail.row.handler_name) == ("4321", "4321")


def test_a_persons_number_and_telephone_are_masked_a_bodys_code_is_not(bench: Bench) -> None:
    person = bench.counter().cases.detail(accepted(bench).case.case_id)
    body = bench.counter().cases.detail(notified(bench).case.case_id)
    assert (person.masked_id, person.masked_phone) == ("1528**********0025", "139****1234")
    assert body.masked_id == "91150802MA0TEA71XJ"


def test_looking_at_a_masked_number_is_written_down_without_the_number(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    case_id, cases = accepted(bench).case.case_id, bench.counter().cases
    with caplog.at_level(logging.INFO):
        assert cases.reveal(case_id, "id", "verify") == "152822196501010025"
        assert cases.reveal(case_id, "phone", "call") == "13900001234"
    told = [record.getMessage() for record in caplog.records if "revealed" in record.getMessage()]
    assert len(told) == 2
    assert all(case_id in line and CLERK[-4:] in line for line in told)
    assert "verify" in told[0]
    assert not any("1528221965" in line or "1390000" in line for line in told)


def test_a_case_nobody_knows_is_refused(bench: Bench) -> None:
    cases = bench.counter().cases
    for ask in (cases.detail, lambda one: cases.close(one, ""), lambda one: cases.withdraw(one, "")):
        with pytest.raises(Refused) as refused:
            ask("no-such-case")
        assert refused.value.refusal.code == "case.unknown"


def test_closing_reaches_the_result_first_and_ends_the_case(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.clock.forward(days=3)
    case = bench.counter().cases.close(case_id, "报告已出具")
    assert (case.state, case.outcome, case.ended_at) == (State.CLOSED, "报告已出具", bench.clock.now())
    assert kinds(bench, case_id)[-2:] == ["result_reached", "closed"]
    assert found(bench, only_open=True) == []


def test_a_case_cannot_be_closed_twice_and_the_second_time_leaves_nothing(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.counter().cases.close(case_id, "报告已出具")
    before = kinds(bench, case_id)
    with pytest.raises(Refused) as refused:
        bench.counter().cases.close(case_id, "再来一次")
    assert refused.value.refusal.code == "state.guard"
    assert kinds(bench, case_id) == before


def test_a_case_that_waits_for_the_applicant_cannot_be_closed(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    with pytest.raises(Refused):
        bench.counter().cases.close(case_id, "办结")
    assert "result_reached" not in kinds(bench, case_id)


def test_the_applicant_may_withdraw_while_the_case_is_open(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    case = bench.counter().cases.withdraw(case_id, "申请人撤回")
    assert (case.state, case.outcome) == (State.WITHDRAWN, "申请人撤回")


def test_feedback_stops_its_own_clock_and_leaves_the_answers(bench: Bench) -> None:
    """2.9: 24 hours for a first word, 3 working days for the answer."""
    entry = replace(search_report(bench.reference), item=2, sub_item="2.9", materials=())
    detail = TransferDetail("1508001001", "", "市级窗口", "专业问题")
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, detail).case
    assert [due.rule for due in case.dues] == ["feedback", "answer"]
    case = bench.counter().cases.feedback(case.case_id, "已转市局，周三前答复")
    assert [due.rule for due in case.dues] == ["answer"]
    assert bench.counter().cases.detail(case.case_id).actions >= {"withdraw"}
    assert "feedback" not in bench.counter().cases.detail(case.case_id).actions


def test_only_steps_that_would_be_taken_are_offered(bench: Bench) -> None:
    promise = DeficientDetail(date(2026, 11, 25), volunteered=True)
    promised = bench.counter().intake.decide(
        subsidy(bench.reference, A1=DEFERRED), Decision.DEFICIENT, promise
    )
    offered = {
        "answered": bench.counter().cases.detail(answered(bench).case.case_id).actions,
        "accepted": bench.counter().cases.detail(accepted(bench).case.case_id).actions,
        "notified": bench.counter().cases.detail(notified(bench).case.case_id).actions,
        "promised": bench.counter().cases.detail(promised.case.case_id).actions,
    }
    plain_course = {"close", "withdraw", "reprint", "feedback"}
    assert {name: steps & plain_course for name, steps in offered.items()} == {
        "answered": frozenset(),
        "accepted": {"close", "withdraw", "reprint"},
        "notified": {"withdraw", "reprint", "feedback"},
        "promised": {"withdraw", "reprint", "feedback"},
    }


def test_a_promised_date_is_shown_as_what_presses(bench: Bench) -> None:
    promise = DeficientDetail(date(2026, 11, 25), volunteered=True)
    entry = subsidy(bench.reference, A1=DEFERRED)
    bench.counter().intake.decide(entry, Decision.DEFICIENT, promise)
    row = bench.counter().cases.page(CaseFilter()).rows[0]
    assert row.due is not None
    assert row.due.at is not None
    assert (row.due.rule, row.due.at.isoformat()) == ("supplement", "2026-11-25T17:30:00+08:00")


def test_a_row_says_how_its_sending_stands(bench: Bench) -> None:
    first = answered(bench).case.case_id
    judged(bench, ["applied", "applied_warn"], "CLOCK")
    bench.clock.forward(minutes=1)
    second = answered(bench).case.case_id
    judged(bench, ["applied", "rejected"], "state.guard")
    bench.clock.forward(minutes=1)
    third = answered(bench).case.case_id
    sending = {row.case_id: row.sending for row in bench.counter().cases.page(CaseFilter()).rows}
    assert sending == {first: "sent_with_hint", second: "needs_you", third: "waiting"}


def test_everybody_at_the_counter_can_be_filtered_by(bench: Bench) -> None:
    assert bench.counter().cases.handlers() == ((SUPERVISOR, "高云飞"), (CLERK, "苏日娜"))


def test_a_namesake_is_another_person_and_a_misspelt_name_is_not(bench: Bench) -> None:
    """Same number, same item, same day is the same applicant however the name was typed (UI.md §6.2)."""
    entry = search_report(bench.reference)
    known = accepted(bench).case
    intake = bench.counter().intake
    misspelt = replace(entry, applicant=named(bench, name="奇奇格"))
    namesake = replace(entry, applicant=named(bench, id_number="152822197001010037"))
    unnumbered = replace(entry, applicant=named(bench, id_number=""))
    hint = intake.duplicate_of(misspelt)
    assert hint is not None
    assert (hint.case_no, hint.at, hint.clerk) == (known.case_no, known.registered_at, "苏日娜")
    assert intake.duplicate_of(namesake) is None
    assert intake.duplicate_of(unnumbered) is not None


def test_another_item_or_nobody_in_particular_is_no_duplicate(bench: Bench) -> None:
    accepted(bench)
    answered(bench)
    intake = bench.counter().intake
    other = replace(search_report(bench.reference), item=2, sub_item="2.1")
    assert intake.duplicate_of(other) is None
    assert intake.duplicate_of(consultation()) is None
    assert intake.duplicate_of(replace(search_report(bench.reference), item=None)) is None


def test_looking_for_a_duplicate_reads_the_day_once(bench: Bench) -> None:
    for nth in range(9):
        answered(bench, item=1, sub_item="1.1", applicant=named(bench, name=f"来访者{nth}", id_number=""))
    with statements(bench.database) as asked:
        assert bench.counter().intake.duplicate_of(search_report(bench.reference)) is None
    assert len(asked) <= 3


def test_an_accepted_item_8_is_not_due_at_once(bench: Bench) -> None:
    """即时响应 is met by the decision: nothing of it may stand over an accepted case as overdue."""
    entry = subsidy(bench.reference)
    case = bench.counter().intake.decide(entry, Decision.ACCEPT).case
    assert case.due is None
    assert "response" not in {due.rule for due in case.dues}
    bench.clock.forward(days=2)
    row = bench.counter().cases.page(CaseFilter()).rows[0]
    assert (row.due, row.urgency) == (None, Urgency.NONE)
