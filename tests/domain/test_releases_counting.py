"""Which list and which holiday plans count where and when, of the bundled ones and those handed down."""

from datetime import date
from typing import Any

from outlet_app.domain.calendar import HolidayCalendar, read_calendar
from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.releases.counting import list_in_force, plans_counting, plans_in_force, withheld
from outlet_app.domain.releases.order import Act, Order, Subject
from outlet_app.domain.releases.standing import releases_of
from tests.domain.tables import each
from tests.support.release_plains import only, order, plain_list

HERE, THERE = "1508262001", "1508022003"
EARLY, NEW_YEAR, SUMMER = date(2026, 6, 1), date(2027, 1, 1), date(2027, 7, 1)
OLD, OLDER = "2025-batch-2", "2025-batch-1"
LISTS = {
    name: read_catalogue(plain_list(name, since))
    for name, since in (
        (OLDER, "2025-01-01"),
        (OLD, "2025-09-01"),
        ("2027-1", "2027-01-01"),
        ("2027-2", "2027-01-01"),
    )
}


def given(name: str, number: int, **changes: Any) -> Order:
    return order(number, name=name, content=plain_list(name), **changes)


def back(name: str, number: int) -> Order:
    return order(number, Act.WITHDRAW, name, reason="有误")


FIRST, SECOND = given("2027-1", 1), given("2027-2", 2)


@each(
    ("orders", "outlet", "today", "version"),
    [
        ((), HERE, EARLY, OLD),
        # Nothing that came with the program is held back, and of two of one day the last counts.
        ((), HERE, SUMMER, "2027-2"),
        ((), HERE, date(2020, 1, 1), OLDER),
        ((FIRST, SECOND), HERE, EARLY, OLD),
        ((FIRST, SECOND), HERE, NEW_YEAR, "2027-2"),
        ((FIRST, SECOND, back("2027-2", 3)), HERE, NEW_YEAR, "2027-1"),
        ((FIRST, SECOND, back("2027-2", 3), back("2027-1", 4)), HERE, SUMMER, OLD),
        ((FIRST, given("2027-2", 2, reach=only(THERE))), HERE, SUMMER, "2027-1"),
        ((FIRST, given("2027-2", 2, reach=only(THERE))), THERE, SUMMER, "2027-2"),
        ((given("2027-2", 1), given("2027-1", 2)), HERE, SUMMER, "2027-1"),
    ],
)
def test_one_list_counts_at_an_outlet_on_a_day(
    orders: tuple[Order, ...], outlet: str, today: date, version: str
) -> None:
    assert list_in_force(LISTS, releases_of(orders), outlet, today).version == version


def test_what_is_held_back_is_named_by_subject() -> None:
    releases = releases_of((FIRST, SECOND, back("2027-2", 3)))
    assert withheld(releases, Subject.CATALOGUE, HERE, NEW_YEAR) == {"2027-2"}
    assert withheld(releases, Subject.CATALOGUE, HERE, EARLY) == {"2027-1", "2027-2"}
    assert withheld(releases, Subject.FORMS, HERE, EARLY) == frozenset()


def plan(name: str, number: int, year: int, *off: str, **changes: Any) -> Order:
    content = {"version": name, "year": year, "source": "通知", "off": list(off), "worked": []}
    told: dict[str, Any] = {"subject": Subject.CALENDAR, "content": content, "effective_from": EARLY}
    return order(number, name=name, **{**told, **changes})


KNOWN = read_calendar([{"year": 2026, "source": "通知", "off": ["2026-10-01"], "worked": []}])
THURSDAY, FRIDAY, NEXT = date(2026, 10, 1), date(2026, 10, 2), date(2027, 1, 4)


@each(
    ("orders", "outlet", "today", "names", "works"),
    [
        ((), HERE, EARLY, (), (False, True, True)),
        ((plan("p1", 1, 2026, "2026-10-02"),), HERE, EARLY, ("p1",), (True, False, True)),
        # Not yet, not here, not any more: as if it had never been given.
        ((plan("p1", 1, 2026, "2026-10-02"),), HERE, date(2026, 5, 31), (), (False, True, True)),
        ((plan("p1", 1, 2026, reach=only(THERE)),), HERE, EARLY, (), (False, True, True)),
        ((plan("p1", 1, 2026), order(2, Act.WITHDRAW, "p1", subject=Subject.CALENDAR)),
         HERE, EARLY, (), (False, True, True)),
        # A plan of another year leaves this one as it is.
        ((plan("p1", 1, 2027, "2027-01-04"),), HERE, EARLY, ("p1",), (False, True, False)),
        ((plan("p1", 1, 2026, "2026-10-02"), plan("p2", 2, 2026)), HERE, EARLY, ("p1", "p2"),
         (True, True, True)),
        ((plan("p2", 2, 2026), plan("p1", 3, 2026, "2026-10-02")), HERE, EARLY, ("p2", "p1"),
         (True, False, True)),
    ],
)  # fmt: skip
def test_a_released_plan_takes_the_place_of_its_year(
    orders: tuple[Order, ...], outlet: str, today: date, names: tuple[str, ...], works: tuple[bool, ...]
) -> None:
    releases = releases_of(orders)
    assert tuple(one.order.name for one in plans_counting(releases, outlet, today)) == names
    counted = plans_in_force(KNOWN, releases, outlet, today)
    assert tuple(map(counted.is_workday, (THURSDAY, FRIDAY, NEXT))) == works
    assert counted.version == "+".join((KNOWN.version, *names))


def test_without_any_plan_there_is_still_a_calendar() -> None:
    assert plans_in_force(HolidayCalendar(), (), HERE, EARLY).is_workday(THURSDAY)
