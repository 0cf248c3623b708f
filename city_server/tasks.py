"""Tasks of bad reviews from the city's side: opened of a review, told on, and read back (domain.md §7.5)."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from city_server import clock, schema
from city_server.books import Books
from city_server.finding_book import excluded
from city_server.hand_over import events_of
from city_server.word import Unsaid, say
from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.events import Registered
from outlet_app.domain.facts.rectification import TaskFact, TaskOpened
from outlet_app.domain.rectification.clocks import TaskClocks
from outlet_app.domain.rectification.rules import fold
from outlet_app.domain.rectification.task import Task
from outlet_app.sync.wire import Review

SERIES = "CP"


class TaskRefused(Exception):  # noqa: N818 - an answer to whoever gave the command
    """The step may not be taken; the message says why, in codes."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Outlets with their hours, and the holiday plans that count there."""

    books: Books

    def clocks(self, outlet: str) -> TaskClocks:
        """The clocks of one outlet; the usual hours where the table does not know it yet."""
        return TaskClocks(self.books.calendar(outlet), self.books.hours(outlet))


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a task is opened: of which review, for whom, with which words of the reviewer's."""

    review_op: str
    review: Review
    rated_outlet: str
    to_outlet: str
    text: str


def open_task(conn: Connection, wanted: Wanted, rooms: Rooms, by: str) -> Task:
    """Make the task of a bad review and put it into the feed of the outlet that handles it.

    TaskRefused: the review is none of the bad ones, has a task, or its clerk leads the outlet.
    """
    told, now = wanted.review, clock.now()
    if not told.answer.level.is_bad:
        raise TaskRefused("the review is not a bad one")
    if wanted.review_op in excluded(conn):
        raise TaskRefused("the review is excluded")
    if told.by in heads_of(conn, wanted.to_outlet):
        raise TaskRefused(f"{told.by} leads outlet {wanted.to_outlet}; name another with --to")
    demand_outlet(conn, wanted.to_outlet)
    clocks = rooms.clocks(wanted.to_outlet)
    # No id of the review, of its case, or of its day: nothing leads from the task to the visitor.
    task_id, number = secrets.token_hex(16), _next_number(conn, local_day(now).year)
    fact = TaskOpened(
        number=number,
        to_outlet=wanted.to_outlet,
        rated_outlet=wanted.rated_outlet,
        rated_by=told.by,
        item=told.item,
        month=f"{told.at.astimezone(CST):%Y-%m}",
        level=int(told.answer.level),
        tags=told.answer.tags,
        text=wanted.text,
        calls=told.answer.call_back,
        assign_due=clocks.assign(now),
        appeal_due=clocks.appeal(now),
    )
    try:
        conn.execute(
            insert(schema.review_task).values(task_id=task_id, number=number, review_op=wanted.review_op)
        )
    except IntegrityError as taken:
        raise TaskRefused("the review has a task already") from taken
    return tell(conn, task_id, fact, by)


def tell(conn: Connection, task_id: str, fact: TaskFact, by: str) -> Task:
    """Let the city's fact take effect and go out with the next pull; TaskRefused where it may not."""
    try:
        say(conn, task_id, fact, by)
    except Unsaid as refused:
        raise TaskRefused(str(refused)) from refused
    return read_task(conn, task_id)


def demand_outlet(conn: Connection, outlet: str) -> None:
    """TaskRefused where the city has no outlet of this code."""
    if conn.scalar(select(schema.outlet.c.code).where(schema.outlet.c.code == outlet)) is None:
        raise TaskRefused(f"there is no outlet {outlet}")


def read_task(conn: Connection, task_id: str) -> Task:
    """A task as it stands."""
    return fold(events_of(conn, task_id))


def task_of(conn: Connection, number: str) -> Task:
    """The task with this number; TaskRefused where there is none."""
    table = schema.review_task.c
    task_id = conn.scalar(select(table.task_id).where(table.number == number))
    if task_id is None:
        raise TaskRefused(f"there is no task {number}")
    return read_task(conn, task_id)


def all_tasks(conn: Connection) -> Iterator[tuple[str, Task]]:
    """Every task with the review it came of, by number."""
    table = schema.review_task
    for row in conn.execute(select(table).order_by(table.c.number)).all():
        yield row.review_op, read_task(conn, row.task_id)


def review_behind(conn: Connection, number: str) -> str:
    """The operation id of the review behind a task; empty where there is none."""
    table = schema.review_task.c
    return conn.scalar(select(table.review_op).where(table.number == number)) or ""


def contact_of(conn: Connection, review: Review) -> dict[str, str]:
    """Whom to call back; empty where the city does not have the case."""
    events = events_of(conn, review.case_id)
    first = events[0].fact if events else None
    if not isinstance(first, Registered):
        return {}
    return {"name": first.applicant.contact or first.applicant.name, "phone": first.applicant.phone}


def heads_of(conn: Connection, outlet: str) -> set[str]:
    """Who enrolled a machine of an outlet: its heads, as far as the city knows them."""
    table = schema.enrolment.c
    return set(
        conn.scalars(select(table.staff_no).where(table.outlet == outlet, table.device_id.is_not(None)))
    )


def _next_number(conn: Connection, year: int) -> str:
    table, prefix = schema.review_task.c, f"{SERIES}-{year}-"
    last = conn.scalar(select(func.max(table.number)).where(table.number.startswith(prefix)))
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"
