"""What a quarter of reviews is counted from: the cases, the opened reviews, and their tasks."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, select

from city_server import schema
from city_server.reviewed_events import ReviewedEvent
from outlet_app.domain.calendar import HolidayCalendar, local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.records import fold
from outlet_app.domain.rectification.quarters import Quarter, figures
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.domain.reviews.quarterly import WHOLE, Given, Mending
from outlet_app.sync.wire import decode_event

Tasks = Iterable[tuple[str, Task]]
Place = tuple[str, int]


def work_of(conn: Connection, quarter: Quarter) -> dict[Place, tuple[int, int]]:
    """Cases registered and service events of a quarter, by outlet and item; a package's parent is none."""
    cases, served = Counter[Place](), Counter[Place]()
    for outlet, case in _cases(conn):
        item = case.registered.item
        if Quarter.of(local_day(case.registered_at)) == quarter:
            cases[outlet, item] += 1
        served.update((one.outlet, item) for one in case.served if Quarter.of(local_day(one.at)) == quarter)
    return {key: (cases[key], served[key]) for key in {*cases, *served}}


def given_in(
    events: Iterable[ReviewedEvent], tasks: Tasks, found: Collection[str], quarter: Quarter
) -> tuple[Given, ...]:
    """The reviews of a quarter: an event counts once, by its first moment and its last word (改评).

    found: the reviews that the city excluded without a task, as duplicates and tests.
    """
    excluded = {op_id for op_id, task in tasks if task.state is TaskState.EXCLUDED} | set(found)
    return tuple(_given(one, excluded) for one in events if _quarter_of(one) == quarter)


def mendings_of(
    tasks: Tasks, quarter: Quarter, now: datetime, calendar: HolidayCalendar
) -> Mapping[Place, Mending]:
    """What was mended of the bad reviews that were sent out in a quarter, for every row of the sheet."""
    told = [(task.opened.rated_outlet, task.opened.item, task) for _, task in tasks]
    places = {("", WHOLE)}
    places |= {place for outlet, item, _ in told for place in ((outlet, item), (outlet, WHOLE))}
    return {
        place: _mending(
            [task for outlet, item, task in told if _lies(place, outlet, item)], quarter, now, calendar
        )
        for place in places
    }


def _lies(place: Place, outlet: str, item: int) -> bool:
    return place[0] in ("", outlet) and place[1] in (WHOLE, item)


def _mending(tasks: list[Task], quarter: Quarter, now: datetime, calendar: HolidayCalendar) -> Mending:
    told = figures(tasks, quarter, now, calendar)
    return Mending(told.closed.whole, told.closed.part, told.days)


def _quarter_of(event: ReviewedEvent) -> Quarter:
    return Quarter.of(local_day((event.first or event.counts).review.at))


def _given(event: ReviewedEvent, excluded: set[str]) -> Given:
    word = event.counts
    told = word.review
    return Given(word.outlet, told.item, told.answer.level, told.answer.tags, word.op_id in excluded)


def _cases(conn: Connection) -> Iterator[tuple[str, Case]]:
    """Each case with the outlet that registered it."""
    events, bodies = schema.case_event.c, schema.op_body.c
    told = (
        select(events.case_id, bodies.bytes)
        .join(schema.case_event, events.op_id == bodies.op_id)
        .order_by(events.case_id, events.n)
    )
    for _, rows in groupby(conn.execute(told), key=lambda row: row.case_id):
        events_told = [decode_event(row.bytes) for row in rows]
        record = fold(events_told)
        if isinstance(record, Case) and record.package is None:
            yield events_told[0].outlet, record
