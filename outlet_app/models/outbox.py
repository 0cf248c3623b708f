"""What waits for the city's verdict, in sending order, and what became of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select, update

from outlet_app.domain.calendar import CST
from outlet_app.models.chain import unpacker
from outlet_app.models.instance import Instances
from outlet_app.models.journal import Journal, Told
from outlet_app.models.rows.desk import CARD
from outlet_app.models.rows.record import EVENT, EVENT_BODY, INSTANCE, OUTBOX, PLACE
from outlet_app.models.states import (
    FAILED,
    NEEDS_YOU,
    PARKED,
    SUPERSEDED,
    TOOK_EFFECT,
    UNSENT,
    UNSETTLED,
    WAITING,
    WENT_THROUGH,
    state_of,
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One event ready to be sent; `sha256` in hex over exactly `body`."""

    seq: int
    op_id: str
    sha256: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """The server's answer to one sequence number."""

    seq: int
    verdict: str
    code: str = ""
    case_n: int | None = None
    version: int | None = None
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QueueNow:
    """Events that are not settled, by what happens to them next."""

    waiting: int = 0
    failed: int = 0
    need_you: int = 0
    parked: int = 0


@dataclass(frozen=True, slots=True)
class QueueCounts(QueueNow):
    """The same with a day's work; `cases_waiting` counts the cases behind waiting and failed."""

    sent_today: int = 0
    cases_waiting: int = 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the sync centre; `at` is when the event was made."""

    seq: int
    op_id: str
    case_id: str | None
    case_no: str
    applicant_name: str
    kind: str
    at: datetime
    actor: str
    state: str
    verdict: str | None
    code: str
    args: Mapping[str, object]
    tries: int
    tried_at: datetime | None
    next_try: datetime | None
    answered_at: datetime | None


class Outbox:
    """Only a receipt moves an event on; no error ever takes one out."""

    def __init__(self, connection: Connection, instances: Instances, journal: Journal) -> None:
        self._connection = connection
        self._instances = instances
        self._journal = journal

    def batch(self, max_ops: int, max_bytes: int, after: int | None = None) -> tuple[Outgoing, ...]:
        """The next events without a gap from acked_seq + 1; at least one, however large.

        after: another sequence number to begin behind, where the answer up to it is just being kept.
        """
        current = self._instances.required()
        last = current.acked_seq if after is None else after
        chosen = (
            select(OUTBOX.c.seq, OUTBOX.c.op_id, EVENT.c.sha256, EVENT_BODY.c.bytes)
            .join(EVENT, EVENT.c.op_id == OUTBOX.c.op_id)
            .join(EVENT_BODY, EVENT_BODY.c.op_id == OUTBOX.c.op_id)
            .where(OUTBOX.c.instance_id == current.instance_id, OUTBOX.c.seq > last)
            .order_by(OUTBOX.c.seq)
            .limit(max_ops)
        )
        found: list[Outgoing] = []
        room, unpack = max_bytes, unpacker()
        for row in self._connection.execute(chosen):
            body = unpack(row.bytes)
            room -= len(body)
            if row.seq != last + len(found) + 1 or (found and room < 0):
                break
            found.append(Outgoing(row.seq, row.op_id, row.sha256.hex(), body))
        return tuple(found)

    def record(
        self, results: Sequence[Verdict], *, acked_seq: int, receipt: str, epoch: str, at: datetime
    ) -> tuple[str, ...]:
        """Keep the server's answers and how far it has us; `at` is our clock's time of the answer.

        Returns the cases that must be read anew. A case whose events took effect in the order they already
        stand in here is as it was: the city gives later places to what it judges later.
        """
        current = self._instances.required()
        rows = self._asked(current.instance_id, results)
        if results:
            self._connection.execute(_ANSWER, [_answer(rows[told.seq], told, at) for told in results])
        self._journal.note_places([_told(rows[told.seq], told) for told in results])
        self._connection.execute(
            update(INSTANCE)
            .where(INSTANCE.c.instance_id == current.instance_id)
            .values(acked_seq=max(acked_seq, current.acked_seq), receipt=receipt, epoch=epoch)
        )
        changed = {rows[told.seq].case_id for told in results if _is_news(rows[told.seq], told)}
        return tuple(sorted(changed - {None}))

    def rewind(self, expected_seq: int) -> None:
        """The server lacks events from `expected_seq` on: send them again, answered or not."""
        current = self._instances.required()
        self._connection.execute(
            update(INSTANCE)
            .where(INSTANCE.c.instance_id == current.instance_id)
            .values(acked_seq=min(expected_seq - 1, current.acked_seq))
        )

    def mark_tried(
        self, seqs: Sequence[int], error_code: str, *, at: datetime, next_try: datetime | None = None
    ) -> None:
        """A send did not get through; the events stay and wait for `next_try`."""
        current = self._instances.required()
        self._connection.execute(
            update(OUTBOX)
            .where(OUTBOX.c.instance_id == current.instance_id, OUTBOX.c.seq.in_(seqs))
            .where(OUTBOX.c.verdict.is_(None))
            .values(state=FAILED, code=error_code, tries=OUTBOX.c.tries + 1, tried_at=at, next_try=next_try)
        )

    def supersede(self, op_id: str, by_op_id: str) -> None:
        """A person has settled a refused event by a new one; both stay in the history."""
        self._connection.execute(
            update(OUTBOX).where(OUTBOX.c.op_id == op_id).values(superseded_by=by_op_id, state=SUPERSEDED)
        )

    def now(self) -> QueueNow:
        """What is not settled, in numbers; takes the same time however much the machine has sent."""
        by_state = select(OUTBOX.c.state, func.count()).where(_LIVE).group_by(OUTBOX.c.state)
        return QueueNow(**{UNSETTLED[state]: n for state, n in self._connection.execute(by_state)})

    def counts(self, today: date) -> QueueCounts:
        """The queue in numbers; `today` is the local calendar day of sent_today."""
        sent = select(func.count()).where(_answered_on(today))
        cases = (
            select(func.count(EVENT.c.case_id.distinct()))
            .join(OUTBOX, OUTBOX.c.op_id == EVENT.c.op_id)
            .where(OUTBOX.c.state.in_(UNSENT))
        )
        return QueueCounts(
            **asdict(self.now()),
            sent_today=self._connection.execute(sent).scalar_one(),
            cases_waiting=self._connection.execute(cases).scalar_one(),
        )

    def rows(self, limit: int, *, today: date | None = None) -> tuple[QueueRow, ...]:
        """需您处理, then 发送失败, 等待发送 and parked; with `today` also what was answered on that day."""
        shown = _LIVE if today is None else _LIVE | _answered_on(today)
        ordered = _ROWS.where(shown).order_by(_RANK, OUTBOX.c.answered_at.desc(), OUTBOX.c.seq).limit(limit)
        return tuple(
            QueueRow(**{**row, "at": datetime.fromisoformat(row["at"]), "args": json.loads(row["args"])})
            for row in self._connection.execute(ordered).mappings()
        )

    def unsent(self) -> int:
        """How many events have no verdict."""
        waiting = select(func.count()).where(OUTBOX.c.state.in_(UNSENT))
        return self._connection.execute(waiting).scalar_one()

    def oldest_unsent(self) -> datetime | None:
        """When the first event without a verdict was made."""
        oldest = (
            select(EVENT.c.at)
            .join(OUTBOX, OUTBOX.c.op_id == EVENT.c.op_id)
            .where(OUTBOX.c.state.in_(UNSENT))
            .order_by(OUTBOX.c.seq)
            .limit(1)
        )
        at = self._connection.execute(oldest).scalar_one_or_none()
        return None if at is None else datetime.fromisoformat(at)

    def _asked(self, instance_id: str, results: Sequence[Verdict]) -> dict[int, Any]:
        seqs = [told.seq for told in results] or [0]
        mine = {"instance": instance_id, "first": min(seqs), "last": max(seqs)}
        return {row.seq: row for row in self._connection.execute(_ASKED, mine)}


_ASKED = (
    select(
        OUTBOX.c.seq, OUTBOX.c.answered_at, OUTBOX.c.superseded_by,
        EVENT.c.op_id, EVENT.c.case_id, PLACE.c.n, PLACE.c.verdict,
    )
    .select_from(OUTBOX)
    .join(EVENT, EVENT.c.op_id == OUTBOX.c.op_id)
    .outerjoin(PLACE, PLACE.c.op_id == OUTBOX.c.op_id)
    .where(OUTBOX.c.instance_id == bindparam("instance"))
    .where(OUTBOX.c.seq.between(bindparam("first"), bindparam("last")))
)  # fmt: skip
_ANSWER = (
    update(OUTBOX)
    .where(OUTBOX.c.op_id == bindparam("which"))
    .values(
        state=bindparam("now"),
        verdict=bindparam("said"),
        code=bindparam("why"),
        args=bindparam("told"),
        version=bindparam("as_of"),
        next_try=None,
        answered_at=bindparam("when"),
    )
)
# By name and not as all but the settled: the index leads to these few past all that was ever sent.
_LIVE: ColumnElement[bool] = OUTBOX.c.state.in_(UNSETTLED)
_RANK = case({NEEDS_YOU: 0, FAILED: 1, WAITING: 2, PARKED: 3}, value=OUTBOX.c.state, else_=4)
_ROWS = (
    select(
        *(OUTBOX.c[name] for name in ("seq", "op_id", "state", "verdict", "code", "args", "tries")),
        *(OUTBOX.c[name] for name in ("tried_at", "next_try", "answered_at")),
        *(EVENT.c[name] for name in ("case_id", "kind", "at", "actor")),
        func.coalesce(CARD.c.case_no, "").label("case_no"),
        func.coalesce(CARD.c.applicant_name, "").label("applicant_name"),
    )
    .select_from(OUTBOX)
    .join(EVENT, EVENT.c.op_id == OUTBOX.c.op_id)
    .outerjoin(CARD, CARD.c.case_id == EVENT.c.case_id)
)


def _answer(row: Any, told: Verdict, at: datetime) -> dict[str, object]:
    return {
        "which": row.op_id,
        "now": SUPERSEDED if row.superseded_by else state_of(told.verdict),
        "when": row.answered_at or at,
        "said": told.verdict,
        "why": told.code,
        "told": json.dumps(dict(told.args), ensure_ascii=False),
        "as_of": told.version,
    }


def _told(row: Any, told: Verdict) -> Told:
    return Told(row.case_id, row.op_id, told.case_n, told.verdict, told.code)


def _is_news(before: Any, told: Verdict) -> bool:
    """Whether the event stands elsewhere now; one that had no verdict counted already, as the last."""
    if before.verdict is None:
        return told.verdict not in TOOK_EFFECT
    return (before.verdict, before.n) != (told.verdict, told.case_n)


def _answered_on(day: date) -> ColumnElement[bool]:
    start = datetime.combine(day, time(), CST)
    return and_(
        OUTBOX.c.state.in_(WENT_THROUGH),
        OUTBOX.c.answered_at >= start,
        OUTBOX.c.answered_at < start + timedelta(days=1),
    )
