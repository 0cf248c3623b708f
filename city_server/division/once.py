"""A form is carried out once, however often it is sent and whichever node it reaches."""

import secrets
from collections.abc import Callable

from sqlalchemy import Connection, select, update

from city_server import clock
from city_server.division_tables import division_deed
from city_server.store import add_missing

_DIGITS = 32


def is_mark(text: str) -> bool:
    """Whether it could be the mark of one of our forms."""
    return len(text) == _DIGITS and all(one in "0123456789abcdef" for one in text)


def mark() -> str:
    """A mark for one more form."""
    return secrets.token_hex(_DIGITS // 2)


def carry_out(conn: Connection, staff_no: str, form: str, work: Callable[[], str]) -> str:
    """What the work said, also where another request with the same mark has done it already.

    The second waits for the first one's transaction; work that is refused leaves no trace of the form.
    """
    once, claim, row = f"{staff_no} {form}", secrets.token_hex(8), division_deed.c
    add_missing(conn, division_deed, [{"once": once, "claim": claim, "said": "", "at": clock.seconds()}])
    kept = conn.execute(select(row.claim, row.said).where(row.once == once)).one()
    if kept.claim != claim:
        return str(kept.said)
    said = work()
    conn.execute(update(division_deed).where(row.once == once).values(said=said))
    return said
