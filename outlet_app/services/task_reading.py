"""Reads the tasks of bad reviews out of the journal, as cases are read, and who may look at one."""

from collections.abc import Iterable
from dataclasses import dataclass

from outlet_app.domain.facts.rectification import TaskOpened
from outlet_app.domain.people import Person, Right
from outlet_app.domain.rectification.rules import apply, judge
from outlet_app.domain.rectification.task import Task
from outlet_app.models.journal import Entry
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import WITHOUT_EFFECT, Step
from outlet_app.sync.wire import Unreadable, decode_event


@dataclass(frozen=True, slots=True)
class TaskReading:
    """A task and the steps that led to it."""

    task: Task
    steps: tuple[Step, ...]


def read_task(entries: Iterable[Entry]) -> TaskReading | None:
    """Fold stored entries; None where they are no task's."""
    task: Task | None = None
    steps: list[Step] = []
    for entry in entries:
        try:
            event = decode_event(entry.body)
        except Unreadable:
            continue
        counts = entry.verdict not in WITHOUT_EFFECT and judge(task, event) is None
        if counts:
            task = apply(task, event)
        elif task is None:
            return None
        steps.append(Step(event, entry, counts))
    return TaskReading(task, tuple(steps)) if task else None


def all_tasks(uow: UnitOfWork) -> tuple[TaskReading, ...]:
    """Every task that has come to this machine, the latest first."""
    found = uow.journal.of_cases(uow.journal.of_kind(TaskOpened.KIND)).values()
    readings = [reading for entries in found if (reading := read_task(entries))]
    return tuple(sorted(readings, key=lambda one: one.task.opened_at, reverse=True))


def leads(person: Person) -> bool:
    """Whether the person is the 窗口负责人, who gives tasks out and closes them."""
    return person.may(Right.SEE_REVIEWS)


def may_see(task: Task, person: Person, outlet: str) -> bool:
    """The head and whoever handles it, at the outlet that has it; never the rated clerk (decisions 18)."""
    if person.staff_no == task.rated_by or task.outlet != outlet:
        return False
    return leads(person) or person.staff_no in task.handlers
