"""Gives a machine that was set back or copied a name of its own, and its operations back (sync.md D.8)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from city_server import clock, epochs, schema
from city_server.callers import Caller, Mode, own_instance
from city_server.denial import Denied
from city_server.enrolment import terminal_for
from city_server.fork_tables import fork
from city_server.lineage import lineage
from city_server.modes import carry_over
from city_server.pull import MAX_BYTES, MAX_EVENTS
from city_server.standings import standings_of
from city_server.telling import Change, entry_of, places_of
from outlet_app.sync.wire import Code, Fork, Forked, Own, Recalled

# A terminal number is given once; whoever asks for one after the other has to wait for a person to look.
FORKS_A_DAY = 10
_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class RecallAsked:
    """An instance's own operations after a sequence number, asked under the name it has now."""

    instance: str
    asking: str
    after: int


def take_fork(conn: Connection, caller: Caller, asked: Fork) -> Forked:
    """Take the machine on under its new name; the same request gets the same answer again.

    Denied: INSTANCE for a stranger's old name or a new one that is taken, TERMINALS_FULL, BUSY where the
    outlet forked too often within a day. The old name stays: another copy may be working under it.
    """
    own_instance(conn, caller, asked.instance, lock=True)
    device_id = _known(conn, asked)
    if device_id is None:
        device_id = _take_on(conn, caller, asked)
    device = conn.execute(select(schema.device).where(schema.device.c.device_id == device_id)).one()
    if device.public_key != bytes.fromhex(asked.public_key):
        raise Denied(Code.INSTANCE)
    return Forked(
        device_id=device_id,
        instance_id=asked.new_instance,
        terminal_no=device.terminal_no,
        epoch=epochs.required(conn).name,
        server_time=clock.now(),
    )


def give_own(conn: Connection, caller: Caller, asked: RecallAsked) -> Recalled:
    """A page of what the city has of an instance; Denied INSTANCE for one the asking is not come from."""
    own_instance(conn, caller, asked.asking)
    if asked.instance not in lineage(conn, asked.asking):
        raise Denied(Code.INSTANCE)
    rows, more = _page(conn, asked)
    changes = [Change(0, row.case_id, row.op_id, asked.instance, row.sha256) for row in rows]
    op_ids = [change.op_id for change in changes]
    standings, places = standings_of(conn, op_ids), places_of(conn, op_ids)
    ops = tuple(
        Own(seq=row.seq, entry=entry_of(change, standings[row.op_id], places.get(row.op_id), row.bytes))
        for row, change in zip(rows, changes, strict=True)
    )
    return Recalled(instance=asked.instance, more=more, ops=ops)


def _known(conn: Connection, asked: Fork) -> str | None:
    row = conn.execute(select(fork).where(fork.c.instance_id == asked.new_instance)).one_or_none()
    if row is not None and row.forked_from == asked.instance:
        return str(row.device_id)
    taken = select(schema.instance.c.device_id).where(schema.instance.c.instance_id == asked.new_instance)
    if row is not None or conn.scalar(taken) is not None:
        raise Denied(Code.INSTANCE)
    return None


def _take_on(conn: Connection, caller: Caller, asked: Fork) -> str:
    lately = select(func.count()).where(
        fork.c.outlet == caller.outlet, fork.c.at > clock.seconds() - _DAY_SECONDS
    )
    if (conn.scalar(lately) or 0) >= FORKS_A_DAY:
        raise Denied(Code.BUSY)
    device_id = str(uuid.uuid4())
    conn.execute(
        insert(schema.device).values(
            device_id=device_id,
            outlet=caller.outlet,
            terminal_no=terminal_for(conn, caller.outlet, asked.terminal),
            public_key=bytes.fromhex(asked.public_key),
            mode=Mode.ACTIVE.value,
            enrolled_at=clock.stamp(),
        )
    )
    carry_over(conn, device_id, asked.mode, caller.device_id)
    begun = {"instance_id": asked.new_instance, "device_id": device_id}
    conn.execute(insert(schema.instance).values(**begun, last_seq=0, receipt=""))
    conn.execute(
        insert(fork).values(
            **begun,
            forked_from=asked.instance,
            outlet=caller.outlet,
            cause=asked.cause.value,
            at=clock.seconds(),
        )
    )
    return device_id


def _page(conn: Connection, asked: RecallAsked) -> tuple[Sequence[Any], bool]:
    kept, ops, body = schema.custody.c, schema.op.c, schema.op_body.c
    page = (
        select(kept.seq, kept.op_id, ops.case_id, ops.sha256, body.bytes)
        .join(schema.op, ops.op_id == kept.op_id)
        .join(schema.op_body, body.op_id == kept.op_id)
        .where(kept.instance_id == asked.instance, kept.seq > asked.after)
        .order_by(kept.seq)
        .limit(MAX_EVENTS + 1)
    )
    rows = list(conn.execute(page))
    room = MAX_BYTES
    for place, row in enumerate(rows[:MAX_EVENTS]):
        room -= len(row.bytes)
        if place and room < 0:
            return rows[:place], True
    return rows[:MAX_EVENTS], len(rows) > MAX_EVENTS
