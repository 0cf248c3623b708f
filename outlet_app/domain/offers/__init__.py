"""Which steps a case offers to the person looking at it; each subject says its own."""

from collections.abc import Callable
from datetime import date

from outlet_app.domain.dossier import Case
from outlet_app.domain.offers import (
    agency,
    amendment,
    carrying,
    consultation,
    course,
    deficiency,
    ending,
    outcome,
    package,
    papers,
    pledge,
    query,
    timing,
    tracking,
    training,
    transfer,
    waiting,
)
from outlet_app.domain.outlets import is_city
from outlet_app.domain.people import Person
from outlet_app.domain.separation import withheld

Offer = Callable[[Case, Person], frozenset[str]]
DatedOffer = Callable[[Case, Person, date], frozenset[str]]
OFFERS: tuple[Offer, ...] = (
    amendment.offered,
    consultation.offered,
    course.offered,
    ending.offered,
    outcome.offered,
    papers.offered,
    pledge.offered,
    timing.offered,
    tracking.offered,
    training.offered,
    waiting.offered,
)
# Steps that only the day makes possible.
DATED_OFFERS: tuple[DatedOffer, ...] = (deficiency.offered, query.offered, carrying.offered)
# An outlet that only looks on may do no more than print what it issued itself.
FOR_ONLOOKERS = frozenset({"reprint"})


def offered(case: Case, person: Person, today: date, here: str = "") -> frozenset[str]:
    """The codes of all steps that the rules allow this person on this case today.

    `here` is the outlet the person works at, by default the one that holds the case.
    """
    place = here or case.outlet
    plain = (offer(case, person) for offer in OFFERS)
    dated = (offer(case, person, today) for offer in DATED_OFFERS)
    steps = frozenset[str]().union(*plain, *dated)
    own = steps if place == case.outlet else steps & FOR_ONLOOKERS
    elsewhere = pledge.offered_to_city(case, person, today) if is_city(place) else frozenset()
    beside = elsewhere | transfer.offered(case, person, place) | agency.offered(case, person, place)
    return package.bounded(case, own | beside, place) - withheld(case, person.staff_no)
