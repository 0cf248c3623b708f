"""The holiday plans as delivered, against the facts of the announced years."""

import json
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.calendar import read_calendar

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "calendar"
CALENDAR = read_calendar([json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))])


def days(first: str, last: str) -> list[date]:
    """Every day from the first to the last."""
    span = range(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1)
    return [date.fromordinal(day) for day in span]


def test_the_years_2025_and_2026_are_known_and_2027_is_not():
    assert [CALENDAR.knows(year) for year in (2024, 2025, 2026, 2027)] == [False, True, True, False]


@pytest.mark.parametrize(("year", "count"), [(2025, 248), (2026, 248)])
def test_working_days_of_a_year(year, count):
    assert sum(CALENDAR.is_workday(day) for day in days(f"{year}-01-01", f"{year}-12-31")) == count


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2025-01-01", "2025-01-01"),
        ("2025-01-28", "2025-02-04"),
        ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"),
        ("2025-05-31", "2025-06-02"),
        ("2025-10-01", "2025-10-08"),
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ],
)
def test_holidays_are_off_from_first_to_last_day(first, last):
    assert not any(CALENDAR.is_workday(day) for day in days(first, last))


EXCHANGED = """
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""


@pytest.mark.parametrize("worked", EXCHANGED.split())
def test_exchanged_weekend_days_are_worked(worked):
    day = date.fromisoformat(worked)
    assert day.weekday() >= 5
    assert CALENDAR.is_workday(day)


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-02-13", "2026-02-25"), ("2026-09-30", "2026-10-10"), ("2026-11-20", "2026-11-25")],
)
def test_three_working_days_over_the_delivered_plans(received, due):
    counted = CALENDAR.add_workdays(date.fromisoformat(received), 3)
    assert (counted.day, counted.assumed) == (date.fromisoformat(due), False)


def test_every_plan_names_its_source():
    assert all(plan.source for plan in CALENDAR.years)
