"""Correction, supplement, silence and pauses."""

from datetime import datetime

from holiday_plans import CALENDAR

from outlet_app.domain.calendar import CST, BusinessHours
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.periods import (
    correction_due,
    paused_workdays,
    silent_acceptance_due,
    supplement_due,
    supplement_workdays,
)
from tests.domain.tables import each

HOURS = BusinessHours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CST)


def promise(*values: int) -> list[TimeRule]:
    return [TimeRule("handling", ClockKind.WORKDAYS, value) for value in values]


def test_corrections_have_fifteen_working_days_unless_the_item_says_otherwise() -> None:
    told = at("2026-11-20 11:00")
    assert correction_due(told, CALENDAR, HOURS).at == at("2026-12-11 17:30")
    assert correction_due(told, CALENDAR, HOURS, workdays=20).at == at("2026-12-18 17:30")


def test_corrections_that_run_into_an_unplanned_year_say_so() -> None:
    assert correction_due(at("2026-12-20 11:00"), CALENDAR, HOURS).assumed


@each(
    ("clocks", "days"),
    [
        (promise(3), 3),
        (promise(5), 5),
        (promise(20), 5),
        (promise(20, 2), 2),
        ([], 5),
        ([TimeRule("follow_up", ClockKind.FOLLOW_UP, 3), TimeRule("feedback", ClockKind.HOURS, 2)], 5),
    ],
)
def test_a_promised_paper_never_has_longer_than_the_item(clocks: list[TimeRule], days: int) -> None:
    assert supplement_workdays(clocks) == days


def test_a_wanted_period_is_cut_to_the_longest_allowed() -> None:
    assert supplement_workdays([], wanted=30) == 15
    assert supplement_workdays(promise(20), wanted=10) == 10


def test_the_promise_ends_with_the_afternoon() -> None:
    found = supplement_due(at("2026-09-24 16:00"), promise(3), CALENDAR, HOURS)
    assert (found.rule, found.at) == ("supplement", at("2026-09-30 17:30"))


def test_silence_is_acceptance_after_the_fifth_working_day() -> None:
    found = silent_acceptance_due(at("2026-09-30 18:00"), CALENDAR, HOURS)
    assert (found.rule, found.at) == ("silent_acceptance", at("2026-10-13 17:30"))


def test_pauses_count_whole_working_days_and_add_up() -> None:
    monday, wednesday, friday = at("2026-11-16 15:00"), at("2026-11-18 09:00"), at("2026-11-20 08:00")
    assert paused_workdays([(monday, wednesday)], CALENDAR) == 2
    assert paused_workdays([(monday, wednesday), (wednesday, friday)], CALENDAR) == 4
    assert paused_workdays([(monday, friday)], CALENDAR) == 4


def test_a_pause_within_a_day_or_over_a_holiday_takes_nothing() -> None:
    assert paused_workdays([(at("2026-11-16 09:00"), at("2026-11-16 17:00"))], CALENDAR) == 0
    assert paused_workdays([(at("2026-09-30 09:00"), at("2026-10-07 17:00"))], CALENDAR) == 0
