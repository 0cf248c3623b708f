"""Renewal, opposition and reply dates: the windows a mark's owner asks about, to the day."""

from datetime import date, timedelta

import pytest

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.ip_terms import (
    Renewal,
    Standing,
    Unit,
    expiry,
    months_later,
    opposition,
    renewal,
    reply,
)
from tests.domain.holiday_plans import CALENDAR
from tests.domain.tables import each

NO_PLANS = HolidayCalendar()


@each(
    ("day", "number", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 2, 29), 120, date(2038, 2, 28)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_where_they_have_no_such_day(day: date, number: int, later: date) -> None:
    assert months_later(day, number) == later


@each("month", range(1, 13))
@each("number", range(-24, 25, 5))
def test_so_many_months_later_is_in_that_month(month: int, number: int) -> None:
    later = months_later(date(2026, month, 15), number)
    assert (later.year * 12 + later.month) - (2026 * 12 + month) == number
    assert later.day == 15


@each(
    ("registered", "last"),
    [
        (date(2016, 11, 28), date(2026, 11, 27)),
        (date(2016, 1, 1), date(2025, 12, 31)),
        (date(2016, 2, 29), date(2026, 2, 27)),
        (date(2017, 3, 1), date(2027, 2, 28)),
    ],
)
def test_a_mark_lasts_ten_years(registered: date, last: date) -> None:
    assert expiry(registered) == last


@each(
    ("expires", "opens", "ends", "grace_ends"),
    [
        # a Friday, and six months later a Thursday
        (date(2026, 11, 27), date(2025, 11, 28), date(2026, 11, 27), date(2027, 5, 27)),
        # the last day lies in 国庆节: the first working day after it is the 8th
        (date(2026, 10, 3), date(2025, 10, 4), date(2026, 10, 8), date(2027, 4, 5)),
        # a Saturday that is worked counts as it stands
        (date(2026, 2, 28), date(2025, 3, 1), date(2026, 2, 28), date(2026, 8, 28)),
        # 春节: off from the 15th to the 23rd
        (date(2026, 2, 16), date(2025, 2, 17), date(2026, 2, 24), date(2026, 8, 17)),
    ],
)
def test_the_renewal_window(expires: date, opens: date, ends: date, grace_ends: date) -> None:
    found = renewal(expires, CALENDAR)
    assert (found.opens, found.ends, found.grace_ends) == (opens, ends, grace_ends)


WINDOW = renewal(date(2026, 11, 27), CALENDAR)


@each(
    ("today", "standing"),
    [
        (date(2025, 11, 27), Standing.EARLY),
        (date(2025, 11, 28), Standing.OPEN),
        (date(2026, 11, 27), Standing.OPEN),
        (date(2026, 11, 28), Standing.GRACE),
        (date(2027, 5, 27), Standing.GRACE),
        (date(2027, 5, 28), Standing.OVER),
    ],
)
def test_where_today_lies_in_a_renewal(today: date, standing: Standing) -> None:
    assert WINDOW.standing(today) is standing


@each(
    ("published", "last"),
    [
        (date(2026, 8, 27), date(2026, 11, 27)),
        (date(2026, 7, 6), date(2026, 10, 8)),  # the 6th of October is off, the 8th is worked
        (date(2025, 11, 30), date(2026, 2, 28)),  # February has no 30th; that Saturday is worked
        (date(2026, 2, 20), date(2026, 5, 20)),
        (date(2026, 1, 31), date(2026, 4, 30)),
    ],
)
def test_opposition_ends_three_months_after_publication(published: date, last: date) -> None:
    found = opposition(published, CALENDAR)
    assert (found.begins, found.ends) == (published + timedelta(days=1), last)


@each(
    ("today", "standing"),
    [
        (date(2026, 8, 27), Standing.EARLY),
        (date(2026, 8, 28), Standing.OPEN),
        (date(2026, 11, 27), Standing.OPEN),
        (date(2026, 11, 28), Standing.OVER),
    ],
)
def test_where_today_lies_in_an_opposition(today: date, standing: Standing) -> None:
    assert opposition(date(2026, 8, 27), CALENDAR).standing(today) is standing


@each(
    ("received", "length", "unit", "last"),
    [
        (date(2026, 11, 20), 15, Unit.DAYS, date(2026, 12, 7)),  # the 15th day is a Saturday
        (date(2026, 11, 20), 30, Unit.DAYS, date(2026, 12, 21)),  # a Sunday
        (date(2026, 11, 20), 2, Unit.MONTHS, date(2027, 1, 20)),
        (date(2026, 12, 31), 2, Unit.MONTHS, date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2026, 9, 25), 6, Unit.DAYS, date(2026, 10, 8)),
        (date(2026, 11, 19), 1, Unit.DAYS, date(2026, 11, 20)),
    ],
)
def test_a_reply_ends_as_the_notice_says(received: date, length: int, unit: Unit, last: date) -> None:
    assert reply(received, length, unit, CALENDAR).ends == last


@each("length", [0, -1])
def test_a_period_of_nothing_is_no_period(length: int) -> None:
    with pytest.raises(ValueError, match="a period of"):
        reply(date(2026, 11, 20), length, Unit.DAYS, CALENDAR)


@each(
    ("expires", "assumed"),
    [(date(2026, 3, 2), False), (date(2026, 11, 27), True), (date(2030, 5, 1), True)],
)
def test_a_year_without_a_plan_is_said_to_be_assumed(expires: date, assumed: bool) -> None:
    assert renewal(expires, CALENDAR).assumed is assumed


def test_without_any_plan_weekends_alone_move_a_day() -> None:
    assert renewal(date(2026, 10, 1), NO_PLANS).ends == date(2026, 10, 1)
    assert renewal(date(2026, 10, 3), NO_PLANS).ends == date(2026, 10, 5)


@each("offset", range(0, 1460, 13))
def test_the_windows_of_a_renewal_touch_and_none_is_empty(offset: int) -> None:
    expires = date(2025, 1, 1) + timedelta(days=offset)
    found = renewal(expires, CALENDAR)
    assert isinstance(found, Renewal)
    assert found.opens < expires <= found.ends < found.grace_ends
    days = [found.opens - timedelta(days=1), found.opens, found.ends, found.ends + timedelta(days=1)]
    assert [found.standing(day) for day in days] == [
        Standing.EARLY, Standing.OPEN, Standing.OPEN, Standing.GRACE,
    ]  # fmt: skip
    assert CALENDAR.is_workday(found.ends)
    assert CALENDAR.is_workday(found.grace_ends)
