"""Tables of the desk: cards and search texts (rebuildable), drafts, papers, people, counters, packs."""

from sqlalchemy import BLOB, Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from outlet_app.models.rows.record import METADATA
from outlet_app.models.rows.types import Moment, Words

CARD = Table(
    "card",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("case_no", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("handler", Text, nullable=False),
    Column("first_contact", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("item_no", Integer, nullable=False),
    Column("sub_item", Text, nullable=False),
    Column("applicant_kind", Integer, nullable=False),
    Column("applicant_name", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("id_kind", Text, nullable=False),
    Column("id_number", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("needs", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("due_rule", Text, nullable=False),
    Column("due_assumed", Boolean, nullable=False),
    Column("follow_up_at", Moment),
    Column("closed_at", Moment),
    Column("flags", Words, nullable=False),
    Index("card_registered", "registered_at", "case_id"),
    Index("card_state", "state", "registered_at"),
    Index("card_who", "id_number", "registered_at"),
    Index("card_due", "is_open", "due_at"),
    Index("card_follow_up", "is_open", "follow_up_at"),
)
CASE_TEXT = Table(
    "case_text",
    METADATA,
    Column("doc", Integer, primary_key=True),
    Column("case_id", Text, nullable=False, unique=True),
    Column("names", Text, nullable=False),
    Column("codes", Text, nullable=False),
)
APPLICANT = Table(
    "applicant",
    METADATA,
    Column("doc", Integer, primary_key=True),
    Column("who", Text, nullable=False, unique=True),
    Column("kind", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("id_kind", Text, nullable=False),
    Column("id_number", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("case_no", Text, nullable=False),
    Column("visited_at", Moment, nullable=False),
)
DRAFT = Table(
    "draft",
    METADATA,
    Column("staff_no", Text, primary_key=True),
    Column("saved_at", Moment, nullable=False),
    Column("body", BLOB, nullable=False),
)
PAPER = Table(
    "paper",
    METADATA,
    Column("paper_id", Text, primary_key=True),
    Column("case_id", Text),
    Column("op_id", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("copy_no", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("spooled_at", Moment),
    Index("paper_case", "case_id", "created_at"),
    Index("paper_unspooled", "spooled_at", "created_at"),
    Index("paper_number", "number", "copy_no", unique=True, sqlite_where=text("number <> ''")),
)
PAPER_BODY = Table(
    "paper_body",
    METADATA,
    Column("paper_id", Text, ForeignKey("paper.paper_id"), primary_key=True),
    Column("pdf", BLOB, nullable=False),
)
PERSON = Table(
    "person",
    METADATA,
    Column("staff_no", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("roles", Words, nullable=False),
    Column("window", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)
COUNTER = Table(
    "counter",
    METADATA,
    Column("series", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)
META = Table("meta", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
PACK = Table(
    "pack",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("body", BLOB, nullable=False),
)
