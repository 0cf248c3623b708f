"""The cases a transaction touches: locked in one order, loaded, and folded when first needed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from city_server import schema
from city_server.sights import UNSEEN, Sight
from city_server.standings import standings_of
from city_server.store import add_new, among
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.records import Record, fold
from outlet_app.sync.wire import Verdict, VerdictCode, decode_event

_STRANGERS = (VerdictCode.FOREIGN_OUTLET, VerdictCode.FOREIGN_CASE)


@dataclass(slots=True)
class Dossier:
    """One case or task on the bench; `fresh` are the operations that took effect in this transaction."""

    case_id: str
    events: int = 0
    has_gap: bool = False
    query_hash: str = ""
    scopes: set[str] = field(default_factory=set)
    shown_to: frozenset[str] = frozenset()
    parked: list[str] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    fresh: list[str] = field(default_factory=list)
    history: list[bytes] = field(default_factory=list)
    last: CaseEvent | None = None
    sight: Sight = UNSEEN
    _case: Record | None = None

    def case(self) -> Record | None:
        """The case or task as folded from what took effect, None before its first event."""
        if self.history:
            told = [decode_event(body) for body in self.history]
            self._case, self.last, self.history = fold(told), told[-1], []
            for event in told:
                self._settle(event)
        return self._case

    def take(self, event: CaseEvent, case: Record, sight: Sight) -> None:
        """Let the event take effect; `case` is the fold with it, `sight` what its head shows from now on."""
        self._case, self.last, self.sight = case, event, sight
        self.events += 1
        self.fresh.append(event.op_id)
        self._settle(event)

    def refused_first(self, instance_id: str) -> str:
        """The machine's first refused step that nobody has dealt with; empty where there is none."""
        told = (op_id for op_id in self.refused.get(instance_id, ()) if op_id not in self.settled)
        return next(told, "")

    def note_refused(self, instance_id: str, op_id: str) -> None:
        """Remember a step of this machine that did not take effect."""
        self.refused.setdefault(instance_id, []).append(op_id)

    def note_parked(self, op_id: str, code: str) -> None:
        """Remember an operation that may yet change the case; a stranger's may not."""
        if code not in _STRANGERS:
            self.parked.append(op_id)

    def _settle(self, event: CaseEvent) -> None:
        if isinstance(event.fact, RefusalSettled):
            self.settled.update(event.fact.ops)


def lay_out(conn: Connection, case_ids: Iterable[str]) -> dict[str, Dossier]:
    """The cases by id, their rows locked in sorted order until the transaction ends."""
    wanted = sorted({one for one in case_ids if one})
    heads = schema.case_head
    new = add_new(
        conn,
        heads,
        heads.c.case_id,
        [{"case_id": one, "events": 0, "has_gap": False, "query_hash": ""} for one in wanted],
    )
    known = _load(conn, [one for one in wanted if one not in new])
    return {one: known.get(one) or Dossier(one) for one in wanted}


def _load(conn: Connection, case_ids: list[str]) -> dict[str, Dossier]:
    """The cases that were there before, with all that is kept of them; of a new one nothing is."""
    if not case_ids:
        return {}
    heads = schema.case_head
    locked = (
        select(heads)
        .where(among(conn, heads.c.case_id, case_ids))
        .order_by(heads.c.case_id)
        .with_for_update()
    )
    found = {
        row.case_id: Dossier(
            row.case_id,
            row.events,
            row.has_gap,
            row.query_hash,
            sight=Sight(row.seen, row.is_open, row.look_from, row.sub_item),
        )
        for row in conn.execute(locked).all()
    }
    _load_scopes(conn, found)
    _load_history(conn, found)
    _load_unsettled(conn, found)
    return found


def _load_scopes(conn: Connection, found: dict[str, Dossier]) -> None:
    seen_by = schema.case_scope
    for row in conn.execute(select(seen_by).where(among(conn, seen_by.c.case_id, found))):
        found[row.case_id].scopes.add(row.scope)
    for dossier in found.values():
        dossier.shown_to = frozenset(dossier.scopes)


def _load_history(conn: Connection, found: dict[str, Dossier]) -> None:
    told = (
        select(schema.case_event.c.case_id, schema.op_body.c.bytes)
        .join(schema.op_body, schema.op_body.c.op_id == schema.case_event.c.op_id)
        .where(among(conn, schema.case_event.c.case_id, found))
        .order_by(schema.case_event.c.case_id, schema.case_event.c.n)
    )
    for row in conn.execute(told):
        found[row.case_id].history.append(row.bytes)


def _load_unsettled(conn: Connection, found: dict[str, Dossier]) -> None:
    ops = schema.op
    troubled = (
        select(ops.c.op_id, ops.c.case_id, ops.c.instance_id)
        .where(among(conn, ops.c.case_id, found))
        .where(ops.c.verdict.in_([Verdict.PARKED, Verdict.REJECTED]))
        .order_by(ops.c.received_at, ops.c.instance_id, ops.c.seq)
    )
    rows = conn.execute(troubled).all()
    now = standings_of(conn, [row.op_id for row in rows])
    for row in rows:
        dossier = found[row.case_id]
        if now[row.op_id].verdict is Verdict.PARKED:
            dossier.note_parked(row.op_id, now[row.op_id].code)
        elif now[row.op_id].verdict is Verdict.REJECTED:
            dossier.note_refused(row.instance_id, row.op_id)
