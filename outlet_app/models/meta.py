"""Single named values of this store."""

from sqlalchemy import Connection, select

from outlet_app.models.rows.desk import META
from outlet_app.models.rows.statements import upsert

_KEEP = upsert(META)


class Meta:
    """A name and a text; nothing that has a table of its own belongs here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """The value, None if never set."""
        return self._connection.execute(select(META.c.value).where(META.c.name == name)).scalar_one_or_none()

    def set(self, name: str, value: str) -> None:
        """Keep the value."""
        self._connection.execute(_KEEP, {"name": name, "value": value})
