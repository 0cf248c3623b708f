"""A day of reviews for the pages: services as rows, counts without names, from memory."""

from dataclasses import dataclass, field
from datetime import timedelta

from outlet_app.domain.occasions import Occasion
from outlet_app.domain.rectification.quarters import Figures, Quarter, Share
from outlet_app.domain.rectification.task import ENDED, TaskState
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.rates import Standing
from outlet_app.domain.urgency import Urgency
from outlet_app.services.review_views import Asked, ReviewDay, ServiceRow
from outlet_app.services.task_views import QuarterView, TaskDetail, TaskRow, TaskStep
from tests.support import tasks as t
from tests.support.counter_fakes_desk import CLERK, HEAD, NOW

_WHOLE = {
    Level.VERY_SATISFIED: 8,
    Level.SATISFIED: 3,
    Level.BASICALLY_SATISFIED: 1,
    Level.VERY_DISSATISFIED: 1,
}
DAY = ReviewDay(
    NOW.date(),
    Standing(14, _WHOLE),
    {
        1: Standing(5, {Level.VERY_SATISFIED: 3, Level.SATISFIED: 2}),
        2: Standing(6, {Level.VERY_SATISFIED: 5, Level.VERY_DISSATISFIED: 1}),
    },
    held_back=2,
)
EMPTY_DAY = ReviewDay(NOW.date(), Standing())
_NAMES = ("张秀兰", "内蒙古河套黄柿子种植加工专业合作社联合社示范园区", "阿拉坦·额尔敦巴特尔", "")


def service(place: int, asked: Asked = Asked.NOT_YET, **changes: object) -> ServiceRow:
    """One service event; the higher the place the earlier it was."""
    values: dict[str, object] = {
        "case_id": f"case-{place}",
        "case_no": f"HH05-20261118-0100{40 - place:02}-T",
        "applicant": _NAMES[place % len(_NAMES)],
        "item": (2, 1, 9, 0)[place % 4],
        "occasion": list(Occasion)[place % 4],
        "at": NOW - timedelta(minutes=7 * place),
        "clerk": ("苏日娜", "王海燕")[place % 2],
        "asked": asked,
        "can_ask": asked is not Asked.RATED,
    }
    return ServiceRow(**values | changes)  # type: ignore[arg-type]


SERVICES = tuple(service(place, list(Asked)[place % 3]) for place in range(14))


@dataclass
class FakeReviewDesk:
    """What 服务评价 reads."""

    may_see: bool = True
    shown: tuple[ServiceRow, ...] = SERVICES
    counted: ReviewDay = field(default_factory=lambda: DAY)
    trouble: Exception | None = None
    reads: int = 0
    days: int = 0

    def services(self) -> tuple[ServiceRow, ...]:
        """Today's services."""
        self.reads += 1
        if self.trouble:
            raise self.trouble
        return self.shown

    def day(self) -> ReviewDay:
        """The counts; nobody else may ask for them."""
        assert self.may_see, "a clerk's page asked how the day was rated"
        self.days += 1
        return self.counted


QUARTER = QuarterView(
    Quarter(2026, 4),
    Figures(5, 1, Share(2, 3), Share(3, 3), Share(2, 2), Share(1, 2), 2.5),
    NOW.replace(year=2027, month=1, day=15),
)
ROUND: tuple[TaskState, ...] = (
    TaskState.CLASSIFIED,
    TaskState.OPENED,
    TaskState.UNDER_REVIEW,
    TaskState.MENDED,
    TaskState.CLOSED,
    TaskState.EXCLUDED,
)
ALLOWED = frozenset({"assign", "mend", "extend", "appeal"})


def task_row(place: int, state: TaskState) -> TaskRow:
    """One task; the first is overdue, the second due today."""
    task = t.task_after(*t.LIVES[state])
    late = (Urgency.OVERDUE, Urgency.TODAY, Urgency.LATER)[min(place, 2)]
    return TaskRow(
        task_id=f"task-{place}",
        number=f"CP-2026-{place + 3:04d}",
        state=state,
        item=(2, 1, 9, 0)[place % 4],
        month="2026-11",
        level=1 + place % 2,
        rated="苏日娜",
        handlers=("王海燕", "高云飞") if state is not TaskState.OPENED else (),
        due=None if state in ENDED else task.due,
        urgency=late,
        overdue_days=2 if place == 0 else 0,
        opened_at=NOW - timedelta(days=place),
    )


@dataclass
class FakeRectifying:
    """差评整改 from memory."""

    states: tuple[TaskState, ...] = ()
    allowed: frozenset[str] = ALLOWED
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def tasks(self) -> tuple[TaskRow, ...]:
        """The list."""
        return tuple(task_row(place, state) for place, state in enumerate(self.states))

    def quarter(self) -> QuarterView:
        """The figures."""
        return QUARTER

    def detail(self, task_id: str) -> TaskDetail:
        """One of them."""
        row = next(row for row in self.tasks() if row.task_id == task_id)
        facts = t.LIVES[row.state]
        steps = tuple(
            TaskStep(
                NOW - timedelta(hours=place),
                "" if fact is facts[0] else "王海燕",
                "" if fact is facts[0] else "1508262001",
                fact,
                True,
            )
            for place, fact in enumerate(reversed(facts))
        )
        allowed = frozenset() if row.state in ENDED else self.allowed
        return TaskDetail(row, t.task_after(*facts), steps, (), allowed, (HEAD, CLERK))
