"""Who of the division may sign in: taken on, given a password, taken off; no row is ever removed."""

import secrets
import string
from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, select, update

from city_server.division import sessions, tries
from city_server.division_tables import division_staff
from city_server.store import put_rows
from outlet_app.domain.passwords import normal, password_problem

STAFF_DIGITS = 10
LONGEST_NAME = 50
_HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
# Each takes 32 MB for a moment; whoever comes as well waits for one of these.
_AT_ONCE = BoundedSemaphore(4)
_ALPHABET = string.ascii_lowercase.replace("l", "").replace("o", "")
_PARTS, _PART = 3, 4


class NoSuchPerson(LookupError):  # noqa: N818 - said to the administrator as it is
    """Nobody of the division has this 工号."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the division; `handed_out` while somebody else knows the password."""

    staff_no: str
    name: str
    active: bool
    handed_out: bool
    officer: bool


def is_staff_no(text: str) -> bool:
    """Whether it could be a 工号: 10 digits."""
    return len(text) == STAFF_DIGITS and text.isascii() and text.isdecimal()


def take_on(conn: Connection, staff_no: str, name: str) -> str:
    """Let a person sign in; the password to hand out, which the person must change at once.

    Somebody who is here already gets the new name and password, and every session of theirs ends.
    """
    password = _made_up()
    row = {"staff_no": staff_no, "name": name, "password": hashed(password)}
    put_rows(conn, division_staff, [{**row, "handed_out": True, "active": True}])
    sessions.end_all(conn, staff_no)
    tries.forgive(conn, staff_no)
    return password


def reset(conn: Connection, staff_no: str) -> str:
    """A new password to hand out; NoSuchPerson."""
    return take_on(conn, staff_no, required(conn, staff_no).name)


def take_off(conn: Connection, staff_no: str) -> None:
    """Let a person in no more, also not where they are signed in; NoSuchPerson."""
    required(conn, staff_no)
    conn.execute(update(division_staff).where(division_staff.c.staff_no == staff_no).values(active=False))
    sessions.end_all(conn, staff_no)


def appoint(conn: Connection, staff_no: str, *, officer: bool) -> None:
    """Let a person list 失信, or no more; it holds with the next request. NoSuchPerson."""
    required(conn, staff_no)
    mine = division_staff.c.staff_no == staff_no
    conn.execute(update(division_staff).where(mine).values(officer=officer))


def members(conn: Connection) -> tuple[Member, ...]:
    """Everybody ever taken on, by 工号."""
    row = division_staff.c
    columns = (row.staff_no, row.name, row.active, row.handed_out, row.officer)
    asked = select(*columns).order_by(row.staff_no)
    return tuple(Member(*found[:4], bool(found.officer)) for found in conn.execute(asked))


def required(conn: Connection, staff_no: str) -> Member:
    """The person with this 工号; NoSuchPerson."""
    found = next((one for one in members(conn) if one.staff_no == staff_no), None)
    if found is None:
        raise NoSuchPerson(staff_no)
    return found


def kept_password(conn: Connection, staff_no: str) -> str:
    """What is kept of a password; empty for nobody, and for somebody taken off."""
    row = division_staff.c
    asked = select(row.password).where(row.staff_no == staff_no, row.active.is_(True))
    return conn.scalar(asked) or ""


def is_right(kept: str, password: str) -> bool:
    """Whether the password is the kept one; takes as long where nothing is kept."""
    compared = kept or _nobodys()
    with _AT_ONCE:
        try:
            return _HASHER.verify(compared, normal(password)) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def change_password(conn: Connection, staff_no: str, password: str) -> str:
    """Keep the person's own password and end every session; the code of what is wrong with it, or empty."""
    problem = password_problem(password, staff_no)
    if problem is not None:
        return problem.code
    changed = update(division_staff).where(division_staff.c.staff_no == staff_no)
    conn.execute(changed.values(password=hashed(password), handed_out=False))
    sessions.end_all(conn, staff_no)
    return ""


def hashed(password: str) -> str:
    """What is kept of a password: argon2id with a salt of its own."""
    with _AT_ONCE:
        return _HASHER.hash(normal(password))


def _made_up() -> str:
    """Read out over the telephone: three groups of small letters, a digit and a sign."""
    groups = ["".join(secrets.choice(_ALPHABET) for _ in range(_PART)) for _ in range(_PARTS)]
    return "-".join(groups) + secrets.choice("23456789")


@cache
def _nobodys() -> str:
    return hashed(secrets.token_hex(8))
