"""Who is signed in: kept in the database, so that any node knows, and over after a while."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from city_server import clock
from city_server.division_tables import division_session, division_staff

IDLE_S = 30 * 60
LONGEST_S = 10 * 3600
# Within it nobody's last request is written down anew.
_SEEN_EVERY_S = 60


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose session it is; `form_key` stands in every form of theirs, `stale` asks for `touch`."""

    staff_no: str
    name: str
    form_key: str
    handed_out: bool
    stale: bool
    is_officer: bool = False


def begin(conn: Connection, staff_no: str) -> str:
    """Open a session; the token for the browser, which is kept nowhere else."""
    token, now, row = secrets.token_urlsafe(32), clock.seconds(), division_session.c
    conn.execute(delete(division_session).where(row.began < now - LONGEST_S))
    told = {"staff_no": staff_no, "form_key": secrets.token_hex(16), "began": now, "seen": now}
    conn.execute(insert(division_session).values(token_hash=_hash(token), over=False, **told))
    return token


def find(conn: Connection, token: str) -> Signed | None:
    """Whose session this is; None for one that is over, idle for too long, or of somebody taken off."""
    if not token:
        return None
    row, staff, now = division_session.c, division_staff.c, clock.seconds()
    asked = (
        select(row.staff_no, staff.name, row.form_key, staff.handed_out, row.seen, staff.officer)
        .join(division_staff, staff.staff_no == row.staff_no)
        .where(row.token_hash == _hash(token), row.over.is_(False), staff.active.is_(True))
        .where(row.seen > now - IDLE_S, row.began > now - LONGEST_S)
    )
    found = conn.execute(asked).one_or_none()
    if found is None:
        return None
    return Signed(*found[:4], stale=found.seen <= now - _SEEN_EVERY_S, is_officer=bool(found.officer))


def touch(conn: Connection, token: str) -> None:
    """Write down that the person is still there."""
    _change(conn, token, seen=clock.seconds())


def end(conn: Connection, token: str) -> None:
    """End one session for good."""
    _change(conn, token, over=True)


def end_all(conn: Connection, staff_no: str) -> None:
    """End every session of a person."""
    conn.execute(update(division_session).where(division_session.c.staff_no == staff_no).values(over=True))


def _change(conn: Connection, token: str, **told: object) -> None:
    mine = division_session.c.token_hash == _hash(token)
    conn.execute(update(division_session).where(mine).values(**told))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
