"""How operations stand now: their first verdict, or the last one a parked operation was given since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, insert, select

from city_server import clock, schema
from city_server.store import among
from outlet_app.sync.wire import Verdict

_NO_ARGS = "{}"
_VERDICTS = {one.value: one for one in Verdict}
Args = dict[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """A verdict with its reason, as it is told to the counter that sent the operation."""

    verdict: Verdict
    code: str
    args: Args


def standings_of(conn: Connection, op_ids: Sequence[str]) -> dict[str, Standing]:
    """The present standing of each operation in custody."""
    ops = schema.op
    first = select(ops.c.op_id, ops.c.verdict, ops.c.code, ops.c.args).where(among(conn, ops.c.op_id, op_ids))
    found = {op_id: standing(*told) for op_id, *told in conn.execute(first).all()}
    return found | standings_since(conn, found)


def standings_since(conn: Connection, first: Mapping[str, Standing]) -> dict[str, Standing]:
    """What was said since of operations with this first standing; only a parked one is spoken of again."""
    parked = [op_id for op_id, stood in first.items() if stood.verdict is Verdict.PARKED]
    if not parked:
        return {}
    later = schema.op_verdict
    changes = (
        select(later.c.op_id, later.c.verdict, later.c.code, later.c.args)
        .where(among(conn, later.c.op_id, parked))
        .order_by(later.c.op_id, later.c.no)
    )
    return {op_id: standing(*told) for op_id, *told in conn.execute(changes).all()}


def standing(verdict: str, code: str, args: str) -> Standing:
    """A standing as it was stored."""
    return Standing(_VERDICTS[verdict], code, args_of(args) if args != _NO_ARGS else {})


def change(conn: Connection, op_id: str, standing: Standing, by: str) -> None:
    """Add a later verdict to a parked operation; the first one stays on record."""
    later = schema.op_verdict
    given = len(conn.scalars(select(later.c.no).where(later.c.op_id == op_id)).all())
    conn.execute(
        insert(later).values(
            op_id=op_id,
            no=given + 1,
            at=clock.stamp(),
            verdict=standing.verdict.value,
            code=standing.code,
            args=as_text(standing.args),
            by=by,
        )
    )


def as_text(args: Args) -> str:
    """Arguments as stored."""
    return msgspec.json.encode(args).decode()


def args_of(stored: str) -> Args:
    """Arguments as they were stored."""
    return msgspec.json.decode(stored, type=Args)
