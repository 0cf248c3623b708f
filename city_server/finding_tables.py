"""What the city found of reviews that count in no rate; rows are added and never changed."""

from sqlalchemy import Column, Index, Integer, Table, Text

from city_server.schema import METADATA

# The newest row of a review is how it stands: a ground where it is excluded, nothing where it counts again.
review_finding = Table(
    "review_finding",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("op_id", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("repeats", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("ix_review_finding_op", "op_id", "no"),
)
