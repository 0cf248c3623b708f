"""How far the changes of each scope have been taken down from the city, and what of it is not shown yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from outlet_app.models.rows.record import CURSOR, UNSHOWN
from outlet_app.models.rows.statements import upsert

_KEEP = upsert(CURSOR)
_NOTE = insert(UNSHOWN).on_conflict_do_nothing()
_STRIKE = delete(UNSHOWN).where(UNSHOWN.c.case_id == bindparam("which"))


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


class Unshown:
    """Cases whose events are kept but whose lines in lists and index are still to be made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, case_ids: Sequence[str]) -> None:
        """Leave these for later; a case noted already stays noted once."""
        if case_ids:
            self._connection.execute(_NOTE, [{"case_id": one} for one in case_ids])

    def some(self, limit: int) -> tuple[str, ...]:
        """The next so many."""
        return tuple(self._connection.scalars(select(UNSHOWN.c.case_id).limit(limit)))

    def strike(self, case_ids: Sequence[str]) -> None:
        """These are shown now."""
        if case_ids:
            self._connection.execute(_STRIKE, [{"which": one} for one in case_ids])
