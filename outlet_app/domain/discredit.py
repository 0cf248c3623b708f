"""How far a proposal to list an applicant has come (失信): proposed, heard, and what the city made of it."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.calendar import local_day
from outlet_app.domain.facts.credit import DefenceHeard, DiscreditProposed
from outlet_app.domain.frozen import dataclass


class Standing(StrEnum):
    """Where the proposal stands."""

    PROPOSED = "proposed"
    LISTED = "listed"
    DROPPED = "dropped"
    REPAIRED = "repaired"


UNDER_WAY = frozenset({Standing.PROPOSED, Standing.LISTED})


@dataclass(frozen=True, slots=True)
class CreditFile:
    """One proposal and its course; `until` is the last day of the listing."""

    proposal: DiscreditProposed
    proposed_at: datetime
    defence: DefenceHeard | None = None
    standing: Standing = Standing.PROPOSED
    decided_at: datetime | None = None
    decided_by: str = ""
    until: date | None = None

    def may_be_listed(self, today: date) -> bool:
        """Tell whether the applicant was heard, or has let the time for it pass."""
        return self.defence is not None or today > self.proposal.defend_until

    def blocks(self, today: date) -> bool:
        """Tell whether the applicant stands on the list because of it."""
        return self.standing is Standing.LISTED and self.until is not None and today <= self.until

    def decided(self, standing: Standing, at: datetime, by: str, until: date | None = None) -> "CreditFile":
        """Return the file after the city's word, with the officer whose word it was."""
        return replace(self, standing=standing, decided_at=at, decided_by=by, until=until or self.until)

    @property
    def listed_on(self) -> date | None:
        """Return the day of the listing."""
        return local_day(self.decided_at) if self.decided_at and self.until else None
