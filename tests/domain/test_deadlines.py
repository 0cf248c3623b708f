"""When the clocks of the list run out."""

from datetime import date, datetime, timedelta

import pytest
from holiday_plans import CALENDAR, PLAN_2026

from outlet_app.domain.calendar import CST, BusinessHours, DayKind, DayMark, HolidayCalendar, read_calendar
from outlet_app.domain.catalogue import ClockKind, ClockStart, TimeRule
from outlet_app.domain.deadlines import (
    Due,
    H24Mode,
    due,
    dues,
    falls_outside_hours,
    follow_up_day,
    main_due,
    recomputed,
    stricter,
)
from outlet_app.domain.opening import opening_after
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each

HOURS = BusinessHours()
ANSWER_AT_ONCE = TimeRule("answer", ClockKind.INSTANT)
FEEDBACK = TimeRule("feedback", ClockKind.HOURS, 24)
THREE_DAYS = TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED)
VISIT = TimeRule("follow_up", ClockKind.FOLLOW_UP, 30)
SEASON = TimeRule("handling", ClockKind.PERIOD)
PLAN_2027 = {"year": 2027, "off": ["2027-01-01/2027-01-03"], "worked": [], "source": "x"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CST)


def ends(rule: TimeRule, start: str, mode: H24Mode = H24Mode.NATURAL) -> str:
    found = due(rule, at(start), CALENDAR, HOURS, mode).at
    return found.strftime("%Y-%m-%d %H:%M") if found else ""


@each(
    ("received", "expected"),
    [
        ("2026-02-13 10:00", ["2026-02-14", "2026-02-25", "2026-02-27"]),
        ("2026-02-27 10:00", ["2026-02-28", "2026-03-03", "2026-03-05"]),
        ("2026-04-30 10:00", ["2026-05-06", "2026-05-08", "2026-05-11"]),
        ("2026-05-08 10:00", ["2026-05-09", "2026-05-12", "2026-05-14"]),
        ("2026-09-24 10:00", ["2026-09-28", "2026-09-30", "2026-10-09"]),
        ("2026-09-30 10:00", ["2026-10-08", "2026-10-10", "2026-10-13"]),
        ("2026-11-20 10:00", ["2026-11-23", "2026-11-25", "2026-11-27"]),
        ("2026-11-20 17:31", ["2026-11-23", "2026-11-25", "2026-11-27"]),
        ("2026-11-20 23:59", ["2026-11-23", "2026-11-25", "2026-11-27"]),
        ("2026-11-21 00:00", ["2026-11-23", "2026-11-25", "2026-11-27"]),
        ("2026-11-21 09:00", ["2026-11-23", "2026-11-25", "2026-11-27"]),
        ("2026-11-22 22:00", ["2026-11-23", "2026-11-25", "2026-11-27"]),
    ],
)
def test_working_days_end_with_the_afternoon(received: str, expected: list[str]) -> None:
    found = [ends(TimeRule("handling", ClockKind.WORKDAYS, n), received) for n in (1, 3, 5)]
    assert found == [f"{day} 17:30" for day in expected]


def test_the_day_is_the_day_here_whatever_offset_the_moment_carries() -> None:
    late_in_london = datetime.fromisoformat("2026-11-19T16:30:00+00:00")
    assert due(THREE_DAYS, late_in_london, CALENDAR, HOURS).at == at("2026-11-25 17:30")


def test_working_days_carry_their_strip() -> None:
    found = due(THREE_DAYS, at("2026-11-20 17:31"), CALENDAR, HOURS)
    assert [mark.kind for mark in found.days] == [
        DayKind.START,
        DayKind.OFF,
        DayKind.OFF,
        DayKind.COUNTED,
        DayKind.COUNTED,
        DayKind.DUE,
    ]


def test_a_pause_moves_the_end_by_whole_working_days() -> None:
    assert due(THREE_DAYS, at("2026-11-20 10:00"), CALENDAR, HOURS, paused=2).at == at("2026-11-27 17:30")


def test_a_year_without_a_plan_is_assumed_and_certain_when_the_plan_comes() -> None:
    before = due(THREE_DAYS, at("2026-12-30 10:00"), CALENDAR, HOURS)
    assert (before.at, before.assumed) == (at("2027-01-04 17:30"), True)
    complete = read_calendar([PLAN_2026, PLAN_2027])
    again = recomputed(before, THREE_DAYS, at("2026-12-30 10:00"), complete, HOURS)
    assert (again.after.at, again.after.assumed) == (at("2027-01-05 17:30"), False)
    assert again.moved
    assert again.changed


def test_a_plan_that_moves_nothing_still_makes_it_certain() -> None:
    start = at("2027-06-01 10:00")
    before = due(THREE_DAYS, start, CALENDAR, HOURS)
    again = recomputed(before, THREE_DAYS, start, read_calendar([PLAN_2026, PLAN_2027]), HOURS)
    assert not again.moved
    assert again.changed


def test_nothing_changes_for_a_year_that_was_known() -> None:
    start = at("2026-11-20 10:00")
    before = due(THREE_DAYS, start, CALENDAR, HOURS)
    assert not recomputed(before, THREE_DAYS, start, read_calendar([PLAN_2026, PLAN_2027]), HOURS).changed


@each(
    ("start", "mode", "expected"),
    [
        ("2026-11-18 10:05", H24Mode.NATURAL, "2026-11-19 10:05"),
        ("2026-11-20 16:00", H24Mode.NATURAL, "2026-11-21 16:00"),
        ("2026-11-18 10:05", H24Mode.ROLL, "2026-11-19 10:05"),
        ("2026-11-20 16:00", H24Mode.ROLL, "2026-11-23 09:30"),
        ("2026-11-18 13:00", H24Mode.ROLL, "2026-11-19 15:30"),
        ("2026-11-18 08:30", H24Mode.ROLL, "2026-11-19 08:30"),
        ("2026-11-18 17:30", H24Mode.ROLL, "2026-11-19 17:30"),
        ("2026-11-18 20:00", H24Mode.ROLL, "2026-11-20 09:30"),
        ("2026-09-24 09:00", H24Mode.ROLL, "2026-09-28 09:30"),
        # 6.5 hours a day: three whole days and 4.5 hours more.
        ("2026-11-16 08:30", H24Mode.BUSINESS_HOURS, "2026-11-19 15:30"),
        ("2026-11-20 16:00", H24Mode.BUSINESS_HOURS, "2026-11-26 11:30"),
        ("2026-11-21 16:00", H24Mode.BUSINESS_HOURS, "2026-11-26 15:30"),
        ("2026-11-20 13:00", H24Mode.BUSINESS_HOURS, "2026-11-26 10:00"),
    ],
)
def test_24_hours_run_as_the_city_chooses(start: str, mode: H24Mode, expected: str) -> None:
    assert ends(FEEDBACK, start, mode) == expected


def test_24_hours_over_the_weekend_warn() -> None:
    friday = due(FEEDBACK, at("2026-11-20 16:00"), CALENDAR, HOURS)
    assert falls_outside_hours(friday, CALENDAR, HOURS)
    assert not falls_outside_hours(due(FEEDBACK, at("2026-11-18 16:00"), CALENDAR, HOURS), CALENDAR, HOURS)
    assert friday.days == (
        DayMark(date(2026, 11, 20), DayKind.START, 0),
        DayMark(date(2026, 11, 21), DayKind.DUE, 0),
    )


def test_hours_within_a_day_have_a_strip_of_one() -> None:
    two = due(TimeRule("response", ClockKind.HOURS, 2), at("2026-11-20 09:00"), CALENDAR, HOURS)
    assert two.days == (DayMark(date(2026, 11, 20), DayKind.START, 0),)


def test_natural_hours_need_no_plan_but_the_other_modes_do() -> None:
    start = at("2026-12-31 16:00")
    assumed = {mode: due(FEEDBACK, start, CALENDAR, HOURS, mode).assumed for mode in H24Mode}
    assert assumed == {H24Mode.NATURAL: False, H24Mode.ROLL: True, H24Mode.BUSINESS_HOURS: True}


@each(
    ("start", "expected"),
    [
        ("2026-11-20 10:00", "2026-11-20 17:30"),
        ("2026-11-20 17:30", "2026-11-20 17:30"),
        ("2026-11-20 18:10", "2026-11-20 23:59"),
        ("2026-11-21 10:00", "2026-11-21 23:59"),
    ],
)
def test_at_once_means_the_same_day(start: str, expected: str) -> None:
    assert ends(ANSWER_AT_ONCE, start) == expected


def test_a_visit_on_a_day_off_moves_to_the_next_working_day() -> None:
    assert follow_up_day(date(2026, 9, 1), 30, CALENDAR) == date(2026, 10, 8)
    assert follow_up_day(date(2026, 9, 14), 30, CALENDAR) == date(2026, 10, 14)
    assert ends(VISIT, "2026-09-01 10:00") == "2026-10-08 17:30"


def test_a_visit_in_a_year_without_a_plan_is_assumed() -> None:
    assert due(VISIT, at("2026-12-20 10:00"), CALENDAR, HOURS).assumed
    assert not due(VISIT, at("2026-09-01 10:00"), CALENDAR, HOURS).assumed


def test_an_application_season_has_no_computed_end() -> None:
    assert due(SEASON, at("2026-11-20 10:00"), CALENDAR, HOURS) == Due("handling", ClockKind.PERIOD, None)


def test_acceptance_starts_only_its_own_clocks() -> None:
    clocks = (FEEDBACK, THREE_DAYS)
    start = at("2026-11-20 10:00")
    assert [one.rule for one in dues(clocks, ClockStart.REGISTERED, start, CALENDAR, HOURS)] == ["feedback"]
    assert [one.rule for one in dues(clocks, ClockStart.ACCEPTED, start, CALENDAR, HOURS)] == ["handling"]


class TestTheStricterOfSeveral:
    START = at("2026-11-20 10:00")

    def test_the_earlier_limit_leads(self) -> None:
        found = main_due([THREE_DAYS, FEEDBACK, SEASON], self.START, CALENDAR, HOURS)
        assert found is not None
        assert found.rule == "feedback"

    def test_a_visit_leads_only_where_there_is_no_limit(self) -> None:
        soon = TimeRule("follow_up", ClockKind.FOLLOW_UP, 1)
        limited = main_due([soon, THREE_DAYS], self.START, CALENDAR, HOURS)
        tracked = main_due([soon, SEASON], self.START, CALENDAR, HOURS)
        assert limited is not None
        assert tracked is not None
        assert (limited.rule, tracked.rule) == ("handling", "follow_up")

    def test_without_any_date_there_is_none(self) -> None:
        assert main_due([SEASON], self.START, CALENDAR, HOURS) is None
        assert main_due([], self.START, CALENDAR, HOURS) is None

    def test_of_two_equal_ones_the_first_named_leads(self) -> None:
        same = self.START + timedelta(days=1)
        first, second = Due("a", ClockKind.HOURS, same), Due("b", ClockKind.HOURS, same)
        assert stricter([first, second]) is first


def test_the_hours_of_the_season_decide_when_the_day_ends() -> None:
    plain = BusinessHours(spans=((at("2026-01-01 09:00").time(), at("2026-01-01 16:00").time()),))
    assert due(THREE_DAYS, at("2026-11-20 10:00"), CALENDAR, plain).at == at("2026-11-25 16:00")


@by_chance(60)
def test_no_clock_ends_before_it_starts_and_natural_is_strictest(draw: Draw) -> None:
    start = draw.moment(datetime(2025, 1, 1, tzinfo=CST), datetime(2026, 12, 1, tzinfo=CST))
    mode = draw.one_of(tuple(H24Mode))
    natural = due(FEEDBACK, start, CALENDAR, HOURS).at
    chosen = due(FEEDBACK, start, CALENDAR, HOURS, mode).at
    assert natural is not None
    assert chosen is not None
    assert start < natural <= chosen
    if mode is not H24Mode.NATURAL:
        assert not falls_outside_hours(Due("x", ClockKind.HOURS, chosen), CALENDAR, HOURS)


def test_the_next_opening_may_be_this_very_moment() -> None:
    assert opening_after(at("2026-11-20 14:30"), CALENDAR, HOURS) == at("2026-11-20 14:30")
    assert opening_after(at("2026-11-20 14:31"), CALENDAR, HOURS) == at("2026-11-23 08:30")


def test_a_calendar_without_opening_days_is_an_error_and_no_endless_search() -> None:
    closed = HolidayCalendar()
    with pytest.raises(ValueError, match="never opens"):
        due(FEEDBACK, at("2026-11-20 10:00"), closed, BusinessHours(spans=()), H24Mode.BUSINESS_HOURS)
