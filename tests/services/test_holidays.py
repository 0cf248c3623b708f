"""A due day that runs into a year without a plan is an assumption, said so, and mended once (issue 2)."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from outlet_app.domain.calendar import CST, read_calendar
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, TransferDetail
from outlet_app.domain.events import DueRecomputed, TransferTaken
from outlet_app.services.reference import Reference
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import (
    DEFERRED,
    accepted,
    from_the_city,
    history,
    judged,
    kinds,
    notified,
    text_of,
)
from tests.support.bench import Bench, shelf
from tests.support.entries import checked, search_report, subsidy

# The third working day after this Wednesday lies in 2027.
LATE = datetime(2026, 12, 30, 10, 0, tzinfo=CST)
PLAN_2027: dict[str, object] = {
    "year": 2027,
    "off": ["2027-01-01/2027-01-03"],
    "worked": ["2027-01-09"],
    "source": "made for tests",
}
NEW_YEAR_OFF = "2027-01-05T17:30:00+08:00"
COUNTED_AS_WEEKDAYS = "2027-01-04T17:30:00+08:00"


@pytest.fixture
def late(bench: Bench) -> Bench:
    """The counter on the last days of the last year that has a plan."""
    bench.clock.at = LATE
    return bench


def with_plan(reference: Reference, *plans: dict[str, object]) -> Reference:
    """The same counter after more plans have come."""
    known = [json.loads(body) for body in shelf().calendars]
    return replace(reference, calendar=read_calendar([*known, *plans]))


def moment(case: Case) -> tuple[str, bool]:
    assert case.due is not None
    assert case.due.at is not None
    return case.due.at.isoformat(), case.due.assumed


def now(bench: Bench, case_id: str) -> tuple[str, bool]:
    return moment(bench.counter().cases.detail(case_id).case)


def test_a_limit_into_an_unknown_year_counts_monday_to_friday_and_says_so(late: Bench) -> None:
    outcome = accepted(late)
    assert moment(outcome.case) == (COUNTED_AS_WEEKDAYS, True)
    row = late.counter().cases.page(CaseFilter()).rows[0]
    assert row.due is not None
    assert row.due.assumed
    words = text_of(late.counter().papers.pdf(outcome.papers[0].paper_id))
    assert "节假日安排未更新，按周一至周五计算" in words


def test_a_limit_within_a_known_year_is_no_assumption(bench: Bench) -> None:
    outcome = accepted(bench)
    assert not moment(outcome.case)[1]
    assert "节假日安排未更新" not in text_of(bench.counter().papers.pdf(outcome.papers[0].paper_id))


def test_the_preview_of_a_limit_says_so_before_anything_is_saved(late: Bench) -> None:
    shown = late.counter().intake.due_preview("1.7")
    assert shown.main is not None
    assert shown.main.assumed
    assert late.counter().notices.due(15).assumed


def test_when_the_plan_comes_the_day_is_counted_again_and_logged(late: Bench) -> None:
    case = accepted(late).case
    late.clock.forward(hours=4)
    late.reference = with_plan(late.reference, PLAN_2027)
    assert late.counter().holidays.recompute() == 1
    assert now(late, case.case_id) == (NEW_YEAR_OFF, False)
    told = late.counter().cases.detail(case.case_id).timeline[0].event
    assert isinstance(told.fact, DueRecomputed)
    assert told.fact.before == case.due
    assert told.fact.after.at is not None
    assert told.fact.after.at.isoformat() == NEW_YEAR_OFF
    assert told.fact.after.calendar == "2025+2026+2027"
    assert told.at == late.clock.now()
    listed = late.counter().cases.page(CaseFilter()).rows[0].due
    assert listed is not None
    assert (listed.at, listed.assumed) == (told.fact.after.at, False)


def test_it_is_logged_exactly_once(late: Bench) -> None:
    case_id = accepted(late).case.case_id
    late.reference = with_plan(late.reference, PLAN_2027)
    assert [late.counter().holidays.recompute() for _ in range(3)] == [1, 0, 0]
    assert kinds(late, case_id).count("due_recomputed") == 1


def test_without_a_plan_nothing_is_logged(late: Bench) -> None:
    case_id = accepted(late).case.case_id
    assert late.counter().holidays.recompute() == 0
    assert kinds(late, case_id).count("due_recomputed") == 0


def test_a_day_that_stays_is_logged_as_certain_now(late: Bench) -> None:
    """The plan may agree with Monday to Friday; from then on the day is no assumption."""
    case_id = accepted(late).case.case_id
    quiet: dict[str, object] = {"year": 2027, "off": [], "worked": [], "source": "made for tests"}
    late.reference = with_plan(late.reference, quiet)
    assert late.counter().holidays.recompute() == 1
    assert now(late, case_id) == (COUNTED_AS_WEEKDAYS, False)


def test_a_correction_period_is_counted_again_from_its_notice(late: Bench) -> None:
    case_id = notified(late).case.case_id
    before = now(late, case_id)
    late.clock.forward(days=3)
    late.reference = with_plan(late.reference, PLAN_2027)
    assert late.counter().holidays.recompute() == 1
    # Friday 01-01 is off now, Saturday 01-09 is worked: the fifteenth day stays where it was.
    assert before == ("2027-01-20T17:30:00+08:00", True)
    assert now(late, case_id) == ("2027-01-20T17:30:00+08:00", False)


def test_an_assumed_day_behind_a_nearer_certain_one_is_counted_again_too(late: Bench) -> None:
    """2.9: the 24 hours press first and know no plan; the answer's three days do."""
    entry = replace(search_report(late.reference), item=2, sub_item="2.9", materials=())
    detail = TransferDetail("1508001001", "", "市级窗口", "专业问题")
    case = late.counter().intake.decide(entry, Decision.TRANSFER, detail).case
    assert [(due.rule, due.assumed) for due in case.dues] == [("feedback", False), ("answer", True)]
    late.reference = with_plan(late.reference, PLAN_2027)
    assert late.counter().holidays.recompute() == 1
    dues = late.counter().cases.detail(case.case_id).case.dues
    assert {due.rule: (due.at and due.at.isoformat(), due.assumed) for due in dues} == {
        "feedback": ("2026-12-31T10:00:00+08:00", False),
        "answer": (NEW_YEAR_OFF, False),
    }


def test_an_ended_case_keeps_its_history(late: Bench) -> None:
    case_id = accepted(late).case.case_id
    late.counter().cases.close(case_id, "办结")
    late.reference = with_plan(late.reference, PLAN_2027)
    assert late.counter().holidays.recompute() == 0
    assert "due_recomputed" not in kinds(late, case_id)


def test_a_case_that_another_outlet_has_taken_is_theirs_to_count(late: Bench) -> None:
    entry = replace(search_report(late.reference), item=2, sub_item="2.9", materials=())
    detail = TransferDetail("1508221001", "", "临河区窗口", "属地")
    case = late.counter().intake.decide(entry, Decision.TRANSFER, detail).case
    judged(late, ["applied"] * len(history(late, case.case_id)))
    taken = [TransferTaken()]
    from_the_city(late, case.case_id, taken, at=late.clock.now(), first_n=9, outlet="1508221001")
    late.reference = with_plan(late.reference, PLAN_2027)
    assert late.counter().holidays.recompute() == 0


def test_the_recalculation_waits_in_the_queue_like_any_event(late: Bench) -> None:
    accepted(late)
    judged(late, ["applied"] * 5)
    late.reference = with_plan(late.reference, PLAN_2027)
    late.counter().holidays.recompute()
    assert [row.kind for row in late.counter().desk.view().unsent] == ["due_recomputed"]


def test_a_year_without_a_plan_in_between_stays_an_assumption(late: Bench) -> None:
    """A plan for 2028 says nothing about January 2027."""
    case_id = accepted(late).case.case_id
    late.reference = with_plan(late.reference, {**PLAN_2027, "year": 2028, "off": [], "worked": []})
    assert late.counter().holidays.recompute() == 0
    assert now(late, case_id) == (COUNTED_AS_WEEKDAYS, True)


def test_a_visit_planned_into_an_unknown_year_says_so_on_paper(late: Bench) -> None:
    entry = replace(subsidy(late.reference), item=3, sub_item="3.1", materials=checked(late.reference, "3.1"))
    outcome = late.counter().intake.decide(entry, Decision.ACCEPT)
    assert outcome.case.next_follow_up is not None
    assert outcome.case.next_follow_up.isoformat() == "2027-01-29"
    preview = late.counter().intake.due_preview("3.1")
    assert preview.main is not None
    assert preview.main.assumed
    words = text_of(late.counter().papers.pdf(outcome.papers[0].paper_id))
    assert "节假日安排未更新，按周一至周五计算" in words


def test_what_the_clerk_promises_for_the_applicant_is_their_own_date(late: Bench) -> None:
    day = datetime(2027, 1, 5, tzinfo=CST).date()
    entry = subsidy(late.reference, A1=DEFERRED)
    promise = DeficientDetail(day, volunteered=True)
    case = late.counter().intake.decide(entry, Decision.DEFICIENT, promise).case
    late.reference = with_plan(late.reference, PLAN_2027)
    assert late.counter().holidays.recompute() == 0
    assert now(late, case.case_id) == ("2027-01-05T17:30:00+08:00", False)
