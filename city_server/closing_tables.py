"""How days ended at the counters: every sheet that was printed, as its machine told it."""

from sqlalchemy import BigInteger, Column, Date, Integer, Table, Text

from city_server.schema import METADATA

# One row a sheet, only ever added; `at` is the sheet's own moment, `heard` the city's clock in seconds.
day_closing = Table(
    "day_closing",
    METADATA,
    Column("outlet", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("terminal", Text, primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("here", Text, nullable=False),
    Column("there", Text, nullable=False),
    Column("differing", Integer, nullable=False),
    Column("heard", BigInteger, nullable=False),
)
