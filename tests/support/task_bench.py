"""Tasks on a counter's bench: they come down from the city, and the city goes on telling."""

from dataclasses import replace

from outlet_app.domain.facts.rectification import TaskFact
from outlet_app.domain.people import Person, Role
from outlet_app.models.journal import Entry
from outlet_app.services.recorder import op_of
from tests.support import tasks as t
from tests.support.bench import Bench

COLLEAGUE = Person(t.OTHER, "王海燕", frozenset({Role.CLERK}))


def arrive(bench: Bench, task_id: str = t.TASK, **changes: object) -> str:
    """A bad review of the clerk's comes down with a pull; a third colleague is here as well."""
    with bench.database.unit_of_work() as uow:
        uow.people.put(COLLEAGUE)
        uow.commit()
    city_tells(bench, t.opened(**changes), task_id)
    return task_id


def city_tells(bench: Bench, fact: TaskFact, task_id: str = t.TASK) -> None:
    """The city's fact comes down; by then it has answered what we had sent."""
    event = replace(t.told(fact, task_id=task_id), at=bench.clock.now())
    op = op_of(event)
    with bench.database.unit_of_work() as uow:
        before = uow.journal.of_case(task_id)
        for place, entry in enumerate(before, 1):
            uow.journal.place(task_id, entry.op_id, place, entry.verdict or "applied")
        uow.journal.place(task_id, op.op_id, len(before) + 1, "applied", "", op)
        uow.commit()


def entries_of(bench: Bench, task_id: str = t.TASK) -> tuple[Entry, ...]:
    """What the journal holds of the task."""
    with bench.database.reading() as uow:
        return uow.journal.of_case(task_id)


def kinds_of(bench: Bench, task_id: str = t.TASK) -> list[str]:
    """The kinds of its events, in order."""
    return [entry.kind for entry in entries_of(bench, task_id)]
