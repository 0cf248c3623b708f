"""What is remembered of who was at the division's pages, what they looked at and what they decided."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from city_server import clock
from city_server.division_tables import division_record


class What(StrEnum):
    """One kind of line; the first ones are of the door, the next of looking, the others of deciding."""

    SIGNED_IN = "signed_in"
    WRONG = "wrong"
    TOO_OFTEN = "too_often"
    SIGNED_OUT = "signed_out"
    PASSWORD = "password"
    READ_CASE = "read_case"
    READ_OPERATION = "read_operation"
    READ_ATTACHMENT = "read_attachment"
    JUDGED = "judged"
    SET_ASIDE = "set_aside"
    TAKEN = "taken"
    RETURNED = "returned"
    ANSWERED = "answered"
    FED_BACK = "fed_back"
    HANDED_ON = "handed_on"
    DEMANDED = "demanded"
    SITUATION = "situation"
    ROUTED = "routed"
    DECIDED = "decided"
    CALLED = "called"
    LISTED = "listed"
    DROPPED = "dropped"
    REPAIRED = "repaired"


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what about which number, when (ISO text, +08:00) and from where."""

    at: str
    staff_no: str
    what: str
    about: str
    address: str


def note(conn: Connection, staff_no: str, what: What, about: str = "", address: str = "") -> None:
    """Add one line; it is kept for three years (keeping.py)."""
    row = {"record_id": secrets.token_hex(16), "at": clock.stamp(), "staff_no": staff_no}
    conn.execute(insert(division_record).values(**row, what=what.value, about=about, address=address))


def lines(conn: Connection, staff_no: str = "", most: int = 200) -> Iterator[Line]:
    """The newest lines first, of one person or of all."""
    row = division_record.c
    asked = select(row.at, row.staff_no, row.what, row.about, row.address).order_by(row.at.desc()).limit(most)
    if staff_no:
        asked = asked.where(row.staff_no == staff_no)
    yield from (Line(*found) for found in conn.execute(asked))
