"""An activity as it stands: what the fold of its events has told so far."""

from datetime import datetime
from enum import StrEnum

from outlet_app.domain.events import PaperIssued
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityHeld,
    ActivityPlanned,
    ActivityReviewed,
    Enrolled,
    SignWay,
)
from outlet_app.domain.frozen import dataclass


class ActivityState(StrEnum):
    """The stages of domain.md §9.10; publishing an activity opens its registration."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    HELD = "held"
    ARCHIVED = "archived"
    REVIEWED = "reviewed"
    CANCELLED = "cancelled"


ENDED = frozenset({ActivityState.ARCHIVED, ActivityState.REVIEWED, ActivityState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Seat:
    """One registration, and what became of it."""

    fact: Enrolled
    at: datetime
    by: str
    cancelled: str = ""
    signed_at: datetime | None = None
    way: SignWay | None = None

    @property
    def holds(self) -> bool:
        """Whether it was not cancelled."""
        return not self.cancelled


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of one outlet. Times are aware (+08:00)."""

    activity_id: str
    plan: ActivityPlanned
    planned_at: datetime
    outlet: str
    state: ActivityState = ActivityState.PLANNED
    seats: tuple[Seat, ...] = ()
    held: ActivityHeld | None = None
    archived: ActivityArchived | None = None
    reviewed: ActivityReviewed | None = None
    cancelled: str = ""
    papers: tuple[PaperIssued, ...] = ()
    events: int = 1

    @property
    def holding(self) -> tuple[Seat, ...]:
        """Every registration that was not cancelled, in its order."""
        return tuple(seat for seat in self.seats if seat.holds)

    @property
    def confirmed(self) -> tuple[Seat, ...]:
        """Those who have a place: the first come, up to the capacity."""
        return self.holding[: self.plan.capacity] if self.plan.capacity else self.holding

    @property
    def waiting(self) -> tuple[Seat, ...]:
        """候补, in their order."""
        return self.holding[len(self.confirmed) :]

    @property
    def signed(self) -> tuple[Seat, ...]:
        """Who came."""
        return tuple(seat for seat in self.seats if seat.signed_at is not None)

    @property
    def is_full(self) -> bool:
        """Whether whoever registers now has to wait."""
        return bool(self.plan.capacity) and len(self.holding) >= self.plan.capacity

    def seat(self, seat: str) -> Seat | None:
        """A registration by its id."""
        return next((one for one in self.seats if one.fact.seat == seat), None)

    def place_in_line(self, seat: str) -> int:
        """The place on the waiting list, counted from 1; 0 for who has a place."""
        return next((n for n, one in enumerate(self.waiting, 1) if one.fact.seat == seat), 0)
