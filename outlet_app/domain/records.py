"""What stands behind an id: a case, a bad review's task, an activity, a day's book; the first fact tells."""

from collections.abc import Iterable

from outlet_app.domain import case as cases
from outlet_app.domain import duty
from outlet_app.domain.case import Case
from outlet_app.domain.duty import Book
from outlet_app.domain.events import FACTS, CaseEvent, Fact
from outlet_app.domain.facts.activity import ACTIVITY_FACTS, ActivityFact
from outlet_app.domain.facts.duty import DUTY_FACTS, DutyFact
from outlet_app.domain.facts.rectification import TASK_FACTS, TaskFact
from outlet_app.domain.problems import Refusal
from outlet_app.domain.rectification import rules as tasks
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.training import rules as activities
from outlet_app.domain.training.activity import Activity

Record = Case | Task | Activity | Book


def fact_types() -> tuple[type[Fact], ...]:
    """Every fact there is, of whatever record."""
    every = (FACTS, TASK_FACTS, ACTIVITY_FACTS, DUTY_FACTS)
    return tuple(fact for facts in every for fact in facts.values())


def fact_type(kind: str) -> type[Fact] | None:
    """The fact of a kind, of whatever record; None for a kind of another version."""
    beside = TASK_FACTS.get(kind) or ACTIVITY_FACTS.get(kind) or DUTY_FACTS.get(kind)
    return FACTS.get(kind) or beside


def fold(events: Iterable[CaseEvent]) -> Record:
    """Fold the events of any; ValueError for none."""
    record: Record | None = None
    for event in events:
        record = apply(record, event)
    if record is None:
        raise ValueError("a record has at least one event")
    return record


def apply(record: Record | None, event: CaseEvent) -> Record:
    """The record after one event that `judge` let pass."""
    if isinstance(record, Task) or (record is None and isinstance(event.fact, TaskFact)):
        return tasks.apply(record, event)
    if isinstance(record, Activity) or (record is None and isinstance(event.fact, ActivityFact)):
        return activities.apply(record, event)
    if isinstance(record, Book) or (record is None and isinstance(event.fact, DutyFact)):
        return duty.apply(record, event)
    return cases.apply(record, event)


def judge(record: Record | None, event: CaseEvent) -> Refusal | None:
    """Why the event may not follow; a fact of the one kind never on the other."""
    if isinstance(record, Task) or (record is None and isinstance(event.fact, TaskFact)):
        return tasks.judge(record, event)
    if isinstance(record, Activity) or (record is None and isinstance(event.fact, ActivityFact)):
        return activities.judge(record, event)
    if isinstance(record, Book) or (record is None and isinstance(event.fact, DutyFact)):
        return duty.judge(record, event)
    if isinstance(event.fact, TaskFact):
        return Refusal("task.unknown")
    if isinstance(event.fact, ActivityFact):
        return Refusal("activity.unknown")
    if isinstance(event.fact, DutyFact):
        return Refusal("duty.book")
    return cases.judge(record, event)
