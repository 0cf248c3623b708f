"""Edition 2026-3: which fields ask for numbers of rights and of cases, and that nothing else has changed."""

import json
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.packages import AnswerKind, Package
from outlet_app.services.library import read_library
from tests.support.bench import RESOURCES, shelf
from tests.support.builders import OUTLET

LIBRARY = read_library(shelf()).at(OUTLET, "01").packages
# Package and field: how the answer is read, whether it must be answered, which items need it.
NUMBERS = {
    ("P2", "marks"): ("rights", True, "4.3"),
    ("P2", "patents"): ("rights", True, "2.1"),
    ("P2", "layouts"): ("rights", True, "2.4"),
    ("P3", "rights"): ("rights", True, "6.1 6.2 6.4 6.5"),
    ("P4", "mark_no"): ("rights", False, "4.5 5.4"),
    ("P5", "right"): ("rights", True, "2.8 7.2 7.4 7.5 7.7"),
    ("P5", "earlier"): ("case_no", False, "7.2 7.4 7.5"),
}
NEW = {("P4", "mark_no"), ("P5", "earlier")}


def edition(version: str) -> dict[str, Package]:
    (found,) = [one for one in LIBRARY.editions if one.version == version]
    return {one.code: one for one in found.packages}


def test_it_is_read_without_a_flaw_and_in_force() -> None:
    assert read_library(shelf()).flaws == ()
    assert {one.edition for one in LIBRARY.in_force(date(2026, 11, 27))} == {"2026-3"}
    assert {one.edition for one in LIBRARY.in_force(date(2026, 11, 26))} == {"2026-1"}


def test_every_field_for_numbers_is_read_as_one() -> None:
    found = {
        (code, field.key): (field.kind.value, field.needed, " ".join(field.members))
        for code, package in edition("2026-3").items()
        for field in package.fields
        if field.kind in (AnswerKind.RIGHTS, AnswerKind.CASE_NO)
    }
    assert found == NUMBERS


def test_all_else_is_as_in_the_edition_before() -> None:
    before, after = edition("2026-2"), edition("2026-3")
    assert list(before) == list(after)
    for code, package in after.items():
        fields = tuple(
            replace(field, kind=AnswerKind.LINE) if (code, field.key) in NUMBERS else field
            for field in package.fields
            if (code, field.key) not in NEW
        )
        assert replace(package, edition="2026-2", fields=fields) == before[code]


def test_no_field_for_a_number_is_left_as_plain_words() -> None:
    """Whatever is called a number is read as one."""
    plain = [
        (code, field.label)
        for code, package in edition("2026-3").items()
        for field in package.fields
        if field.kind is AnswerKind.LINE and ("号" in field.label or "编号" in field.label)
    ]
    assert plain == []


@pytest.mark.parametrize("version", ["2026-1", "2026-2", "2026-3"])
def test_what_a_case_was_opened_under_is_still_there(version: str) -> None:
    plain = json.loads((RESOURCES / "packages" / f"{version}.json").read_bytes())
    assert plain["version"] == version
    for code in ("P2", "P5"):
        package = LIBRARY.of(code, version)
        assert package is not None
        assert package.edition == version
