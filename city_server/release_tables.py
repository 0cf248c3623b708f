"""The orders the city gave, signed, in the order of their numbers; only a signature is ever made anew."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from city_server.schema import METADATA

# `outlet` is the only outlet an order is told to, empty for all; `pack` the signed envelope.
release = Table(
    "release",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("ref", Text, nullable=False, unique=True),
    Column("outlet", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("pack", LargeBinary, nullable=False),
    Column("since", Text, nullable=False),
    Index("ix_release_outlet", "outlet", "number"),
)
ALL = (release,)
