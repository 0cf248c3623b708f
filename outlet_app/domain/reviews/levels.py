"""The five levels of a review; stored 5 = best, whatever a key, a card or a device calls them."""

from enum import IntEnum


class Level(IntEnum):
    """等级 as stored and handed over (domain.md §7.2)."""

    VERY_DISSATISFIED = 1
    DISSATISFIED = 2
    BASICALLY_SATISFIED = 3
    SATISFIED = 4
    VERY_SATISFIED = 5

    @property
    def is_bad(self) -> bool:
        """Tell whether this is a 差评, which has to be rectified."""
        return self <= Level.DISSATISFIED

    @property
    def is_satisfied(self) -> bool:
        """Tell whether 满意度 counts it: the top three levels (domain.md §7.6)."""
        return self >= Level.BASICALLY_SATISFIED

    @property
    def key(self) -> int:
        """Return the key and the place of its card from the left, 1 for the best."""
        return 6 - self


# The fixed order of the cards; none of them is ever chosen beforehand.
CARDS = tuple(sorted(Level, reverse=True))


def level_of_key(key: int) -> Level:
    """Return the level behind key or card 1 … 5 from the left; ValueError for another (decisions 18)."""
    return Level(6 - key)
