"""One push, one transaction: the known is answered again, the new is judged and kept (sync.md D.4)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select, update

from city_server import clock, epochs, modes, records, schema
from city_server.bench import Bench, Brought, Ruling
from city_server.callers import Caller, Held, own_instance
from city_server.denial import Denied
from city_server.epochs import Epoch
from city_server.posts import Posts
from city_server.records import Offered, offered
from city_server.standings import standings_of
from city_server.store import among
from outlet_app.failpoints import Failpoint, reach
from outlet_app.sync.wire import (
    REVIEW_KIND,
    Code,
    Limits,
    Push,
    Pushed,
    Result,
    VerdictCode,
    op_digest,
)


class HistoryLost(Exception):  # noqa: N818 - a finding about this database
    """A counter holds a genuine receipt for operations this database does not have (sync.md D.8)."""

    def __init__(self, epoch: Epoch, last_seq: int) -> None:
        super().__init__(epoch.name)
        self.epoch = epoch
        self.last_seq = last_seq


def take_push(conn: Connection, caller: Caller, push: Push, query_key: bytes, limits: Limits) -> Pushed:
    """Take the operations into custody and answer each with its verdict.

    Denied: INSTANCE, OUTLET, EPOCH, FORK, SEQ_GAP{expected}, BAD_OP{seq}, TOO_LARGE; then nothing is written.
    HistoryLost where the counter proves that this database was set back.
    """
    if push.outlet != caller.outlet:
        raise Denied(Code.OUTLET)
    ops = _looked_at(push, limits)
    held = own_instance(conn, caller, push.instance, lock=True)
    reach(Failpoint.CITY_PUSH_BEFORE_JUDGING)
    epoch = epochs.required(conn)
    _check_history(conn, epoch, held, push)
    fresh = _not_yet_held(conn, held, push, ops)
    told: dict[int, Result] = {}
    if fresh:
        told = _take_in(conn, caller, push.instance, fresh, query_key)
        held = _advance(conn, epoch, held, push)
    elif held.last_seq and epochs.genuine(epoch, push.instance, held.receipt) is None:
        held = _signed_anew(conn, epoch, held, push.instance)
    reach(Failpoint.CITY_PUSH_BEFORE_COMMIT)
    return Pushed(
        epoch=epoch.name,
        acked_seq=held.last_seq,
        receipt=held.receipt,
        server_time=clock.now(),
        results=_results(conn, caller.outlet, push, told),
        limits=limits,
    )


def _looked_at(push: Push, limits: Limits) -> list[Offered]:
    """The operations, each one what it says of itself."""
    sizes = [len(memoryview(op.b)) for op in push.ops]
    if len(sizes) > limits.max_ops or (len(sizes) > 1 and sum(sizes) > limits.max_bytes):
        raise Denied(Code.TOO_LARGE)
    ops = [offered(op) for op in push.ops]
    for place, op in enumerate(ops):
        is_named = op.seen.op in ("", op.op_id)
        if op.seq != push.first_seq + place or op_digest(op.body) != op.sha256 or not is_named:
            raise Denied(Code.BAD_OP, seq=op.seq)
    return ops


def _check_history(conn: Connection, epoch: Epoch, held: Held, push: Push) -> None:
    if push.epoch != epoch.name:
        raise Denied(Code.EPOCH, epoch=epoch.name, last_seq=held.last_seq)
    if not push.receipt:
        return
    receipt = epochs.genuine(epoch, push.instance, push.receipt)
    if receipt is None:
        raise Denied(Code.FORK)
    if receipt.last_seq > held.last_seq:
        raise HistoryLost(epoch, held.last_seq)
    row = schema.custody.c
    tip = select(row.sha256).where(row.instance_id == push.instance, row.seq == receipt.last_seq)
    if conn.scalar(tip) != receipt.tip:
        raise Denied(Code.FORK)


def _not_yet_held(conn: Connection, held: Held, push: Push, ops: Sequence[Offered]) -> Sequence[Offered]:
    if push.first_seq > held.last_seq + 1:
        raise Denied(Code.SEQ_GAP, expected=held.last_seq + 1)
    if push.first_seq == held.last_seq + 1:
        return ops
    row = schema.custody.c
    kept = select(row.seq, row.sha256, row.stands_for).where(
        row.instance_id == push.instance, row.seq >= push.first_seq, row.seq <= held.last_seq
    )
    known = {found.seq: (found.sha256, found.stands_for) for found in conn.execute(kept)}
    for op in ops:
        if op.seq <= held.last_seq and not _is_same(op, *known[op.seq]):
            raise Denied(Code.FORK, seq=op.seq)
    return [op for op in ops if op.seq > held.last_seq]


def _is_same(op: Offered, sha256: str, stood_for: str) -> bool:
    return op.sha256 in (sha256, stood_for) or op.stands_for == sha256


def _take_in(
    conn: Connection, caller: Caller, instance_id: str, ops: Sequence[Offered], query_key: bytes
) -> dict[int, Result]:
    """Judge and keep what is new; returns the answer to each of those by its sequence number."""
    new = _never_seen(conn, ops)
    posts = Posts(conn, caller.outlet)
    bench = Bench(conn, query_key, clock.now(), posts)
    bench.lay_out({op.seen.case for op in new if op.seen.kind != REVIEW_KIND})
    brought = [_brought(op, instance_id, caller.outlet) for op in new]
    bench.read_ahead(brought)
    barred = modes.is_barred(conn, caller.device_id, caller.mode)
    rulings = []
    for one in brought:
        held = bool(barred and barred.holds(one.body))
        rulings.append(bench.hold(one, VerdictCode.REVOKED) if held else bench.judge(one))
    records.keep_custody(conn, instance_id, ops)
    records.keep_ops(conn, instance_id, caller.outlet, new, rulings)
    records.keep_places(bench, rulings)
    told = records.publish(conn, records.news_of(conn, bench.dossiers.values()))
    versions = told.get(caller.outlet, {})
    return {op.seq: _result(op, rule, versions) for op, rule in zip(new, rulings, strict=True)}


def _brought(op: Offered, instance_id: str, outlet: str) -> Brought:
    return Brought(op.op_id, op.seen.case, op.seen.kind, instance_id, outlet, op.body)


def _result(op: Offered, ruling: Ruling, versions: Mapping[str, int]) -> Result:
    standing = ruling.standing
    return Result(
        seq=op.seq,
        v=standing.verdict,
        code=standing.code,
        args=standing.args,
        n=ruling.n,
        version=versions.get(op.op_id),
    )


def _never_seen(conn: Connection, ops: Sequence[Offered]) -> list[Offered]:
    # The same operation may come again under a new instance, after a fork or by parcel.
    told = select(schema.op.c.op_id, schema.op.c.sha256).where(
        among(conn, schema.op.c.op_id, [op.op_id for op in ops])
    )
    known = {row.op_id: row.sha256 for row in conn.execute(told)}
    new: list[Offered] = []
    for op in ops:
        if op.op_id not in known:
            new.append(op)
        elif known[op.op_id] != op.sha256 and not op.stands_for:
            raise Denied(Code.BAD_OP, seq=op.seq)
        known.setdefault(op.op_id, op.sha256)
    return new


def _advance(conn: Connection, epoch: Epoch, held: Held, push: Push) -> Held:
    last = push.ops[-1]
    receipt = epochs.sign(epoch, push.instance, last.seq, last.sha256, held.receipt)
    mine = update(schema.instance).where(schema.instance.c.instance_id == push.instance)
    conn.execute(mine.values(last_seq=last.seq, receipt=receipt))
    return Held(last.seq, receipt)


def _signed_anew(conn: Connection, epoch: Epoch, held: Held, instance_id: str) -> Held:
    """What an earlier epoch signed proves nothing in this one: seq and tip under the present secret."""
    row = schema.custody.c
    at_tip = select(row.sha256).where(row.instance_id == instance_id, row.seq == held.last_seq)
    receipt = epochs.sign(epoch, instance_id, held.last_seq, conn.scalar(at_tip) or "", held.receipt)
    mine = update(schema.instance).where(schema.instance.c.instance_id == instance_id)
    conn.execute(mine.values(receipt=receipt))
    return Held(held.last_seq, receipt)


def _results(conn: Connection, outlet: str, push: Push, told: Mapping[int, Result]) -> tuple[Result, ...]:
    """The answer to every operation: what was judged just now, and again what was answered before."""
    again = _answered(conn, outlet, push.instance, [op.seq for op in push.ops if op.seq not in told])
    return tuple(told[op.seq] if op.seq in told else again[op.seq] for op in push.ops)


def _answered(conn: Connection, outlet: str, instance_id: str, seqs: Sequence[int]) -> dict[int, Result]:
    if not seqs:
        return {}
    row = schema.custody.c
    kept = select(row.seq, row.op_id).where(row.instance_id == instance_id, among(conn, row.seq, seqs))
    op_ids = {found.seq: found.op_id for found in conn.execute(kept)}
    told = list(op_ids.values())
    standings = standings_of(conn, told)
    events, feed = schema.case_event.c, schema.feed.c
    in_case = select(events.op_id, events.n).where(among(conn, events.op_id, told))
    places = {found.op_id: found.n for found in conn.execute(in_case)}
    in_scope = select(feed.op_id, feed.version).where(feed.scope == outlet, among(conn, feed.op_id, told))
    versions = {found.op_id: found.version for found in conn.execute(in_scope)}
    return {
        seq: Result(
            seq=seq,
            v=standings[op_id].verdict,
            code=standings[op_id].code,
            args=standings[op_id].args,
            n=places.get(op_id),
            version=versions.get(op_id),
        )
        for seq, op_id in op_ids.items()
    }
