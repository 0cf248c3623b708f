"""What a command says where the database does not serve it: a sentence, never the password in the URL."""

from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

_NO_TABLE_STATE = "42P01"
_NO_TABLE, _NO_DATABASE, _LOCKED = "no such table", "not a database", "locked"


def database_trouble(trouble: ArgumentError | DBAPIError) -> str:
    """The sentence for an administrator: what is wrong with the database, what to look at; "" for a bug."""
    if not isinstance(trouble, DBAPIError):
        return "The URL names no database this program knows: sqlite:///file or postgresql://…."
    told = str(trouble.orig)
    if _NO_TABLE in told or getattr(trouble.orig, "sqlstate", "") == _NO_TABLE_STATE:
        return "There are no tables in this database: look at the URL, or run city-server init."
    if _NO_DATABASE in told:
        return "The file is no database of a city; nothing was written to it."
    if _LOCKED in told:
        return "The database is being written to by something else; try again."
    first_line = told.strip().partition("\n")[0]
    return f"The database does not answer: {first_line}" if isinstance(trouble, OperationalError) else ""
