"""工作台: the day's numbers, what presses, what the city lacks, and papers nobody has seen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.events import MaterialsTaken, TransferTaken
from outlet_app.domain.states import State
from outlet_app.services.views import DeskView
from tests.support.at_the_counter import (
    accepted,
    answered,
    from_the_city,
    judged,
    notified,
    statements,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import registered
from tests.support.entries import checked, consultation, subsidy

ELSEWHERE = "1508221001"


def desk(bench: Bench) -> DeskView:
    return bench.counter().desk.view()


def test_an_empty_day_has_nothing_to_show(bench: Bench) -> None:
    view = desk(bench)
    assert (view.numbers.received, view.todo, view.unsent, view.unconfirmed) == (0, (), (), ())
    assert view.day.isoformat() == "2026-11-20"


def test_every_visit_counts_once_under_its_first_decision(bench: Bench) -> None:
    counter = bench.counter()
    answered(bench)
    answered(bench, assisted=True)
    taken = accepted(bench)
    notified(bench)
    counter.intake.decide(consultation(), Decision.REJECT, RejectDetail("not_in_remit"))
    counter.cases.close(taken.case.case_id, "办结")
    numbers = desk(bench).numbers
    assert numbers.results == {
        Decision.ANSWER: 2, Decision.ACCEPT: 1, Decision.NOTICE: 1, Decision.REJECT: 1,
    }  # fmt: skip
    assert (numbers.received, numbers.assisted, numbers.yesterday) == (5, 1, 0)


def test_yesterdays_number_is_yesterdays(bench: Bench) -> None:
    answered(bench)
    answered(bench)
    bench.clock.forward(days=1)
    answered(bench)
    numbers = desk(bench).numbers
    assert (numbers.received, numbers.yesterday) == (1, 2)


def test_the_week_is_the_last_seven_working_days_with_todays_left_out(bench: Bench) -> None:
    """2026-11-20 is a Friday: the Saturday's visit belongs to no working day."""
    for days in (0, 1, 2):
        answered(bench)
        bench.clock.forward(days=days)
    answered(bench)
    assert bench.clock.now().date().isoformat() == "2026-11-23"
    week = desk(bench).week
    assert [(one.day.isoformat(), one.received) for one in week] == [
        ("2026-11-12", 0), ("2026-11-13", 0), ("2026-11-16", 0), ("2026-11-17", 0), ("2026-11-18", 0),
        ("2026-11-19", 0), ("2026-11-20", 2),
    ]  # fmt: skip


def test_over_a_holiday_the_week_reaches_back_to_before_it(bench: Bench) -> None:
    bench.clock.forward(days=-43)
    assert bench.clock.now().date().isoformat() == "2026-10-08"
    days = [one.day.isoformat() for one in desk(bench).week]
    assert days == [
        "2026-09-21", "2026-09-22", "2026-09-23", "2026-09-24", "2026-09-28", "2026-09-29", "2026-09-30",
    ]  # fmt: skip


def test_a_visit_undecided_or_void_counts_in_no_day_of_the_week(bench: Bench) -> None:
    counter = bench.counter(SUPERVISOR_PERSON)
    counter.mending.void(answered(bench).case.case_id, "wrong_entry", "登记错误")
    bench.clock.forward(days=3)
    assert sum(one.received for one in desk(bench).week) == 0


def test_a_visit_elsewhere_is_not_ours_to_count(bench: Bench) -> None:
    facts = [registered(case_no="LH01-20261120-010001-K"), MaterialsTaken(for_review=True)]
    from_the_city(bench, "their-case", facts, at=bench.clock.now(), first_n=1, outlet=ELSEWHERE)
    assert desk(bench).numbers.received == 0


def test_a_case_that_was_taken_over_stays_in_the_numbers_of_its_day(bench: Bench) -> None:
    detail = TransferDetail(ELSEWHERE, "", "临河区窗口", "属地办理")
    entry = consultation(applicant=subsidy(bench.reference).applicant)
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, detail).case
    judged(bench, ["applied"] * 2)
    at = bench.clock.now() + timedelta(minutes=9)
    from_the_city(bench, case.case_id, [TransferTaken()], at=at, first_n=3, outlet=ELSEWHERE)
    assert desk(bench).numbers.results == {Decision.TRANSFER: 1}


def test_what_presses_most_stands_first(bench: Bench) -> None:
    late = accepted(bench).case.case_id
    bench.clock.forward(days=4)
    told = notified(bench).case.case_id
    soon = accepted(bench).case.case_id
    bench.clock.forward(days=3)
    order = [(row.case_id, row.urgency) for row in desk(bench).todo]
    assert order == [(late, Urgency.OVERDUE), (soon, Urgency.TODAY), (told, Urgency.LATER)]


def test_a_tracked_matter_comes_up_by_its_next_visit(bench: Bench) -> None:
    materials = checked(bench.reference, "3.1")
    entry = replace(subsidy(bench.reference), item=3, sub_item="3.1", materials=materials)
    case = bench.counter().intake.decide(entry, Decision.ACCEPT).case
    row = desk(bench).todo[0]
    assert (case.state, row.due) == (State.TRACKING, None)
    # 30 calendar days after 2026-11-20 is a Sunday; the visit is on Monday.
    assert row.next_follow_up is not None
    assert row.next_follow_up.isoformat() == "2026-12-21"


def test_what_ended_presses_nobody(bench: Bench) -> None:
    answered(bench)
    bench.counter().cases.withdraw(notified(bench).case.case_id, "撤回")
    assert desk(bench).todo == ()


def test_the_unsent_list_has_one_line_a_case_and_what_needs_somebody_first(bench: Bench) -> None:
    first = accepted(bench).case
    judged(bench, ["applied", "applied", "applied", "rejected", "rejected"], "state.guard")
    second = answered(bench).case
    view = desk(bench)
    assert [(row.case_no, row.status) for row in view.unsent] == [
        (first.case_no, "needs_you"), (second.case_no, "waiting"),
    ]  # fmt: skip
    assert view.unsent[0].code == "state.guard"
    assert view.unsent[0].applicant == "其其格"
    assert view.unsent_total == 2


def test_what_the_city_has_leaves_the_list(bench: Bench) -> None:
    answered(bench)
    judged(bench, ["applied", "applied_warn"], "CLOCK")
    assert (desk(bench).unsent, desk(bench).unsent_total) == ((), 0)


def test_a_paper_nobody_printed_is_offered(bench: Bench) -> None:
    paper = accepted(bench).papers[0]
    offered = desk(bench).unconfirmed
    assert [(one.number, one.form, one.applicant) for one in offered] == [(paper.number, "W05", "其其格")]
    bench.counter().papers.spool(paper.paper_id)
    assert desk(bench).unconfirmed == ()


@pytest.mark.parametrize("cases", [6, 14])
def test_the_page_costs_the_same_on_a_busy_day(bench: Bench, cases: int) -> None:
    """With a printer out of order all day: every accepted case leaves an unconfirmed paper."""
    for nth in range(cases):
        (answered if nth % 3 else accepted)(bench)
    for _ in range(cases):
        bench.counter().papers.reprint(desk(bench).todo[0].case_id, "W05")
    with statements(bench.database) as asked:
        view = desk(bench)
    assert len(asked) == 24
    assert len(view.unconfirmed) > cases


def test_the_day_is_the_days_of_the_counter_not_of_greenwich(bench: Bench) -> None:
    bench.clock.at = bench.clock.now().replace(hour=7, minute=30)
    answered(bench)
    assert bench.clock.now().astimezone(CST).date().isoformat() == "2026-11-20"
    assert desk(bench).numbers.received == 1
    bench.clock.forward(hours=16)
    assert desk(bench).numbers.received == 1
    bench.clock.forward(hours=1)
    assert (desk(bench).numbers.received, desk(bench).numbers.yesterday) == (0, 1)
