"""What changed in a scope since a cursor, in the order it was committed (sync.md D.6)."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from city_server import epochs, schema
from city_server.callers import Caller, own_instance
from city_server.denial import Denied
from city_server.standings import Standing, standings_of
from outlet_app.sync.wire import NOTHING, Code, Entry, Pulled, PulledCase, Raw

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


class _Change(NamedTuple):
    version: int
    case_id: str
    op_id: str
    instance_id: str
    sha256: str


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
    bodies = _bodies(conn, [row.op_id for row in rows if row.instance_id != asked.instance])
    kept = _fitting(rows, bodies)
    return Pulled(
        epoch=epoch.name,
        version=kept[-1].version if kept else asked.after,
        more=more or len(kept) < len(rows),
        cases=_cases(conn, asked.instance, kept, bodies),
        catalogue=catalogue,
    )


def _page(conn: Connection, asked: PullAsked) -> tuple[list[_Change], bool]:
    feed, ops = schema.feed.c, schema.op.c
    limit = min(max(asked.limit, 1), MAX_EVENTS)
    page = (
        select(feed.version, feed.case_id, feed.op_id, ops.instance_id, ops.sha256)
        .join(schema.op, ops.op_id == feed.op_id)
        .where(feed.scope == asked.scope, feed.version > asked.after)
        .order_by(feed.version)
        .limit(limit + 1)
    )
    rows = [_Change(*row) for row in conn.execute(page)]
    return rows[:limit], len(rows) > limit


def _bodies(conn: Connection, op_ids: list[str]) -> dict[str, bytes]:
    body = schema.op_body.c
    found = conn.execute(select(body.op_id, body.bytes).where(body.op_id.in_(op_ids)))
    return {row.op_id: row.bytes for row in found}


def _fitting(rows: list[_Change], bodies: dict[str, bytes]) -> list[_Change]:
    room = MAX_BYTES
    for place, row in enumerate(rows):
        room -= len(bodies.get(row.op_id, b""))
        if place and room < 0:
            return rows[:place]
    return rows


def _cases(
    conn: Connection, instance_id: str, rows: list[_Change], bodies: dict[str, bytes]
) -> tuple[PulledCase, ...]:
    op_ids = [row.op_id for row in rows]
    standings, events = standings_of(conn, op_ids), schema.case_event.c
    in_case = select(events.op_id, events.n).where(events.op_id.in_(op_ids))
    places = {found.op_id: found.n for found in conn.execute(in_case)}
    by_case: dict[str, list[Entry]] = {}
    for row in rows:
        standing = standings[row.op_id]
        if standing.verdict.takes_effect or row.instance_id == instance_id:
            entry = _entry(row, standing, places.get(row.op_id), bodies.get(row.op_id))
            by_case.setdefault(row.case_id, []).append(entry)
    return tuple(PulledCase(case_id=one, events=tuple(entries)) for one, entries in by_case.items())


def _entry(row: _Change, standing: Standing, n: int | None, body: bytes | None) -> Entry:
    return Entry(
        op_id=row.op_id,
        v=standing.verdict,
        sha256=row.sha256,
        code=standing.code,
        args=standing.args,
        n=n,
        b=NOTHING if body is None else Raw(body),
    )
