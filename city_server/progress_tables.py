"""Wrong tries at 查询码, kept in the database so that every node counts the same ones."""

from sqlalchemy import BigInteger, Column, Table, Text

from city_server.schema import METADATA

# `tries` are moments in seconds, comma between; a number nobody has is counted like any other.
progress_try = Table(
    "progress_try",
    METADATA,
    Column("case_no", Text, primary_key=True),
    Column("tries", Text, nullable=False),
    Column("latest", BigInteger, nullable=False, index=True),
)
