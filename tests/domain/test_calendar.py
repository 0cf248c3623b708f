"""Working days over the plans of 2025 and 2026, and beyond them."""

from datetime import date, datetime, time, timedelta

import pytest
from holiday_plans import CALENDAR, PLAN_2025, PLAN_2026

from outlet_app.domain.calendar import (
    CST,
    BusinessHours,
    CalendarError,
    CountedDay,
    DayKind,
    DayMark,
    HolidayCalendar,
    Season,
    read_calendar,
)
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each


@each(
    ("received", "one", "three", "five"),
    [
        ("2026-02-13", "2026-02-14", "2026-02-25", "2026-02-27"),
        ("2026-02-27", "2026-02-28", "2026-03-03", "2026-03-05"),
        ("2026-04-30", "2026-05-06", "2026-05-08", "2026-05-11"),
        ("2026-05-08", "2026-05-09", "2026-05-12", "2026-05-14"),
        ("2026-09-24", "2026-09-28", "2026-09-30", "2026-10-09"),
        ("2026-09-30", "2026-10-08", "2026-10-10", "2026-10-13"),
        ("2026-11-20", "2026-11-23", "2026-11-25", "2026-11-27"),
        ("2026-11-21", "2026-11-23", "2026-11-25", "2026-11-27"),
    ],
)
def test_the_agreed_dates_of_2026(received: str, one: str, three: str, five: str) -> None:
    day = date.fromisoformat(received)
    assert [CALENDAR.add_workdays(day, n).day.isoformat() for n in (1, 3, 5)] == [one, three, five]


def test_2026_has_248_working_days() -> None:
    assert CALENDAR.workdays_between(date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_a_weekend_day_worked_counts_and_a_holiday_in_the_week_does_not() -> None:
    assert CALENDAR.is_workday(date(2026, 2, 14))
    assert not CALENDAR.is_workday(date(2026, 2, 16))
    assert not CALENDAR.is_workday(date(2026, 11, 21))


def test_a_year_without_a_plan_counts_monday_to_friday_and_says_so() -> None:
    assert CALENDAR.add_workdays(date(2026, 12, 30), 1) == CountedDay(date(2026, 12, 31), assumed=False)
    assert CALENDAR.add_workdays(date(2026, 12, 30), 2) == CountedDay(date(2027, 1, 1), assumed=True)
    assert CALENDAR.add_workdays(date(2026, 12, 31), 5) == CountedDay(date(2027, 1, 7), assumed=True)


def test_the_day_of_receipt_itself_needs_no_plan() -> None:
    only_2027 = read_calendar([{"year": 2027, "off": ["2027-01-01"], "worked": [], "source": "x"}])
    assert not only_2027.add_workdays(date(2026, 12, 31), 1).assumed


def test_a_plan_that_arrives_later_moves_the_day() -> None:
    plan = {"year": 2027, "off": ["2027-01-01/2027-01-03"], "worked": [], "source": "x"}
    assert read_calendar([PLAN_2026, plan]).add_workdays(date(2026, 12, 30), 2) == CountedDay(
        date(2027, 1, 4), assumed=False
    )


def test_an_unknown_middle_year_is_noticed() -> None:
    gap = read_calendar([{**PLAN_2025, "year": 2025}, {"year": 2027, "off": [], "worked": [], "source": ""}])
    assert gap.add_workdays(date(2025, 12, 31), 270).assumed


def test_the_strip_shows_every_day_once_with_its_place_in_the_count() -> None:
    assert CALENDAR.walk(date(2026, 11, 20), 2) == (
        DayMark(date(2026, 11, 20), DayKind.START, 0),
        DayMark(date(2026, 11, 21), DayKind.OFF, 0),
        DayMark(date(2026, 11, 22), DayKind.OFF, 0),
        DayMark(date(2026, 11, 23), DayKind.COUNTED, 1),
        DayMark(date(2026, 11, 24), DayKind.DUE, 2),
    )


def test_no_days_means_the_start_alone() -> None:
    assert CALENDAR.walk(date(2026, 11, 20), 0) == (DayMark(date(2026, 11, 20), DayKind.START, 0),)


def test_neighbouring_working_days() -> None:
    assert CALENDAR.next_workday(date(2026, 9, 30)) == date(2026, 10, 8)
    assert CALENDAR.previous_workday(date(2026, 10, 8)) == date(2026, 9, 30)
    assert CALENDAR.previous_workday(date(2026, 2, 24)) == date(2026, 2, 14)


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert CALENDAR.workdays_between(date(2026, 11, 25), date(2026, 11, 20)) == 0


def test_the_version_names_the_years() -> None:
    assert CALENDAR.version == "2025+2026"
    assert CALENDAR.knows(2026)
    assert not CALENDAR.knows(2027)


def test_a_local_plan_of_the_same_year_joins_the_national_one() -> None:
    local = {"year": 2026, "off": ["2026-07-20"], "worked": [], "source": "local"}
    assert not read_calendar([PLAN_2026, local]).is_workday(date(2026, 7, 20))
    assert not read_calendar([PLAN_2026, local]).is_workday(date(2026, 10, 1))


def test_without_any_plan_weekends_are_off() -> None:
    assert HolidayCalendar().add_workdays(date(2026, 10, 1), 1) == CountedDay(date(2026, 10, 2), assumed=True)


@by_chance(60)
def test_counting_agrees_with_itself_and_leaves_no_holes(draw: Draw) -> None:
    day, n = draw.day(date(2025, 1, 1), date(2026, 11, 30)), draw.whole(1, 15)
    first, second = draw.whole(0, 8), draw.whole(0, 8)
    due = CALENDAR.add_workdays(day, n).day
    assert CALENDAR.is_workday(due)
    assert CALENDAR.workdays_between(day, due) == n
    halfway = CALENDAR.add_workdays(day, first).day
    assert CALENDAR.add_workdays(halfway, second).day == CALENDAR.add_workdays(day, first + second).day
    marks = CALENDAR.walk(day, n)
    assert [mark.day for mark in marks] == [day + timedelta(days=step) for step in range(len(marks))]
    assert [mark.kind for mark in marks].count(DayKind.COUNTED) == n - 1
    assert marks[-1].kind is DayKind.DUE


@each(
    ("plain", "reason"),
    [
        ({"off": []}, "year must be a number"),
        ({"year": 2026, "off": "2026-01-01"}, "off must be a list"),
        ({"year": 2026, "off": ["2026-02-30"]}, "no date: 2026-02-30"),
        ({"year": 2026, "off": ["2025-12-31"]}, "off leaves the year"),
        ({"year": 2026, "off": ["2026-01-03/2026-01-01"]}, "ends before it begins: 2026-01-03/2026-01-01"),
        ({"year": 2026, "off": ["2026-01-04"], "worked": ["2026-01-04"]}, "both off and worked: 2026-01-04"),
    ],
)
def test_a_broken_plan_is_refused_with_the_reason(plain: dict[str, object], reason: str) -> None:
    with pytest.raises(CalendarError) as refused:
        read_calendar([plain])
    assert refused.value.reason == reason
    assert refused.value.year == plain.get("year")


def test_the_counter_closes_in_the_afternoon() -> None:
    assert BusinessHours().closes == time(17, 30)
    assert BusinessHours().closing(date(2026, 11, 23)) == datetime(2026, 11, 23, 17, 30, tzinfo=CST)


def test_a_season_changes_the_hours() -> None:
    summer = Season((5, 1), (9, 30), ((time(8, 30), time(12, 0)), (time(15, 0), time(18, 0))))
    hours = BusinessHours(seasons=(summer,))
    assert hours.closing(date(2026, 5, 1)).time() == time(18, 0)
    assert hours.closing(date(2026, 9, 30)).time() == time(18, 0)
    assert hours.closing(date(2026, 10, 1)).time() == time(17, 30)


def test_a_season_may_run_over_new_year() -> None:
    winter = Season((11, 1), (3, 31), ((time(9, 0), time(17, 0)),))
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 3, 31), date(2027, 4, 1)]
    assert [winter.covers(day) for day in days] == [False, True, True, True, False]
