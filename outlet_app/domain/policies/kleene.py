"""Three truths: what is not known is neither true nor false, and never becomes false (Kleene's logic)."""

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """符合, 待核, 不符合."""

    TRUE = "true"
    UNKNOWN = "unknown"
    FALSE = "false"

    @classmethod
    def of(cls, holds: bool) -> "Truth":
        """Return the truth of something known."""
        return cls.TRUE if holds else cls.FALSE

    @property
    def negated(self) -> "Truth":
        """Return the opposite; the opposite of what is not known is not known."""
        return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(self, Truth.UNKNOWN)


_RANK = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}


def every(truths: Iterable[Truth]) -> Truth:
    """Return whether all hold: one false settles it, else one unknown leaves it open; none at all holds."""
    return min(truths, key=_RANK.__getitem__, default=Truth.TRUE)


def some(truths: Iterable[Truth]) -> Truth:
    """Return whether one holds: one true settles it, else one unknown leaves it open; none at all fails."""
    return max(truths, key=_RANK.__getitem__, default=Truth.FALSE)


def at_least(count: int, sure: int, possible: int) -> Truth:
    """Return whether there are as many: `sure` surely are, up to `possible` may be."""
    if sure >= count:
        return Truth.TRUE
    return Truth.UNKNOWN if possible >= count else Truth.FALSE
