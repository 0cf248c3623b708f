"""Packages as data: what a clerk can rely on, and every edition that is refused, by row, column and why."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.packages import (
    AnswerKind,
    Member,
    PackageError,
    Packages,
    SharedField,
    SharedMaterial,
    read_packages,
)

RESOURCES = Path(__file__).parents[2] / "resources"
LIST = "2025-batch-2"
PLAIN: dict[str, Any] = {
    "version": "2026-9",
    "effective_from": "2026-09-01",
    "catalogue": LIST,
    "packages": [
        {
            "code": "P9",
            "name": "维权一件事",
            "audience": "权利人",
            "note": "",
            "members": [
                {"sub_item": "7.2"},
                {"sub_item": "7.4", "after": "7.2"},
                {"sub_item": "7.5", "usual": False},
            ],
            "fields": [
                {"key": "right", "label": "权利名称", "members": ["7.2", "7.4"]},
                {"key": "found", "label": "发现日期", "kind": "day", "needed": False, "members": ["7.4"]},
            ],
            "materials": [{"key": "title", "name": "权属证明", "codes": ["7.2-M2", "7.4-M2"]}],
        }
    ],
}


CATALOGUE = read_catalogue(json.loads((RESOURCES / "catalogue" / f"{LIST}.json").read_bytes()))
CATALOGUES = {CATALOGUE.version: CATALOGUE}


def read(plain: dict[str, Any]) -> Packages:
    return read_packages([plain], CATALOGUES)


def wrong(change: Any) -> tuple[str, str, str]:
    """What is said of the edition after the change."""
    plain = deepcopy(PLAIN)
    change(plain, plain["packages"][0])
    try:
        read(plain)
    except PackageError as refused:
        return refused.row, refused.column, refused.reason
    return "", "", ""


def test_an_edition_is_read_as_it_stands() -> None:
    (package,) = read(PLAIN).editions[0].packages
    assert (package.code, package.edition, package.name) == ("P9", "2026-9", "维权一件事")
    assert package.members == (
        Member("7.2"),
        Member("7.4", after="7.2"),
        Member("7.5", usual=False),
    )
    assert package.fields == (
        SharedField("right", "权利名称", AnswerKind.LINE, True, ("7.2", "7.4")),
        SharedField("found", "发现日期", AnswerKind.DAY, False, ("7.4",)),
    )
    assert package.materials == (SharedMaterial("title", "权属证明", ("7.2-M2", "7.4-M2")),)


def test_a_field_is_asked_once_and_only_for_what_is_wanted() -> None:
    (package,) = read(PLAIN).editions[0].packages
    asked = {
        wanted: tuple(one.key for one in package.asked(wanted))
        for wanted in (("7.2",), ("7.4",), ("7.2", "7.4"), ("7.5",), ())
    }
    assert asked == {
        ("7.2",): ("right",),
        ("7.4",): ("right", "found"),
        ("7.2", "7.4"): ("right", "found"),
        ("7.5",): (),
        (): (),
    }


def test_members_stand_in_the_packages_order_whatever_was_ticked_first() -> None:
    (package,) = read(PLAIN).editions[0].packages
    assert package.in_order(("7.5", "7.2")) == ("7.2", "7.5")
    assert package.in_order(("9.9", "7.4", "7.4")) == ("7.4",)
    assert package.in_order(()) == ()


def test_the_shared_paper_of_a_material_is_found() -> None:
    (package,) = read(PLAIN).editions[0].packages
    found = {code: package.shared(code) for code in ("7.2-M2", "7.4-M2", "7.4-M1", "")}
    assert [one.key if one else "" for one in found.values()] == ["title", "title", "", ""]


def test_whatever_would_leave_half_a_package_is_refused() -> None:
    def put(**changes: object) -> Any:
        return lambda plain, _package: plain.update(changes)

    def put_in(**changes: object) -> Any:
        return lambda _plain, package: package.update(changes)

    def member(*members: dict[str, object]) -> Any:
        return put_in(members=list(members), fields=[], materials=[])

    def field(**changes: object) -> Any:
        told = {"key": "right", "label": "权利名称", "members": ["7.2"], **changes}
        return put_in(fields=[told])

    def shared(*codes: str, key: str = "title") -> Any:
        return put_in(materials=[{"key": key, "name": "权属证明", "codes": list(codes)}])

    two_sharing = [
        {"key": "a", "name": "甲", "codes": ["7.2-M2", "7.4-M2"]},
        {"key": "b", "name": "乙", "codes": ["7.2-M2", "7.4-M3"]},
    ]
    table = {
        "no version": (put(version=""), ("packages", "version", "text_expected")),
        "no day": (put(effective_from="soon"), ("packages", "effective_from", "date_expected")),
        "another list": (put(catalogue="2031"), ("packages", "catalogue", "unknown_release")),
        "no list": (put(catalogue=None), ("packages", "catalogue", "text_expected")),
        "nothing in it": (put(packages=[]), ("packages", "packages", "empty")),
        "no packages": (put(packages={}), ("packages", "packages", "list_expected")),
        "a code twice": (put(packages=PLAIN["packages"] * 2), ("P9", "code", "used_twice")),
        "no name": (put_in(name=" "), ("P9", "name", "text_expected")),
        "nobody": (put_in(audience=""), ("P9", "audience", "text_expected")),
        "no note": (put_in(note=None), ("P9", "note", "text_expected")),
        "one member": (member({"sub_item": "7.2"}), ("P9", "members", "two_members_expected")),
        "no member": (member(), ("P9", "members", "two_members_expected")),
        "a member twice": (
            member({"sub_item": "7.2"}, {"sub_item": "7.2"}),
            ("7.2", "sub_item", "used_twice"),
        ),
        "a member of no list": (
            member({"sub_item": "7.2"}, {"sub_item": "7.99"}),
            ("P9", "7.99", "unknown_sub_item"),
        ),
        "after itself": (
            member({"sub_item": "7.2", "after": "7.2"}, {"sub_item": "7.4"}),
            ("P9", "7.2", "after_no_earlier_member"),
        ),
        "after a later one": (
            member({"sub_item": "7.2", "after": "7.4"}, {"sub_item": "7.4"}),
            ("P9", "7.2", "after_no_earlier_member"),
        ),
        "after a stranger": (
            member({"sub_item": "7.2"}, {"sub_item": "7.4", "after": "8.2"}),
            ("P9", "7.4", "after_no_earlier_member"),
        ),
        "nothing ticked": (
            member({"sub_item": "7.2", "usual": False}, {"sub_item": "7.4"}),
            ("P9", "members", "two_usual_members_expected"),
        ),
        "usual by a word": (
            member({"sub_item": "7.2", "usual": "yes"}, {"sub_item": "7.4"}),
            ("7.2", "usual", "true_or_false_expected"),
        ),
        "a field of nobody": (field(members=[]), ("P9", "right", "field_of_no_member")),
        "a field of a stranger": (field(members=["7.2", "8.2"]), ("P9", "right", "field_of_no_member")),
        "a field without a label": (field(label=""), ("right", "label", "text_expected")),
        "a kind of answer": (field(kind="colour"), ("right", "kind", "unknown_value")),
        "a paper of nobody": (shared("7.2-M2", "8.2-M1"), ("P9", "title", "material_of_no_member")),
        "a paper there is not": (shared("7.2-M2", "7.4-M99"), ("P9", "title", "material_of_no_member")),
        "a paper of one": (shared("7.2-M2"), ("P9", "title", "shared_by_two_members_expected")),
        "two papers of one": (shared("7.2-M2", "7.2-M3"), ("P9", "title", "shared_by_two_members_expected")),
        "no paper": (shared(), ("P9", "title", "shared_by_two_members_expected")),
        "shared twice": (put_in(materials=two_sharing), ("P9", "a", "material_shared_twice")),
        "named as a material": (
            shared("7.2-M2", "7.4-M2", key="7.2-M1"),
            ("P9", "7.2-M1", "key_is_a_material"),
        ),
        "nothing": (lambda _plain, _package: None, ("", "", "")),
    }
    assert {name: wrong(change) for name, (change, _) in table.items()} == {
        name: said for name, (_, said) in table.items()
    }


def test_the_newest_edition_in_force_counts_and_the_old_one_stays_readable() -> None:
    later = deepcopy(PLAIN)
    later.update(version="2027-1", effective_from="2027-01-01")
    later["packages"][0]["name"] = "维权一次办"
    known = read_packages([later, PLAIN], CATALOGUES)
    names = {
        day: [one.name for one in known.in_force(day)]
        for day in (date(2026, 8, 1), date(2026, 9, 1), date(2026, 12, 31), date(2027, 1, 1))
    }
    assert names == {
        date(2026, 8, 1): ["维权一件事"],
        date(2026, 9, 1): ["维权一件事"],
        date(2026, 12, 31): ["维权一件事"],
        date(2027, 1, 1): ["维权一次办"],
    }
    asked = {version: known.of("P9", version) for version in ("2026-9", "2027-1", "", "1999")}
    assert [one.name if one else "" for one in asked.values()] == [
        "维权一件事", "维权一次办", "维权一次办", "维权一次办",
    ]  # fmt: skip
    assert known.of("P0") is None


def test_without_an_edition_there_are_no_packages() -> None:
    assert Packages().in_force(date(2026, 11, 20)) == ()
    assert read_packages([], CATALOGUES) == Packages()


def test_the_bundled_packages_are_those_of_the_plan() -> None:
    plain = json.loads((RESOURCES / "packages" / "2026-1.json").read_bytes())
    packages = read_packages([plain], CATALOGUES).in_force(date(2026, 11, 20))
    assert [(one.code, one.name) for one in packages] == [
        ("P1", "企业设立和商标"),
        ("P2", "企业变更和知识产权变更"),
        ("P3", "质押融资一件事"),
        ("P4", "地理标志用标一件事"),
        ("P5", "维权一件事"),
        ("P6-1", "向日葵产业包"),
        ("P6-2", "黄柿子产业包"),
    ]
    told = {one.code: [(m.sub_item, m.after, m.usual) for m in one.members] for one in packages}
    assert told == {
        "P1": [("1.2", "", True), ("4.1", "", True), ("2.2", "", True), ("4.8", "", False)],
        "P2": [("4.3", "", True), ("2.1", "", True), ("5.5", "", False), ("2.4", "", False)],
        "P3": [
            ("2.7", "", True), ("6.1", "", True), ("6.2", "6.1", True), ("6.3", "6.2", True),
            ("6.4", "6.3", True), ("6.5", "6.3", False), ("8.2", "6.4", False),
        ],
        "P4": [
            ("2.3", "", True), ("4.5", "", True), ("5.4", "4.5", True), ("5.3", "", False),
            ("5.6", "5.4", True),
        ],
        "P5": [
            ("2.8", "", True), ("7.2", "", True), ("7.4", "", True), ("7.5", "", False),
            ("7.7", "", False),
        ],
        "P6-1": [
            ("1.6", "", True), ("1.7", "", True), ("3.1", "", True), ("4.8", "", True),
            ("5.7", "", False),
        ],
        "P6-2": [
            ("1.6", "", True), ("1.7", "", True), ("4.8", "", True), ("4.7", "", False),
            ("5.2", "", True), ("5.7", "", False),
        ],
    }  # fmt: skip
    # What is not the city's word yet is marked as such (domain.md §9.11).
    assert plain["status"] == "待市局确认"
