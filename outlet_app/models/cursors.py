"""How far the changes of each scope have been taken down from the city."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from outlet_app.models.rows.record import CURSOR
from outlet_app.models.rows.statements import upsert

_KEEP = upsert(CURSOR)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position the server made: the epoch and the scope's version."""

    epoch: str
    version: int


class Cursors:
    """Written in the same transaction as the rows that came with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, scope: str) -> Cursor | None:
        """The position in a scope, None before the first pull."""
        row = self._connection.execute(
            select(CURSOR.c.epoch, CURSOR.c.version).where(CURSOR.c.scope == scope)
        ).one_or_none()
        return None if row is None else Cursor(row.epoch, row.version)

    def set(self, scope: str, epoch: str, version: int) -> None:
        """Keep the position."""
        self._connection.execute(_KEEP, {"scope": scope, "epoch": epoch, "version": version})
