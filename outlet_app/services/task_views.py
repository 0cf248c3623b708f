"""What the use cases of 差评整改 hand to the pages."""

from dataclasses import dataclass
from datetime import datetime

from outlet_app.domain.events import DueStamp, Fact
from outlet_app.domain.people import Person
from outlet_app.domain.rectification.quarters import Figures, Quarter
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.domain.urgency import Urgency
from outlet_app.services.views import PaperView


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in a list, with its clock as of now."""

    task_id: str
    number: str
    state: TaskState
    item: int
    month: str
    level: int
    rated: str
    handlers: tuple[str, ...]
    due: DueStamp | None
    urgency: Urgency
    overdue_days: int
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class TaskStep:
    """One step taken: `outlet` is empty where the city took it; `counts` where it has effect."""

    at: datetime
    who: str
    outlet: str
    fact: Fact
    counts: bool


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """One task with what may be done now; `steps` are newest first.

    allowed: codes of the steps open to whoever reads it. colleagues: to whom it may be given.
    """

    row: TaskRow
    task: Task
    steps: tuple[TaskStep, ...]
    papers: tuple[PaperView, ...]
    allowed: frozenset[str]
    colleagues: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class QuarterView:
    """A quarter of this outlet's bad reviews in figures, and by when it is published."""

    quarter: Quarter
    figures: Figures
    publish_by: datetime
