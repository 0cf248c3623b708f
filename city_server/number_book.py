"""The city's book of numbers: every number of every terminal is accounted for, or named (sync.md D.13)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from city_server import clock, schema
from city_server.callers import Caller, Mode, own_instance
from city_server.denial import Denied
from city_server.fork_tables import fork
from city_server.lineage import lineage
from city_server.mode_tables import hand_over_receipt
from city_server.number_tables import former_terminal, given_series, loose_paper
from city_server.store import add_missing
from outlet_app.domain.accounting import Account, Fate, account
from outlet_app.domain.events import PaperIssued, PaperVoided, Registered, Voided
from outlet_app.domain.numbering import largest_serial, series_of
from outlet_app.sync.wire import (
    Accounted,
    Code,
    ForkCause,
    Numbers,
    Unreadable,
    Verdict,
    decode_event,
)

MOST_TOLD = 20_000
_HELD_BACK = (Verdict.PARKED.value, Verdict.REJECTED.value)


@dataclass(frozen=True, slots=True)
class Explained:
    """A series with why its missing serials are missing: set_back, lost, on_the_way, or nobody knows."""

    outlet: str
    account: Account
    why: str

    @property
    def is_gap(self) -> bool:
        """Whether somebody has to look."""
        return bool(self.account.missing) and not self.why


def keep_numbers(conn: Connection, caller: Caller, told: Numbers) -> Accounted:
    """Keep what a machine says of its series. Denied: INSTANCE, BAD_BODY for what is none of its own."""
    own_instance(conn, caller, told.instance)
    terminals = _terminals(conn, lineage(conn, told.instance))
    sign = conn.scalar(select(schema.outlet.c.sign).where(schema.outlet.c.code == caller.outlet))
    _check(told, terminals, sign or "")
    for one in told.series:
        key = {"outlet": caller.outlet, "terminal": one.terminal, "series": one.series}
        add_missing(conn, given_series, [{**key, "last": 0, "unsent": 0, "at": 0}])
        mine = update(given_series).filter_by(**key)
        # A store set back knows less than it once said; what was said stays.
        last = func.max if conn.dialect.name == "sqlite" else func.greatest
        raised = last(given_series.c.last, one.last)
        conn.execute(mine.values(last=raised, unsent=told.unsent, at=clock.seconds()))
    rows: list[dict[str, object]] = [
        {"number": one.number, "outlet": caller.outlet, "form": one.form} for one in told.loose
    ]
    add_missing(conn, loose_paper, rows)
    return Accounted(server_time=clock.now())


def explain(conn: Connection, outlet: str = "") -> tuple[Explained, ...]:
    """Every series of one outlet, or of all, with an explanation where serials are missing."""
    signs = {
        row.sign: row.code
        for row in conn.execute(select(schema.outlet.c.sign, schema.outlet.c.code))
        if outlet in ("", row.code)
    }
    given, unsent = _given(conn, {code: sign for sign, code in signs.items()})
    set_back, lost = _set_back(conn), lost_terminals(conn)
    found = []
    for one in account(_fates(conn), given):
        code = signs.get(one.sign)
        if code is None:
            continue
        why = ""
        if one.missing:
            if (code, one.terminal) in set_back:
                why = "set_back"
            elif (code, one.terminal) in lost:
                why = "lost"
            elif unsent.get((code, one.terminal)):
                why = "on_the_way"
        found.append(Explained(code, one, why))
    return tuple(found)


def _check(told: Numbers, terminals: set[str], sign: str) -> None:
    if len(told.series) + len(told.loose) > MOST_TOLD:
        raise Denied(Code.TOO_LARGE)
    for one in told.series:
        if one.terminal not in terminals or not _is_key(one.series) or one.last > largest_serial(one.series):
            raise Denied(Code.BAD_BODY)
    for paper in told.loose:
        found = series_of(paper.number)
        if found is None or found[0] != sign or found[1] not in terminals or not _is_key(paper.form):
            raise Denied(Code.BAD_BODY)


def _is_key(word: str) -> bool:
    return word.isprintable() and 0 < len(word) <= 40


def _terminals(conn: Connection, instances: frozenset[str]) -> set[str]:
    devices = select(schema.device.c.terminal_no).join(
        schema.instance, schema.instance.c.device_id == schema.device.c.device_id
    )
    now = conn.scalars(devices.where(schema.instance.c.instance_id.in_(instances)))
    before = select(former_terminal.c.terminal).where(former_terminal.c.instance_id.in_(instances))
    return {*now, *conn.scalars(before)}


def _given(
    conn: Connection, signs: dict[str, str]
) -> tuple[dict[tuple[str, str, str], int], dict[tuple[str, str], int]]:
    given, unsent = {}, {}
    for row in conn.execute(select(given_series)):
        if row.outlet in signs:
            given[signs[row.outlet], row.terminal, row.series] = row.last
            unsent[row.outlet, row.terminal] = row.unsent
    return given, unsent


def _set_back(conn: Connection) -> set[tuple[str, str]]:
    """Outlet and number of terminals that lost their store and went on under another number."""
    old = schema.instance.alias()
    found = (
        select(schema.device.c.outlet, schema.device.c.terminal_no)
        .select_from(fork)
        .join(old, old.c.instance_id == fork.c.forked_from)
        .join(schema.device, schema.device.c.device_id == old.c.device_id)
        .where(fork.c.cause == ForkCause.RESTORED.value)
    )
    return {(row.outlet, row.terminal_no) for row in conn.execute(found)}


def lost_terminals(conn: Connection, outlet: str = "") -> set[tuple[str, str]]:
    """Outlet and number of machines given up before they had handed everything over.

    What is missing of a machine whose custody was signed is no loss of that machine: it was missing before.
    """
    device = schema.device.c
    found = (
        select(device.outlet, device.terminal_no)
        .outerjoin(hand_over_receipt, hand_over_receipt.c.device_id == device.device_id)
        .where(device.mode == Mode.REVOKED.value, hand_over_receipt.c.device_id.is_(None))
    )
    rows = conn.execute(found.where(device.outlet == outlet) if outlet else found)
    return {(row.outlet, row.terminal_no) for row in rows}


def _fates(conn: Connection) -> Iterator[tuple[str, Fate]]:
    for number in conn.scalars(select(loose_paper.c.number)):
        yield number, Fate.LOOSE
    for number in conn.scalars(select(schema.paper.c.number)):
        yield number, Fate.USED
    void = _void_cases(conn)
    for row in conn.execute(select(schema.case_number)):
        yield row.case_no, Fate.VOID if row.case_id in void else Fate.USED
    yield from _told_by_operations(conn)


def _void_cases(conn: Connection) -> set[str]:
    ops, events = schema.op.c, schema.case_event.c
    found = (
        select(ops.case_id).join(schema.case_event, events.op_id == ops.op_id).where(ops.kind == Voided.KIND)
    )
    return set(conn.scalars(found))


def _told_by_operations(conn: Connection) -> Iterator[tuple[str, Fate]]:
    """Papers voided, and the numbers of what the city holds without effect."""
    ops, body, events = schema.op.c, schema.op_body.c, schema.case_event.c
    found = (
        select(body.bytes, events.n)
        .select_from(schema.op)
        .join(schema.op_body, body.op_id == ops.op_id)
        .outerjoin(schema.case_event, events.op_id == ops.op_id)
        .where(
            (ops.kind == PaperVoided.KIND)
            | (ops.kind.in_((Registered.KIND, PaperIssued.KIND)) & ops.verdict.in_(_HELD_BACK))
        )
    )
    for row in conn.execute(found):
        try:
            fact = decode_event(row.bytes).fact
        except Unreadable:
            continue
        if isinstance(fact, PaperVoided) and row.n is not None:
            yield fact.number, Fate.VOID
        elif isinstance(fact, Registered):
            yield fact.case_no, Fate.HELD
        elif isinstance(fact, PaperIssued):
            yield fact.number, Fate.HELD
