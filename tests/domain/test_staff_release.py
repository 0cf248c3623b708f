"""The list of people as the city hands it down: what is read, and what is refused by row and column."""

import pytest

from outlet_app.domain.people import Role
from outlet_app.domain.releases.content import check_content
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.staff import FirstWord, StaffError, StaffRow, by_outlet, headless, read_staff
from tests.domain.tables import each

HERE, CITY = "1508262001", "1508001001"
FIRST = {"public": "ab" * 32, "salt": "cd" * 16, "rounds": 3, "memory_kib": 65536, "lanes": 2}


def person(staff_no: str = "1508260837", **changes: object) -> dict[str, object]:
    told: dict[str, object] = {
        "staff_no": staff_no,
        "name": "苏日娜",
        "outlet": HERE,
        "roles": ["clerk"],
        "window": "",
        "active": True,
    }
    return told | changes


def read(*people: dict[str, object]) -> tuple[StaffRow, ...]:
    return read_staff({"version": "2026-1", "people": list(people)})


def test_a_person_is_read_as_written_and_written_as_read() -> None:
    told = person(name="阿拉坦·额尔敦巴特尔", roles=["clerk", "supervisor"], window="3", active=False)
    (row,) = read(told)
    assert row == StaffRow(
        "1508260837", "阿拉坦·额尔敦巴特尔", HERE, frozenset({Role.CLERK, Role.SUPERVISOR}), "3", False
    )
    assert row.plain() == told
    (first,) = read(person(first=FIRST))
    assert first.first == FirstWord("ab" * 32, "cd" * 16, 3, 65536, 2)
    assert first.plain()["first"] == FIRST


@each(
    ("changes", "column", "reason"),
    [
        ({"staff_no": "150826083"}, "staff_no", "staff_no_expected"),
        ({"staff_no": "15082608３7"}, "staff_no", "staff_no_expected"),
        ({"staff_no": "abcdefghij"}, "staff_no", "staff_no_expected"),
        ({"name": " "}, "name", "text_expected"),
        ({"outlet": ""}, "outlet", "text_expected"),
        ({"roles": []}, "roles", "unknown_value"),
        ({"roles": ["city_admin"]}, "roles", "unknown_value"),
        ({"roles": ["clerk", "king"]}, "roles", "unknown_value"),
        ({"roles": "clerk"}, "roles", "list_expected"),
        ({"roles": ["credit_officer"]}, "roles", "city_officer_only"),
        ({"active": "yes"}, "active", "true_or_false_expected"),
        ({"active": None}, "active", "true_or_false_expected"),
        ({"window": 3}, "window", "text_expected"),
        ({"first": FIRST | {"public": "ab"}}, "public", "unknown_value"),
        ({"first": FIRST | {"public": "zz" * 32}}, "public", "unknown_value"),
        ({"first": FIRST | {"salt": "x"}}, "public", "unknown_value"),
        ({"first": FIRST | {"rounds": 0}}, "rounds", "number_expected"),
    ],
)
def test_what_is_no_person_is_refused(changes: dict[str, object], column: str, reason: str) -> None:
    with pytest.raises(StaffError) as told:
        read(person(**changes))  # type: ignore[arg-type]
    assert (told.value.column, told.value.reason) == (column, reason)


def test_who_lists_discredit_works_at_the_citys_window() -> None:
    (row,) = read(person(outlet=CITY, roles=["clerk", "credit_officer"]))
    assert Role.CREDIT_OFFICER in row.roles


def test_nobody_stands_twice() -> None:
    with pytest.raises(StaffError) as told:
        read(person(), person(outlet=CITY))
    assert (told.value.row, told.value.reason) == ("1508260837", "used_twice")
    with pytest.raises(StaffError):
        check_content(Subject.STAFF, {"version": "1", "people": [person(), person()]})


@each(
    ("rows", "expected"),
    [
        ([], ()),
        ([person()], (HERE,)),
        ([person(roles=["supervisor"])], ()),
        ([person(roles=["supervisor"], active=False)], (HERE,)),
        ([person(), person("1508260801", roles=["supervisor", "clerk"])], ()),
        ([person(roles=["supervisor"]), person("1508000001", outlet=CITY)], (CITY,)),
    ],
)
def test_an_outlet_without_a_head_is_named(rows: list[dict[str, object]], expected: tuple[str, ...]) -> None:
    assert headless(read(*rows)) == expected


def test_rows_are_parted_by_outlet_in_their_order() -> None:
    rows = read(person("1508260801"), person("1508000001", outlet=CITY), person("1508260802"))
    parted = {outlet: [row.staff_no for row in own] for outlet, own in by_outlet(rows).items()}
    assert parted == {HERE: ["1508260801", "1508260802"], CITY: ["1508000001"]}
