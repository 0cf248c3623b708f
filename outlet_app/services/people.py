"""Colleagues of this outlet: who they are, and adding one while a supervisor is signed in."""

import re

from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.system.keystore import KeyStore
from outlet_app.system.passwords import password_problem

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
        problem = password_problem(password, staff_no)
        if problem is not None:
            raise Refused(Refusal(problem.code, problem.args))
        person = Person(staff_no, name, roles)
        with self._database.unit_of_work() as uow:
            if uow.people.get(staff_no) is not None:
                raise Refused(Refusal("person.exists", {"staff_no": staff_no}))
            uow.people.put(person)
            self._keystore.add(staff_no, password, self._key)
            uow.commit()
        return person
