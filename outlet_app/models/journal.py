"""The one writer and reader of case history: events, their bytes, and their place in the case."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

import zstandard
from sqlalchemy import Connection, RowMapping, Select, bindparam, insert, select, update

from outlet_app.models.chain import GENESIS, broken_link, next_link, unpacker
from outlet_app.models.errors import HistoryIsFixed
from outlet_app.models.instance import Instances
from outlet_app.models.rows.record import EVENT, EVENT_BODY, OUTBOX, PLACE
from outlet_app.models.rows.statements import entering
from outlet_app.models.rows.types import iso
from outlet_app.models.states import WAITING, state_of

_CHUNK = 400  # ids in one IN (...)


@dataclass(frozen=True, slots=True)
class Op:
    """One fact as it travels; `at` is ISO text with offset, `body` the exact bytes that are sent.

    digest: SHA-256 of `body`, from whoever has just checked it.
    """

    op_id: str
    kind: str
    kv: int
    case_id: str | None
    at: str
    actor: str
    body: bytes
    digest: bytes = b""

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 over exactly `body`."""
        return self.digest or hashlib.sha256(self.body).digest()


NO_ARGS: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """What the city says of an event; `op` brings one that this machine may lack."""

    case_id: str | None
    op_id: str
    n: int | None
    verdict: str
    code: str = ""
    op: Op | None = None
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as stored; `case_n` and `verdict` are None until the server has answered.

    `state` is the queue's word for an own event and None for one that came from the city.
    """

    op_id: str
    kind: str
    kv: int
    case_id: str | None
    at: str
    actor: str
    body: bytes
    local_no: int
    sha256: str
    case_n: int | None
    verdict: str | None
    code: str
    state: str | None


# As the driver takes them: these four write every event that is made or comes, thousands at a time.
_NEW_EVENTS = entering(
    EVENT, "local_no", "op_id", "kind", "kv", "case_id", "at", "actor", "sha256", "prev_hash", "hash"
)
_NEW_BODIES = entering(EVENT_BODY, "op_id", "bytes")
_PLACE = (
    entering(PLACE, "op_id", "case_id", "n", "verdict", "code")
    + " ON CONFLICT (op_id) DO UPDATE SET"
    + " n = coalesce(excluded.n, n), verdict = excluded.verdict, code = excluded.code"
)
_QUEUE = insert(OUTBOX)
_UNTRIED = {"code": "", "args": "{}", "tries": 0}
_HEAD = select(EVENT.c.local_no, EVENT.c.hash).order_by(EVENT.c.local_no.desc()).limit(1)
_DIGESTS = select(EVENT.c.op_id, EVENT.c.sha256)
_CHANGED = (
    update(OUTBOX)
    .where(OUTBOX.c.op_id == bindparam("which"), OUTBOX.c.verdict != bindparam("now"))
    .values(verdict=bindparam("now"), code=bindparam("why"), args=bindparam("with"), state=bindparam("then"))
)


class Journal:
    """Append-only: nothing here changes or removes an event."""

    def __init__(self, connection: Connection, instances: Instances) -> None:
        self._connection = connection
        self._instances = instances

    def append(self, ops: Sequence[Op]) -> tuple[int, ...]:
        """Store own events and queue them for sending in this order; returns their local numbers."""
        if not ops:
            return ()
        instance_id, first = self._instances.take(len(ops))
        numbers = self._store(ops)
        rows = [
            {"instance_id": instance_id, "seq": first + i, "op_id": op.op_id, "state": WAITING, **_UNTRIED}
            for i, op in enumerate(ops)
        ]
        self._connection.execute(_QUEUE, rows)
        return numbers

    def place(
        self,
        case_id: str | None,
        op_id: str,
        n: int | None,
        verdict: str,
        code: str = "",
        op: Op | None = None,
        args: Mapping[str, object] = NO_ARGS,
    ) -> None:
        """Take down what the server says of an event; `op` brings one that this machine may lack.

        A place once given stays; the verdict of a parked event may still change.
        """
        self.place_all([Told(case_id, op_id, n, verdict, code, op, args)])

    def place_all(self, told: Sequence[Told]) -> None:
        """The same for many events in few statements, in the order they are told."""
        taken_in = self._take_in([one.op for one in told if one.op is not None])
        self.note_places(told)
        changed = [
            {
                "which": one.op_id,
                "now": one.verdict,
                "why": one.code,
                "then": state_of(one.verdict),
                "with": json.dumps(dict(one.args), ensure_ascii=False),
            }
            for one in told
            # What came only now was not made here, so no queue holds it.
            if one.op_id not in taken_in
        ]
        if changed:
            self._connection.execute(_CHANGED, changed)

    def note_places(self, told: Sequence[Told]) -> None:
        """Take down places and verdicts alone, where the queue has been told already."""
        rows = [(one.op_id, one.case_id, one.n, one.verdict, one.code) for one in told]
        if rows:
            self._connection.exec_driver_sql(_PLACE, rows)

    def has(self, op_id: str) -> bool:
        """Whether the event is stored here."""
        return op_id in self._digests([op_id])

    def lacking(self, op_ids: Sequence[str]) -> frozenset[str]:
        """Those of these events that are not stored here."""
        return frozenset(op_ids) - self._digests(op_ids).keys()

    def of_case(self, case_id: str) -> tuple[Entry, ...]:
        """A case's events by their place, the unanswered own ones last in the order they were made."""
        return self.of_cases([case_id]).get(case_id, ())

    def of_cases(self, case_ids: Iterable[str]) -> Mapping[str, tuple[Entry, ...]]:
        """The same for many cases in few statements."""
        wanted, unpack = sorted(set(case_ids)), unpacker()
        found: dict[str, tuple[Entry, ...]] = {}
        for start in range(0, len(wanted), _CHUNK):
            part = _ENTRIES.where(EVENT.c.case_id.in_(wanted[start : start + _CHUNK]))
            rows = self._connection.execute(part).mappings()
            for case_id, group in groupby(rows, key=lambda row: str(row["case_id"])):
                found[case_id] = tuple(_entry(row, unpack) for row in group)
        return found

    def between(self, start_iso: str, end_iso: str) -> tuple[str, ...]:
        """Cases with an event in start ≤ at < end; both as ISO text with offset."""
        within = select(EVENT.c.case_id).where(
            EVENT.c.at >= _moment(start_iso), EVENT.c.at < _moment(end_iso)
        )
        return self._case_ids(within)

    def last_at(self) -> datetime | None:
        """When what was taken down last was made; None while nothing was."""
        newest = select(EVENT.c.at).order_by(EVENT.c.local_no.desc()).limit(1)
        at = self._connection.scalar(newest)
        return None if at is None else datetime.fromisoformat(at)

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Every case with an event of a kind."""
        return self._case_ids(select(EVENT.c.case_id).where(EVENT.c.kind == kind))

    def all_case_ids(self) -> tuple[str, ...]:
        """Every case with an event here."""
        return self._case_ids(select(EVENT.c.case_id))

    def verify_chain(self) -> int | None:
        """Recompute every hash; the first local number that does not fit, None if all do."""
        return broken_link(self._connection)

    def _case_ids(self, chosen: Select[Any]) -> tuple[str, ...]:
        ordered = chosen.where(EVENT.c.case_id.is_not(None)).distinct().order_by(EVENT.c.case_id)
        return tuple(self._connection.execute(ordered).scalars())

    def _take_in(self, ops: Sequence[Op]) -> Collection[str]:
        """Store the events that are not here yet; returns which they were."""
        known = self._digests([op.op_id for op in ops])
        lacking: dict[str, Op] = {}
        for op in ops:
            digest = op.fingerprint
            if op.op_id not in known:
                lacking[op.op_id] = op
            if known.setdefault(op.op_id, digest) != digest:
                raise HistoryIsFixed(f"{op.op_id} came down with other bytes")
        if lacking:
            self._store(list(lacking.values()))
        return lacking.keys()

    def _digests(self, op_ids: Sequence[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for start in range(0, len(op_ids), _CHUNK):
            asked = _DIGESTS.where(EVENT.c.op_id.in_(op_ids[start : start + _CHUNK]))
            found |= {row.op_id: row.sha256 for row in self._connection.execute(asked)}
        return found

    def _store(self, ops: Sequence[Op]) -> tuple[int, ...]:
        number, link = self._head()
        events, bodies = [], []
        pack = zstandard.ZstdCompressor(level=3).compress
        for op in ops:
            digest = op.fingerprint
            number, before, link = number + 1, link, next_link(link, digest)
            told = (op.op_id, op.kind, op.kv, op.case_id, _moment(op.at), op.actor)
            events.append((number, *told, digest, before, link))
            bodies.append((op.op_id, pack(op.body)))
        self._connection.exec_driver_sql(_NEW_EVENTS, events)
        self._connection.exec_driver_sql(_NEW_BODIES, bodies)
        return tuple(range(number - len(ops) + 1, number + 1))

    def _head(self) -> tuple[int, bytes]:
        row = self._connection.execute(_HEAD).one_or_none()
        return (row.local_no, row.hash) if row else (0, GENESIS)


_ENTRIES = (
    select(
        *(EVENT.c[name] for name in ("op_id", "kind", "kv", "case_id", "at", "actor", "local_no", "sha256")),
        EVENT_BODY.c.bytes.label("body"),
        PLACE.c.n.label("case_n"),
        PLACE.c.verdict,
        PLACE.c.code,
        OUTBOX.c.state,
    )
    .select_from(EVENT)
    .outerjoin(EVENT_BODY, EVENT_BODY.c.op_id == EVENT.c.op_id)
    .outerjoin(PLACE, PLACE.c.op_id == EVENT.c.op_id)
    .outerjoin(OUTBOX, OUTBOX.c.op_id == EVENT.c.op_id)
    .order_by(EVENT.c.case_id, PLACE.c.n.is_(None), PLACE.c.n, EVENT.c.local_no)
)


def _entry(row: RowMapping, unpack: Callable[[bytes | None], bytes]) -> Entry:
    values = dict(row)
    values["body"] = unpack(values["body"])
    values["sha256"] = values["sha256"].hex()
    values["code"] = values["code"] or ""
    values["verdict"] = values["verdict"] or None
    return Entry(**values)


def _moment(text: str) -> str:
    return iso(datetime.fromisoformat(text))
