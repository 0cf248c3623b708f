"""Which machines work beside the asking one in its outlet, and when each was last heard of."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from city_server import schema
from city_server.callers import Caller, Mode
from city_server.contact import heard_at
from city_server.contact_tables import heartbeat
from city_server.fork_tables import fork
from city_server.number_book import lost_terminals
from outlet_app.domain.calendar import CST
from outlet_app.sync.wire import WindowHeard


def windows_told(conn: Connection, caller: Caller) -> tuple[WindowHeard, ...]:
    """The others by terminal number; empty where the asker is the outlet's only machine.

    Left out: what was revoked for good, and a name whose machine began anew and was not heard under it since:
    all it has is sent under the new one.
    """
    return tuple(
        WindowHeard(terminal=row.terminal_no, heard=_moment(row), way=row.way or "")
        for row in _others(conn, caller)
        if row.forked_at is None or (row.at or 0) > row.forked_at
    )


def lost_told(conn: Connection, caller: Caller) -> tuple[str, ...]:
    """Terminal numbers of the outlet whose machine was given up with what it had not sent."""
    return tuple(sorted(terminal for _, terminal in lost_terminals(conn, caller.outlet)))


def _others(conn: Connection, caller: Caller) -> list[Any]:
    one, name = schema.device.c, schema.instance.c
    asked = (
        select(
            one.device_id,
            one.terminal_no,
            one.enrolled_at,
            heartbeat.c.at,
            heartbeat.c.told,
            heartbeat.c.way,
            fork.c.at.label("forked_at"),
        )
        .outerjoin(heartbeat, heartbeat.c.device_id == one.device_id)
        .outerjoin(schema.instance, name.device_id == one.device_id)
        .outerjoin(fork, fork.c.forked_from == name.instance_id)
        .where(
            one.outlet == caller.outlet,
            one.device_id != caller.device_id,
            one.mode != Mode.REVOKED.value,
        )
        .order_by(one.terminal_no, fork.c.at)
    )
    newest = {row.device_id: row for row in conn.execute(asked)}
    return list(newest.values())


def _moment(row: Any) -> datetime:
    if row.at is not None:
        return heard_at(row.at, row.told, row.way)
    return datetime.fromisoformat(str(row.enrolled_at)).astimezone(CST)
