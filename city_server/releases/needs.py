"""Who needs a sub-item that a new list drops: packages, which forbid it, and open cases, which are named."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from city_server.books import read_books
from city_server.releases.drafts import Draft, at_version
from city_server.releases.placed import Fault, FileUnusable, Placed
from city_server.releases.words import Words, fault_at, sheets_of
from city_server.sights import cases_among, may_be_of
from outlet_app.domain.catalogue import Catalogue, read_catalogue
from outlet_app.domain.packages import Package, PackageError, Packages, read_packages
from outlet_app.domain.plain import Plain
from outlet_app.domain.releases.difference import differences, touched
from outlet_app.domain.releases.order import Subject


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case of a sub-item that a list drops; it goes on under the version it was registered under."""

    case_no: str
    outlet: str
    sub_item: str
    pinned: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """Which open cases a list concerns: those of dropped sub-items by number, and how many others."""

    dropped: tuple[OpenCase, ...]
    changed: int


def demand_needed(conn: Connection, resources: Path, draft: Draft, since: date, words: Words) -> None:
    """FileUnusable where a package that holds from the list's first day, or later, would lose a member."""
    if draft.subject is not Subject.CATALOGUE:
        return
    lists = read_books(conn, resources).catalogues
    told = {sub.code for item in read_catalogue(draft.content).items for sub in item.sub_items}
    packages = _counting(_packages(resources, lists), since)
    lost = {
        one.sub_item: package for package in packages for one in package.members if one.sub_item not in told
    }
    if lost:
        raise FileUnusable(*(_fault(draft, code, lost[code], words) for code in sorted(lost)))


def concerned(conn: Connection, draft: Draft, before: Plain | None) -> Concerned:
    """The open cases whose sub-item the list drops or changes."""
    if draft.subject is not Subject.CATALOGUE or before is None:
        return Concerned((), 0)
    old, new = read_catalogue(before), read_catalogue(draft.content)
    subs = touched(differences(old, new))
    there = {sub.code for item in new.items for sub in item.sub_items}
    dropped: list[OpenCase] = []
    changed = 0
    for case in cases_among(conn, may_be_of(subs)) if subs else ():
        told = case.registered
        if case.is_open and told.sub_item in subs and told.catalogue != draft.name:
            if told.sub_item in there:
                changed += 1
            else:
                dropped.append(OpenCase(case.case_no, case.outlet, told.sub_item, told.catalogue))
    return Concerned(tuple(sorted(dropped, key=lambda one: (one.outlet, one.case_no))), changed)


def concerned_lines(found: Concerned, words: Words) -> Iterator[str]:
    """What is said of them, a line a case; no name of an applicant is among it."""
    said = words["said"]
    if found.dropped:
        yield said["dropped"].format(n=len(found.dropped))
        for one in found.dropped:
            yield said["dropped_case"].format(
                case_no=one.case_no, outlet=one.outlet, sub_item=one.sub_item, pinned=one.pinned
            )
    if found.changed:
        yield said["touched"].format(n=found.changed)


def _counting(packages: Packages, since: date) -> Iterable[Package]:
    """What is offered on the day, and every edition that comes after it."""
    later = (one for one in packages.editions if one.effective_from > since)
    return [*packages.in_force(since), *(package for one in later for package in one.packages)]


def _packages(resources: Path, lists: Mapping[str, Catalogue]) -> Packages:
    """The editions that counters can use; one they set aside needs nothing."""
    sound: list[Plain] = []
    for file in sorted((resources / "packages").glob("*.json")):
        plain = json.loads(file.read_bytes())
        try:
            read_packages([plain], lists)
        except PackageError:
            continue
        sound.append(plain)
    return read_packages(sound, lists)


def _fault(draft: Draft, code: str, package: Package, words: Words) -> Fault:
    """Said at the item under which the sub-item stood; at the version where the item fell away with it."""
    sheets = sheets_of(words, draft.subject.value)
    items = draft.content["items"]
    assert isinstance(items, list), "the list has been read before"
    own = [one for one in items if isinstance(one, Placed) and str(one["number"]) == code.partition(".")[0]]
    found = words["said"]["needed"].format(code=code, package=package.code, name=package.name)
    if own:
        return replace(fault_at(own[0], "number", "needed_by_package", sheets), found=found)
    (fault,) = at_version(draft, "needed_by_package", sheets).faults
    return replace(fault, found=found)
