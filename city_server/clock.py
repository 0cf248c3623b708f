"""The city's clock: the only place of the server that asks what time it is."""

from datetime import datetime

from outlet_app.domain.calendar import CST


def now() -> datetime:
    """This moment in +08:00."""
    return datetime.now(CST)


def stamp() -> str:
    """This moment as ISO text with its offset."""
    return now().isoformat()


def seconds() -> int:
    """Whole seconds since 1970, for terms and ages."""
    return int(now().timestamp())
