"""One narrow row a case for lists and reminders; rebuildable from the journal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    delete,
    exists,
    false,
    func,
    or_,
    select,
    type_coerce,
)

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.pledges import CHECK_RULE
from outlet_app.domain.states import State
from outlet_app.models.rows.desk import CARD
from outlet_app.models.rows.record import EVENT, OUTBOX
from outlet_app.models.rows.statements import upsert
from outlet_app.models.search import Findable, Search
from outlet_app.models.states import FAILED, NEEDS_YOU, PARKED, SENT, SENT_WITH_HINT, SUPERSEDED, WAITING

_WORST_FIRST = (NEEDS_YOU, FAILED, WAITING, PARKED, SENT_WITH_HINT)
_MOST_HITS = 500


@dataclass(frozen=True, slots=True)
class Card:
    """A case at a glance; codes only. `needs` is the short code of the stage that waits for somebody.

    `sending` is filled on reading: the queue state of the case's least settled event, `sent` if none.
    """

    case_id: str
    case_no: str
    outlet: str
    handler: str
    first_contact: str
    channel: str
    item_no: int
    sub_item: str
    applicant_kind: int
    applicant_name: str
    contact: str
    id_kind: str
    id_number: str
    phone: str
    state: str
    decision: str
    needs: str
    is_open: bool
    registered_at: datetime
    due_at: datetime | None = None
    due_rule: str = ""
    due_assumed: bool = False
    follow_up_at: datetime | None = None
    closed_at: datetime | None = None
    flags: tuple[str, ...] = ()
    sending: str = SENT


@dataclass(frozen=True, slots=True)
class CardFilter:
    """What a list shows; an empty part asks for nothing. `until` is included; of `ids` None are all."""

    text: str = ""
    states: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    handler: str = ""
    id_number: str = ""
    due_before: datetime | None = None
    only_open: bool = False
    sending: tuple[str, ...] = ()
    flag: str = ""
    outlet: str = ""
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class CardPage:
    """One page of a list and how many cases the filter finds in all."""

    rows: tuple[Card, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Look:
    """A card with the names and codes that were written before."""

    card: Card
    former_names: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()

    @property
    def findable(self) -> Findable:
        """What the case is found by."""
        card = self.card
        names = (card.applicant_name, card.contact, *self.former_names)
        codes = (card.id_number, card.phone, *self.former_codes)
        return Findable(card.case_id, card.registered_at, names, codes, card.case_no)


_NAMES = [spec.name for spec in fields(Card) if spec.name != "sending"]
_KEEP = upsert(CARD)
_WHO = select(
    CARD.c.case_id,
    CARD.c.applicant_kind,
    CARD.c.applicant_name,
    CARD.c.id_kind,
    CARD.c.id_number,
    CARD.c.contact,
    CARD.c.phone,
).where(CARD.c.case_id.in_(bindparam("which", expanding=True)))


class Cards:
    """Written by the same unit of work as the events behind them."""

    def __init__(self, connection: Connection, search: Search) -> None:
        self._connection = connection
        self._search = search

    def put(self, card: Card, *, former_names: Sequence[str] = (), former_codes: Sequence[str] = ()) -> None:
        """Keep the newest look of a case, and what it is found by, also by what was written before."""
        self.put_all([Look(card, tuple(former_names), tuple(former_codes))])

    def put_all(self, looks: Sequence[Look]) -> None:
        """The same for many cases, each once, in few statements."""
        if looks:
            rows = [{name: getattr(one.card, name) for name in _NAMES} for one in looks]
            self._connection.execute(_KEEP, rows)
            self._search.put_all([one.findable for one in looks])

    def get(self, case_id: str) -> Card | None:
        """One case."""
        return next(iter(self._cards(select(CARD).where(CARD.c.case_id == case_id))), None)

    def applicant_of(self, case_id: str) -> Applicant | None:
        """Who the case is for as lists show it now, None for a case without a card."""
        return self.applicants_of([case_id]).get(case_id)

    def applicants_of(self, case_ids: Sequence[str]) -> Mapping[str, Applicant]:
        """The same of many cases; those without a card are left out."""
        return {
            case_id: Applicant(ApplicantKind(kind), name, IdKind(id_kind), number, contact, phone)
            for case_id, kind, name, id_kind, number, contact, phone in self._connection.execute(
                _WHO, {"which": list(case_ids)}
            )
        }

    def states_of(self, case_ids: Sequence[str]) -> Mapping[str, str]:
        """In which state lists show these cases now; those without a card are left out."""
        found = select(CARD.c.case_id, CARD.c.state).where(CARD.c.case_id.in_(case_ids))
        return {row.case_id: row.state for row in self._connection.execute(found)}

    def of_applicant(self, item: int, id_number: str, named: Sequence[str], limit: int) -> tuple[Card, ...]:
        """Cases of an item under exactly this number, or among those named; newest registration first."""
        numbered = CARD.c.id_number == id_number if id_number else false()
        chosen = select(CARD).where(CARD.c.item_no == item, or_(CARD.c.case_id.in_(named), numbered))
        return self._cards(chosen.order_by(CARD.c.registered_at.desc()).limit(limit))

    def page(self, asked: CardFilter, limit: int = 50, offset: int = 0) -> CardPage:
        """Newest registration first."""
        where = self._where(asked)
        total = self._connection.execute(select(func.count()).select_from(CARD).where(*where)).scalar_one()
        chosen = select(CARD).where(*where).order_by(CARD.c.registered_at.desc(), CARD.c.case_id.desc())
        return CardPage(self._cards(chosen.limit(limit).offset(offset)), total)

    def due(
        self, before: datetime, limit: int = 200, *, outlet: str = "", also: str = ""
    ) -> tuple[Card, ...]:
        """Open cases whose limit or follow-up falls before the moment, the most pressing first.

        A closed one belongs to them while what was pledged in it is to be verified.
        With `outlet` only those that outlet holds: it also sees cases that another has taken over.
        also: whatever carries this mark comes with them, open or not.
        """
        soonest = func.min(
            func.coalesce(CARD.c.due_at, CARD.c.follow_up_at),
            func.coalesce(CARD.c.follow_up_at, CARD.c.due_at),
        )
        held = (CARD.c.outlet == outlet,) if outlet else ()
        near = CARD.c.is_open & ((CARD.c.due_at < before) | (CARD.c.follow_up_at < before))
        checks = ~CARD.c.is_open & (CARD.c.due_at < before) & (CARD.c.due_rule == CHECK_RULE)
        wanted = near | checks | _has_flag(also) if also else near | checks
        return self._cards(select(CARD).where(wanted, *held).order_by(soonest, CARD.c.case_id).limit(limit))

    def flagged(self, mark: str) -> tuple[Card, ...]:
        """Open cases that carry a mark, the most pressing first."""
        carries = func.instr(CARD.c.flags, f'"{mark}"') > 0
        return self._cards(
            select(CARD).where(CARD.c.is_open, carries).order_by(CARD.c.due_at, CARD.c.case_id)
        )

    def live_between(self, start: datetime, end: datetime) -> tuple[str, ...]:
        """Cases that were open at some moment of a span of time, by id."""
        ended_later = (CARD.c.closed_at >= start) | CARD.c.closed_at.is_(None)
        chosen = select(CARD.c.case_id).where(CARD.c.registered_at < end, ended_later)
        return tuple(self._connection.execute(chosen.order_by(CARD.c.case_id)).scalars())

    def decided_at_counter(self, sign: str, since: date, until: date) -> tuple[datetime, ...]:
        """When the visits of these days came in that a counter numbered, decided upon and did not void.

        Both days are included; `sign` begins the case numbers of that counter.
        """
        chosen = select(CARD.c.registered_at).where(
            *_plain_parts(CardFilter(since=since, until=until)),
            CARD.c.case_no.startswith(f"{sign}-", autoescape=True),
            CARD.c.decision != "",
            CARD.c.state != State.VOIDED,
        )
        return tuple(self._connection.execute(chosen.order_by(CARD.c.registered_at)).scalars())

    def clear(self) -> None:
        """Forget all cards and search texts before a rebuild."""
        self._connection.execute(delete(CARD))
        self._search.clear()

    def _where(self, asked: CardFilter) -> list[ColumnElement[bool]]:
        where = _plain_parts(asked)
        if asked.text.strip():
            where.append(CARD.c.case_id.in_(self._search.find(asked.text, _MOST_HITS)))
        if asked.ids is not None:
            where.append(CARD.c.case_id.in_(asked.ids))
        if asked.sending:
            where.append(_has_in_queue(asked.sending))
        return where

    def _cards(self, chosen: Select[tuple[object, ...]]) -> tuple[Card, ...]:
        found = [Card(**row._mapping) for row in self._connection.execute(chosen)]
        waiting = self._unsettled([card.case_id for card in found])
        return tuple(replace(card, sending=waiting.get(card.case_id, SENT)) for card in found)

    def _unsettled(self, case_ids: Sequence[str]) -> dict[str, str]:
        if not case_ids:
            return {}
        pairs = self._connection.execute(
            select(EVENT.c.case_id, OUTBOX.c.state)
            .join(OUTBOX, OUTBOX.c.op_id == EVENT.c.op_id)
            .where(EVENT.c.case_id.in_(case_ids), OUTBOX.c.state.not_in((SENT, SUPERSEDED)))
        )
        found: dict[str, str] = {}
        for case_id, state in pairs:
            found[case_id] = min(state, found.get(case_id, state), key=_WORST_FIRST.index)
        return found


def _plain_parts(asked: CardFilter) -> list[ColumnElement[bool]]:
    parts: tuple[tuple[object, Callable[[], ColumnElement[bool]]], ...] = (
        (asked.states, lambda: CARD.c.state.in_(asked.states)),
        (asked.decisions, lambda: CARD.c.decision.in_(asked.decisions)),
        (asked.items, lambda: CARD.c.item_no.in_(asked.items)),
        (asked.since, lambda: CARD.c.registered_at >= _midnight(asked.since)),
        (asked.until, lambda: CARD.c.registered_at < _midnight(asked.until, days=1)),
        (asked.handler, lambda: CARD.c.handler == asked.handler),
        (asked.id_number, lambda: CARD.c.id_number == asked.id_number),
        (asked.due_before, lambda: CARD.c.due_at < asked.due_before),
        (asked.flag, lambda: _has_flag(asked.flag)),
        (asked.outlet, lambda: CARD.c.outlet == asked.outlet),
        (asked.only_open, lambda: CARD.c.is_open.is_(True)),
    )
    return [part() for wanted, part in parts if wanted]


def _has_flag(flag: str) -> ColumnElement[bool]:
    return type_coerce(CARD.c.flags, Text).contains(f'"{flag}"', autoescape=True)


def _midnight(day: date | None, days: int = 0) -> datetime:
    return datetime.combine(day or date.min, time(), CST) + timedelta(days=days)


def _has_in_queue(states: Sequence[str]) -> ColumnElement[bool]:
    return exists(
        select(1)
        .select_from(OUTBOX)
        .join(EVENT, EVENT.c.op_id == OUTBOX.c.op_id)
        .where(EVENT.c.case_id == CARD.c.case_id, OUTBOX.c.state.in_(states))
    )
