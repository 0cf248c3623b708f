"""What the city remembers of its machines besides their operations: how each last said it was."""

from sqlalchemy import BigInteger, Column, Table, Text

from city_server.schema import METADATA

# One row a machine, the newest report only; `at` is the city's clock in seconds, `way` how it came: by the
# line (empty) or by stick.
heartbeat = Table(
    "heartbeat",
    METADATA,
    Column("device_id", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("told", Text, nullable=False),
    Column("way", Text, nullable=False, server_default=""),
)
