"""What the use cases of reviews hand to the pages: whom to ask, today's services, the day's standing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.occasions import Occasion
from outlet_app.domain.reviews.rates import Standing
from outlet_app.domain.reviews.suspicion import Suspicion


@dataclass(frozen=True, slots=True)
class Invitation:
    """One service event to be rated: what the citizen may see of it, and what the review is about.

    item_name is empty for 未列入清单; masked_phone where somebody could be called back. A review counts
    in the day its event was first asked about, so that 参评 never exceeds 应评 (decisions.md 17).
    again: a later word on an event rated before, by whoever knows the 查询码.
    """

    case_id: str
    case_no: str
    occasion: str
    number: int
    item: int
    item_name: str
    by: str
    clerk: str
    asked_on: date
    masked_phone: str = ""
    again: bool = False

    @property
    def short_no(self) -> str:
        """The last four digits of the 工号 of whoever served."""
        return self.by[-4:]


class Asked(StrEnum):
    """How far a service event has come; what was answered is nobody's to see here."""

    NOT_YET = "not_yet"
    UNRATED = "unrated"
    RATED = "rated"


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service event of the day; never with a level."""

    case_id: str
    case_no: str
    applicant: str
    item: int
    occasion: Occasion
    at: datetime
    clerk: str
    asked: Asked
    can_ask: bool


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """A day in numbers for the 窗口负责人; `items` only those that may be told apart (decisions.md 18).

    held_back: reviews of items too few to be told apart, counted in the whole only. alerts: what should be
    looked at, without those that are about whoever reads it.
    """

    day: date
    whole: Standing
    items: Mapping[int, Standing] = field(default_factory=dict)
    held_back: int = 0
    alerts: tuple[Suspicion, ...] = ()
