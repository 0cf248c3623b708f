"""Cases that came in a large page and are still to be shown."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; what came before was shown at once."""
    op.execute("CREATE TABLE unshown (case_id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID")
