"""Working days counted a second way: day after day on the announced plans, by somebody who is slow."""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from holiday_plans import CALENDAR, PLAN_2025, PLAN_2026

from outlet_app.domain.calendar import CST, BusinessHours, DayKind, Season, read_calendar
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.deadlines import due
from outlet_app.domain.urgency import overdue_workdays, remaining_workdays
from tests.domain.tables import each

# domain.md §11.2, typed off once more: every single day off, and every weekend day that is worked.
ANNOUNCED_OFF = """
2025-01-01
2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-01 2025-02-02 2025-02-03 2025-02-04
2025-04-04 2025-04-05 2025-04-06
2025-05-01 2025-05-02 2025-05-03 2025-05-04 2025-05-05
2025-05-31 2025-06-01 2025-06-02
2025-10-01 2025-10-02 2025-10-03 2025-10-04 2025-10-05 2025-10-06 2025-10-07 2025-10-08
2026-01-01 2026-01-02 2026-01-03
2026-02-15 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-21 2026-02-22 2026-02-23
2026-04-04 2026-04-05 2026-04-06
2026-05-01 2026-05-02 2026-05-03 2026-05-04 2026-05-05
2026-06-19 2026-06-20 2026-06-21
2026-09-25 2026-09-26 2026-09-27
2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05 2026-10-06 2026-10-07
"""
ANNOUNCED_WORKED = """
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""
OFF, WORKED = ANNOUNCED_OFF.split(), ANNOUNCED_WORKED.split()
# Working days of each month, counted on a wall calendar with the plan beside it.
MONTHS = {
    2025: (19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23),
    2026: (21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23),
}
HOURS = BusinessHours()
MOST = 20


@cache
def works(day: date) -> bool:
    """Whether the counter works on a day, by looking it up."""
    name = day.isoformat()
    if name in WORKED:
        return True
    return name not in OFF and day.strftime("%a") not in ("Sat", "Sun")


@cache
def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=step) for step in range((date(year + 1, 1, 1) - first).days)]


WORKDAYS = [day for year in (2025, 2026, 2027) for day in days_of(year) if works(day)]


def ends_of(day: date) -> list[date]:
    """Working days 1 to 20 after a day, read off the list of them all."""
    after = bisect_right(WORKDAYS, day)
    return WORKDAYS[after : after + MOST]


@each("year", [2025, 2026])
@each("month", range(1, 13))
def test_every_day_of_a_month_is_worked_or_not_as_announced(year: int, month: int) -> None:
    days = [day for day in days_of(year) if day.month == month]
    worked = [day for day in days if CALENDAR.is_workday(day)]
    assert worked == [day for day in days if works(day)]
    assert len(worked) == MONTHS[year][month - 1]


@each(("year", "total"), [(2025, 248), (2026, 248)])
def test_the_year_has_its_number_of_working_days(year: int, total: int) -> None:
    assert sum(MONTHS[year]) == total
    assert CALENDAR.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == total


@each("year", [2025, 2026])
@each("quarter", range(4))
def test_twenty_working_days_from_every_day(year: int, quarter: int) -> None:
    days = (day for day in days_of(year) if (day.month - 1) // 3 == quarter)
    for day in days:
        wanted = ends_of(day)
        marks = CALENDAR.walk(day, MOST)
        counted = [mark for mark in marks if mark.kind in (DayKind.COUNTED, DayKind.DUE)]
        assert [mark.day for mark in counted] == wanted, day
        assert [mark.index for mark in counted] == list(range(1, MOST + 1)), day
        assert CALENDAR.next_workday(day) == wanted[0], day
        for n in (1, 3, 5, 15, 20):
            end = CALENDAR.add_workdays(day, n)
            assert end.day == wanted[n - 1], (day, n)
            assert end.assumed is (end.day.year > 2026), (day, n)


@each("year", [2025, 2026])
def test_the_day_before_is_found_backwards(year: int) -> None:
    last = date(2025, 12, 31) if year == 2026 else None
    for day in days_of(year):
        if last is not None:
            assert CALENDAR.previous_workday(day) == last, day
        if works(day):
            last = day


@each("month", range(1, 13))
def test_days_over_and_days_left_around_the_middle_of_a_month(month: int) -> None:
    last = date(2026, month, 15)
    due_at = datetime.combine(last, time(17, 30), CST)
    for step in range(-12, 13):
        day = last + timedelta(days=step)
        now = datetime.combine(day, time(9), CST)
        early, late = sorted((day, last))
        between = sum(works(early + timedelta(days=one)) for one in range(1, (late - early).days + 1))
        assert overdue_workdays(due_at, now, CALENDAR) == (between if step > 0 else 0), day
        assert remaining_workdays(due_at, now, CALENDAR) == (0 if step > 0 else between), day


COUNTS = (1, 3, 5, 10, 15, 20)
# Received, and the ends of so many working days: counted with a pencil.
TABLE = [
    ("2025-01-24", ("01-26", "02-05", "02-07", "02-13", "02-20", "02-27")),
    ("2025-01-26", ("01-27", "02-06", "02-08", "02-14", "02-21", "02-28")),
    ("2025-01-27", ("02-05", "02-07", "02-10", "02-17", "02-24", "03-03")),
    ("2025-02-04", ("02-05", "02-07", "02-10", "02-17", "02-24", "03-03")),
    ("2025-04-03", ("04-07", "04-09", "04-11", "04-18", "04-25", "05-06")),
    ("2025-04-25", ("04-27", "04-29", "05-06", "05-13", "05-20", "05-27")),
    ("2025-04-30", ("05-06", "05-08", "05-12", "05-19", "05-26", "06-03")),
    ("2025-05-30", ("06-03", "06-05", "06-09", "06-16", "06-23", "06-30")),
    ("2025-09-26", ("09-28", "09-30", "10-10", "10-16", "10-23", "10-30")),
    ("2025-09-30", ("10-09", "10-11", "10-14", "10-21", "10-28", "11-04")),
    ("2025-12-30", ("12-31", "01-05", "01-07", "01-14", "01-21", "01-28")),
    ("2025-12-31", ("01-04", "01-06", "01-08", "01-15", "01-22", "01-29")),
    ("2026-01-01", ("01-04", "01-06", "01-08", "01-15", "01-22", "01-29")),
    ("2026-02-12", ("02-13", "02-24", "02-26", "03-04", "03-11", "03-18")),
    ("2026-02-13", ("02-14", "02-25", "02-27", "03-05", "03-12", "03-19")),
    ("2026-02-14", ("02-24", "02-26", "02-28", "03-06", "03-13", "03-20")),
    ("2026-02-23", ("02-24", "02-26", "02-28", "03-06", "03-13", "03-20")),
    ("2026-02-27", ("02-28", "03-03", "03-05", "03-12", "03-19", "03-26")),
    ("2026-04-03", ("04-07", "04-09", "04-13", "04-20", "04-27", "05-07")),
    ("2026-04-30", ("05-06", "05-08", "05-11", "05-18", "05-25", "06-01")),
    ("2026-05-08", ("05-09", "05-12", "05-14", "05-21", "05-28", "06-04")),
    ("2026-06-18", ("06-22", "06-24", "06-26", "07-03", "07-10", "07-17")),
    ("2026-09-18", ("09-20", "09-22", "09-24", "10-09", "10-15", "10-22")),
    ("2026-09-24", ("09-28", "09-30", "10-09", "10-15", "10-22", "10-29")),
    ("2026-09-30", ("10-08", "10-10", "10-13", "10-20", "10-27", "11-03")),
    ("2026-10-07", ("10-08", "10-10", "10-13", "10-20", "10-27", "11-03")),
    ("2026-11-20", ("11-23", "11-25", "11-27", "12-04", "12-11", "12-18")),
    ("2026-11-21", ("11-23", "11-25", "11-27", "12-04", "12-11", "12-18")),
    ("2026-11-22", ("11-23", "11-25", "11-27", "12-04", "12-11", "12-18")),
]


@each(("received", "ends"), TABLE)
def test_a_case_received_at_any_minute_of_a_day_ends_on_the_same_afternoon(
    received: str, ends: tuple[str, ...]
) -> None:
    for clock in ("00:00", "08:29", "12:30", "17:30", "17:31", "23:59"):
        start = datetime.fromisoformat(f"{received}T{clock}:00+08:00")
        found = [due(TimeRule("x", ClockKind.WORKDAYS, n), start, CALENDAR, HOURS).at for n in COUNTS]
        assert [f"{at:%m-%d %H:%M}" for at in found if at] == [f"{end} 17:30" for end in ends], clock


# Over New Year into a year nobody has announced: Monday to Friday, and said to be so.
@each(
    ("received", "n", "end", "assumed"),
    [
        ("2026-12-28", 1, "2026-12-29", False),
        ("2026-12-28", 3, "2026-12-31", False),
        ("2026-12-28", 4, "2027-01-01", True),
        ("2026-12-29", 3, "2027-01-01", True),
        ("2026-12-31", 1, "2027-01-01", True),
        ("2026-12-31", 2, "2027-01-04", True),
        ("2026-12-31", 20, "2027-01-28", True),
        ("2027-02-05", 1, "2027-02-08", True),
        ("2027-10-01", 1, "2027-10-04", True),
        ("2024-12-31", 1, "2025-01-02", False),
        ("2024-12-30", 1, "2024-12-31", True),
        ("2024-12-30", 2, "2025-01-02", True),
    ],
)
def test_a_year_without_a_plan(received: str, n: int, end: str, assumed: bool) -> None:
    found = CALENDAR.add_workdays(date.fromisoformat(received), n)
    assert (found.day.isoformat(), found.assumed) == (end, assumed)


@each(
    ("plans", "day", "works_then"),
    [
        ([], "2026-10-01", True),
        ([], "2026-10-10", False),
        ([PLAN_2025], "2026-10-01", True),
        ([PLAN_2026], "2026-10-01", False),
        ([PLAN_2026], "2026-10-10", True),
        ([PLAN_2026], "2025-10-11", False),
        ([PLAN_2026, {"year": 2026, "off": ["2026-10-09"]}], "2026-10-09", False),
        ([PLAN_2026, {"year": 2026, "worked": ["2026-11-21"]}], "2026-11-21", True),
        # A day one plan gives off and another works is worked: nobody stands before a closed door.
        ([PLAN_2026, {"year": 2026, "worked": ["2026-10-01"]}], "2026-10-01", True),
    ],
)
def test_only_a_plan_makes_a_day_other_than_its_weekday(
    plans: list[dict[str, object]], day: str, works_then: bool
) -> None:
    assert read_calendar(plans).is_workday(date.fromisoformat(day)) is works_then


SUMMER = Season((5, 1), (9, 30), ((time(8, 30), time(12, 0)), (time(15, 0), time(18, 0))))
WINTER = Season((11, 15), (2, 28), ((time(9, 0), time(12, 0)), (time(13, 30), time(16, 30))))
SEASONAL = BusinessHours(seasons=(SUMMER, WINTER))


@each(
    ("day", "opens", "closes"),
    [
        ("2026-01-05", "09:00", "16:30"),
        ("2026-02-28", "09:00", "16:30"),
        ("2026-03-02", "08:30", "17:30"),
        ("2026-04-30", "08:30", "17:30"),
        ("2026-05-06", "08:30", "18:00"),
        ("2026-07-15", "08:30", "18:00"),
        ("2026-09-30", "08:30", "18:00"),
        ("2026-10-08", "08:30", "17:30"),
        ("2026-11-13", "08:30", "17:30"),
        ("2026-11-16", "09:00", "16:30"),
        ("2026-12-31", "09:00", "16:30"),
    ],
)
def test_the_season_says_when_a_day_begins_and_ends(day: str, opens: str, closes: str) -> None:
    spans = SEASONAL.spans_on(date.fromisoformat(day))
    assert (f"{spans[0][0]:%H:%M}", f"{spans[-1][1]:%H:%M}") == (opens, closes)
    assert f"{SEASONAL.closing(date.fromisoformat(day)):%Y-%m-%d %H:%M%z}" == f"{day} {closes}+0800"


@each(
    ("received", "end"),
    [
        ("2026-04-30 10:00", "2026-05-08 18:00"),
        ("2026-09-28 10:00", "2026-10-08 17:30"),
        ("2026-11-11 10:00", "2026-11-16 16:30"),
    ],
)
def test_a_period_that_crosses_into_a_season_ends_by_the_hours_of_its_last_day(
    received: str, end: str
) -> None:
    start = datetime.fromisoformat(received).replace(tzinfo=CST)
    found = due(TimeRule("x", ClockKind.WORKDAYS, 3), start, CALENDAR, SEASONAL).at
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == end


@each(
    ("told", "reason"),
    [
        ({"year": "2026"}, "year must be a number"),
        ({"year": None}, "year must be a number"),
        ({}, "year must be a number"),
        ({"year": 2026, "worked": 4}, "worked must be a list"),
        ({"year": 2026, "worked": ["2026-13-01"]}, "no date: 2026-13-01"),
        ({"year": 2026, "worked": [""]}, "no date: "),
        ({"year": 2026, "off": ["2026-10-01/2026-10"]}, "no date: 2026-10-01/2026-10"),
        ({"year": 2026, "off": ["tomorrow"]}, "no date: tomorrow"),
        ({"year": 2026, "off": [20261001]}, None),
        ({"year": 2026, "off": ["2026-12-31/2027-01-02"]}, "off leaves the year"),
        ({"year": 2026, "worked": ["2027-01-02"]}, "worked leaves the year"),
        ({"year": 2026, "off": ["2026-10-07/2026-10-01"]}, "ends before it begins: 2026-10-07/2026-10-01"),
        (
            {"year": 2026, "off": ["2026-10-01/2026-10-07"], "worked": ["2026-10-05", "2026-10-02"]},
            "both off and worked: 2026-10-02",
        ),
    ],
)
def test_a_plan_is_read_or_refused_as_a_whole(told: dict[str, object], reason: str | None) -> None:
    if reason is None:
        assert not read_calendar([told]).is_workday(date(2026, 10, 1))
        return
    with pytest.raises(ValueError) as refused:
        read_calendar([PLAN_2025, told])
    assert str(refused.value) == f"{told.get('year')}: {reason}"
