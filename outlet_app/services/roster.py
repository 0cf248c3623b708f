"""The city's list of people on this machine: who may sign in from now on, and who no longer."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from outlet_app.domain.people import Person, Role
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.staff import StaffRow, read_staff
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.ports import Clock
from outlet_app.services.released import Released, read_released
from outlet_app.sync.wire import RELEASE
from outlet_app.system.first_slots import SealedTo
from outlet_app.system.keystore import KeyStore

log = logging.getLogger(__name__)
PAST = "roster.past"


@dataclass(frozen=True, slots=True)
class Past:
    """What lists did here: whom they brought, whom they sent away, and how everybody else was before.

    before: of whoever had been here when a list named them first, until no list names them any more.
    """

    brought: frozenset[str] = frozenset()
    sent: frozenset[str] = frozenset()
    before: Mapping[str, Person] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str | None) -> "Past":
        """As it was kept; earlier versions of the program kept nothing of how people had been."""
        told = json.loads(text or "{}")
        before = {no: _person_of(no, was) for no, was in told.get("before", {}).items()}
        return cls(frozenset(told.get("brought", ())), frozenset(told.get("sent", ())), before)

    def text(self) -> str:
        """As it is kept."""
        before = {no: _plain(self.before[no]) for no in sorted(self.before)}
        told = {"brought": sorted(self.brought), "sent": sorted(self.sent), "before": before}
        return json.dumps(told, ensure_ascii=False)

    def after(self, rows: Iterable[StaffRow], known: Mapping[str, Person]) -> "Past":
        """The same with what these rows do."""
        told = {row.staff_no: row for row in rows}
        new = told.keys() - known.keys()
        out = {no for no, row in told.items() if not row.active and no in known and known[no].active}
        back = {no for no, row in told.items() if row.active}
        brought = self.brought | new
        were = {no: self.before.get(no, known[no]) for no in told.keys() - brought if no in known}
        return Past(brought, (self.sent - back) | out, were)

    def undone(self, rows: Iterable[StaffRow], known: Mapping[str, Person]) -> tuple[Person, ...]:
        """Everybody whom only a list that was taken back named, as they were without it."""
        unnamed = known.keys() - {row.staff_no for row in rows}
        brought = (replace(known[no], active=False) for no in sorted(self.brought & unnamed))
        touched = (self.sent | self.before.keys()) - self.brought
        return (*brought, *(self._as_before(known[no]) for no in sorted(touched & unnamed)))

    def _as_before(self, now: Person) -> Person:
        """With name, posts and window of before; who was sent away by a list is there again."""
        was = self.before.get(now.staff_no, now)
        return replace(was, active=was.active or now.staff_no in self.sent)


def _plain(person: Person) -> dict[str, object]:
    roles = sorted(person.roles)
    return {"name": person.name, "roles": roles, "window": person.window, "active": person.active}


def _person_of(staff_no: str, was: Mapping[str, Any]) -> Person:
    return Person(staff_no, was["name"], frozenset(map(Role, was["roles"])), was["window"], was["active"])


class Roster:
    """Followed again and again to the same end: a program that dies on the way goes on next time."""

    def __init__(self, database: Database, keystore: KeyStore, key: bytes) -> None:
        self._database = database
        self._keystore = keystore
        self._key = key

    def follow(self, today: date) -> int:
        """Bring people and key slots to what the list says; how many people changed.

        New slots come first: whoever leaves never takes the last key with them. Nobody is touched whom no
        list ever named; what a list did that was taken back is undone where no earlier one names the person.
        """
        with self._database.reading() as uow:
            here = uow.instance.required().outlet_code
            rows = _rows(released_of(uow), here, today)
            known = {one.staff_no: one for one in uow.people.all()}
            past = Past.read(uow.meta.get(PAST))
        undone = past.undone(rows, known)
        changed = [person for row in rows if (person := _person(row, known.get(row.staff_no)))]
        changed += [person for person in undone if person != known[person.staff_no]]
        now = past.after(rows, known)
        if changed or now != past:
            with self._database.unit_of_work() as uow:
                for person in changed:
                    uow.people.put(person)
                uow.meta.set(PAST, now.text())
                uow.commit()
        for row in rows:
            if row.active:
                self._let_in(row)
        for person in undone:
            if person.active:
                self._keystore.open_again(person.staff_no)
        out = [row.staff_no for row in rows if not row.active]
        for staff_no in [*out, *(person.staff_no for person in undone if not person.active)]:
            self._shut_out(staff_no)
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

    def _shut_out(self, staff_no: str) -> None:
        if not self._keystore.shut(staff_no):
            log.warning("%s has left, but holds the only key of this machine", staff_no[-4:])


class PeopleHere:
    """Follows the list as the days go by: whoever leaves tomorrow is out tomorrow, whatever comes or not."""

    def __init__(self, roster: Roster, keystore: KeyStore, clock: Clock) -> None:
        self._roster, self._keystore, self._clock = roster, keystore, clock
        self.followed_on: date | None = None

    def today(self) -> date:
        """The day by the machine's clock."""
        return self._clock.now().date()

    def follow(self) -> int:
        """Bring people and key slots to what the list says today; how many people changed."""
        today = self.today()
        changed = self._roster.follow(today)
        self.followed_on = today
        return changed

    def has_left(self, staff_no: str) -> bool:
        """Whether nobody is let in under the number any more."""
        return self._keystore.is_shut(staff_no)


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
