"""What changed in a scope since a cursor, in the order it was committed (sync.md D.6)."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from city_server import epochs, schema
from city_server.callers import Caller, own_instance
from city_server.denial import Denied
from city_server.lineage import lineage
from city_server.telling import Change, bodies_for, told_cases
from outlet_app.sync.wire import Code, Pulled

MAX_EVENTS = 500
MAX_BYTES = 1_048_576


@dataclass(frozen=True, slots=True)
class PullAsked:
    """A page asked for: what `scope` got after version `after` of `epoch`."""

    instance: str
    scope: str
    epoch: str
    after: int
    limit: int


def give_pull(conn: Connection, caller: Caller, asked: PullAsked, catalogue: str) -> Pulled:
    """One page of changes. Denied: INSTANCE, SCOPE, EPOCH where the cursor is of another history.

    The asking instance gets no bytes of what it made itself, and it alone hears of its parked and
    rejected operations.
    """
    if asked.scope != caller.outlet:
        raise Denied(Code.SCOPE)
    held = own_instance(conn, caller, asked.instance)
    epoch = epochs.required(conn)
    head = conn.scalar(select(schema.scope_head.c.version).where(schema.scope_head.c.scope == asked.scope))
    if asked.epoch != epoch.name or asked.after > (head or 0):
        raise Denied(Code.EPOCH, epoch=epoch.name, last_seq=held.last_seq)
    rows, more = _page(conn, asked)
    bodies = bodies_for(conn, rows, asked.instance)
    kept = _fitting(rows, bodies)
    return Pulled(
        epoch=epoch.name,
        version=kept[-1].version if kept else asked.after,
        more=more or len(kept) < len(rows),
        cases=told_cases(conn, lineage(conn, asked.instance), kept, bodies),
        catalogue=catalogue,
    )


def _page(conn: Connection, asked: PullAsked) -> tuple[list[Change], bool]:
    feed, ops = schema.feed.c, schema.op.c
    limit = min(max(asked.limit, 1), MAX_EVENTS)
    page = (
        select(feed.version, feed.case_id, feed.op_id, ops.instance_id, ops.sha256)
        .join(schema.op, ops.op_id == feed.op_id)
        .where(feed.scope == asked.scope, feed.version > asked.after)
        .order_by(feed.version)
        .limit(limit + 1)
    )
    rows = [Change(*row) for row in conn.execute(page)]
    return rows[:limit], len(rows) > limit


def _fitting(rows: list[Change], bodies: dict[str, bytes]) -> list[Change]:
    room = MAX_BYTES
    for place, row in enumerate(rows):
        room -= len(bodies.get(row.op_id, b""))
        if place and room < 0:
            return rows[:place]
    return rows
