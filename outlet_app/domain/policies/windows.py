"""Where a day lies in a policy's time: may it be declared today, from when, until when (domain.md §9.8)."""

from datetime import date
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.policies.policy import Policy, Window


class Season(StrEnum):
    """Open in a 申报期, open all year, before the next one, after the last, or out of force."""

    OPEN = "open"
    ALWAYS = "always"
    BEFORE = "before"
    OVER = "over"
    NOT_IN_FORCE = "not_in_force"

    @property
    def is_open(self) -> bool:
        """Tell whether a declaration counts today."""
        return self in (Season.OPEN, Season.ALWAYS)


@dataclass(frozen=True, slots=True)
class SeasonNow:
    """The season with its days: the current 申报期, the next one to open, or the last that is over."""

    season: Season
    opens: date | None = None
    closes: date | None = None

    def days_left(self, today: date) -> int | None:
        """Count the days until the last one, which counts as one; None where it is not open for a time."""
        if self.season is not Season.OPEN or self.closes is None:
            return None
        return (self.closes - today).days + 1


def season_of(policy: Policy, today: date) -> SeasonNow:
    """Return where today lies for a policy; a 申报期 counts only as far as the policy is in force."""
    if not policy.valid_from <= today <= policy.valid_until:
        return SeasonNow(Season.NOT_IN_FORCE, policy.valid_from, policy.valid_until)
    if not policy.windows:
        return SeasonNow(Season.ALWAYS, policy.valid_from, policy.valid_until)
    running = next((one for one in policy.windows if one.opens <= today <= one.closes), None)
    if running is not None:
        return _told(Season.OPEN, running)
    ahead = next((one for one in policy.windows if one.opens > today), None)
    return _told(Season.BEFORE, ahead) if ahead else _told(Season.OVER, policy.windows[-1])


def _told(season: Season, window: Window) -> SeasonNow:
    return SeasonNow(season, window.opens, window.closes)
