"""What the city remembers of machines that began anew under another name."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from city_server.schema import METADATA

# One row a fork; `at` is the city's clock in seconds.
fork = Table(
    "fork",
    METADATA,
    Column("instance_id", Text, primary_key=True),
    Column("forked_from", Text, nullable=False),
    Column("device_id", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_fork_outlet", "outlet", "at"),
)
