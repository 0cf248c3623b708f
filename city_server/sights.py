"""What the head of a case shows without its events: whether it is open, of what, and from when to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from city_server import schema
from outlet_app.domain.case import Case
from outlet_app.domain.oversight import asks_from
from outlet_app.domain.records import Record, fold
from outlet_app.sync.wire import Unreadable, decode_event

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Sight:
    """As of `seen` events; an older program leaves it behind the head, and then it says nothing.

    look_from: the second from which `concerns` may name the case, None for never.
    """

    seen: int | None = None
    is_open: bool | None = None
    look_from: int | None = None
    sub_item: str | None = None

    def plain(self) -> dict[str, object]:
        """As columns of the head."""
        return {
            "seen": self.seen,
            "is_open": self.is_open,
            "look_from": self.look_from,
            "sub_item": self.sub_item,
        }


UNSEEN = Sight()


def sight_of(record: Record | None, events: int) -> Sight:
    """What to keep of a record; of anything but a case only that there is nothing to look at."""
    if not isinstance(record, Case) or not record.is_open:
        return Sight(events, is_open=False, sub_item="")
    since = asks_from(record)
    # An aware `datetime.min` has no timestamp on every system.
    second = None if since is None else 0 if since.year <= 1970 else int(since.timestamp())
    return Sight(events, is_open=True, look_from=second, sub_item=record.registered.sub_item)


def may_ask(now: datetime) -> ColumnElement[bool]:
    """The heads of cases that may ask for somebody who leads now, and those about which nothing is kept."""
    return or_(_unknown(), schema.case_head.c.look_from <= int(now.timestamp()))


def may_be_open() -> ColumnElement[bool]:
    """The heads of open cases, and those about which nothing is kept."""
    return or_(_unknown(), schema.case_head.c.is_open.is_(True))


def may_be_of(sub_items: frozenset[str]) -> ColumnElement[bool]:
    """The heads of open cases of some sub-items, and those about which nothing is kept."""
    heads = schema.case_head.c
    return or_(_unknown(), and_(heads.is_open.is_(True), heads.sub_item.in_(sorted(sub_items))))


def cases_among(conn: Connection, wanted: ColumnElement[bool], scope: str = "") -> Iterator[Case]:
    """The cases whose heads are wanted, folded from what took effect; those an outlet sees, or all."""
    events, heads, scopes = schema.case_event.c, schema.case_head.c, schema.case_scope.c
    told = (
        select(events.case_id, schema.op_body.c.bytes)
        .join(schema.case_head, heads.case_id == events.case_id)
        .join(schema.op_body, events.op_id == schema.op_body.c.op_id)
        .where(wanted)
        .order_by(events.case_id, events.n)
    )
    if scope:
        told = told.join(schema.case_scope, scopes.case_id == events.case_id).where(scopes.scope == scope)
    for _, rows in groupby(conn.execute(told), key=lambda row: row.case_id):
        record = fold(decode_event(row.bytes) for row in rows)
        if isinstance(record, Case):
            yield record


def fill(conn: Connection) -> None:
    """Look once at every case that an older program left without: the step of the migration."""
    heads, last = schema.case_head.c, ""
    asked = select(heads.case_id).where(_unknown()).order_by(heads.case_id).limit(_AT_A_TIME)
    while found := conn.scalars(asked.where(heads.case_id > last)).all():
        for case_id in found:
            _look(conn, case_id)
        last = found[-1]


def _look(conn: Connection, case_id: str) -> None:
    events = schema.case_event.c
    told = (
        select(schema.op_body.c.bytes)
        .join(schema.case_event, events.op_id == schema.op_body.c.op_id)
        .where(events.case_id == case_id)
        .order_by(events.n)
    )
    bodies = conn.scalars(told).all()
    try:
        record = fold(map(decode_event, bodies)) if bodies else None
    except Unreadable:
        # Folded anew for each question, as before; an upgrade never fails because of it.
        return
    head = update(schema.case_head).where(schema.case_head.c.case_id == case_id)
    conn.execute(head.values(sight_of(record, len(bodies)).plain()))


def _unknown() -> ColumnElement[bool]:
    heads = schema.case_head.c
    return or_(heads.seen.is_(None), heads.seen != heads.events)
