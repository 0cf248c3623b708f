"""What terminals say of their numbers, beside what their operations tell."""

from sqlalchemy import BigInteger, Column, Table, Text

from city_server.schema import METADATA

# The newest word of a terminal on each of its series; `at` is the city's clock in seconds.
given_series = Table(
    "given_series",
    METADATA,
    Column("outlet", Text, primary_key=True),
    Column("terminal", Text, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),
    Column("unsent", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

loose_paper = Table(
    "loose_paper",
    METADATA,
    Column("number", Text, primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("form", Text, nullable=False),
)

# Numbers a machine printed under before this city, set back since, had to take it on anew.
former_terminal = Table(
    "former_terminal",
    METADATA,
    Column("instance_id", Text, primary_key=True),
    Column("terminal", Text, primary_key=True),
)

ALL = (given_series, loose_paper)
