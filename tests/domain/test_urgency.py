"""The words that say how pressing a case is."""

from datetime import datetime, timedelta

from holiday_plans import CALENDAR

from outlet_app.domain.calendar import CST
from outlet_app.domain.deadlines import Urgency, overdue_workdays, remaining_workdays, urgency
from tests.domain.tables import each


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CST)


@each(
    ("due_at", "now", "word"),
    [
        ("2026-11-20 17:30", "2026-11-20 17:31", Urgency.OVERDUE),
        ("2026-11-20 17:30", "2026-11-20 17:30", Urgency.TODAY),
        ("2026-11-20 17:30", "2026-11-20 00:00", Urgency.TODAY),
        ("2026-11-23 17:30", "2026-11-20 09:00", Urgency.SOON),
        ("2026-11-23 17:30", "2026-11-21 09:00", Urgency.SOON),
        ("2026-11-24 17:30", "2026-11-20 09:00", Urgency.LATER),
        ("2026-10-08 17:30", "2026-09-30 09:00", Urgency.SOON),
        ("2026-11-21 16:00", "2026-11-20 16:00", Urgency.SOON),
    ],
)
def test_the_ladder(due_at: str, now: str, word: Urgency) -> None:
    assert urgency(at(due_at), at(now), CALENDAR) is word


def test_without_a_date_nothing_presses() -> None:
    assert urgency(None, at("2026-11-20 09:00"), CALENDAR) is Urgency.NONE


def test_a_long_clock_presses_from_three_quarters_on() -> None:
    start, end = at("2026-11-02 08:00"), at("2026-11-22 08:00")
    assert urgency(end, start + timedelta(days=15), CALENDAR, start) is Urgency.SOON
    assert urgency(end, start + timedelta(days=14, hours=23), CALENDAR, start) is Urgency.LATER
    assert urgency(end, start + timedelta(days=15), CALENDAR) is Urgency.LATER


def test_days_over_and_days_left_are_working_days() -> None:
    due_at = at("2026-11-20 17:30")
    assert overdue_workdays(due_at, at("2026-11-20 18:00"), CALENDAR) == 0
    assert overdue_workdays(due_at, at("2026-11-22 09:00"), CALENDAR) == 0
    assert overdue_workdays(due_at, at("2026-11-24 09:00"), CALENDAR) == 2
    assert remaining_workdays(due_at, at("2026-11-16 09:00"), CALENDAR) == 4
    assert remaining_workdays(due_at, at("2026-11-20 09:00"), CALENDAR) == 0
    assert remaining_workdays(due_at, at("2026-11-25 09:00"), CALENDAR) == 0
