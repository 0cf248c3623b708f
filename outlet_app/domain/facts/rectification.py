"""What happens to a bad review: a file of its own beside the cases, begun by the city (domain.md §7.5)."""

from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import DueStamp, Fact
from outlet_app.domain.frozen import dataclass


class Finding(StrEnum):
    """定性: the three ways of handling, and what is no justified bad review."""

    AT_ONCE = "at_once"
    BY_DATE = "by_date"
    NO_BASIS = "no_basis"
    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"

    @property
    def asks_city(self) -> bool:
        """Whether the next level has to look at it: nobody excludes a review of its own (domain.md §7.6)."""
        return self in (Finding.MISTAKEN, Finding.MALICIOUS)


class Ground(StrEnum):
    """Why a review should not count, said in an appeal (domain.md §7.6)."""

    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"
    DUPLICATE = "duplicate"
    TEST = "test"
    NOT_OURS = "not_ours"
    FACTS = "facts"


class Content(StrEnum):
    """What the reviewer says of the mending; NONE: not reached."""

    YES = "yes"
    NO = "no"
    NONE = "none"


class TaskFact(Fact):
    """A fact of a task; none of them belongs into a case."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TaskOpened(TaskFact):
    """派单: a bad review without the name of whoever gave it (decisions 18).

    number: 差评编号. rated_by: 工号 of the rated. month: of the review, as 2026-11; a day would name the
    visitor. calls: the reviewer may be called back, by the city, which alone knows whom.
    """

    KIND: ClassVar[str] = "task.opened"
    number: str
    to_outlet: str
    rated_outlet: str
    rated_by: str
    item: int
    month: str
    level: int
    assign_due: DueStamp
    appeal_due: DueStamp
    tags: tuple[str, ...] = ()
    text: str = ""
    calls: bool = False


@dataclass(frozen=True, slots=True)
class TaskRouted(TaskFact):
    """The city gives the task to another outlet, where nobody but the rated could take it."""

    KIND: ClassVar[str] = "task.routed"
    to_outlet: str
    reason: str
    assign_due: DueStamp
    appeal_due: DueStamp


@dataclass(frozen=True, slots=True)
class TaskAssigned(TaskFact):
    """The head says who handles it; the clocks of the first time stay. latest_due: of an extension."""

    KIND: ClassVar[str] = "task.assigned"
    to: tuple[str, ...]
    verify_due: DueStamp
    classify_due: DueStamp
    mend_due: DueStamp
    latest_due: DueStamp


@dataclass(frozen=True, slots=True)
class TaskVerified(TaskFact):
    """核实: how it was looked into and what was found."""

    KIND: ClassVar[str] = "task.verified"
    how: str
    found: str


@dataclass(frozen=True, slots=True)
class TaskClassified(TaskFact):
    """定性; decide_due where the next level must now look at it."""

    KIND: ClassVar[str] = "task.classified"
    finding: Finding
    reason: str = ""
    decide_due: DueStamp | None = None


@dataclass(frozen=True, slots=True)
class TaskExtended(TaskFact):
    """延期, once, with a reason, by the head."""

    KIND: ClassVar[str] = "task.extended"
    reason: str
    mend_due: DueStamp


@dataclass(frozen=True, slots=True)
class TaskMended(TaskFact):
    """整改完成: what was done, by whom, and what the reviewer is to be told."""

    KIND: ClassVar[str] = "task.mended"
    measures: str
    responsible: str
    reply: str
    call_due: DueStamp | None = None


@dataclass(frozen=True, slots=True)
class TaskAppealed(TaskFact):
    """申诉 of the rated unit to the next level."""

    KIND: ClassVar[str] = "task.appealed"
    ground: Ground
    reason: str
    decide_due: DueStamp


@dataclass(frozen=True, slots=True)
class TaskReviewed(TaskFact):
    """复核 by the next level: excluded from the rates, or upheld with a new limit for mending."""

    KIND: ClassVar[str] = "task.reviewed"
    excluded: bool
    reason: str
    mend_due: DueStamp | None = None


@dataclass(frozen=True, slots=True)
class TaskCalledBack(TaskFact):
    """回访和再评 by the city; somebody not content gets the mending another time."""

    KIND: ClassVar[str] = "task.called_back"
    content: Content
    note: str = ""
    mend_due: DueStamp | None = None


@dataclass(frozen=True, slots=True)
class TaskClosed(TaskFact):
    """归档 一事一档."""

    KIND: ClassVar[str] = "task.closed"
    archive_no: str


OF_CITY = (TaskOpened, TaskRouted, TaskReviewed, TaskCalledBack)
_ALL: tuple[type[TaskFact], ...] = (
    *OF_CITY, TaskAssigned, TaskVerified, TaskClassified, TaskExtended, TaskMended, TaskAppealed, TaskClosed,
)  # fmt: skip
TASK_FACTS: dict[str, type[TaskFact]] = {fact.KIND: fact for fact in _ALL}
