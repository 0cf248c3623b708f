"""The database: one engine, real transactions on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Table,
    any_,
    bindparam,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from city_server.migrations import migrate

_T = TypeVar("_T")
_SCHEMA_LOCK = 0x1508_0001
_ATTEMPTS = 4
_BACKENDS = ("sqlite", "postgresql")
_RETRY_STATES = {"40001", "40P01"}


class Contended(Exception):  # noqa: N818 - the work is begun again, nobody did wrong
    """Another transaction was quicker with something this one had found free."""


class Store:
    """Opens the database at an SQLAlchemy URL; `postgresql://` means psycopg."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() not in _BACKENDS:
            raise ArgumentError(parsed.get_backend_name())
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self._engine: Engine = create_engine(
            parsed,
            pool_size=10,
            max_overflow=20,
            pool_timeout=10,
            pool_pre_ping=not self.is_sqlite,
        )
        if self.is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        else:
            event.listen(self._engine, "connect", _prepare_postgres)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits on leaving; on SQLite it holds the write lock from its start."""
        with self._engine.begin() as conn:
            yield conn

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that writes nothing and waits for no writer."""
        with self._engine.connect().execution_options(reads_only=True) as conn, conn.begin():
            yield conn

    def settle(self, work: Callable[[Connection], _T]) -> _T:
        """Run the work in a write transaction; from its start again where another one was in its way."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._once(work)
            except Contended:
                continue
            except OperationalError as broken:
                if getattr(broken.orig, "sqlstate", None) not in _RETRY_STATES:
                    raise
        return self._once(work)

    def create(self) -> None:
        """Bring the tables to this version, one process at a time; SchemaTooNew if they are newer."""
        with self.write() as conn:
            self.alone(conn)
            migrate(conn)

    def alone(self, conn: Connection) -> None:
        """Hold off every other process that asks the same, until this transaction ends."""
        if not self.is_sqlite:
            conn.execute(select(func.pg_advisory_xact_lock(_SCHEMA_LOCK)))

    def cluster(self, conn: Connection) -> str:
        """What changes when PostgreSQL is restored: cluster and timeline; empty on SQLite (sync.md D.8)."""
        if self.is_sqlite:
            return ""
        row = conn.execute(
            text(
                "SELECT (SELECT system_identifier FROM pg_control_system())::text,"
                " (SELECT timeline_id FROM pg_control_checkpoint())::text"
            )
        ).one()
        return f"{row[0]}/{row[1]}"

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def _once(self, work: Callable[[Connection], _T]) -> _T:
        with self.write() as conn:
            return work(conn)


def among(conn: Connection, column: Column[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """Whether the column is one of many values; on PostgreSQL one list, not a parameter each."""
    told = list(values)
    if conn.dialect.name == "postgresql":
        return column == any_(bindparam(None, told, type_=ARRAY(column.type)))
    return column.in_(told)


def add_rows(conn: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows that cannot be there yet, on PostgreSQL as one stream."""
    if not rows:
        return
    if conn.dialect.name != "postgresql":
        conn.execute(insert(table), rows)
        return
    names = tuple(rows[0])
    told = f"COPY {table.name} ({_columns(conn, names)}) FROM STDIN"
    driver = conn.connection.cursor()
    faults = conn.dialect.loaded_dbapi.Error
    try:
        with driver.copy(told) as stream:
            for row in rows:
                stream.write_row([row[name] for name in names])
    except faults as broken:
        # The driver was asked past SQLAlchemy; whoever tries again looks for its classes.
        raise DBAPIError.instance(told, None, broken, faults, dialect=conn.dialect) from broken


def put_rows(conn: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows, or bring those whose key is there up to date; no key twice."""
    if rows:
        keys = [one.name for one in table.primary_key.columns]
        quote = conn.dialect.identifier_preparer.quote
        others = [quote(name) for name in rows[0] if name not in keys]
        told = ", ".join(f"{name} = excluded.{name}" for name in others)
        _add(conn, table, rows, f"ON CONFLICT ({_columns(conn, keys)}) DO UPDATE SET {told}")


def add_missing(conn: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    """Insert the rows whose key is not there yet; the others stay as they are. Returns how many were not."""
    return _add(conn, table, rows, "ON CONFLICT DO NOTHING").rowcount if rows else 0


def add_new(conn: Connection, table: Table, key: Column[Any], rows: Sequence[Mapping[str, Any]]) -> set[Any]:
    """The same; returns the keys that were not there, whose rows nobody else sees until the end."""
    if not rows:
        return set()
    if conn.dialect.name == "postgresql":
        told = _add(conn, table, rows, f"ON CONFLICT DO NOTHING RETURNING {key.name}")
        return set(told.scalars())
    # Whoever writes to SQLite is alone in it: what is not found is not there.
    known = set(conn.scalars(select(key).where(among(conn, key, [row[key.name] for row in rows]))))
    new = {row[key.name]: row for row in rows if row[key.name] not in known}
    add_rows(conn, table, list(new.values()))
    return set(new)


def _add(
    conn: Connection, table: Table, rows: Sequence[Mapping[str, object]], on_conflict: str
) -> CursorResult[Any]:
    """One statement for all rows: written out here, for a statement a row is what a push would wait for."""
    names = list(rows[0])
    into = f"INSERT INTO {table.name} ({_columns(conn, names)})"
    if conn.dialect.name == "postgresql":
        types = (table.c[name].type.compile(conn.dialect) for name in names)
        lists = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in zip(names, types, strict=True))
        told = text(f"{into} SELECT * FROM unnest({lists}) {on_conflict}")
        return conn.execute(told, {name: [row[name] for row in rows] for name in names})
    marks = ", ".join(f":{name}" for name in names)
    return conn.execute(text(f"{into} VALUES ({marks}) {on_conflict}"), list(rows))


def _columns(conn: Connection, names: Iterable[str]) -> str:
    return ", ".join(map(conn.dialect.identifier_preparer.quote, names))


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin late and swallow savepoints; the begin listener does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgres(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Bodies of 3 KB cost PostgreSQL twice as much in its older compression; a build without lz4 keeps that.
    cursor = connection.cursor()
    cursor.execute(
        "SELECT set_config(name, 'lz4', false) FROM pg_settings"
        " WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
    )
    cursor.close()
    connection.commit()


def _begin_sqlite(conn: Connection) -> None:
    reads_only = conn.get_execution_options().get("reads_only", False)
    conn.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
