"""The fact that a result reached its owner."""

from typing import ClassVar

from outlet_app.domain.facts.shared import Delivery, Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class GivenOut:
    """One document handed to the applicant; number as printed on it, empty where it has none."""

    name: str
    number: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class ResultCollected(Fact):
    """领取: what was given out, how, and into whose hand (domain.md §2.2, last row).

    relation: self, legal, contact, agent or mail. valid, duties: what the applicant is told of validity,
    renewal and obligations.
    """

    KIND: ClassVar[str] = "result_collected"
    way: Delivery
    collector: str
    relation: str
    documents: tuple[GivenOut, ...]
    id_number: str = ""
    valid: str = ""
    duties: str = ""
