"""长期跟踪 at two windows of one outlet: plans and visits travel, and who comes late is told so."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.events import Closed, Fact, StageReached, TrackingStarted, Withdrawn
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.services.reading import read_case
from outlet_app.wording import sync as words
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess

START = TrackingStarted(date(2027, 1, 18))
PLAN = TrackingPlanned("新增高价值专利五件", "每月一次布局指导", date(2027, 1, 18), "内蒙古农业大学")
VISIT = FollowUpVisited(date(2027, 1, 18), VisitWay.ON_SITE, "已提交两件", date(2027, 2, 18), "乌日娜")


def case_at(one: Counter, case_id: str) -> Case:
    """The case as this window folds it."""
    reading = read_case(one.history(case_id))
    assert reading is not None
    return reading.case


@pytest.fixture
def two(any_city: ServerProcess, counter: NewCounter) -> tuple[Counter, Counter, str]:
    """Two windows that both have a tracked matter with its plan."""
    one, other = counter(any_city), counter(any_city)
    case_id = one.register(START, PLAN)
    one.sync()
    other.sync()
    return one, other, case_id


def test_a_plan_and_its_visits_are_the_same_at_both_windows(two: tuple[Counter, Counter, str]) -> None:
    one, other, case_id = two
    other.save(
        case_id, VISIT, StageSummarised("第一阶段", "申请两件"), StageReached("实施", note="按方案推进")
    )
    other.sync()
    one.sync()
    here, there = case_at(one, case_id), case_at(other, case_id)
    assert (here.plan, here.visits, here.summaries) == (PLAN, (VISIT,), there.summaries)
    assert (here.stage, here.next_follow_up) == ("实施", date(2027, 2, 18))
    assert one.tally() == other.tally()


@pytest.mark.parametrize(
    ("late", "code"),
    [
        (
            replace(VISIT, day=date(2027, 1, 10), next_follow_up=date(2027, 1, 20)),
            "tracking.visit_out_of_order",
        ),
        (replace(PLAN, next_follow_up=date(2027, 1, 15)), "tracking.next_too_early"),
    ],
)
def test_what_came_later_than_the_other_windows_visit_is_refused_in_words(
    two: tuple[Counter, Counter, str], late: Fact, code: str
) -> None:
    one, other, case_id = two
    other.save(case_id, VISIT)
    one.save(case_id, late)
    other.sync()
    one.sync()
    assert (late.KIND, "rejected", code) in one.verdicts(case_id)
    assert case_at(one, case_id).visits == (VISIT,)
    happened, to_do = words.reason(code)
    assert happened
    assert to_do


@pytest.mark.parametrize("end", [Closed("培育方案完成"), Withdrawn("企业不再需要")])
def test_a_visit_to_a_matter_the_other_window_ended_has_no_effect(
    two: tuple[Counter, Counter, str], end: Fact
) -> None:
    one, other, case_id = two
    other.save(case_id, end)
    one.save(case_id, VISIT)
    other.sync()
    one.sync()
    assert (VISIT.KIND, "rejected", "state.guard") in one.verdicts(case_id)
    assert case_at(one, case_id).visits == ()
    assert not case_at(one, case_id).is_open


def test_two_visits_of_one_day_both_count(two: tuple[Counter, Counter, str]) -> None:
    one, other, case_id = two
    second = replace(VISIT, findings="下午又到厂区", next_follow_up=date(2027, 3, 1))
    other.save(case_id, VISIT)
    one.save(case_id, second)
    other.sync()
    one.sync()
    other.sync()
    assert case_at(one, case_id).visits == case_at(other, case_id).visits == (VISIT, second)
    assert case_at(other, case_id).next_follow_up == date(2027, 3, 1)


def test_a_plan_replaced_at_the_other_window_is_the_newer_everywhere(
    two: tuple[Counter, Counter, str],
) -> None:
    one, other, case_id = two
    newer = replace(PLAN, goal="八件", next_follow_up=date(2027, 3, 1))
    other.save(case_id, newer)
    other.sync()
    one.sync()
    assert case_at(one, case_id).plan == newer
    assert [kind for kind, _, _ in one.verdicts(case_id)].count("tracking_planned") == 2


def test_a_rare_name_and_a_long_text_travel_whole(two: tuple[Counter, Counter, str]) -> None:
    one, other, case_id = two
    told = replace(VISIT, findings="布局" * 250, met="𬎆𠮷·额尔敦")
    one.save(case_id, told)
    one.sync()
    other.sync()
    assert case_at(other, case_id).visits == (told,)


def test_what_was_recorded_without_a_line_goes_up_with_the_line(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one, other = counter(any_city), counter(any_city)
    case_id = one.register(START, PLAN, VISIT, StageSummarised("小结"))
    assert one.sync().waiting == 0
    other.sync()
    assert [v for _, v, _ in one.verdicts(case_id)] == ["applied"] * 5
    assert case_at(other, case_id).summaries[0].summary == "小结"
