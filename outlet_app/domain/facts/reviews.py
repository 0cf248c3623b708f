"""Facts about asking for a review; what was answered is no fact of the case (decisions.md 18)."""

from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


class ReviewOutcome(StrEnum):
    """Whether the person asked answered; what they answered is sealed elsewhere."""

    RATED = "rated"
    DECLINED = "declined"
    TIMED_OUT = "timed_out"


@dataclass(frozen=True, slots=True)
class ReviewOffered(Fact):
    """邀请评价: offered once for a service event (domain.md §7.4)."""

    KIND: ClassVar[str] = "review_offered"
    occasion: str


@dataclass(frozen=True, slots=True)
class ReviewEnded(Fact):
    """已评价 or 未评价; an event not rated may be asked about again, a rated one never."""

    KIND: ClassVar[str] = "review_ended"
    occasion: str
    outcome: ReviewOutcome
