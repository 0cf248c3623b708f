"""How cases are told to a counter: each event with its standing, its place, and the bytes it lacks."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from city_server import schema
from city_server.standings import Standing, standings_of
from city_server.store import among
from outlet_app.sync.wire import NOTHING, Entry, PulledCase, Raw


class Change(NamedTuple):
    """One operation of a case to be told; `version` is its place in a scope, 0 where none is meant."""

    version: int
    case_id: str
    op_id: str
    instance_id: str
    sha256: str


class Told(NamedTuple):
    """A change with the standing of its operation and its place in the case, where it took effect."""

    change: Change
    standing: Standing
    n: int | None


def bodies_for(conn: Connection, rows: Sequence[Change], instance_id: str) -> dict[str, bytes]:
    """The bytes by operation, without those the asking instance made itself: it has them."""
    body = schema.op_body.c
    others = [row.op_id for row in rows if row.instance_id != instance_id]
    found = conn.execute(select(body.op_id, body.bytes).where(among(conn, body.op_id, others)))
    return {row.op_id: row.bytes for row in found}


def places_of(conn: Connection, op_ids: Sequence[str]) -> dict[str, int]:
    """The place of each operation that took effect."""
    events = schema.case_event.c
    in_case = select(events.op_id, events.n).where(among(conn, events.op_id, op_ids))
    return {found.op_id: found.n for found in conn.execute(in_case)}


def told_cases(
    conn: Connection, own: Collection[str], rows: Sequence[Change], bodies: dict[str, bytes]
) -> tuple[PulledCase, ...]:
    """The operations by case; what has no effect is told only under the `own` names it was made under."""
    op_ids = [row.op_id for row in rows]
    standings, places = standings_of(conn, op_ids), places_of(conn, op_ids)
    return told_as([Told(row, standings[row.op_id], places.get(row.op_id)) for row in rows], own, bodies)


def told_as(told: Sequence[Told], own: Collection[str], bodies: dict[str, bytes]) -> tuple[PulledCase, ...]:
    """The same of operations whose standing and place are at hand."""
    by_case: dict[str, list[Entry]] = {}
    for change, standing, n in told:
        if standing.verdict.takes_effect or change.instance_id in own:
            entry = entry_of(change, standing, n, bodies.get(change.op_id))
            by_case.setdefault(change.case_id, []).append(entry)
    return tuple(PulledCase(case_id=one, events=tuple(entries)) for one, entries in by_case.items())


def entry_of(row: Change, standing: Standing, n: int | None, body: bytes | None) -> Entry:
    """One operation as told; without a body where whoever asks has it."""
    return Entry(
        op_id=row.op_id,
        v=standing.verdict,
        sha256=row.sha256,
        code=standing.code,
        args=standing.args,
        n=n,
        b=NOTHING if body is None else Raw(body),
    )
