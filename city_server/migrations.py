"""Brings the city's tables from any version to this one, in numbered steps that only ever add."""

from collections.abc import Callable, Sequence

from sqlalchemy import Column, Connection, Index, Table, func, insert, inspect, select, text, update
from sqlalchemy.schema import CreateColumn

from city_server import (
    blob_tables,
    clock,
    closing_tables,
    contact_tables,
    division_tables,
    finding_tables,
    fork_tables,
    mode_tables,
    number_tables,
    progress_tables,
    quarter_tables,
    release_tables,
    schema,
    sights,
)
from city_server.schema import METADATA, schema_version

Step = Callable[[Connection], None]


class SchemaTooNew(Exception):  # noqa: N818 - the database is fine, this program is too old for it
    """The database was written by a newer city server."""


def tables(*wanted: Table) -> Step:
    """A step that makes tables with their indexes."""
    return lambda conn: METADATA.create_all(conn, list(wanted))


def column(wanted: Column[object]) -> Step:
    """A step that adds a column; one that may not be null needs a `server_default` for the rows there."""

    def add(conn: Connection) -> None:
        table = wanted.table
        # A table made by an earlier step is made as it is now, with this column.
        if wanted.name in {known["name"] for known in inspect(conn).get_columns(table.name)}:
            return
        described = str(CreateColumn(wanted).compile(dialect=conn.dialect))
        conn.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {described}"))

    return add


def index(wanted: Index) -> Step:
    """A step that adds an index to a table that was there before it."""
    return lambda conn: wanted.create(conn, checkfirst=True)


def _date_deeds(conn: Connection) -> None:
    """Forms carried out before the upgrade are as old as it; those of an older node stay undated."""
    deeds = division_tables.division_deed
    conn.execute(update(deeds).where(deeds.c.at.is_(None)).values(at=clock.seconds()))


# The place of a step is its number, the first being 2: version 1 had no steps. New ones go to the end,
# and none that a city has run is ever changed (CONTRIBUTING.md, "The city's tables").
STEPS: tuple[Step, ...] = (
    tables(contact_tables.heartbeat),
    tables(*blob_tables.ALL),
    tables(progress_tables.progress_try),
    tables(fork_tables.fork),
    tables(*number_tables.ALL),
    tables(*release_tables.ALL),
    tables(*division_tables.ALL),
    tables(*mode_tables.ALL),
    column(schema.case_head.c.seen),
    column(schema.case_head.c.is_open),
    column(schema.case_head.c.look_from),
    column(schema.case_head.c.sub_item),
    sights.fill,
    tables(finding_tables.review_finding),
    column(division_tables.division_deed.c.at),
    _date_deeds,
    column(division_tables.division_staff.c.officer),
    tables(number_tables.former_terminal),
    column(contact_tables.heartbeat.c.way),
    tables(quarter_tables.quarter_sheet),
    tables(closing_tables.day_closing),
)
VERSION = 1 + len(STEPS)


def migrate(conn: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Make all tables in an empty database, run the missing steps in an older one.

    SchemaTooNew where a newer program was here. The caller holds the lock and the transaction: an
    upgrade is there as a whole or not at all.
    """
    newest = 1 + len(steps)
    METADATA.create_all(conn, [schema_version])
    found = conn.scalar(select(func.max(schema_version.c.version)))
    if found is None:
        METADATA.create_all(conn)
        conn.execute(insert(schema_version).values(version=newest))
        return
    if found > newest:
        raise SchemaTooNew(str(found))
    for number, step in enumerate(steps[found - 1 :], start=found + 1):
        step(conn)
        conn.execute(insert(schema_version).values(version=number))
