"""长期跟踪: plans, visits and summaries follow one another, and the next day is always named."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.case import fold, judge
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    Closed,
    Fact,
    MaterialsTaken,
    StageReached,
    TrackingStarted,
    WorkStarted,
)
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import CLERK, MORNING, event, registered

DAY = MORNING.date()
CLERK_HERE = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
PLAN = TrackingPlanned("新增高价值专利五件", "每月一次布局指导", DAY + timedelta(days=30), "内蒙古农业大学")
VISIT = FollowUpVisited(
    DAY + timedelta(days=30), VisitWay.ON_SITE, "已提交两件", DAY + timedelta(days=60), "乌日娜"
)
TRACKED: tuple[Fact, ...] = (registered(), TrackingStarted(DAY + timedelta(days=30)))


def after(*facts: Fact) -> Case:
    return fold(event(fact, minutes=at) for at, fact in enumerate(facts))


def refusal(case: Case, fact: Fact) -> str:
    said = judge(case, event(fact, minutes=90))
    return said.code if said else ""


def test_a_plan_names_the_next_visit() -> None:
    case = after(*TRACKED, PLAN)
    assert (case.plan, case.next_follow_up) == (PLAN, DAY + timedelta(days=30))
    assert case.state is State.TRACKING


def test_a_new_plan_takes_the_place_of_the_old() -> None:
    newer = replace(PLAN, goal="八件", next_follow_up=DAY + timedelta(days=45))
    case = after(*TRACKED, PLAN, newer)
    assert (case.plan, case.next_follow_up) == (newer, DAY + timedelta(days=45))


def test_visits_gather_and_move_the_next_day() -> None:
    second = replace(VISIT, day=VISIT.next_follow_up, next_follow_up=DAY + timedelta(days=90))
    case = after(*TRACKED, PLAN, VISIT, second)
    assert case.visits == (VISIT, second)
    assert case.next_follow_up == DAY + timedelta(days=90)


def test_summaries_gather() -> None:
    first, second = StageSummarised("第一季度", "两件授权"), StageSummarised("第二季度")
    assert after(*TRACKED, PLAN, VISIT, first, second).summaries == (first, second)


def test_a_tracked_matter_worked_on_goes_on_being_tracked() -> None:
    case = after(*TRACKED, WorkStarted())
    assert refusal(case, PLAN) == ""
    assert refusal(case, VISIT) == ""


@each("fact", [PLAN, VISIT, StageSummarised("小结")])
@each(
    "course",
    [
        (registered(),),
        (registered(), MaterialsTaken()),
        (registered(), MaterialsTaken(), Accepted()),
        (*TRACKED, Closed("结案")),
    ],
)
def test_only_a_tracked_matter_has_plans_visits_and_summaries(course: tuple[Fact, ...], fact: Fact) -> None:
    assert refusal(after(*course), fact) == "state.guard"


@each(
    ("fact", "code"),
    [
        (replace(PLAN, goal=" "), "tracking.plan_empty"),
        (replace(PLAN, measures=""), "tracking.plan_empty"),
        (replace(PLAN, next_follow_up=DAY), "tracking.next_too_early"),
        (replace(PLAN, next_follow_up=DAY - timedelta(days=1)), "tracking.next_too_early"),
        (replace(PLAN, next_follow_up=DAY + timedelta(days=1)), ""),
        (replace(PLAN, partner=""), ""),
        (replace(VISIT, findings="\u3000"), "tracking.visit_empty"),
        (replace(VISIT, day=DAY - timedelta(days=1)), "tracking.visit_before_case"),
        (replace(VISIT, day=DAY), ""),
        (replace(VISIT, next_follow_up=VISIT.day), "tracking.next_too_early"),
        (replace(VISIT, next_follow_up=VISIT.day + timedelta(days=1)), ""),
        (replace(VISIT, met=""), ""),
        (StageSummarised(""), "tracking.summary_empty"),
        (StageSummarised("做了三次指导"), ""),
        (StageReached(" "), "stage.empty"),
        (StageReached("调研"), ""),
    ],
)
def test_what_each_must_hold(fact: Fact, code: str) -> None:
    assert refusal(after(*TRACKED), fact) == code


def test_visits_come_in_the_order_of_their_days() -> None:
    case = after(*TRACKED, VISIT)
    said = judge(case, event(replace(VISIT, day=VISIT.day - timedelta(days=1)), minutes=90))
    assert said == Refusal("tracking.visit_out_of_order", {"last": VISIT.day.isoformat()})
    assert refusal(case, replace(VISIT, day=VISIT.day)) == ""


def test_a_plan_after_a_visit_looks_beyond_the_visit() -> None:
    case = after(*TRACKED, VISIT)
    assert refusal(case, replace(PLAN, next_follow_up=VISIT.day)) == "tracking.next_too_early"
    assert refusal(case, replace(PLAN, next_follow_up=VISIT.day + timedelta(days=1))) == ""


def test_the_night_shift_counts_by_the_local_day() -> None:
    case = after(*TRACKED)
    late = replace(case, registered_at=MORNING.replace(hour=0, minute=30))
    assert refusal(late, replace(VISIT, day=DAY)) == ""


def test_stages_keep_their_note_and_may_name_the_next_visit() -> None:
    case = after(*TRACKED, StageReached("调研", DAY + timedelta(days=20), "到厂区看了生产线"))
    assert (case.stage, case.next_follow_up) == ("调研", DAY + timedelta(days=20))
    assert after(*TRACKED, StageReached("调研")).next_follow_up == DAY + timedelta(days=30)


@each(
    ("course", "offers"),
    [
        ((registered(),), set()),
        ((registered(), MaterialsTaken(), Accepted()), {"stage"}),
        ((registered(), MaterialsTaken(), Accepted(), WorkStarted()), {"stage"}),
        (TRACKED, {"stage", "plan", "visit"}),
        ((*TRACKED, PLAN, VISIT), {"stage", "plan", "visit", "summary"}),
        ((*TRACKED, WorkStarted()), {"stage", "plan", "visit"}),
        ((*TRACKED, PLAN, VISIT, Closed("结案")), set()),
    ],
)
def test_each_step_is_offered_where_it_can_be_done(course: tuple[Fact, ...], offers: set[str]) -> None:
    own = {"stage", "plan", "visit", "summary"}
    assert offered(after(*course), CLERK_HERE, MORNING.date()) & own == offers


@each("name", ["stage", "plan", "visit", "summary"])
def test_what_is_offered_is_also_allowed(name: str) -> None:
    case = after(*TRACKED, PLAN, VISIT)
    facts = {
        "stage": StageReached("实施"),
        "plan": replace(PLAN, next_follow_up=date(2027, 6, 1)),
        "visit": replace(VISIT, day=VISIT.next_follow_up, next_follow_up=date(2027, 6, 1)),
        "summary": StageSummarised("小结"),
    }
    assert refusal(case, facts[name]) == ""
