"""Statements built once: composing one costs more than running it."""

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import Insert, insert


def upsert(table: Table) -> Insert:
    """Insert a row, or give the one with the same key all the new values."""
    placing = insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: placing.excluded[column.name] for column in table.columns if not column.primary_key}
    return placing.on_conflict_do_update(index_elements=keys, set_=rest)
