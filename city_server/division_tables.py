"""Who of the city division signs in at the page, their sessions, and what they did and looked at there."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, Text

from city_server.schema import METADATA

# `handed_out` while the password is one that somebody else knows; `officer` lists 失信.
division_staff = Table(
    "division_staff",
    METADATA,
    Column("staff_no", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("handed_out", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("officer", Boolean),
)

# The token itself is only with the browser; all moments are the city's clock in seconds.
division_session = Table(
    "division_session",
    METADATA,
    Column("token_hash", Text, primary_key=True),
    Column("staff_no", Text, nullable=False, index=True),
    Column("form_key", Text, nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("over", Boolean, nullable=False),
)

# When a password was tried for one 工号 or from one address, as seconds with commas between.
division_try = Table(
    "division_try",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("tries", Text, nullable=False),
    Column("latest", BigInteger, nullable=False),
)

# One row a form that was carried out; sent again it is answered with `said` and changes nothing.
division_deed = Table(
    "division_deed",
    METADATA,
    Column("once", Text, primary_key=True),
    Column("claim", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("at", BigInteger),
)

# Who was here, what they looked at that names people, and what they decided; added to, kept three years.
division_record = Table(
    "division_record",
    METADATA,
    Column("record_id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("staff_no", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("ix_division_record_at", "at"),
)

ALL = (division_staff, division_session, division_try, division_deed, division_record)
