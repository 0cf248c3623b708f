"""For which cases a missed period proposes something now, and to whom (decisions.md 16)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.correcting import WAITING
from outlet_app.domain.offers import deficiency
from outlet_app.domain.offers.lapse import falls_silent, lapsed, proposed_to
from outlet_app.domain.people import Person
from outlet_app.domain.periods import SILENT_ACCEPTANCE_WORKDAYS
from outlet_app.domain.proposed import PROMISE_LAPSED, is_quiet
from outlet_app.domain.separation import withheld
from outlet_app.domain.states import State
from outlet_app.models.cards import Card
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.projection import DEFICIENT
from outlet_app.services.reading import read_case
from outlet_app.services.reference import Reference

# Silence will mean acceptance within a working day: told to everybody, confirmed by nobody yet.
SILENCE_SOON = "silence_soon"
# The working day before the last of them.
_SOONEST = timedelta(days=SILENT_ACCEPTANCE_WORKDAYS - 2)


def proposal_of(case: Case, reference: Reference, person: Person, now: datetime) -> str:
    """What a missed period proposes to this person for a case; empty for nothing."""
    told = case.registered
    sub_item = reference.sub_item_of(told.sub_item, told.catalogue)
    authority, today = sub_item.authority if sub_item else None, local_day(now)
    found = lapsed(case, authority, now)
    if found:
        apart = found in withheld(case, person.staff_no) or is_quiet(case, found, today)
        return found if proposed_to(person, found) and not apart else ""
    if falls_silent(case, authority, now, reference.calendar):
        return SILENCE_SOON
    late = PROMISE_LAPSED in deficiency.offered(case, person, today)
    return PROMISE_LAPSED if late and not is_quiet(case, PROMISE_LAPSED, today) else ""


def proposals(
    uow: UnitOfWork, cards: Iterable[Card], reference: Reference, person: Person, now: datetime
) -> dict[str, str]:
    """The same for a list of cases: only those of this outlet that may be late are read in full."""
    here = reference.outlet.code
    late = [card.case_id for card in cards if card.outlet == here and _may_be_late(card, now)]
    readings = map(read_case, uow.journal.of_cases(late).values()) if late else ()
    cases = (reading.case for reading in readings if reading is not None)
    told = ((case.case_id, proposal_of(case, reference, person, now)) for case in cases)
    return {case_id: found for case_id, found in told if found}


def _may_be_late(card: Card, now: datetime) -> bool:
    if State(card.state) in WAITING or DEFICIENT in card.flags:
        return card.due_at is not None and card.due_at < now
    return card.state == State.RECEIVED and card.registered_at + _SOONEST < now
