"""The city's tables (sync.md D.2), as far as this version needs them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

schema_version = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))

# One row an epoch; the highest number is the one in force. `cluster` tells a restored PostgreSQL.
epoch = Table(
    "epoch",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Text, nullable=False, unique=True),
    Column("secret", LargeBinary, nullable=False),
    Column("cluster", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

secret = Table(
    "secret",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

outlet = Table(
    "outlet",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("sign", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("last_terminal", Integer, nullable=False),
)

enrolment = Table(
    "enrolment",
    METADATA,
    Column("code_hash", Text, primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("staff_no", Text, nullable=False),
    Column("staff_name", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("device_id", Text),
)

device = Table(
    "device",
    METADATA,
    Column("device_id", Text, primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("terminal_no", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("mode", Text, nullable=False),
    Column("enrolled_at", Text, nullable=False),
    UniqueConstraint("outlet", "terminal_no"),
)

nonce = Table(
    "nonce",
    METADATA,
    Column("nonce", Text, primary_key=True),
    Column("device_id", Text, nullable=False, index=True),
    Column("issued", BigInteger, nullable=False),
)

instance = Table(
    "instance",
    METADATA,
    Column("instance_id", Text, primary_key=True),
    Column("device_id", Text, nullable=False, index=True),
    Column("last_seq", BigInteger, nullable=False),
    Column("receipt", Text, nullable=False),
)

# An operation and its first verdict never change; later verdicts are added in op_verdict.
op = Table(
    "op",
    METADATA,
    Column("op_id", Text, primary_key=True),
    Column("instance_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("kv", Integer, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("args", Text, nullable=False),
    Index("ix_op_unsettled", "case_id", "verdict"),
    Index("ix_op_parked", "verdict", "code"),
)

op_body = Table(
    "op_body",
    METADATA,
    Column("op_id", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

op_verdict = Table(
    "op_verdict",
    METADATA,
    Column("op_id", Text, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("args", Text, nullable=False),
    Column("by", Text, nullable=False),
)

# Which operation an instance sent at which place; the same operation may come by two instances.
custody = Table(
    "custody",
    METADATA,
    Column("instance_id", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("op_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("stands_for", Text, nullable=False),
)

case_head = Table(
    "case_head",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("events", Integer, nullable=False),
    Column("has_gap", Boolean, nullable=False),
    Column("query_hash", Text, nullable=False),
    # What the case shows as of `seen` events (sights.py).
    Column("seen", Integer),
    Column("is_open", Boolean),
    Column("look_from", BigInteger),
    Column("sub_item", Text),
)

case_event = Table(
    "case_event",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("op_id", Text, nullable=False, unique=True),
)

case_number = Table(
    "case_number",
    METADATA,
    Column("case_no", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
)

paper = Table(
    "paper",
    METADATA,
    Column("number", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
)

paper_copy = Table(
    "paper_copy",
    METADATA,
    Column("number", Text, primary_key=True),
    Column("copy_no", Integer, primary_key=True, autoincrement=False),
    Column("op_id", Text, nullable=False),
)

case_scope = Table(
    "case_scope",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Index("ix_case_scope_scope", "scope"),
)

# The public halves to which counters seal reviews; the newest is told, older ones may still arrive.
review_key = Table(
    "review_key",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("key_id", Text, nullable=False, unique=True),
    Column("public", LargeBinary, nullable=False),
    Column("since", Text, nullable=False),
)

# The public halves whose signatures counters believe; each vouches for the next.
policy_key = Table(
    "policy_key",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("public", LargeBinary, nullable=False, unique=True),
    Column("endorsed", Text, nullable=False),
    Column("since", Text, nullable=False),
)

# A sealed review; its bytes are the operation's. The mark is the service event's: one review each.
review = Table(
    "review",
    METADATA,
    Column("op_id", Text, primary_key=True),
    Column("mark", Text, nullable=False, unique=True),
    Column("key_id", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Index("ix_review_outlet", "outlet", "received_at"),
)

# The row lock that makes the order of commits the order of versions (sync.md D.6).
scope_head = Table(
    "scope_head",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
)

feed = Table(
    "feed",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("case_id", Text, nullable=False),
    Column("op_id", Text, nullable=False),
    Index("ix_feed_op", "op_id"),
)

# Which review a task came of; the task itself is a record of events like a case.
review_task = Table(
    "review_task",
    METADATA,
    Column("task_id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("review_op", Text, nullable=False, unique=True),
)
