"""The one unfinished registration of each clerk: on this machine only, at most 30 days (decisions.md 5)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from outlet_app.models.rows.desk import DRAFT
from outlet_app.models.rows.statements import upsert

_KEEP = upsert(DRAFT)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a clerk had typed; the bytes are the page's own affair."""

    staff_no: str
    saved_at: datetime
    body: bytes


class Drafts:
    """Overwritten in place; a draft is no case and has no history."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, staff_no: str) -> Draft | None:
        """The clerk's draft, if there is one."""
        row = self._connection.execute(select(DRAFT).where(DRAFT.c.staff_no == staff_no)).one_or_none()
        return None if row is None else Draft(**row._mapping)

    def save(self, staff_no: str, body: bytes, at: datetime) -> None:
        """Keep the newest state."""
        self._connection.execute(_KEEP, {"staff_no": staff_no, "saved_at": at, "body": body})

    def drop(self, staff_no: str) -> None:
        """The draft became a case, or the clerk gave it up."""
        self._connection.execute(delete(DRAFT).where(DRAFT.c.staff_no == staff_no))

    def count(self) -> int:
        """How many there are."""
        return self._connection.scalar(select(func.count()).select_from(DRAFT)) or 0

    def drop_before(self, moment: datetime) -> int:
        """Remove drafts last saved before the moment and say how many."""
        return self._connection.execute(delete(DRAFT).where(DRAFT.c.saved_at < moment)).rowcount
