"""What 长期跟踪 has left behind: each visit and each summary, with the plan it was made under."""

from datetime import datetime

from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Visited:
    """One 回访, the 工号 of who made it, and the plan in force then, None where there was none yet."""

    fact: FollowUpVisited
    by: str
    plan: TrackingPlanned | None = None


@dataclass(frozen=True, slots=True)
class Summed:
    """One 阶段小结: when, by whom, under which plan, and how many visits lay behind it."""

    fact: StageSummarised
    at: datetime
    by: str
    plan: TrackingPlanned | None = None
    visits: int = 0
