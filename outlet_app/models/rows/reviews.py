"""Tables of reviews: counts without names, and what a power cut would lose, sealed."""

from sqlalchemy import BLOB, CheckConstraint, Column, Integer, Table, Text

from outlet_app.models.rows.record import METADATA

REVIEW_TALLY = Table(
    "review_tally",
    METADATA,
    Column("day", Text, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("level", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    CheckConstraint("count >= 0"),
    # Row numbers would tell in which order the levels were first given.
    sqlite_with_rowid=False,
)
REVIEW_PENDING = Table(
    "review_pending",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("occasion", Text, primary_key=True),
    Column("op_id", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("body", BLOB, nullable=False),
)
