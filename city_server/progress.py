"""How a case stands, told to whoever has its number and its 查询码, and nothing about a person."""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update

from city_server import clock, schema
from city_server.numbers import keyed_code
from city_server.progress_tables import progress_try
from city_server.store import add_missing
from outlet_app.domain.dossier import Case
from outlet_app.domain.numbering import CaseNumber, read_case_number, read_query_code
from outlet_app.domain.problems import Problem
from outlet_app.domain.records import fold
from outlet_app.domain.states import State
from outlet_app.sync.wire import decode_event

TRIES = 5
HOUR = 3600
_THEIR_TURN = (State.CORRECTION, State.CORRECTION_AFTER)
_LONGEST = 64


class TooOften(Exception):  # noqa: N818 - an answer to the caller
    """So many wrong codes for one number that nobody is answered for `wait_s` seconds."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a case stands: `waits_for` is office, applicant or nobody; `due` the day that presses most."""

    case_no: str
    state: State
    waits_for: str
    registered: date
    updated: date
    due: date | None


def ask(conn: Connection, query_key: bytes, told_number: str, told_code: str) -> Progress | None:
    """The progress of a case, None alike for a number nobody has, a wrong code and no code.

    TooOften after 5 wrong codes for a number within an hour, whether a case has it or not
    (decisions.md 9). The row of tries is locked first, so that nobody guesses faster side by side.
    """
    number, code = _read(told_number, told_code)
    if number is None:
        return None
    tries = _tries_left(conn, number.text)
    case_id, kept = _kept(conn, number.text)
    if hmac.compare_digest(keyed_code(query_key, number.text, code), kept):
        return _progress(conn, case_id)
    _count(conn, number.text, tries)
    return None


def _read(told_number: str, told_code: str) -> tuple[CaseNumber | None, str]:
    if len(told_number) > _LONGEST or len(told_code) > _LONGEST:
        return None, ""
    number, code = read_case_number(told_number), read_query_code(told_code)
    # Whoever has no number that could be one, or a code that could be none, has not guessed.
    if isinstance(number, Problem) or isinstance(code, Problem):
        return None, ""
    return number, code


def _tries_left(conn: Connection, case_no: str) -> list[int]:
    now = clock.seconds()
    row = progress_try.c
    add_missing(conn, progress_try, [{"case_no": case_no, "tries": "", "latest": now}])
    kept = conn.scalar(select(row.tries).where(row.case_no == case_no).with_for_update()) or ""
    tries = [int(one) for one in kept.split(",") if one and now - int(one) < HOUR]
    if len(tries) >= TRIES:
        raise TooOften(max(tries[0] + HOUR - now, 1))
    return tries


def _count(conn: Connection, case_no: str, tries: list[int]) -> None:
    now, row = clock.seconds(), progress_try.c
    told = ",".join(map(str, [*tries, now]))
    conn.execute(update(progress_try).where(row.case_no == case_no).values(tries=told, latest=now))
    conn.execute(delete(progress_try).where(row.latest < now - HOUR))


def _kept(conn: Connection, case_no: str) -> tuple[str, str]:
    heads, numbers = schema.case_head.c, schema.case_number.c
    found = conn.execute(
        select(heads.case_id, heads.query_hash)
        .join(schema.case_number, numbers.case_id == heads.case_id)
        .where(numbers.case_no == case_no)
    ).one_or_none()
    # Compared all the same, with something no code leads to.
    return (found.case_id, found.query_hash) if found else ("", sha256(case_no.encode()).hexdigest())


def _progress(conn: Connection, case_id: str) -> Progress | None:
    events, bodies = schema.case_event.c, schema.op_body.c
    told = (
        select(bodies.bytes)
        .join(schema.case_event, bodies.op_id == events.op_id)
        .where(events.case_id == case_id)
        .order_by(events.n)
    )
    history = [decode_event(body) for body in conn.scalars(told)]
    case = fold(history) if history else None
    if not isinstance(case, Case):
        return None
    due = case.due.at if case.is_open and case.due else None
    return Progress(
        case_no=case.case_no,
        state=case.state,
        waits_for=_whose_turn(case),
        registered=case.registered_at.date(),
        updated=history[-1].at.date(),
        due=due.date() if due else None,
    )


def _whose_turn(case: Case) -> str:
    if not case.is_open:
        return "nobody"
    return "applicant" if case.state in _THEIR_TURN else "office"
