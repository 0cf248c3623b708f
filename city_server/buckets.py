"""What a scope holds, by buckets: so a counter finds what differs and fetches that alone (D.8, D.13)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from city_server import epochs, schema
from city_server.callers import Caller, own_instance
from city_server.denial import Denied
from city_server.lineage import lineage
from city_server.pull import MAX_BYTES, MAX_EVENTS
from city_server.store import among
from city_server.telling import Change, bodies_for, told_cases
from outlet_app.sync.wire import (
    BUCKETS,
    BucketPage,
    Buckets,
    Code,
    Mark,
    Verdict,
    bucket_of,
    mark_of,
    sum_of,
    sums_of,
)

_HELD_BACK = (Verdict.PARKED, Verdict.REJECTED)


@dataclass(frozen=True, slots=True)
class BucketAsked:
    """A page of one bucket: its cases after `after`, in the order of their ids."""

    no: int
    instance: str
    scope: str
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An operation with its place, or the verdict of one that has none."""

    change: Change
    n: int | None
    verdict: str


def give_buckets(conn: Connection, caller: Caller, instance: str, scope: str) -> Buckets:
    """Every bucket of the scope as the asking instance is to see it. Denied: INSTANCE, SCOPE."""
    _admit(conn, caller, instance, scope)
    epoch = epochs.required(conn)
    # Read before the events: whatever is committed in between comes again with the pull after it.
    head = conn.scalar(select(schema.scope_head.c.version).where(schema.scope_head.c.scope == scope))
    kept = placed(conn, scope) + held_back(conn, lineage(conn, instance))
    return Buckets(epoch=epoch.name, version=head or 0, buckets=sums_of(map(mark, kept)))


def give_bucket(conn: Connection, caller: Caller, asked: BucketAsked) -> BucketPage:
    """One page of a bucket, whole cases only. Denied: INSTANCE, SCOPE, BAD_BODY for no bucket."""
    if not 0 <= asked.no < BUCKETS:
        raise Denied(Code.BAD_BODY)
    _admit(conn, caller, asked.instance, asked.scope)
    own = lineage(conn, asked.instance)
    everything = placed(conn, asked.scope) + held_back(conn, own)
    kept = [one for one in everything if bucket_of(one.change.case_id) == asked.no]
    by_case: defaultdict[str, list[Change]] = defaultdict(list)
    for one in kept:
        if one.change.case_id > asked.after:
            by_case[one.change.case_id].append(one.change)
    rows, more = _page(conn, asked.instance, by_case)
    cases = told_cases(conn, own, rows, bodies_for(conn, rows, asked.instance))
    return BucketPage(bucket=sum_of(map(mark, kept)), cases=cases, more=more)


def _admit(conn: Connection, caller: Caller, instance: str, scope: str) -> None:
    if scope != caller.outlet:
        raise Denied(Code.SCOPE)
    own_instance(conn, caller, instance)


def placed(conn: Connection, scope: str, cases: Collection[str] | None = None) -> list[Kept]:
    """What took effect in a scope, by place; of these cases alone where they are named."""
    scopes, events, ops = schema.case_scope.c, schema.case_event.c, schema.op.c
    found = (
        select(events.case_id, events.op_id, events.n, ops.instance_id, ops.sha256)
        .join(schema.op, ops.op_id == events.op_id)
        .join(schema.case_scope, scopes.case_id == events.case_id)
        .where(scopes.scope == scope)
        .order_by(events.case_id, events.n)
    )
    if cases is not None:
        found = found.where(among(conn, events.case_id, cases))
    return [
        Kept(Change(0, row.case_id, row.op_id, row.instance_id, row.sha256), row.n, "")
        for row in conn.execute(found)
    ]


def held_back(conn: Connection, own: Collection[str], cases: Collection[str] | None = None) -> list[Kept]:
    """What these instances sent and got no place for, to be told to them alone."""
    ops, events, later = schema.op.c, schema.case_event.c, schema.op_verdict.c
    last = (
        select(later.verdict)
        .where(later.op_id == ops.op_id)
        .order_by(later.no.desc())
        .limit(1)
        .scalar_subquery()
    )
    now = func.coalesce(last, ops.verdict)
    found = (
        select(ops.case_id, ops.op_id, ops.instance_id, ops.sha256, now.label("now"))
        .outerjoin(schema.case_event, events.op_id == ops.op_id)
        .where(ops.instance_id.in_(own), ops.case_id != "", ops.verdict.in_(_HELD_BACK))
        .where(now.in_(_HELD_BACK), events.op_id.is_(None))
        .order_by(ops.case_id, ops.received_at, ops.instance_id, ops.seq)
    )
    if cases is not None:
        found = found.where(among(conn, ops.case_id, cases))
    return [
        Kept(Change(0, row.case_id, row.op_id, row.instance_id, row.sha256), None, row.now)
        for row in conn.execute(found)
    ]


def mark(one: Kept) -> Mark:
    """One operation as the sums of both sides count it."""
    return mark_of(one.change.case_id, one.n, one.verdict, one.change.sha256, one.change.op_id)


def _page(conn: Connection, instance: str, by_case: dict[str, list[Change]]) -> tuple[Sequence[Change], bool]:
    """As many whole cases as fit; a single one may be larger."""
    rows: list[Change] = []
    room = MAX_BYTES
    for case_id in sorted(by_case):
        case = by_case[case_id]
        room -= _size(conn, (one.op_id for one in case if one.instance_id != instance))
        if rows and (room < 0 or len(rows) + len(case) > MAX_EVENTS):
            return rows, True
        rows += case
    return rows, False


def _size(conn: Connection, op_ids: Iterable[str]) -> int:
    body = schema.op_body.c
    asked = select(func.coalesce(func.sum(func.length(body.bytes)), 0)).where(body.op_id.in_(list(op_ids)))
    return int(conn.execute(asked).scalar_one())
