"""Facts of 长期跟踪: the plan, the visits and the summaries between them (domain.md §9.3–§9.6)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


class VisitWay(StrEnum):
    """How a follow-up was made."""

    ON_SITE = "on_site"
    COUNTER = "counter"
    PHONE = "phone"
    ONLINE = "online"


# Both stand together, so that what was found can be signed.
FACE_TO_FACE = frozenset({VisitWay.ON_SITE, VisitWay.COUNTER})


@dataclass(frozen=True, slots=True)
class TrackingPlanned(Fact):
    """方案: what is to be reached, how, and the day of the next visit; a later plan replaces it."""

    KIND: ClassVar[str] = "tracking_planned"
    goal: str
    measures: str
    next_follow_up: date
    partner: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpVisited(Fact):
    """回访: what was found on which day, and when the next visit is."""

    KIND: ClassVar[str] = "follow_up_visited"
    day: date
    way: VisitWay
    findings: str
    next_follow_up: date
    met: str = ""


@dataclass(frozen=True, slots=True)
class StageSummarised(Fact):
    """阶段小结: what the stage brought; `effect` is what can be counted or shown."""

    KIND: ClassVar[str] = "stage_summarised"
    summary: str
    effect: str = ""


FACTS: tuple[type[Fact], ...] = (TrackingPlanned, FollowUpVisited, StageSummarised)
