"""Tasks of bad reviews for tests: each names only what it is about."""

from datetime import timedelta
from itertools import count

from outlet_app.domain.calendar import BusinessHours
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.rectification import (
    OF_CITY,
    Content,
    Finding,
    Ground,
    TaskAppealed,
    TaskAssigned,
    TaskCalledBack,
    TaskClassified,
    TaskClosed,
    TaskExtended,
    TaskFact,
    TaskMended,
    TaskOpened,
    TaskReviewed,
    TaskRouted,
    TaskVerified,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.rectification.clocks import TaskClocks
from outlet_app.domain.rectification.rules import CITY, fold
from outlet_app.domain.rectification.task import Task
from tests.domain.holiday_plans import CALENDAR
from tests.support.builders import CLERK, MORNING, OUTLET, SUPERVISOR

CLOCKS = TaskClocks(CALENDAR, BusinessHours())
TASK, NUMBER, OTHER = "task-1", "CP-2026-0007", "1508260412"
CITY_READER = "1508000001"
_serial = count(1)


def opened(**changes: object) -> TaskOpened:
    """A bad review of the clerk's on its way to the window."""
    fact = TaskOpened(
        number=NUMBER,
        to_outlet=OUTLET,
        rated_outlet=OUTLET,
        rated_by=CLERK,
        item=2,
        month="2026-11",
        level=2,
        assign_due=CLOCKS.assign(MORNING),
        appeal_due=CLOCKS.appeal(MORNING),
        tags=("209", "214"),
        text="等了两个小时",
        calls=True,
    )
    return marked(fact, **changes)  # type: ignore[arg-type]


def assigned(*to: str) -> TaskAssigned:
    """Given to these people on the first morning."""
    return TaskAssigned(
        to=to or (OTHER,),
        verify_due=CLOCKS.verify(MORNING),
        classify_due=CLOCKS.classify(MORNING),
        mend_due=CLOCKS.mend(MORNING),
        latest_due=CLOCKS.latest(MORNING),
    )


def extended(days: int = 10, reason: str = "需要采购叫号设备") -> TaskExtended:
    """More time."""
    return TaskExtended(reason, CLOCKS.mend(MORNING, days))


ASSIGNED = assigned()
VERIFIED = TaskVerified("调阅叫号记录、询问", "当日等待 41 分钟，情况属实。")
AT_ONCE = TaskClassified(Finding.AT_ONCE)
BY_DATE = TaskClassified(Finding.BY_DATE, "要添设备")
NO_BASIS = TaskClassified(Finding.NO_BASIS, "清单没有这一项")
MISTAKEN = TaskClassified(Finding.MISTAKEN, "评价人来电说按错了", CLOCKS.decide(MORNING))
MENDED = TaskMended("增设机动窗口", OTHER, "已增设机动窗口，抱歉让您久等。", CLOCKS.call(MORNING))
APPEALED = TaskAppealed(Ground.NOT_OURS, "评的是银行窗口", CLOCKS.decide(MORNING))
EXCLUDED = TaskReviewed(True, "确认误评")
UPHELD = TaskReviewed(False, "理由不足", CLOCKS.mend(MORNING, 9))
CONTENT = TaskCalledBack(Content.YES, "表示满意")
NOT_REACHED = TaskCalledBack(Content.NONE)
NOT_CONTENT = TaskCalledBack(Content.NO, "还是要等", CLOCKS.mend(MORNING, 8))
CLOSED = TaskClosed("2026-差评-003")
ROUTED = TaskRouted("1508001001", "网点只有一人", CLOCKS.assign(MORNING), CLOCKS.appeal(MORNING))
# One life each from the arrival to every state.
LIVES: dict[str, tuple[Fact, ...]] = {
    "opened": (opened(),),
    "assigned": (opened(), ASSIGNED),
    "verified": (opened(), ASSIGNED, VERIFIED),
    "classified": (opened(), ASSIGNED, VERIFIED, AT_ONCE),
    "under_review": (opened(), ASSIGNED, VERIFIED, MISTAKEN),
    "mended": (opened(), ASSIGNED, VERIFIED, AT_ONCE, MENDED),
    "closed": (opened(), ASSIGNED, VERIFIED, AT_ONCE, MENDED, CONTENT, CLOSED),
    "excluded": (opened(), ASSIGNED, VERIFIED, MISTAKEN, EXCLUDED),
}


def told(
    fact: Fact, *, minutes: float = 0, actor: str = "", outlet: str | None = None, task_id: str = TASK
) -> CaseEvent:
    """An event of the task as its rightful teller would tell it, so long after the morning."""
    of_city = isinstance(fact, OF_CITY)
    place = (CITY if of_city else OUTLET) if outlet is None else outlet
    who = actor or (CITY_READER if of_city else SUPERVISOR)
    moment = MORNING + timedelta(minutes=minutes)
    return CaseEvent(f"task-op-{next(_serial):06}", task_id, moment, who, place, "01", fact)


def task_after(*facts: Fact, step: float = 1) -> Task:
    """The task after these facts, some minutes apart."""
    return fold(told(fact, minutes=place * step) for place, fact in enumerate(facts))


def every_fact() -> tuple[TaskFact, ...]:
    """One sample of each kind."""
    return (
        opened(), ROUTED, ASSIGNED, VERIFIED, AT_ONCE, extended(), MENDED, APPEALED, EXCLUDED,
        CONTENT, CLOSED,
    )  # fmt: skip
