"""L22 长期跟踪台账 and what each visit and summary remembers of its day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.case import fold
from outlet_app.domain.events import (
    CaseEvent,
    Closed,
    Fact,
    StageReached,
    TrackingStarted,
    Voided,
    VoidReason,
)
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.followed import Summed, Visited
from outlet_app.domain.ledgers import LEDGERS, Line, lines
from outlet_app.wording import ledgers
from tests.support.builders import CLERK, MORNING, OUTLET, event, registered

DAY = MORNING.date()
LATER = DAY + timedelta(days=30)
PLAN = TrackingPlanned("新增五件", "每月一次", LATER, "内蒙古农业大学")
NEWER = replace(PLAN, goal="转化两件")
VISIT = FollowUpVisited(DAY, VisitWay.ON_SITE, "已提交两件", LATER, "乌日娜")
CALLED = replace(VISIT, way=VisitWay.PHONE, findings="一件受理", met="")
SUMMARY = StageSummarised("完成第一阶段", "申请两件")
BEGUN: tuple[Fact, ...] = (registered(item=3, sub_item="3.1"), TrackingStarted(LATER))


def life(*facts: Fact) -> list[CaseEvent]:
    return [event(fact, minutes=at) for at, fact in enumerate((*BEGUN, *facts))]


def read(events: Sequence[CaseEvent], since: date = DAY, until: date = DAY) -> tuple[Line, ...]:
    return lines(LEDGERS["L22"], [events], OUTLET, since, until)


def test_each_fact_fills_its_own_columns_and_no_other() -> None:
    found = [
        {key: value for key, value in line.cells.items() if key not in ("applicant", "matter", "clerk")}
        for line in read(life(PLAN, VISIT, SUMMARY))
    ]
    assert found == [
        {"event": "tracking_planned", "text": "新增五件\n每月一次", "next_visit": LATER},
        {
            "event": "follow_up_visited",
            "done_on": DAY,
            "visited": VisitWay.ON_SITE,
            "text": "已提交两件",
            "next_visit": LATER,
        },
        {"event": "stage_summarised", "text": "完成第一阶段", "effect": "申请两件"},
    ]
    assert all(set(line.cells) <= set(LEDGERS["L22"].columns) for line in read(life(PLAN, VISIT, SUMMARY)))


def test_stages_and_the_end_of_a_matter_make_no_line() -> None:
    assert read(life(StageReached("调研", LATER), Closed("结案"))) == ()


def test_a_mistake_stays_in_the_book_and_says_so() -> None:
    gone = life(PLAN, VISIT, Voided(VoidReason.DUPLICATE, "录错"))
    assert [line.voided for line in read(gone)] == [True, True]


def test_of_another_outlet_or_another_day_nothing_is_told() -> None:
    elsewhere = [replace(one, outlet="1508001001") for one in life(PLAN, VISIT)]
    tomorrow = DAY + timedelta(days=1)
    assert (read(elsewhere), read(life(PLAN, VISIT), tomorrow, tomorrow)) == ((), ())


def test_every_cell_is_said_in_words() -> None:
    columns = LEDGERS["L22"].columns
    said = [dict(zip(columns, ledgers.cells(line, columns)[2:], strict=True)) for line in read(life(CALLED))]
    assert [(one["event"], one["visited"], one["next_visit"]) for one in said] == [
        ("回访", "电话", f"{LATER:%Y-%m-%d}")
    ]
    assert ledgers.heads(columns)[3:] == (
        "办理", "姓名或名称", "事项和办理项", "办理日期", "回访方式", "内容", "成效", "下次回访", "经办人",
    )  # fmt: skip


def test_a_visit_remembers_who_went_and_under_which_plan() -> None:
    case = fold(life(VISIT, PLAN, CALLED, NEWER, CALLED))
    assert case.visited == (
        Visited(VISIT, CLERK), Visited(CALLED, CLERK, PLAN), Visited(CALLED, CLERK, NEWER),
    )  # fmt: skip
    assert case.visits == (VISIT, CALLED, CALLED)


def test_a_summary_remembers_when_and_how_many_visits_lay_behind_it() -> None:
    case = fold(life(PLAN, VISIT, CALLED, SUMMARY, NEWER, VISIT, SUMMARY))
    first, second = case.summed
    assert first == Summed(SUMMARY, MORNING + timedelta(minutes=5), CLERK, PLAN, 2)
    assert (second.plan, second.visits, second.at) == (NEWER, 3, MORNING + timedelta(minutes=8))
    assert case.summaries == (SUMMARY, SUMMARY)


def test_nothing_followed_remembers_nothing() -> None:
    case = fold(life())
    assert (case.visited, case.summed, case.visits, case.summaries) == ((), (), (), ())
