"""Which steps a case offers to the person looking at it; each subject says its own."""

from collections.abc import Callable
from datetime import date

from outlet_app.domain.dossier import Case
from outlet_app.domain.offers import (
    course,
    deficiency,
    tracking,
)
from outlet_app.domain.people import Person

Offer = Callable[[Case, Person], frozenset[str]]
DatedOffer = Callable[[Case, Person, date], frozenset[str]]
OFFERS: tuple[Offer, ...] = (
    course.offered,
    tracking.offered,
)


# Steps that only the day makes possible.
DATED_OFFERS: tuple[DatedOffer, ...] = (deficiency.offered,)


def offered(case: Case, person: Person, today: date) -> frozenset[str]:
    """The codes of all steps that the rules allow this person on this case today."""
    plain = (offer(case, person) for offer in OFFERS)
    dated = (offer(case, person, today) for offer in DATED_OFFERS)
    return frozenset[str]().union(*plain, *dated)
