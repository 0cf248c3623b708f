"""What the city remembers of machines it suspended or revoked, and of those that handed everything over."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from city_server.schema import METADATA

# One row a change, only ever added; the newest is the mode of the device. `at` is an ISO moment.
device_mode = Table(
    "device_mode",
    METADATA,
    Column("device_id", Text, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("mode", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

# What a machine was told before it destroyed its keys: the city has all of it.
hand_over_receipt = Table(
    "hand_over_receipt",
    METADATA,
    Column("instance_id", Text, primary_key=True),
    Column("device_id", Text, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("files", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("destroyed_at", Text, nullable=False),
)

ALL = (device_mode, hand_over_receipt)
