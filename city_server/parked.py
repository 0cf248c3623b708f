"""What the city holds without a verdict, and how a person deals with it; nothing is ever removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from city_server import schema
from city_server.bench import Ruling
from city_server.release import judge_again
from city_server.standings import Args, Standing, args_of, change, standings_of
from outlet_app.sync.wire import Verdict, VerdictCode

LONGEST_REASON = 500


class NotParked(LookupError):  # noqa: N818 - said to the administrator as it is
    """No operation with this id waits here."""


class NoReason(ValueError):  # noqa: N818 - said to the administrator as it is
    """A person who sets something aside says why."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One parked operation: who sent it when, what it is, and why it waits."""

    op_id: str
    case_id: str
    case_no: str
    kind: str
    kv: int
    outlet: str
    terminal: str
    received_at: str
    code: str
    args: Args


@dataclass(frozen=True, slots=True)
class Said:
    """One verdict in the history of an operation; `by` is empty for the first one."""

    at: str
    verdict: str
    code: str
    args: Args
    by: str


def waiting(conn: Connection, outlet: str = "", op_id: str = "", case_id: str = "") -> tuple[Waiting, ...]:
    """What is parked now, oldest first; narrowed to an outlet, a case or one operation."""
    ops, instances, devices, numbers = (
        schema.op.c,
        schema.instance.c,
        schema.device.c,
        schema.case_number.c,
    )
    asked = (
        select(schema.op, devices.terminal_no, numbers.case_no)
        .outerjoin(schema.instance, instances.instance_id == ops.instance_id)
        .outerjoin(schema.device, devices.device_id == instances.device_id)
        .outerjoin(schema.case_number, numbers.case_id == ops.case_id)
        .where(ops.verdict == Verdict.PARKED)
        .order_by(ops.received_at, ops.instance_id, ops.seq)
    )
    # PostgreSQL takes no text with control characters; nothing is named like that.
    if not (outlet + op_id + case_id).isprintable():
        return ()
    for column, told in ((ops.outlet, outlet), (ops.op_id, op_id), (ops.case_id, case_id)):
        asked = asked.where(column == told) if told else asked
    rows = conn.execute(asked).all()
    now = standings_of(conn, [row.op_id for row in rows])
    return tuple(
        Waiting(
            row.op_id,
            row.case_id,
            row.case_no or "",
            row.kind,
            row.kv,
            row.outlet,
            row.terminal_no or "",
            row.received_at,
            now[row.op_id].code,
            now[row.op_id].args,
        )
        for row in rows
        if now[row.op_id].verdict is Verdict.PARKED
    )


def course(conn: Connection, op_id: str) -> tuple[Said, ...]:
    """Every verdict an operation was given, the first one first; nothing where it is not here."""
    ops, later = schema.op.c, schema.op_verdict.c
    first = conn.execute(
        select(ops.received_at, ops.verdict, ops.code, ops.args).where(ops.op_id == op_id)
    ).one_or_none()
    if first is None:
        return ()
    since = (
        select(later.at, later.verdict, later.code, later.args, later.by)
        .where(later.op_id == op_id)
        .order_by(later.no)
    )
    told = [(*first, ""), *conn.execute(since)]
    return tuple(Said(at, verdict, code, args_of(args), by) for at, verdict, code, args, by in told)


def body(conn: Connection, op_id: str) -> bytes:
    """The operation's own bytes, with everything a clerk wrote in them."""
    bodies = schema.op_body.c
    return conn.scalar(select(bodies.bytes).where(bodies.op_id == op_id)) or b""


def judge(conn: Connection, query_key: bytes, cases: Sequence[str], by: str) -> list[Ruling]:
    """Ask the same rules once more about everything that is parked in these cases."""
    return judge_again(conn, query_key, cases, by)


def set_aside(conn: Connection, query_key: bytes, op_id: str, reason: str, by: str) -> list[Ruling]:
    """A person decides that an operation takes no effect; what leant on it is judged again.

    The counter that sent it hears the reason with its next pull and shows it as 需您处理. NotParked,
    NoReason.
    """
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise NoReason
    ops = schema.op.c
    if not op_id.isprintable():
        raise NotParked(op_id)
    case_id = conn.scalar(select(ops.case_id).where(ops.op_id == op_id).with_for_update())
    if case_id is None or standings_of(conn, [op_id])[op_id].verdict is not Verdict.PARKED:
        raise NotParked(op_id)
    change(conn, op_id, Standing(Verdict.REJECTED, VerdictCode.SET_ASIDE, {"reason": reason.strip()}), by)
    return judge_again(conn, query_key, [case_id], by, told=[op_id])
