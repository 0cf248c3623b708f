"""The database: one engine, real transactions on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from city_server.migrations import migrate

_T = TypeVar("_T")
_SCHEMA_LOCK = 0x1508_0001
_ATTEMPTS = 4
_RETRY_STATES = {"40001", "40P01"}


class Store:
    """Opens the database at an SQLAlchemy URL; `postgresql://` means psycopg."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self._engine: Engine = create_engine(
            parsed, pool_size=10, max_overflow=20, pool_timeout=10, pool_pre_ping=not self.is_sqlite
        )
        if self.is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

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
        """Run the work in a write transaction, from its start again where PostgreSQL broke a deadlock."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._once(work)
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


def add_missing(conn: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """Insert the rows whose key is not there yet; the others stay as they are."""
    if not rows:
        return
    # The dialect's own INSERT; the one that is not in use is not loaded, it costs a third of the start.
    own = import_module(f"sqlalchemy.dialects.{conn.dialect.name}")
    conn.execute(own.insert(table).on_conflict_do_nothing(), rows)


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin late and swallow savepoints; the begin listener does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(conn: Connection) -> None:
    reads_only = conn.get_execution_options().get("reads_only", False)
    conn.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
