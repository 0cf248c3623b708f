"""Reviews: the tally by day, item and level, and the sealed review of a card just pressed."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    """
    CREATE TABLE review_tally (
        day TEXT NOT NULL, item INTEGER NOT NULL, level INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (day, item, level), CHECK (count >= 0)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE review_pending (
        case_id TEXT NOT NULL, occasion TEXT NOT NULL, op_id TEXT NOT NULL, at TEXT NOT NULL,
        body BLOB NOT NULL, PRIMARY KEY (case_id, occasion)
    )
    """,
)


def upgrade() -> None:
    """Make both tables; nobody was asked for a review before."""
    for statement in TABLES:
        op.execute(statement)
