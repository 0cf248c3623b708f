"""Keeps the quarterly sheets as they were counted: a quarter counted again is a new edition of its sheet."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, insert, select

from city_server import clock
from city_server.quarter_sheet import Document
from city_server.quarter_tables import quarter_sheet
from outlet_app.domain.rectification.quarters import Quarter

_ROW = quarter_sheet.c
# Worked out at once: see sync/wire/shapes.py.
_READ = msgspec.json.Decoder(Document)


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest edition of a quarter's sheet, and when it was counted."""

    quarter: Quarter
    edition: int
    at: datetime
    document: Document


def keep(conn: Connection, quarter: Quarter, document: Document) -> int:
    """Keep a sheet and return its edition; one that says what the newest says is that edition again.

    The caller works alone on the store, or two could take the same edition.
    """
    newest = kept(conn, quarter)
    if newest is not None and newest.document == document:
        return newest.edition
    edition = newest.edition + 1 if newest else 1
    row = {"year": quarter.year, "quarter": quarter.number, "edition": edition, "at": clock.stamp()}
    content = msgspec.json.encode(document).decode()
    conn.execute(insert(quarter_sheet).values(**row, content=content))
    return edition


def quarters_kept(conn: Connection) -> tuple[Quarter, ...]:
    """Every quarter that has a sheet, the latest first."""
    found = conn.execute(select(_ROW.year, _ROW.quarter).distinct())
    return tuple(sorted((Quarter(row.year, row.quarter) for row in found), reverse=True))


def kept(conn: Connection, quarter: Quarter) -> Kept | None:
    """The newest edition of a quarter, None where it was not counted yet."""
    mine = (_ROW.year == quarter.year) & (_ROW.quarter == quarter.number)
    newest = select(func.max(_ROW.edition)).where(mine).scalar_subquery()
    row = conn.execute(select(quarter_sheet).where(mine, _ROW.edition == newest)).one_or_none()
    if row is None:
        return None
    told = _READ.decode(row.content)
    return Kept(quarter, row.edition, datetime.fromisoformat(row.at), told)
