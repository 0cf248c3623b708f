"""The enterprise register against which policies are matched."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLE = """
    CREATE TABLE enterprise (
        code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, letters TEXT NOT NULL,
        body BLOB NOT NULL
    ) WITHOUT ROWID
"""


def upgrade() -> None:
    """Make the table; it is filled from the next pack."""
    op.execute(TABLE)
