"""Sealed reviews in the city's keeping: to whom they are sealed, and one for each service event."""

import secrets

from sqlalchemy import Connection, func, insert, select

from city_server import clock, schema
from city_server.store import add_missing
from outlet_app.sync.wire import ReviewKey, VerdictCode, read_sealed_review, seal_key_id

_MARKS = "review-mark"
MARK_BYTES = 32


def register_key(conn: Connection, public: bytes) -> str:
    """Let counters seal to this key from their next hello on; its id. The same key again changes nothing."""
    keys, key_id = schema.review_key, seal_key_id(public)
    if conn.scalar(select(keys.c.key_id).where(keys.c.key_id == key_id)) is None:
        last = conn.scalar(select(func.max(keys.c.no))) or 0
        row = {"no": last + 1, "key_id": key_id, "public": public, "since": clock.stamp()}
        conn.execute(insert(keys).values(row))
        # Marks outlive the keys, or a second review could come under another one.
        add_missing(conn, schema.secret, [{"name": _MARKS, "value": secrets.token_bytes(MARK_BYTES)}])
    return key_id


def key_told(conn: Connection) -> ReviewKey | None:
    """What an enrolled counter is told, None before the city has a key."""
    keys = schema.review_key
    public = conn.scalar(select(keys.c.public).order_by(keys.c.no.desc()).limit(1))
    if public is None:
        return None
    marks = conn.execute(select(schema.secret.c.value).where(schema.secret.c.name == _MARKS)).scalar_one()
    return ReviewKey(public=public.hex(), mark=marks.hex())


def keep(conn: Connection, op_id: str, outlet: str, body: bytes) -> VerdictCode | None:
    """Keep a sealed review; the reason why not where it is none, a stranger's, or the event has one."""
    told = read_sealed_review(body)
    if told is None or told.op != op_id:
        return VerdictCode.UNREADABLE
    if told.outlet != outlet:
        return VerdictCode.FOREIGN_OUTLET
    table = schema.review
    row = {"op_id": op_id, "mark": told.mark, "key_id": told.key, "outlet": outlet}
    add_missing(conn, table, [{**row, "received_at": clock.stamp()}])
    holder = conn.scalar(select(table.c.op_id).where(table.c.mark == told.mark))
    return None if holder == op_id else VerdictCode.REVIEW_TAKEN
