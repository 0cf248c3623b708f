"""The outlets of the city as data: one city window, county windows and community outlets."""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum

from outlet_app.domain.calendar import BusinessHours, Season
from outlet_app.domain.deadlines import H24Mode
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow


class OutletKind(StrEnum):
    """The three levels of outlets that the list names under 服务渠道."""

    CITY = "CITY"
    COUNTY = "COUNTY"
    COMMUNITY = "COMMUNITY"


# The seventh digit of an outlet code says its level (domain.md §10.7).
LEVEL_DIGITS = {OutletKind.CITY: "1", OutletKind.COUNTY: "2", OutletKind.COMMUNITY: "3"}
_LEVEL = 6


def is_city(code: str) -> bool:
    """Tell whether an outlet code is the city window's."""
    return code[_LEVEL : _LEVEL + 1] == LEVEL_DIGITS[OutletKind.CITY]


@dataclass(frozen=True, slots=True)
class Division:
    """A division of the city; letters begin its outlets' signs; official: in GB/T 2260, not our own code."""

    code: str
    name: str
    letters: str
    parent: str
    official: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; parent is the code of the outlet above it, "" for the city window.

    confirmed: name and codes are settled; to_confirm names the columns the city has yet to give or check.
    h24_mode: how its 24 hours run over nights and weekends (domain.md §11.4).
    """

    code: str
    sign: str
    name: str
    kind: OutletKind
    division: str
    parent: str
    address: str
    phone: str
    hours: BusinessHours
    confirmed: bool
    to_confirm: tuple[str, ...] = ()
    h24_mode: H24Mode = H24Mode.NATURAL


@dataclass(frozen=True, slots=True)
class Outlets:
    """The outlet table; how many there are is always counted from it."""

    all: tuple[Outlet, ...]
    divisions: tuple[Division, ...] = ()

    def by_code(self, code: str) -> Outlet:
        """Return the outlet with this 10-digit code; KeyError if there is none."""
        return {one.code: one for one in self.all}[code]

    def by_sign(self, sign: str) -> Outlet:
        """Return the outlet with this sign, e.g. "HH05"; KeyError if there is none."""
        return {one.sign: one for one in self.all}[sign]

    def division(self, code: str) -> Division:
        """Return the division with this 6-digit code; KeyError if there is none."""
        return {one.code: one for one in self.divisions}[code]

    def of_kind(self, kind: OutletKind) -> tuple[Outlet, ...]:
        """Return the outlets of one level, in the table's order."""
        return tuple(one for one in self.all if one.kind is kind)

    def under(self, code: str) -> tuple[Outlet, ...]:
        """Return the outlets directly under this one, in the table's order."""
        return tuple(one for one in self.all if one.parent == code)


class OutletsError(DataError):
    """An outlet table that cannot be used: where it is wrong (row, column) and why, as codes."""


def read_outlets(plain: Plain) -> Outlets:
    """Turn the parsed outlet table into Outlets; OutletsError(row, column, reason) if it is unusable.

    Source: domain.md §10.6–10.8, decisions.md 8, 16 and 20 (hours are outlet data; default hours in "hours").
    "h24_mode" is natural, roll or business_hours, for all or for one; natural where nothing is said (§11.4).
    """
    table = PlainRow(plain, "outlets", OutletsError)
    usual, mode = _hours(table), _mode(table, H24Mode.NATURAL)
    divisions = table.rows("divisions", "code", _division)
    found = Outlets(table.rows("outlets", "code", lambda row: _outlet(row, usual, mode)), divisions)
    _refuse_repeated(found, lambda one: one.sign, "sign")
    letters = {one.code: one.letters for one in divisions}
    codes = {one.code for one in found.all}
    for one in found.all:
        if (one.kind is OutletKind.CITY) != (one.parent == "") or one.parent not in codes | {""}:
            raise OutletsError(one.code, "parent", "unknown_value")
        if letters.get(one.division) != one.sign[:2]:
            raise OutletsError(one.code, "division", "unknown_value")
    return found


def _hours(row: PlainRow) -> BusinessHours:
    hours = row.inside("hours")
    return BusinessHours(hours.spans("spans"), hours.rows("seasons", "first", _season))


def _mode(row: PlainRow, usual: H24Mode) -> H24Mode:
    """The city chooses for all, and may choose otherwise for one outlet."""
    return row.member("h24_mode", H24Mode) if "h24_mode" in row.plain else usual


def _season(row: PlainRow) -> Season:
    return Season(row.month_day("first"), row.month_day("last"), row.spans("spans"))


def _division(row: PlainRow) -> Division:
    parent = row.text("parent", may_be_empty=True)
    return Division(row.text("code"), row.text("name"), row.text("letters"), parent, row.claim("official"))


def _outlet(row: PlainRow, usual: BusinessHours, mode: H24Mode) -> Outlet:
    outlet = Outlet(
        code=row.text("code"),
        sign=row.text("sign"),
        name=row.text("name"),
        kind=row.member("kind", OutletKind),
        division=row.text("division"),
        parent=row.text("parent", may_be_empty=True),
        address=row.text("address", may_be_empty=True),
        phone=row.text("phone", may_be_empty=True),
        hours=_hours(row) if "hours" in row.plain else usual,
        confirmed=row.claim("confirmed"),
        to_confirm=row.texts("to_confirm"),
        h24_mode=_mode(row, mode),
    )
    begin = outlet.division + LEVEL_DIGITS[outlet.kind]
    if not (outlet.code.isdecimal() and len(outlet.code) == 10 and outlet.code.startswith(begin)):
        raise row.refuse("code", "code_does_not_fit")
    if not (len(outlet.sign) == 4 and outlet.sign[:2].isupper() and outlet.sign[2:].isdecimal()):
        raise row.refuse("sign", "sign_does_not_fit")
    return outlet


def _refuse_repeated(outlets: Outlets, value: Callable[[Outlet], str], column: str) -> None:
    for found, times in Counter(map(value, outlets.all)).items():
        if times > 1:
            raise OutletsError(found, column, "used_twice")
