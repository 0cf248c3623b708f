"""The city's list of people on this machine: who may sign in from now on, and who no longer."""

import logging
from datetime import date

from outlet_app.domain.people import Person, Role
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.staff import StaffRow, read_staff
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.released import Released, read_released
from outlet_app.sync.wire import RELEASE
from outlet_app.system.first_slots import SealedTo
from outlet_app.system.keystore import KeyStore

log = logging.getLogger(__name__)


class Roster:
    """Followed again and again to the same end: a program that dies on the way goes on next time."""

    def __init__(self, database: Database, keystore: KeyStore, key: bytes) -> None:
        self._database = database
        self._keystore = keystore
        self._key = key

    def follow(self, today: date) -> int:
        """Bring people and key slots to what the list says; how many people changed.

        New slots come first: whoever leaves never takes the last key with them. Without a list of the
        city nothing changes, and nobody is touched whom it does not name.
        """
        with self._database.reading() as uow:
            here = uow.instance.required().outlet_code
            rows = _rows(released_of(uow), here, today)
            known = {one.staff_no: one for one in uow.people.all()}
        changed = [person for row in rows if (person := _person(row, known.get(row.staff_no)))]
        if changed:
            with self._database.unit_of_work() as uow:
                for person in changed:
                    uow.people.put(person)
                uow.commit()
        for row in rows:
            if row.active:
                self._let_in(row)
        for row in rows:
            if not row.active:
                self._shut_out(row)
        return len(changed)

    def _let_in(self, row: StaffRow) -> None:
        if row.first is not None:
            first = row.first
            sealed_to = SealedTo(
                bytes.fromhex(first.public),
                bytes.fromhex(first.salt),
                first.rounds,
                first.memory_kib,
                first.lanes,
            )
            if self._keystore.add_first(row.staff_no, sealed_to, self._key):
                log.info("%s may sign in with a first word", row.staff_no[-4:])
        self._keystore.open_again(row.staff_no)

    def _shut_out(self, row: StaffRow) -> None:
        if not self._keystore.shut(row.staff_no):
            log.warning("%s has left, but holds the only key of this machine", row.staff_no[-4:])


def released_of(uow: UnitOfWork) -> Released:
    """Every order this machine holds."""
    packs = (uow.cache.get(RELEASE, ref) for ref in uow.cache.refs(RELEASE))
    return read_released(pack.body for pack in packs if pack is not None)


def _rows(released: Released, here: str, today: date) -> tuple[StaffRow, ...]:
    plain = released.plain_in_force(Subject.STAFF, here, today)
    return read_staff(plain) if plain else ()


def _person(row: StaffRow, known: Person | None) -> Person | None:
    """The person as the list has them, None where that is known; who lists 失信 by post goes on doing so."""
    by_post = known.roles & {Role.CITY_ADMIN} if known else frozenset()
    told = Person(row.staff_no, row.name, row.roles | by_post, row.window, row.active)
    return None if told == known else told
