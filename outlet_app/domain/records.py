"""What stands behind an id: a case, or the task of a bad review; the first fact tells which."""

from collections.abc import Iterable

from outlet_app.domain import case as cases
from outlet_app.domain.case import Case
from outlet_app.domain.events import FACTS, CaseEvent, Fact
from outlet_app.domain.facts.rectification import TASK_FACTS, TaskFact
from outlet_app.domain.problems import Refusal
from outlet_app.domain.rectification import rules as tasks
from outlet_app.domain.rectification.task import Task

Record = Case | Task


def fact_type(kind: str) -> type[Fact] | None:
    """The fact of a kind, of a case or of a task; None for a kind of another version."""
    return FACTS.get(kind) or TASK_FACTS.get(kind)


def fold(events: Iterable[CaseEvent]) -> Record:
    """Fold the events of either; ValueError for none."""
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
    return cases.apply(record, event)


def judge(record: Record | None, event: CaseEvent) -> Refusal | None:
    """Why the event may not follow; a fact of the one kind never on the other."""
    if isinstance(record, Task) or (record is None and isinstance(event.fact, TaskFact)):
        return tasks.judge(record, event)
    if isinstance(event.fact, TaskFact):
        return Refusal("task.unknown")
    return cases.judge(record, event)
