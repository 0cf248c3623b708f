"""Satisfaction and review rate (domain.md §7.6): no review is no rate, and never a hundred per cent."""

from collections.abc import Mapping
from dataclasses import field

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.reviews.levels import Level

Counts = Mapping[Level, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Reviews of some period: how many service events were asked about, and what was answered."""

    offered: int = 0
    levels: Counts = field(default_factory=dict)

    @property
    def rated(self) -> int:
        """Return 已评: the reviews given."""
        return sum(self.levels.values())

    @property
    def unrated(self) -> int:
        """Return 未评价: asked and not answered, for whatever reason; none is asked."""
        return max(self.offered - self.rated, 0)

    @property
    def satisfaction(self) -> float | None:
        """Return 满意度 as a share of 1; None where nobody answered."""
        return satisfaction(self.levels)

    @property
    def rate(self) -> float | None:
        """Return 评价率: rated events of those asked about; None where nobody was asked."""
        return min(self.rated / self.offered, 1.0) if self.offered else None


def satisfaction(levels: Counts) -> float | None:
    """Return the share of the top three levels; None for no review at all."""
    rated = sum(levels.values())
    satisfied = sum(count for level, count in levels.items() if level.is_satisfied)
    return satisfied / rated if rated else None
