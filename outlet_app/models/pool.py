"""The SQLAlchemy engine over keyed connections, with transactions that are what they say."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from outlet_app.models.errors import DatabaseDamaged, DiskFailed, StorageError, translate
from outlet_app.models.sqlcipher import BUSY_MS, connect

READING = "reading"


def make_engine(path: Path, key: bytes, busy_ms: int = BUSY_MS) -> Engine:
    """Connections in autocommit, every transaction opened by our own BEGIN (decisions.md 4)."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, busy_ms),
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,  # an error's text may end in a log, a person's name must not
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    return engine


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _translate(context: ExceptionContext) -> StorageError | None:
    known = translate(context.original_exception)
    if isinstance(known, DatabaseDamaged | DiskFailed):
        # SQLCipher answers no more on a connection that read a page badly once; the next try has another.
        context.is_disconnect = True
    return known
