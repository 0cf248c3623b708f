"""What stands against an applicant as far as this machine knows: the city's list, promises overdue here."""

import json
import logging
from collections.abc import Iterator
from datetime import date, datetime

from outlet_app.domain.applicant import Applicant
from outlet_app.domain.credit import (
    CreditError,
    CreditList,
    OverduePromise,
    Repute,
    newest,
    read_credit,
    same_subject,
)
from outlet_app.domain.promises import overdue
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.projection import DEFICIENT
from outlet_app.services.reading import read_case
from outlet_app.services.sync_marks import LAST_SYNC

CREDIT = "credit"
log = logging.getLogger(__name__)


def repute_of(uow: UnitOfWork, who: Applicant, today: date) -> Repute:
    """Look an applicant up; nobody who left no name can be found."""
    listed = newest(_lists(uow))
    synced = uow.meta.get(LAST_SYNC)
    return Repute(
        listed=listed.against(who, today) if listed else (),
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


def _overdue(uow: UnitOfWork, who: Applicant, today: date) -> Iterator[OverduePromise]:
    for card in uow.cards.flagged(DEFICIENT):
        if not same_subject(who, card.applicant_name, card.id_number):
            continue
        reading = read_case(uow.journal.of_case(card.case_id))
        for line in overdue(reading.case.promises, today) if reading else ():
            yield OverduePromise(card.case_id, card.case_no, line.name, line.due)
