"""Table of the enterprise register, filled as a whole from the city's signed pack."""

from sqlalchemy import BLOB, Column, Table, Text

from outlet_app.models.rows.record import METADATA

ENTERPRISE = Table(
    "enterprise",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("letters", Text, nullable=False),
    Column("body", BLOB, nullable=False),
    sqlite_with_rowid=False,
)
