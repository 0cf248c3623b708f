"""Facts of a case nobody went on with: what a missed period makes of it, once a person has confirmed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact


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
