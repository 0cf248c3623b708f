"""Activities for tests: each names only what it is about."""

from datetime import date, datetime, timedelta

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.activity import ActivityPlanned, ActivityPublished, ActivityWay, Enrolled
from outlet_app.domain.marking import marked
from outlet_app.domain.training.activity import Activity
from outlet_app.domain.training.rules import apply, judge
from tests.support.builders import CLERK, OUTLET

ID = "activity-1"
PLANNED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=CST)
STARTS = datetime(2026, 12, 3, 9, 0, tzinfo=CST)
CODE = "91150826MA0N0A2B3C"


def planned(**changes: object) -> ActivityPlanned:
    """A training with two places, to be registered for until the day before."""
    plan = ActivityPlanned(
        title="专利申请实务培训",
        way=ActivityWay.ON_SITE,
        place="杭锦后旗政务服务大厅三楼",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2, minutes=30),
        capacity=2,
        closes_on=date(2026, 12, 2),
        remark="请带身份证。",
    )
    return marked(plan, **changes)  # type: ignore[arg-type]


def person(number: int = 1, **changes: object) -> Enrolled:
    """The so manieth person who registers, of an enterprise of the own number."""
    who = Enrolled(f"seat-{number}", f"学员{number}", f"1390000{number:04}", f"企业{number}", f"CODE{number}")
    return marked(who, **changes)  # type: ignore[arg-type]


def told(fact: Fact, at: datetime = PLANNED_AT, *, outlet: str = OUTLET) -> CaseEvent:
    """The event of a fact."""
    return CaseEvent(f"op-{at.isoformat()}-{fact.KIND}", ID, at, CLERK, outlet, "01", fact)


def after(*facts: Fact, plan: ActivityPlanned | None = None, at: datetime = PLANNED_AT) -> Activity:
    """An activity by legal facts alone, all at one moment but the plan."""
    activity = apply(None, told(plan or planned()))
    for fact in facts:
        event = told(fact, at)
        assert judge(activity, event) is None, fact.KIND
        activity = apply(activity, event)
    return activity


def open_one(people: int = 0, **changes: object) -> Activity:
    """A published activity with so many registrations."""
    return after(ActivityPublished(), *map(person, range(1, people + 1)), plan=planned(**changes))


def on(activity: Activity, *facts: Fact, at: datetime) -> Activity:
    """The same after legal facts at a later moment."""
    for fact in facts:
        event = told(fact, at)
        assert judge(activity, event) is None, fact.KIND
        activity = apply(activity, event)
    return activity
