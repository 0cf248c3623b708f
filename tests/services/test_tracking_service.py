"""长期跟踪 at the counter: from the first visit to the end, and 工作台 knows whom to see today."""

from datetime import date, timedelta

import pytest

from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter, CaseRow
from tests.support.at_the_counter import accepted, kinds
from tests.support.bench import Bench
from tests.support.entries import tracked

PLAN = TrackingPlanned("新增高价值专利五件", "每月一次布局指导", date(2026, 12, 18), "内蒙古农业大学")


def begun(bench: Bench) -> str:
    """A 3.1 matter taken on; its case id."""
    return bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case.case_id


def visit(day: date, later: date) -> FollowUpVisited:
    return FollowUpVisited(day, VisitWay.ON_SITE, "已提交两件申请", later, "乌日娜")


def row_of(bench: Bench, case_id: str) -> CaseRow:
    """The case in 待办提醒."""
    return next(row for row in bench.counter().desk.view().todo if row.case_id == case_id)


def test_from_the_first_visit_to_the_end(bench: Bench) -> None:
    case_id, tracking = begun(bench), bench.counter().tracking
    tracking.plan(case_id, PLAN)
    tracking.reach(case_id, "调研", "到厂区看了生产线")
    bench.clock.forward(days=28)
    tracking.visit(case_id, visit(date(2026, 12, 18), date(2027, 1, 18)))
    tracking.sum_up(case_id, StageSummarised("完成布局指导", "申请两件"))
    case = bench.counter().cases.close(case_id, "培育方案完成")
    assert case.state is State.CLOSED
    own = ["tracking_planned", "stage_reached", "follow_up_visited", "stage_summarised", "closed"]
    assert [kind for kind in kinds(bench, case_id)[-7:] if kind != "paper_issued"] == own
    assert (case.stage, len(case.visits), case.summaries[0].effect) == ("调研", 1, "申请两件")


def test_the_usual_next_visit_is_the_interval_of_the_list(bench: Bench) -> None:
    case = bench.counter().cases.detail(begun(bench)).case
    assert bench.counter().tracking.usual_next(case) == date(2026, 12, 21)  # the 30th day is a Sunday


def test_a_matter_without_tracking_has_no_usual_next_visit(bench: Bench) -> None:
    case = accepted(bench).case
    assert bench.counter().tracking.usual_next(case) is None


def test_the_stages_are_those_of_the_list(bench: Bench) -> None:
    case = bench.counter().cases.detail(begun(bench)).case
    assert bench.counter().tracking.stages(case) == ("需求登记", "调研", "方案", "实施", "阶段小结", "结案")


def test_work_that_had_not_begun_begins_with_its_first_stage(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    case = bench.counter().tracking.reach(case_id, "检索中")
    assert (case.state, case.stage) == (State.IN_PROGRESS, "检索中")
    assert kinds(bench, case_id)[-2:] == ["work_started", "stage_reached"]
    bench.counter().tracking.reach(case_id, "审核")
    assert kinds(bench, case_id).count("work_started") == 1


def test_a_tracked_matter_stays_tracked_at_its_stages(bench: Bench) -> None:
    assert bench.counter().tracking.reach(begun(bench), "调研").state is State.TRACKING


def test_the_journey_of_a_search_report(bench: Bench) -> None:
    case_id, counter = accepted(bench).case.case_id, bench.counter()
    for stage in ("检索中", "审核", "已出报告"):
        counter.tracking.reach(case_id, stage)
    assert counter.cases.close(case_id, "检索查询报告").state is State.CLOSED


@pytest.mark.parametrize(
    ("later", "urgency"),
    [(0, Urgency.LATER), (27, Urgency.SOON), (30, Urgency.SOON), (31, Urgency.TODAY), (32, Urgency.OVERDUE)],
)
def test_a_visit_that_is_due_presses_like_a_limit(bench: Bench, later: int, urgency: Urgency) -> None:
    case_id = begun(bench)
    bench.clock.forward(days=later)
    assert row_of(bench, case_id).urgency is urgency


def test_an_overdue_visit_counts_its_working_days(bench: Bench) -> None:
    case_id = begun(bench)  # the visit is due on Monday the 21st of December
    bench.clock.forward(days=33)
    assert row_of(bench, case_id).overdue_days == 2


def test_a_visit_made_takes_the_case_out_of_the_pressing_ones(bench: Bench) -> None:
    case_id = begun(bench)
    bench.clock.forward(days=35)
    today = bench.clock.now().date()
    bench.counter().tracking.visit(case_id, visit(today, today + timedelta(days=30)))
    row = row_of(bench, case_id)
    assert (row.urgency, row.next_follow_up) == (Urgency.LATER, today + timedelta(days=30))


def test_overdue_visits_are_found_by_their_filter(bench: Bench) -> None:
    case_id = begun(bench)
    bench.clock.forward(days=40)
    page = bench.counter().cases.page(CaseFilter(urgency=Urgency.OVERDUE))
    assert [row.case_id for row in page.rows] == [case_id]


def test_an_ended_case_presses_no_longer(bench: Bench) -> None:
    case_id = begun(bench)
    bench.counter().cases.close(case_id, "结案")
    bench.clock.forward(days=90)
    assert [row.case_id for row in bench.counter().desk.view().todo] == []


def test_what_is_refused_changes_nothing(bench: Bench) -> None:
    case_id, before = begun(bench), bench.clock.now().date()
    told = kinds(bench, case_id)
    for work in (
        lambda: bench.counter().tracking.visit(case_id, visit(before, before)),
        lambda: bench.counter().tracking.sum_up(case_id, StageSummarised("")),
        lambda: bench.counter().tracking.reach(case_id, ""),
        lambda: bench.counter().tracking.plan("no such case", PLAN),
    ):
        with pytest.raises(Refused):
            work()
    assert kinds(bench, case_id) == told


def test_a_rare_name_and_a_long_text_come_back_whole(bench: Bench) -> None:
    case_id, long = begun(bench), "布局" * 250
    today = bench.clock.now().date()
    told = FollowUpVisited(today, VisitWay.PHONE, long, today + timedelta(days=30), "𬎆·额尔敦")
    bench.counter().tracking.visit(case_id, told)
    assert bench.counter().cases.detail(case_id).case.visits == (told,)
