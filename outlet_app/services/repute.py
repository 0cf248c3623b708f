"""What stands against an applicant as far as this machine knows: the city's list, promises overdue here."""

import json
import logging
from collections.abc import Iterator
from datetime import date, datetime

from outlet_app.domain.applicant import Applicant
from outlet_app.domain.credit import (
    CreditEntry,
    CreditError,
    CreditList,
    OverduePromise,
    Repute,
    newest,
    read_credit,
    same_subject,
)
from outlet_app.domain.promises import overdue
from outlet_app.models.cards import CardFilter
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.projection import DEFICIENT, DISCREDITED
from outlet_app.services.reading import read_case
from outlet_app.services.sync_marks import LAST_SYNC

CREDIT = "credit"
MOST_LISTED = 50
log = logging.getLogger(__name__)


def repute_of(uow: UnitOfWork, who: Applicant, today: date) -> Repute:
    """Look an applicant up; nobody who left no name can be found."""
    listed = newest(_lists(uow))
    synced = uow.meta.get(LAST_SYNC)
    told = listed.against(who, today) if listed else ()
    return Repute(
        listed=(*told, *_listed_since(uow, who, today, told)),
        overdue=tuple(_overdue(uow, who, today)),
        list_as_of=listed.as_of if listed else None,
        synced_at=datetime.fromisoformat(synced) if synced else None,
    )


def _lists(uow: UnitOfWork) -> Iterator[CreditList]:
    for ref in uow.cache.refs(CREDIT):
        pack = uow.cache.get(CREDIT, ref)
        try:
            if pack is not None:
                yield read_credit(json.loads(pack.body))
        except (CreditError, ValueError) as error:
            # The list before it still counts, and the clerk sees of what day it is.
            log.warning("credit list %s cannot be read: %s", ref, error)


def _listed_since(
    uow: UnitOfWork, who: Applicant, today: date, told: tuple[CreditEntry, ...]
) -> Iterator[CreditEntry]:
    """What the city said in a case that is kept here, and its list does not tell yet."""
    known = {one.case_no for one in told}
    asked = CardFilter(text="" if who.id_number else who.name, id_number=who.id_number, flag=DISCREDITED)
    if not (who.id_number or who.name):
        return
    for card in uow.cards.page(asked, MOST_LISTED).rows:
        if card.case_no in known or not same_subject(who, card.applicant_name, card.id_number):
            continue
        reading = read_case(uow.journal.of_case(card.case_id))
        found = reading.case.credit if reading else None
        if found is not None and found.blocks(today) and found.until and found.listed_on:
            subject, act = card.applicant_name, found.proposal.act
            yield CreditEntry(
                subject, card.id_number, act, card.case_no, found.listed_on, found.decided_by, found.until
            )


def _overdue(uow: UnitOfWork, who: Applicant, today: date) -> Iterator[OverduePromise]:
    for card in uow.cards.flagged(DEFICIENT):
        if not same_subject(who, card.applicant_name, card.id_number):
            continue
        reading = read_case(uow.journal.of_case(card.case_id))
        for line in overdue(reading.case.promises, today) if reading else ():
            yield OverduePromise(card.case_id, card.case_no, line.name, line.due)
