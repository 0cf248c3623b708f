"""What changed in a scope since a cursor, in the order it was committed (sync.md D.6)."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from city_server import epochs, schema
from city_server.callers import Caller, own_instance
from city_server.denial import Denied
from city_server.lineage import lineage
from city_server.standings import standing, standings_since
from city_server.telling import Change, Told, bodies_for, told_as
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
    bodies = bodies_for(conn, [row.change for row in rows], asked.instance)
    kept = _fitting(rows, bodies)
    return Pulled(
        epoch=epoch.name,
        version=kept[-1].change.version if kept else asked.after,
        more=more or len(kept) < len(rows),
        cases=told_as(kept, lineage(conn, asked.instance), bodies),
        catalogue=catalogue,
    )


def _page(conn: Connection, asked: PullAsked) -> tuple[list[Told], bool]:
    """What comes next with all that is told of it but the bytes, in one statement."""
    feed, ops, events = schema.feed.c, schema.op.c, schema.case_event.c
    limit = min(max(asked.limit, 1), MAX_EVENTS)
    page = (
        select(
            *(feed.version, feed.case_id, feed.op_id, ops.instance_id, ops.sha256),
            *(ops.verdict, ops.code, ops.args, events.n),
        )
        .join(schema.op, ops.op_id == feed.op_id)
        .outerjoin(schema.case_event, events.op_id == feed.op_id)
        .where(feed.scope == asked.scope, feed.version > asked.after)
        .order_by(feed.version)
        .limit(limit + 1)
    )
    found = conn.execute(page).all()
    rows = [Told(Change(*row[:5]), standing(*row[5:8]), row[8]) for row in found[:limit]]
    since = standings_since(conn, {row.change.op_id: row.standing for row in rows})
    if since:
        rows = [row._replace(standing=since.get(row.change.op_id, row.standing)) for row in rows]
    return rows, len(found) > limit


def _fitting(rows: list[Told], bodies: dict[str, bytes]) -> list[Told]:
    room = MAX_BYTES
    for place, row in enumerate(rows):
        room -= len(bodies.get(row.change.op_id, b""))
        if place and room < 0:
            return rows[:place]
    return rows
