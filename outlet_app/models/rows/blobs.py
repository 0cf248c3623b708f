"""Tables of attachments: the bytes of a digest and where they are, and which case names them."""

from sqlalchemy import BLOB, Boolean, Column, Index, Integer, Table, Text

from outlet_app.models.rows.record import METADATA
from outlet_app.models.rows.types import Moment

BLOB_FILE = Table(
    "blob_file",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("key", BLOB, nullable=False),
    Column("upload", Text, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("confirmed_at", Moment),
    Index("blob_file_state", "state"),
)
BLOB_USE = Table(
    "blob_use",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("counts", Boolean, nullable=False),
    Index("blob_use_sha256", "sha256"),
)
