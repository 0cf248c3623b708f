"""What the city holds of an outlet, in numbers that a counter can hold against its own."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from city_server import schema
from outlet_app.sync.wire import Tally, Verdict, tally_of


@dataclass(frozen=True, slots=True)
class Census:
    """Tally of the cases an outlet sees, their numbers, and how many of its operations are held back."""

    tally: Tally
    case_numbers: tuple[str, ...]
    parked: int
    rejected: int


def take_census(conn: Connection, outlet: str) -> Census:
    """Count what the outlet's scope holds; see wire.tally_of for the digest."""
    scopes, events, ops, numbers = (
        schema.case_scope.c,
        schema.case_event.c,
        schema.op.c,
        schema.case_number.c,
    )
    seen = select(scopes.case_id).where(scopes.scope == outlet)
    entries = (
        select(events.case_id, events.n, ops.sha256)
        .join(schema.op, ops.op_id == events.op_id)
        .where(events.case_id.in_(seen))
    )
    case_numbers = select(numbers.case_no).where(numbers.case_id.in_(seen)).order_by(numbers.case_no)
    return Census(
        tally_of((row.case_id, row.n, row.sha256) for row in conn.execute(entries)),
        tuple(conn.scalars(case_numbers)),
        _held_back(conn, outlet, Verdict.PARKED),
        _held_back(conn, outlet, Verdict.REJECTED),
    )


def _held_back(conn: Connection, outlet: str, verdict: Verdict) -> int:
    """Operations of the outlet whose last verdict is this one."""
    ops, later = schema.op.c, schema.op_verdict
    last = (
        select(later.c.verdict)
        .where(later.c.op_id == ops.op_id)
        .order_by(later.c.no.desc())
        .limit(1)
        .scalar_subquery()
    )
    now = func.coalesce(last, ops.verdict)
    return conn.scalar(select(func.count()).where(ops.outlet == outlet, now == verdict)) or 0
