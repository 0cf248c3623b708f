"""Attachments: the bytes of a digest and where they are, and which case names them."""

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = (
    """
    CREATE TABLE blob_file (
        sha256 TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL,
        "key" BLOB NOT NULL, upload TEXT NOT NULL, refused INTEGER NOT NULL, confirmed_at TEXT
    )
    """,
    "CREATE INDEX blob_file_state ON blob_file (state)",
    """
    CREATE TABLE blob_use (
        case_id TEXT NOT NULL, sha256 TEXT NOT NULL, counts BOOLEAN NOT NULL, PRIMARY KEY (case_id, sha256)
    )
    """,
    "CREATE INDEX blob_use_sha256 ON blob_use (sha256)",
)


def upgrade() -> None:
    """Make both tables; no case had an attachment before."""
    for statement in TABLES:
        op.execute(statement)
