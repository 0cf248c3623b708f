"""Which steps a case offers to the person looking at it; each subject says its own."""

from collections.abc import Callable

from outlet_app.domain.dossier import Case
from outlet_app.domain.offers import (
    course,
    tracking,
)
from outlet_app.domain.people import Person

Offer = Callable[[Case, Person], frozenset[str]]
OFFERS: tuple[Offer, ...] = (
    course.offered,
    tracking.offered,
)


def offered(case: Case, person: Person) -> frozenset[str]:
    """The codes of all steps that the rules allow this person on this case now."""
    return frozenset[str]().union(*(offer(case, person) for offer in OFFERS))
