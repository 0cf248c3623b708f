"""The staff this machine knows."""

from sqlalchemy import Connection, Row, select

from outlet_app.domain.people import Person, Role
from outlet_app.models.rows.desk import PERSON
from outlet_app.models.rows.statements import upsert

_KEEP = upsert(PERSON)


class People:
    """Everybody who ever signed in or worked on a case seen here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, staff_no: str) -> Person | None:
        """One person by 工号."""
        row = self._connection.execute(select(PERSON).where(PERSON.c.staff_no == staff_no)).one_or_none()
        return None if row is None else _person(row)

    def all(self) -> tuple[Person, ...]:
        """Everybody, by 工号."""
        return tuple(
            _person(row) for row in self._connection.execute(select(PERSON).order_by(PERSON.c.staff_no))
        )

    def put(self, person: Person) -> None:
        """Keep a person's facts."""
        facts = {
            "staff_no": person.staff_no,
            "name": person.name,
            "roles": sorted(person.roles),
            "window": person.window,
            "active": person.active,
        }
        self._connection.execute(_KEEP, facts)


def _person(row: Row[tuple[object, ...]]) -> Person:
    facts = row._mapping
    return Person(
        staff_no=facts["staff_no"],
        name=facts["name"],
        roles=frozenset(Role(code) for code in facts["roles"]),
        window=facts["window"],
        active=facts["active"],
    )
