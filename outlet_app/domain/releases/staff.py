"""The people of the outlets as the city hands them down: who works where, in which post, who has left."""

import re
from collections.abc import Iterable, Mapping

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.outlets import is_city
from outlet_app.domain.people import Role
from outlet_app.domain.plain import DataError, Plain, PlainRow

_STAFF_NO = re.compile(r"\d{10}", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-f]{2})+")


class StaffError(DataError):
    """A list of people that cannot be used: where it is wrong (row, column) and why, as codes."""


@dataclass(frozen=True, slots=True)
class FirstWord:
    """What a first 口令 is sealed to: the public key that the 口令 makes, and what making it costs (hex)."""

    public: str
    salt: str
    rounds: int
    memory_kib: int
    lanes: int

    def plain(self) -> dict[str, object]:
        """As it is written down."""
        return {
            "public": self.public,
            "salt": self.salt,
            "rounds": self.rounds,
            "memory_kib": self.memory_kib,
            "lanes": self.lanes,
        }


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person at one outlet; first: what opens the store for whoever never had a 口令 there."""

    staff_no: str
    name: str
    outlet: str
    roles: frozenset[Role]
    window: str = ""
    active: bool = True
    wants_first: bool = False
    first: FirstWord | None = None

    def plain(self) -> dict[str, object]:
        """As it is handed down."""
        told: dict[str, object] = {
            "staff_no": self.staff_no,
            "name": self.name,
            "outlet": self.outlet,
            "roles": sorted(self.roles),
            "window": self.window,
            "active": self.active,
        }
        return told | ({"first": self.first.plain()} if self.first else {})


def read_staff(plain: Plain) -> tuple[StaffRow, ...]:
    """Turn a parsed list into rows; StaffError(row, column, reason) if it is unusable.

    失信 is listed at the city's own window only (domain.md §3.7). Whoever has left keeps a row.
    """
    return PlainRow(plain, "staff", StaffError).rows("people", "staff_no", _person)


def headless(rows: Iterable[StaffRow]) -> tuple[str, ...]:
    """The outlets with people of whom none leads: nobody there could name a handler."""
    outlets: dict[str, bool] = {}
    for row in rows:
        leads = row.active and Role.SUPERVISOR in row.roles
        outlets[row.outlet] = outlets.get(row.outlet, False) or leads
    return tuple(outlet for outlet, has_head in outlets.items() if not has_head)


def by_outlet(rows: Iterable[StaffRow]) -> Mapping[str, tuple[StaffRow, ...]]:
    """The rows of each outlet, in order."""
    found: dict[str, list[StaffRow]] = {}
    for row in rows:
        found.setdefault(row.outlet, []).append(row)
    return {outlet: tuple(own) for outlet, own in found.items()}


def _person(row: PlainRow) -> StaffRow:
    staff_no, outlet = row.text("staff_no"), row.text("outlet")
    if not _STAFF_NO.fullmatch(staff_no):
        raise row.refuse("staff_no", "staff_no_expected")
    told = row.texts("roles")
    if not told or not set(told) <= {Role.CLERK, Role.SUPERVISOR, Role.CREDIT_OFFICER}:
        raise row.refuse("roles", "unknown_value")
    roles = frozenset(map(Role, told))
    if Role.CREDIT_OFFICER in roles and not is_city(outlet):
        raise row.refuse("roles", "city_officer_only")
    return StaffRow(
        staff_no=staff_no,
        name=row.text("name"),
        outlet=outlet,
        roles=roles,
        window=row.text("window", may_be_empty=True) if "window" in row.plain else "",
        active=row.claim("active"),
        wants_first=row.claim("wants_first", default=False),
        first=_first(row.inside("first")) if "first" in row.plain else None,
    )


def _first(row: PlainRow) -> FirstWord:
    public, salt = row.text("public"), row.text("salt")
    if not (_HEX.fullmatch(public) and len(public) == 64 and _HEX.fullmatch(salt)):
        raise row.refuse("public", "unknown_value")
    return FirstWord(
        public, salt, row.number("rounds", 1), row.number("memory_kib", 8), row.number("lanes", 1)
    )
