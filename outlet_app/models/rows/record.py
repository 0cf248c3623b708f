"""Tables of the record: events, their bytes, their place in the case, and the queue."""

from sqlalchemy import BLOB, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

from outlet_app.models.rows.types import Moment

METADATA = MetaData()

EVENT = Table(
    "event",
    METADATA,
    Column("local_no", Integer, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("kv", Integer, nullable=False),
    Column("case_id", Text),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("sha256", BLOB, nullable=False),
    Column("prev_hash", BLOB, nullable=False),
    Column("hash", BLOB, nullable=False),
    Index("event_case", "case_id", "local_no"),
    Index("event_at", "at", "case_id"),
)
EVENT_BODY = Table(
    "event_body",
    METADATA,
    Column("op_id", Text, ForeignKey("event.op_id"), primary_key=True),
    Column("bytes", BLOB, nullable=False),
)
ERASURE = Table(
    "erasure",
    METADATA,
    Column("op_id", Text, ForeignKey("event.op_id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)
PLACE = Table(
    "place",
    METADATA,
    Column("op_id", Text, ForeignKey("event.op_id"), primary_key=True),
    Column("case_id", Text),
    Column("n", Integer),
    Column("verdict", Text, nullable=False),
    Column("code", Text, nullable=False),
    UniqueConstraint("case_id", "n"),
)
INSTANCE = Table(
    "instance",
    METADATA,
    Column("ordinal", Integer, primary_key=True),
    Column("instance_id", Text, nullable=False, unique=True),
    Column("device_id", Text, nullable=False),
    Column("outlet_code", Text, nullable=False),
    Column("outlet_sign", Text, nullable=False),
    Column("terminal_no", Text, nullable=False),
    Column("server_url", Text, nullable=False),
    Column("private_key", BLOB, nullable=False),
    Column("public_key", BLOB, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("acked_seq", Integer, nullable=False),
    Column("next_seq", Integer, nullable=False),
    Column("stopped", Text),
)
OUTBOX = Table(
    "outbox",
    METADATA,
    Column("instance_id", Text, ForeignKey("instance.instance_id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("op_id", Text, ForeignKey("event.op_id"), nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("verdict", Text),
    Column("code", Text, nullable=False),
    Column("args", Text, nullable=False),
    Column("version", Integer),
    Column("tries", Integer, nullable=False),
    Column("tried_at", Moment),
    Column("next_try", Moment),
    Column("answered_at", Moment),
    Column("superseded_by", Text, ForeignKey("event.op_id")),
    Index("outbox_state", "state", "seq"),
    Index("outbox_answered", "answered_at"),
)
CURSOR = Table(
    "cursor",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
UNSHOWN = Table("unshown", METADATA, Column("case_id", Text, primary_key=True))
