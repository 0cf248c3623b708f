"""A bad edition of the packages never stops the counter: it is set aside, and what is wrong is kept."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from outlet_app.services.library import Library, read_library
from tests.support.bench import RESOURCES, shelf
from tests.support.builders import OUTLET

PLAIN = json.loads((RESOURCES / "packages" / "2026-1.json").read_bytes())


def library(*bodies: bytes) -> Library:
    return read_library(replace(shelf(), packages=bodies))


def edition(version: str, since: str, **changes: Any) -> bytes:
    return json.dumps({**PLAIN, "version": version, "effective_from": since, **changes}).encode()


def names(one: Library, today: date) -> list[str]:
    return [package.code for package in one.at(OUTLET, "01", today).packages.in_force(today)]


def test_the_bundled_edition_is_in_force() -> None:
    told = read_library(shelf())
    assert names(told, date(2026, 11, 20)) == ["P1", "P2", "P3", "P4", "P5", "P6-1", "P6-2"]
    assert told.flaws == ()


def test_the_city_replaces_packages_from_a_day_on() -> None:
    fewer = edition("2027-1", "2027-01-01", packages=PLAIN["packages"][:2])
    told = library(edition("2026-1", "2026-01-01"), fewer)
    assert names(told, date(2026, 12, 31)) == ["P1", "P2", "P3", "P4", "P5", "P6-1", "P6-2"]
    assert names(told, date(2027, 1, 1)) == ["P1", "P2"]


def test_a_bad_edition_is_set_aside_and_named_and_the_good_one_holds() -> None:
    broken = json.loads(json.dumps(PLAIN["packages"]))
    broken[4]["members"][1]["sub_item"] = "7.99"
    bad = {
        b"{": ("packages", "", "unreadable"),
        b"\xff\xfe": ("packages", "", "unreadable"),
        b"[]": ("packages", "", "not_an_object"),
        edition("2027-1", "2027-01-01", packages=broken): ("P5", "7.99", "unknown_sub_item"),
        edition("2027-1", "2027-01-01", catalogue="2031-1"): ("packages", "catalogue", "unknown_release"),
    }
    for body, said in bad.items():
        told = library(edition("2026-1", "2026-01-01"), body)
        (flaw,) = told.at(OUTLET, "01", date(2027, 6, 1)).flaws
        assert (flaw.row, flaw.column, flaw.reason) == said
        assert names(told, date(2027, 6, 1))[0] == "P1"


def test_without_any_edition_nothing_is_offered_and_nothing_is_wrong() -> None:
    told = library()
    assert names(told, date(2026, 11, 20)) == []
    assert told.flaws == ()
