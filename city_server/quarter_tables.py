"""The quarterly sheets that were counted; rows are added and never changed."""

from sqlalchemy import Column, Integer, Table, Text

from city_server.schema import METADATA

# content: the document in words (quarter_sheet.py), in which nothing stands that may not be published.
quarter_sheet = Table(
    "quarter_sheet",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("quarter", Integer, primary_key=True, autoincrement=False),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("content", Text, nullable=False),
)
