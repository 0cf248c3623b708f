"""Facts of a case nobody went on with: a person confirms what a missed period makes of it, or declines."""

from datetime import date
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class HandedBack:
    """One material given back to the applicant, in how many copies."""

    code: str
    name: str
    copies: int


@dataclass(frozen=True, slots=True)
class DeemedWithdrawn(Fact):
    """视为撤回: the correction period ended on `due_on`, and the materials go back (domain.md §2.6)."""

    KIND: ClassVar[str] = "deemed_withdrawn"
    reason: str
    due_on: date
    returned: tuple[HandedBack, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalDeclined(Fact):
    """暂不确认: what a missed period proposed is not confirmed, why, and from which day it is asked again."""

    KIND: ClassVar[str] = "proposal_declined"
    proposal: str
    reason: str
    again_on: date
