"""The service-item list as data: items with their seven elements, sub-items, materials and clocks."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow

_T = TypeVar("_T")
CORRECTION_WORKDAYS = 15


class Authority(StrEnum):
    """Who decides (domain.md §9): this office, this office first and then a superior, or somebody else."""

    LOCAL = "LOCAL"
    FORWARD = "FORWARD"
    GUIDE = "GUIDE"


class ClockKind(StrEnum):
    """How a time word of the list is counted (domain.md §1.5)."""

    INSTANT = "INSTANT"
    HOURS = "HOURS"
    WORKDAYS = "WORKDAYS"
    FOLLOW_UP = "FOLLOW_UP"
    PERIOD = "PERIOD"


class ClockStart(StrEnum):
    """The moment a clock starts at."""

    REGISTERED = "REGISTERED"
    ACCEPTED = "ACCEPTED"


class PaperForm(StrEnum):
    """In what form a material is handed in; SIGHTED: the original is looked at and given back."""

    ORIGINAL = "ORIGINAL"
    COPY = "COPY"
    ELECTRONIC = "ELECTRONIC"
    SIGHTED = "SIGHTED"


class CheckWay(StrEnum):
    """How what was pledged is verified (domain.md §3.7)."""

    EXEMPT = "exempt"
    ONLINE = "online"
    ON_SITE = "on_site"
    ASSISTED = "assisted"


class NoPledge(StrEnum):
    """Why 告知承诺 is not usable for a sub-item (domain.md §3.6)."""

    NONE = ""
    SECURITY = "security"
    PUBLIC_SAFETY = "public_safety"
    FINANCE = "finance"
    ECOLOGY = "ecology"
    PERSON = "person"
    FOREIGN = "foreign"
    HIGH_RISK = "high_risk"


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One clock of a sub-item; value counts hours, working days or (FOLLOW_UP) calendar days."""

    code: str
    kind: ClockKind
    value: int = 0
    start: ClockStart = ClockStart.REGISTERED


@dataclass(frozen=True, slots=True)
class Material:
    """One line of the checklist; core is 主件, may_follow 可否容缺, shared 数据共享可免交.

    may_pledge: the applicant's promise may replace the proof (告知承诺): what it proves, what for, and how
    that is verified.
    """

    code: str
    name: str
    core: bool
    form: PaperForm
    copies: int
    may_follow: bool
    shared: bool
    source: str
    standard: str
    remedy: str
    may_pledge: bool = False
    proves: str = ""
    used_for: str = ""
    check: CheckWay = CheckWay.ON_SITE


@dataclass(frozen=True, slots=True)
class SubItem:
    """One variant (办理项) of an item; instant: 即办件; consulting: its usual decision is 当场答复.

    issue_before_supplement: with 容缺 its result may be given before the supplement (domain.md §3.4).
    no_pledge: why 告知承诺 is not usable here.
    """

    code: str
    name: str
    authority: Authority
    instant: bool
    clocks: tuple[TimeRule, ...]
    materials: tuple[Material, ...]
    outcomes: tuple[str, ...]
    stages: tuple[str, ...]
    correction_workdays: int = CORRECTION_WORKDAYS
    consulting: bool = False
    issue_before_supplement: bool = False
    no_pledge: NoPledge = NoPledge.NONE

    def material(self, code: str) -> Material:
        """Return the material with this code; KeyError if the checklist has none."""
        return _only((one for one in self.materials if one.code == code), code)


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """An entry of the list; name … channels are its seven elements, word for word."""

    number: int
    short_name: str
    initials: str
    name: str
    objects: str
    content: str
    flow: str
    time_limit: str
    bodies: str
    channels: str
    sub_items: tuple[SubItem, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One published release of the list; a case stays on the release it was registered under."""

    version: str
    title: str
    effective_from: date
    items: tuple[ServiceItem, ...]

    def item(self, number: int) -> ServiceItem:
        """Return the item with this number; KeyError if the release has none (0 = 未列入清单)."""
        return _only((one for one in self.items if one.number == number), number)

    def sub_item(self, code: str) -> SubItem:
        """Return the sub-item with this code, e.g. "8.2"; KeyError if the release has none."""
        return _only((sub for item in self.items for sub in item.sub_items if sub.code == code), code)

    def item_of(self, sub_code: str) -> ServiceItem:
        """Return the item that holds this sub-item; KeyError if the release has none."""
        holders = (item for item in self.items if any(sub.code == sub_code for sub in item.sub_items))
        return _only(holders, sub_code)


def complex_questions(catalogue: Catalogue, item: int) -> Iterator[SubItem]:
    """Yield the consultations answered in working days (domain.md §9.2), those of the item first."""
    for one in sorted(catalogue.items, key=lambda one: one.number != item):
        for sub_item in one.sub_items:
            if sub_item.consulting and any(rule.kind is ClockKind.WORKDAYS for rule in sub_item.clocks):
                yield sub_item


class CatalogueError(DataError):
    """A release that cannot be used: where it is wrong (row, column) and why, as codes."""


def read_catalogue(plain: Plain) -> Catalogue:
    """Turn a parsed release file into a Catalogue; CatalogueError(row, column, reason) if it is unusable.

    Source: domain.md §9.12; the 容缺 rule is §3.2 (副件 of LOCAL and FORWARD sub-items only).
    """
    release = PlainRow(plain, "catalogue", CatalogueError)
    items = release.rows("items", "number", _item)
    if not items:
        raise release.refuse("items", "empty")
    return Catalogue(release.text("version"), release.text("title"), release.day("effective_from"), items)


def _item(row: PlainRow) -> ServiceItem:
    number = row.number("number", 1)
    subs = row.rows("sub_items", "code", _sub_item)
    if not subs:
        raise row.refuse("sub_items", "empty")
    for sub in subs:
        if not sub.code.startswith(f"{number}."):
            raise CatalogueError(sub.code, "code", "belongs_to_another_item")
    return ServiceItem(
        number=number,
        short_name=row.text("short_name"),
        initials=row.text("initials"),
        name=row.text("name"),
        objects=row.text("objects"),
        content=row.text("content"),
        flow=row.text("flow"),
        time_limit=row.text("time_limit"),
        bodies=row.text("bodies"),
        channels=row.text("channels"),
        sub_items=subs,
    )


def _sub_item(row: PlainRow) -> SubItem:
    clocks = row.rows("clocks", "code", _clock)
    if not clocks:
        raise row.refuse("clocks", "empty")
    sub = SubItem(
        code=row.text("code"),
        name=row.text("name"),
        authority=row.member("authority", Authority),
        instant=row.claim("instant"),
        clocks=clocks,
        materials=row.rows("materials", "code", _material),
        outcomes=row.texts("outcomes"),
        stages=row.texts("stages"),
        correction_workdays=row.number("correction_workdays", 1, CORRECTION_WORKDAYS),
        consulting=row.claim("consulting"),
        issue_before_supplement=row.claim("issue_before_supplement", default=False),
        no_pledge=row.member("no_pledge", NoPledge, NoPledge.NONE),
    )
    for material in sub.materials:
        if material.may_follow and (material.core or sub.authority is Authority.GUIDE):
            raise CatalogueError(material.code, "may_follow", "not_allowed_here")
        if material.may_pledge and (sub.no_pledge or sub.authority is Authority.GUIDE):
            raise CatalogueError(material.code, "may_pledge", "not_allowed_here")
    return sub


def _clock(row: PlainRow) -> TimeRule:
    kind = row.member("kind", ClockKind)
    counted = kind in (ClockKind.HOURS, ClockKind.WORKDAYS, ClockKind.FOLLOW_UP)
    value = row.number("value", 1 if counted else 0, 0)
    return TimeRule(row.text("code"), kind, value, row.member("start", ClockStart, ClockStart.REGISTERED))


def _material(row: PlainRow) -> Material:
    may_pledge = row.claim("may_pledge", default=False)
    return Material(
        code=row.text("code"),
        name=row.text("name"),
        core=row.claim("core"),
        form=row.member("form", PaperForm),
        copies=row.number("copies", 1),
        may_follow=row.claim("may_follow"),
        shared=row.claim("shared"),
        source=row.text("source"),
        standard=row.text("standard"),
        remedy=row.text("remedy"),
        may_pledge=may_pledge,
        proves=row.text("proves") if may_pledge else "",
        used_for=row.text("used_for") if may_pledge else "",
        check=row.member("check", CheckWay, CheckWay.ON_SITE),
    )


def _only(found: Iterable[_T], wanted: object) -> _T:
    for one in found:
        return one
    raise KeyError(wanted)
