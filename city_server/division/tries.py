"""How often a password may be tried: for one 工号, and from one address; counted before it is looked at."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from city_server import clock
from city_server.division_tables import division_try
from city_server.store import add_missing

OF_ONE_PERSON = 5
OF_ONE_ADDRESS = 20
WITHIN_S = 15 * 60


class TooOften(Exception):  # noqa: N818 - an answer to whoever tries
    """So many tries that nobody is answered for `wait_s` seconds."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


def person(staff_no: str) -> str:
    """What tries for a 工号 are counted under."""
    return f"staff {staff_no}"


def count(conn: Connection, staff_no: str, address: str) -> None:
    """Count one try before its password is looked at; TooOften where there were too many already.

    A number nobody has is counted like any other, so that nothing tells them apart. The rows are locked
    in one order, so that nobody guesses faster side by side.
    """
    asked = [(f"from {address}", OF_ONE_ADDRESS), (person(staff_no), OF_ONE_PERSON)]
    kept = [(subject, _kept(conn, subject, most)) for subject, most in asked]
    now, row = clock.seconds(), division_try.c
    for subject, tries in kept:
        told = _text([*tries, now])
        conn.execute(update(division_try).where(row.subject == subject).values(tries=told, latest=now))
    conn.execute(delete(division_try).where(row.latest < now - WITHIN_S))


def forgive(conn: Connection, staff_no: str) -> None:
    """Forget the tries for a 工号: its password was right, or it was given a new one."""
    conn.execute(delete(division_try).where(division_try.c.subject == person(staff_no)))


def _kept(conn: Connection, subject: str, most: int) -> list[int]:
    now, row = clock.seconds(), division_try.c
    add_missing(conn, division_try, [{"subject": subject, "tries": "", "latest": now}])
    held = conn.scalar(select(row.tries).where(row.subject == subject).with_for_update()) or ""
    tries = [int(one) for one in held.split(",") if one and now - int(one) < WITHIN_S]
    if len(tries) >= most:
        raise TooOften(max(tries[-most] + WITHIN_S - now, 1))
    return tries


def _text(tries: Iterable[int]) -> str:
    return ",".join(map(str, tries))
