"""How long wrong passwords lock a slot, whatever the clock that wrote it said (decisions.md 25)."""

from datetime import datetime, timedelta

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


def lock_of(tries: int, now: datetime) -> str:
    """The end of the lock that so many wrong passwords bring, as it is written; empty while there is none."""
    return (now + LOCKED_FOR).isoformat() if tries == TRIES else ""


def lock_end(written: str, now: datetime) -> datetime | None:
    """When a written lock ends, None where it has; never later than a lock of this moment would.

    One that ends later was written by a clock ahead of this one, and would keep people out for as long.
    """
    until = datetime.fromisoformat(written) if written else None
    return min(until, now + LOCKED_FOR) if until and now < until else None
