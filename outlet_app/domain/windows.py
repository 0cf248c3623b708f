"""Several windows of one outlet: which of the others have not been heard of, and since when."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from outlet_app.domain.frozen import dataclass

# Machines are heard of once a minute; a quarter of an hour is no longer a stumble of the line.
STALE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Window:
    """Another machine of the own outlet: its terminal number, and when the city last heard of it.

    way: `stick` where the city has it by parcel; all that was made until `heard` is known then.
    """

    terminal: str
    heard: datetime
    way: str = ""


def unheard(windows: Iterable[Window], now: datetime, until: datetime | None = None) -> tuple[Window, ...]:
    """Those not heard of for more than STALE, by number.

    until: the end of what is shown; whoever was heard of after it has told all that belongs to it.
    """
    stale = (one for one in windows if now - one.heard > STALE and (until is None or one.heard < until))
    return tuple(sorted(stale, key=lambda one: one.terminal))
