"""Parked operations are judged again: after an upgrade, or when a person cleared the way (sync.md D.11)."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from city_server import clock, records, schema
from city_server.bench import Bench, Brought, Ruling
from city_server.dossiers import Dossier
from city_server.standings import change, standings_of
from city_server.store import among
from outlet_app.domain.records import fact_type
from outlet_app.sync.wire import REVIEW_KIND, REVIEW_KV, Verdict, VerdictCode

BY_UPGRADE = "release"
_FOR_A_PERSON = frozenset(
    {
        VerdictCode.REVOKED,
        VerdictCode.CLERK_LEFT,
        VerdictCode.CLERK_ELSEWHERE,
        VerdictCode.POST_UNLISTED,
        VerdictCode.LIST_WITHDRAWN,
    }
)


def release_understood(conn: Connection, query_key: bytes) -> int:
    """Judge again the cases in which an operation of a once unknown kind waits; how many were settled.

    Run at every start of the server, after an upgrade brought new kinds.
    """
    return len(judge_again(conn, query_key, _cases_to_reopen(conn), BY_UPGRADE))


def judge_again(
    conn: Connection, query_key: bytes, cases: Collection[str], by: str, told: Collection[str] = ()
) -> list[Ruling]:
    """Judge everything that is parked in these cases, in the order it came; what was settled thereby.

    The counters hear of it by their next pull, also of the operations `told`, whose verdict somebody
    else has changed in this transaction. `by` is written beside every new verdict.
    """
    if not cases:
        return []
    bench = Bench(conn, query_key, clock.now())
    bench.lay_out(set(cases))
    # Read only now that the cases are locked: two nodes may be asked at once.
    waiting = _parked_of(conn, cases, by)
    for dossier in bench.dossiers.values():
        # A placeholder that still waits opens the gap again at its own place.
        dossier.has_gap = False
    bench.read_ahead(waiting)
    settled: list[Ruling] = []
    for one in waiting:
        dossier = bench.dossiers.get(one.case_id) or Dossier(one.case_id)
        dossier.parked = [op_id for op_id in dossier.parked if op_id != one.op_id]
        ruling = bench.judge(one)
        if ruling.standing.verdict is not Verdict.PARKED:
            change(conn, one.op_id, ruling.standing, by)
            settled.append(ruling)
    records.keep_places(bench, settled)
    apart = [ruling.op_id for ruling in settled if ruling.n is None]
    records.publish(conn, _news(conn, bench.dossiers, [*told, *apart]))
    return settled


def _cases_to_reopen(conn: Connection) -> set[str]:
    ops = schema.op.c
    parked = select(ops.op_id, ops.case_id, ops.kind, ops.kv).where(
        ops.verdict == Verdict.PARKED, ops.code == VerdictCode.UNKNOWN_KIND
    )
    rows = [row for row in conn.execute(parked) if _is_understood(row.kind, row.kv)]
    now = standings_of(conn, [row.op_id for row in rows])
    return {row.case_id for row in rows if now[row.op_id].verdict is Verdict.PARKED}


def _is_understood(kind: str, kv: int) -> bool:
    if kind == REVIEW_KIND:
        return kv == REVIEW_KV
    known = fact_type(kind)
    return known is not None and known.understands(kv)


def _parked_of(conn: Connection, cases: Collection[str], by: str) -> list[Brought]:
    # What a revoked machine or somebody who has left made waits for a person, not for a newer program.
    barred = _FOR_A_PERSON if by == BY_UPGRADE else frozenset[str]()
    ops, bodies = schema.op.c, schema.op_body.c
    waiting = (
        select(ops.op_id, ops.case_id, ops.kind, ops.instance_id, ops.outlet, bodies.bytes)
        .join(schema.op_body, bodies.op_id == ops.op_id)
        .where(among(conn, ops.case_id, cases), ops.verdict == Verdict.PARKED)
        .order_by(ops.received_at, ops.instance_id, ops.seq)
    )
    rows = [Brought(*row) for row in conn.execute(waiting)]
    now = standings_of(conn, [one.op_id for one in rows])
    waits = [one for one in rows if now[one.op_id].verdict is Verdict.PARKED]
    return [one for one in waits if now[one.op_id].code not in barred]


def _news(conn: Connection, dossiers: dict[str, Dossier], apart: list[str]) -> records.News:
    news = records.news_of(conn, dossiers.values())
    ops = schema.op.c
    # What stands in no case is told to whoever sent it: refused operations and sealed reviews.
    for row in conn.execute(select(ops.op_id, ops.case_id, ops.outlet).where(among(conn, ops.op_id, apart))):
        news[row.outlet].append((row.case_id, row.op_id))
    return news
