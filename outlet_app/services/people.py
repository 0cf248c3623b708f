"""Colleagues of this outlet: who they are, adding one, and another password for one who forgot it."""

import logging
import re
from dataclasses import replace
from errno import ENOSPC

from outlet_app.domain.passwords import password_problem
from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.troubles import Trouble
from outlet_app.system.keystore import KeyStore

log = logging.getLogger(__name__)
_STAFF_NO = re.compile(r"\d{10}", re.ASCII)


class People:
    """Everybody known on this machine (decisions.md 22, 23)."""

    def __init__(self, database: Database, keystore: KeyStore, key: bytes, me: Person) -> None:
        self._database = database
        self._keystore = keystore
        self._key = key
        self._me = me

    def me(self) -> Person:
        """Who is signed in."""
        return self._me

    def all(self) -> tuple[Person, ...]:
        """Everybody, by 工号."""
        with self._database.reading() as uow:
            return uow.people.all()

    def add(self, staff_no: str, name: str, roles: frozenset[Role], password: str) -> Person:
        """Give a colleague a key slot of their own; Refused without the right or for a known 工号.

        The person is stored first: a slot without a person could sign in as nobody.
        """
        if not self._me.may(Right.ADD_COLLEAGUE):
            raise Refused(Refusal("right.missing"))
        if not _STAFF_NO.fullmatch(staff_no):
            raise Refused(Refusal("person.staff_no"))
        _refuse_weak(password, staff_no)
        person = Person(staff_no, name, roles)
        with self._database.unit_of_work() as uow:
            if uow.people.get(staff_no) is not None:
                raise Refused(Refusal("person.exists", {"staff_no": staff_no}))
            uow.people.put(person)
            self._keystore.add(staff_no, password, self._key)
            uow.commit()
        return person

    def appoint(self, staff_no: str, *, officer: bool) -> Person:
        """Let a colleague list, drop and repair 失信 beside the first head of the city's window, or no more.

        It holds from the colleague's next sign-in. Refused without the right, which nobody has outside the
        city's own window, for whoever has it by post, for somebody unknown.
        """
        if not self._me.may(Right.APPOINT):
            raise Refused(Refusal("right.missing"))
        with self._database.unit_of_work() as uow:
            person = uow.people.get(staff_no)
            if person is None:
                raise Refused(Refusal("person.unknown", {"staff_no": staff_no}))
            if Role.CITY_ADMIN in person.roles:
                raise Refused(Refusal("person.lists_by_post", {"name": person.name}))
            one = {Role.CREDIT_OFFICER}
            person = replace(person, roles=person.roles | one if officer else person.roles - one)
            uow.people.put(person)
            uow.commit()
        log.info("%s %s %s", self._me.short_no, "appointed" if officer else "dismissed", person.short_no)
        return person

    def reset_password(self, staff_no: str, password: str) -> Person:
        """Replace the key slot of a colleague who forgot the 口令; the old one opens nothing any more.

        Nobody resets the own one here. So whoever does it can still sign in, and the last 窗口负责人 cannot
        lock everybody out. Refused without the right, for oneself, for somebody who never had a 口令 on this
        machine, for a weak one.
        """
        if not self._me.may(Right.RESET_PASSWORD):
            raise Refused(Refusal("right.missing"))
        if staff_no == self._me.staff_no:
            raise Refused(Refusal("person.own_password"))
        with self._database.reading() as uow:
            person = uow.people.get(staff_no)
        if person is None:
            raise Refused(Refusal("person.unknown", {"staff_no": staff_no}))
        if staff_no not in self._keystore.people():
            raise Refused(Refusal("person.no_password", {"name": person.name}))
        _refuse_weak(password, staff_no)
        self._lay_in(staff_no, password)
        log.info("%s let %s set another password", self._me.short_no, person.short_no)
        return person

    def change_own(self, old: str, new: str) -> Person:
        """Another 口令 for whoever is signed in and knows the present one, which opens nothing any more.

        A wrong present one counts like one at sign-in: WrongPassword, LockedOut. Refused for a weak new one.
        """
        me = self._me.staff_no
        _refuse_weak(new, me)
        self._keystore.prove(me, old)
        self._lay_in(me, new)
        log.info("%s set another own password", self._me.short_no)
        return self._me

    def _lay_in(self, staff_no: str, password: str) -> None:
        try:
            self._keystore.replace(staff_no, password, self._key)
        except OSError as error:
            raise Trouble("storage.disk_full" if error.errno == ENOSPC else "storage.disk_failed") from error


def _refuse_weak(password: str, staff_no: str) -> None:
    problem = password_problem(password, staff_no)
    if problem is not None:
        raise Refused(Refusal(problem.code, problem.args))
