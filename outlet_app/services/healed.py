"""What the courier put right with the city by itself, for the clerk to read that day."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Healed:
    """What was put right with the city by itself: when, how many steps, and under which new number.

    what: epoch (the city was restored), restored or copied (this machine was), forgotten (the city was, to
    before it knew this machine, and has given its number away), salvaged (a copy took a damaged store's
    place, and the steps saved since were read out of the damaged file).
    lost: steps that neither the file gave back nor the city has; untold: reviews whose level is not counted.
    """

    what: str
    at: datetime
    count: int
    terminal: str = ""
    lost: int = 0
    untold: int = 0
