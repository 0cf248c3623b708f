"""Tables of attachments: what is held, who sent it, which case names it, and uploads on their way."""

from sqlalchemy import BigInteger, Column, Index, Table, Text, UniqueConstraint

from city_server.schema import METADATA

blob = Table(
    "blob",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("stored_at", Text, nullable=False),
)

# Whoever sent all the bytes has shown that it had them; nobody reads by knowing a digest.
blob_holder = Table(
    "blob_holder",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("outlet", Text, primary_key=True),
    Column("since", Text, nullable=False),
)

blob_link = Table(
    "blob_link",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("outlet", Text, primary_key=True),
    Index("ix_blob_link_sha256", "sha256"),
)

upload = Table(
    "upload",
    METADATA,
    Column("upload_id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("touched", BigInteger, nullable=False, index=True),
    UniqueConstraint("sha256", "outlet", "size"),
)

upload_part = Table(
    "upload_part",
    METADATA,
    Column("upload_id", Text, primary_key=True),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False),
    Column("place", Text, nullable=False),
)

ALL = (blob, blob_holder, blob_link, upload, upload_part)
