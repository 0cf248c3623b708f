"""What a transaction leaves behind: custody, places in cases, and news for every scope that sees them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from city_server import clock, schema
from city_server.bench import Bench, Ruling
from city_server.dossiers import Dossier
from city_server.standings import as_text
from city_server.store import add_missing, add_rows, put_rows
from outlet_app.sync.wire import UNREADABLE_KIND, Glance, PushedOp, glance, stands_for

News = dict[str, list[tuple[str, str]]]
Versions = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Offered:
    """An operation as it was pushed: its bytes, and what they show, looked at once."""

    seq: int
    op_id: str
    sha256: str
    body: bytes
    seen: Glance

    @property
    def stands_for(self) -> str:
        """The SHA-256 of the operation this one is a placeholder for; empty for any other."""
        return stands_for(self.body) if self.seen.kind == UNREADABLE_KIND else ""


def offered(op: PushedOp) -> Offered:
    """Look at a pushed operation."""
    body = bytes(op.b)
    return Offered(op.seq, op.op_id, op.sha256, body, glance(body))


def keep_custody(conn: Connection, instance_id: str, ops: Sequence[Offered]) -> None:
    """Write down which operations an instance sent at which places."""
    rows = [
        {
            "instance_id": instance_id,
            "seq": op.seq,
            "op_id": op.op_id,
            "sha256": op.sha256,
            "stands_for": op.stands_for,
        }
        for op in ops
    ]
    add_rows(conn, schema.custody, rows)


def keep_ops(
    conn: Connection, instance_id: str, outlet: str, new: Sequence[Offered], rulings: Sequence[Ruling]
) -> None:
    """Keep the operations the city has not seen before, each with its verdict, and their bytes."""
    now = clock.stamp()
    rows = [_op_row(op, rule, instance_id, outlet, now) for op, rule in zip(new, rulings, strict=True)]
    add_rows(conn, schema.op, rows)
    add_rows(conn, schema.op_body, [{"op_id": op.op_id, "bytes": op.body} for op in new])


def _op_row(op: Offered, ruling: Ruling, instance_id: str, outlet: str, now: str) -> dict[str, object]:
    return {
        "op_id": op.op_id,
        "instance_id": instance_id,
        "seq": op.seq,
        "kind": op.seen.kind,
        "kv": op.seen.kv,
        "case_id": op.seen.case,
        "sha256": op.sha256,
        "outlet": outlet,
        "received_at": now,
        "verdict": ruling.standing.verdict.value,
        "code": ruling.standing.code,
        "args": as_text(ruling.standing.args),
    }


def keep_places(bench: Bench, rulings: Sequence[Ruling]) -> None:
    """Keep the numbers claimed, the place of every event that took effect, and the heads of the cases."""
    bench.claims.keep()
    events = [{"case_id": r.case_id, "n": r.n, "op_id": r.op_id} for r in rulings if r.n is not None]
    add_rows(bench.conn, schema.case_event, events)
    told = bench.dossiers.values()
    put_rows(bench.conn, schema.case_head, [_head(one) for one in told])
    seen_by: list[dict[str, object]] = [
        {"case_id": one.case_id, "scope": scope} for one in told for scope in one.scopes - one.shown_to
    ]
    add_missing(bench.conn, schema.case_scope, seen_by)


def news_of(conn: Connection, dossiers: Iterable[Dossier]) -> News:
    """What each scope has to be told: new events, and all of a case it did not see before."""
    news: News = defaultdict(list)
    for dossier in sorted(dossiers, key=lambda one: one.case_id):
        for scope in dossier.scopes if dossier.fresh else ():
            known = scope in dossier.shown_to or len(dossier.fresh) == dossier.events
            told = dossier.fresh if known else _all_events(conn, dossier.case_id)
            news[scope] += [(dossier.case_id, op_id) for op_id in told]
    return news


def publish(conn: Connection, news: News) -> Versions:
    """Put the news into the feeds; each head is locked late, in sorted order, and until the end.

    Returns by scope which version each operation has there.
    """
    heads, versions = schema.scope_head, Versions()
    add_missing(conn, heads, [{"scope": scope, "version": 0} for scope in sorted(news)])
    for scope in sorted(news):
        told = news[scope]
        raised = update(heads).where(heads.c.scope == scope).values(version=heads.c.version + len(told))
        last = conn.execute(raised.returning(heads.c.version)).scalar_one()
        first = last - len(told) + 1
        rows = [
            {"scope": scope, "version": first + i, "case_id": case_id, "op_id": op_id}
            for i, (case_id, op_id) in enumerate(told)
        ]
        add_rows(conn, schema.feed, rows)
        versions[scope] = {op_id: first + i for i, (_, op_id) in enumerate(told)}
    return versions


def _head(dossier: Dossier) -> dict[str, object]:
    return {
        "case_id": dossier.case_id,
        "events": dossier.events,
        "has_gap": dossier.has_gap,
        "query_hash": dossier.query_hash,
        **dossier.sight.plain(),
    }


def _all_events(conn: Connection, case_id: str) -> Sequence[str]:
    events = schema.case_event
    return conn.scalars(select(events.c.op_id).where(events.c.case_id == case_id).order_by(events.c.n)).all()
