"""Hour clocks run a second way, half hour by half hour, and every time word of the list at its edges."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta

import pytest
from holiday_plans import CALENDAR

from outlet_app.domain.calendar import CST, BusinessHours, DayKind, HolidayCalendar
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
from outlet_app.domain.opening import open_spans, opening_after, outside_hours, spend_hours
from outlet_app.domain.urgency import Urgency, overdue_workdays, urgency
from tests.domain.tables import each

HOURS = BusinessHours()
TICK = timedelta(minutes=30)
OPEN_TICKS = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)]
MORNING = OPEN_TICKS[OPEN_TICKS.index("08:30") : OPEN_TICKS.index("12:00")]
AFTERNOON = OPEN_TICKS[OPEN_TICKS.index("14:30") : OPEN_TICKS.index("17:30")]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CST)


def hours(n: int) -> TimeRule:
    return TimeRule("feedback", ClockKind.HOURS, n)


# Every half hour that is worked in 2026, one after the other.
WORKED = [
    at(f"{day} {clock}")
    for day in (date(2026, 1, 1) + timedelta(days=step) for step in range(365))
    if CALENDAR.is_workday(day)
    for clock in (*MORNING, *AFTERNOON)
]


def spent(start: datetime, ticks: int) -> datetime:
    """The moment after so many worked half hours, the first being the one that begins here or next."""
    return WORKED[bisect_left(WORKED, start) + ticks - 1] + TICK


def test_a_day_has_six_and_a_half_hours() -> None:
    assert (len(MORNING), len(AFTERNOON)) == (7, 6)


@each("day", ["2026-11-18", "2026-11-20", "2026-11-21", "2026-09-24", "2026-09-30", "2026-02-13"])
@each("length", [1, 2, 7, 13, 24, 48])
def test_business_hours_are_spent_tick_by_tick_from_any_half_hour(day: str, length: int) -> None:
    for clock in ("00:00", "08:00", "08:30", "11:30", "12:00", "13:30", "14:30", "17:00", "17:30", "23:30"):
        start = at(f"{day} {clock}")
        found = due(hours(length), start, CALENDAR, HOURS, H24Mode.BUSINESS_HOURS).at
        assert found == spent(start, 2 * length), clock


@each("day", ["2026-11-18", "2026-11-20", "2026-11-21", "2026-09-24", "2026-10-01"])
def test_the_counter_is_open_on_its_half_hours_and_shut_on_the_others(day: str) -> None:
    for clock in OPEN_TICKS:
        moment = at(f"{day} {clock}") + timedelta(minutes=1)
        inside = clock in (*MORNING, *AFTERNOON) and CALENDAR.is_workday(moment.date())
        assert outside_hours(moment, CALENDAR, HOURS) is not inside, clock


@each(
    ("clock", "shut"),
    [
        ("08:29", True),
        ("08:30", False),
        ("12:00", False),
        ("12:01", True),
        ("14:29", True),
        ("14:30", False),
        ("17:30", False),
        ("17:31", True),
        ("00:00", True),
        ("23:59", True),
    ],
)
def test_both_ends_of_a_span_are_open(clock: str, shut: bool) -> None:
    assert outside_hours(at(f"2026-11-20 {clock}"), CALENDAR, HOURS) is shut
    assert outside_hours(at(f"2026-11-21 {clock}"), CALENDAR, HOURS)
    assert outside_hours(at(f"2026-11-20 {clock}").astimezone(UTC), CALENDAR, HOURS) is shut


@each(
    ("moment", "opens"),
    [
        ("2026-11-20 00:00", "2026-11-20 08:30"),
        ("2026-11-20 08:30", "2026-11-20 08:30"),
        ("2026-11-20 08:31", "2026-11-20 14:30"),
        ("2026-11-20 12:00", "2026-11-20 14:30"),
        ("2026-11-20 17:30", "2026-11-23 08:30"),
        ("2026-11-21 10:00", "2026-11-23 08:30"),
        ("2026-09-30 18:00", "2026-10-08 08:30"),
        ("2026-10-09 18:00", "2026-10-10 08:30"),
        ("2026-02-14 18:00", "2026-02-24 08:30"),
    ],
)
def test_when_the_counter_opens_next(moment: str, opens: str) -> None:
    assert opening_after(at(moment), CALENDAR, HOURS) == at(opens)


# Registered; the end in natural hours, with the roll, and in business hours (domain.md §11.4).
RUNS = [
    ("2026-11-16 08:30", "2026-11-17 08:30", "2026-11-17 08:30", "2026-11-19 15:30"),
    ("2026-11-18 10:05", "2026-11-19 10:05", "2026-11-19 10:05", "2026-11-23 17:05"),
    ("2026-11-18 12:00", "2026-11-19 12:00", "2026-11-19 12:00", "2026-11-24 10:00"),
    ("2026-11-18 12:01", "2026-11-19 12:01", "2026-11-19 15:30", "2026-11-24 10:00"),
    ("2026-11-18 14:29", "2026-11-19 14:29", "2026-11-19 15:30", "2026-11-24 10:00"),
    ("2026-11-18 17:31", "2026-11-19 17:31", "2026-11-20 09:30", "2026-11-24 15:30"),
    ("2026-11-19 17:30", "2026-11-20 17:30", "2026-11-20 17:30", "2026-11-25 15:30"),
    ("2026-11-19 23:59", "2026-11-20 23:59", "2026-11-23 09:30", "2026-11-25 15:30"),
    ("2026-11-20 16:00", "2026-11-21 16:00", "2026-11-23 09:30", "2026-11-26 11:30"),
    ("2026-11-22 09:00", "2026-11-23 09:00", "2026-11-23 09:00", "2026-11-26 15:30"),
    ("2026-09-30 16:00", "2026-10-01 16:00", "2026-10-08 09:30", "2026-10-12 11:30"),
    ("2026-10-09 16:00", "2026-10-10 16:00", "2026-10-10 16:00", "2026-10-14 11:30"),
    ("2026-02-13 09:00", "2026-02-14 09:00", "2026-02-14 09:00", "2026-02-25 16:00"),
]


@each(("start", "natural", "roll", "business"), RUNS)
def test_24_hours_by_each_rule_the_city_may_choose(
    start: str, natural: str, roll: str, business: str
) -> None:
    wanted = {H24Mode.NATURAL: natural, H24Mode.ROLL: roll, H24Mode.BUSINESS_HOURS: business}
    found = {mode: due(hours(24), at(start), CALENDAR, HOURS, mode).at for mode in H24Mode}
    assert found == {mode: at(end) for mode, end in wanted.items()}


@each(
    ("start", "length", "kinds", "indexes"),
    [
        ("2026-11-20 09:00", 2, "S", [0]),
        ("2026-11-18 09:00", 24, "SD", [0, 1]),
        ("2026-11-20 16:00", 24, "SD", [0, 0]),
        ("2026-11-20 16:00", 48, "SOD", [0, 0, 0]),
        ("2026-11-20 16:00", 72, "SOOD", [0, 0, 0, 1]),
        ("2026-11-17 16:00", 72, "SCCD", [0, 1, 2, 3]),
        ("2026-11-20 23:30", 1, "SD", [0, 0]),
    ],
)
def test_an_hour_clock_shows_the_days_it_runs_over(
    start: str, length: int, kinds: str, indexes: list[int]
) -> None:
    marks = due(hours(length), at(start), CALENDAR, HOURS).days
    letters = {DayKind.START: "S", DayKind.COUNTED: "C", DayKind.OFF: "O", DayKind.DUE: "D"}
    assert "".join(letters[mark.kind] for mark in marks) == kinds
    assert [mark.index for mark in marks] == indexes
    assert marks[0].day == at(start).date()


@each(
    ("start", "mode", "assumed"),
    [
        ("2026-12-31 16:00", H24Mode.NATURAL, False),
        ("2026-12-31 16:00", H24Mode.ROLL, True),
        ("2026-12-31 08:30", H24Mode.BUSINESS_HOURS, True),
        ("2026-12-30 09:00", H24Mode.ROLL, False),
        ("2026-12-25 09:00", H24Mode.BUSINESS_HOURS, False),
        ("2027-03-01 09:00", H24Mode.ROLL, True),
        ("2027-03-01 09:00", H24Mode.NATURAL, False),
        ("2024-12-31 09:00", H24Mode.ROLL, True),
    ],
)
def test_hours_that_lean_on_a_plan_nobody_has_say_so(start: str, mode: H24Mode, assumed: bool) -> None:
    assert due(hours(24), at(start), CALENDAR, HOURS, mode).assumed is assumed


@each(
    ("start", "end"),
    [
        ("2026-11-20 00:00", "2026-11-20 17:30"),
        ("2026-11-20 17:29", "2026-11-20 17:30"),
        ("2026-11-20 17:31", "2026-11-20 23:59"),
        ("2026-10-10 09:00", "2026-10-10 17:30"),
        ("2026-10-01 09:00", "2026-10-01 23:59"),
        ("2026-11-22 23:59", "2026-11-22 23:59"),
    ],
)
def test_at_once_ends_with_the_visits_own_day(start: str, end: str) -> None:
    found = due(TimeRule("answer", ClockKind.INSTANT), at(start), CALENDAR, HOURS)
    assert (found.at, found.assumed, found.days) == (at(end), False, ())


@each(
    ("start", "days", "visit", "assumed"),
    [
        ("2026-11-02", 1, "2026-11-03", False),
        ("2026-11-20", 1, "2026-11-23", False),
        ("2026-11-20", 2, "2026-11-23", False),
        ("2026-11-20", 3, "2026-11-23", False),
        ("2026-09-01", 30, "2026-10-08", False),
        ("2026-09-10", 30, "2026-10-10", False),
        ("2026-09-11", 30, "2026-10-12", False),
        ("2026-01-15", 30, "2026-02-14", False),
        ("2026-01-16", 30, "2026-02-24", False),
        ("2026-12-01", 30, "2026-12-31", False),
        ("2026-12-02", 30, "2027-01-01", True),
        ("2026-12-03", 30, "2027-01-04", True),
        ("2026-11-20", 0, "2026-11-20", False),
    ],
)
def test_a_visit_is_so_many_days_later_or_the_working_day_after(
    start: str, days: int, visit: str, assumed: bool
) -> None:
    day = date.fromisoformat(start)
    assert follow_up_day(day, days, CALENDAR).isoformat() == visit
    rule = TimeRule("follow_up", ClockKind.FOLLOW_UP, days)
    found = due(rule, datetime.combine(day, time(9), CST), CALENDAR, HOURS)
    assert (found.at, found.assumed) == (at(f"{visit} 17:30"), assumed)


@each("start", ["2026-11-20 10:00", "2026-10-01 00:00", "2027-01-01 12:00"])
def test_a_season_without_a_day_is_never_due(start: str) -> None:
    found = due(TimeRule("handling", ClockKind.PERIOD, 99), at(start), CALENDAR, HOURS)
    assert found == Due("handling", ClockKind.PERIOD, None)
    assert not falls_outside_hours(found, CALENDAR, HOURS)
    assert urgency(found.at, at(start), CALENDAR) is Urgency.NONE


@each("paused", [0, 1, 2, 5, 15])
@each("n", [1, 3, 5])
def test_paused_working_days_are_given_back_whole(paused: int, n: int) -> None:
    start = at("2026-09-24 10:00")
    rule = TimeRule("handling", ClockKind.WORKDAYS, n)
    longer = TimeRule("handling", ClockKind.WORKDAYS, n + paused)
    found = due(rule, start, CALENDAR, HOURS, paused=paused)
    assert found == due(longer, start, CALENDAR, HOURS)
    again = recomputed(found, rule, start, CALENDAR, HOURS, paused=paused)
    assert not again.changed


@each(
    ("before", "after", "moved", "changed"),
    [
        (("2026-11-25 17:30", False), ("2026-11-25 17:30", False), False, False),
        (("2026-11-25 17:30", True), ("2026-11-25 17:30", False), False, True),
        (("2026-11-25 17:30", True), ("2026-11-26 17:30", False), True, True),
        (("2026-11-25 17:30", False), ("2026-11-26 17:30", False), True, True),
        (("2026-11-25 17:30", False), ("2026-11-25 17:30", True), False, True),
    ],
)
def test_what_a_new_plan_did_to_a_day(
    before: tuple[str, bool], after: tuple[str, bool], moved: bool, changed: bool
) -> None:
    old = Due("x", ClockKind.WORKDAYS, at(before[0]), before[1])
    rule = TimeRule("x", ClockKind.WORKDAYS, 3)
    told = recomputed(old, rule, at("2026-11-20 10:00"), CALENDAR, HOURS)
    told = type(told)(old, Due("x", ClockKind.WORKDAYS, at(after[0]), after[1]))
    assert (told.moved, told.changed) == (moved, changed)


CLOCKS = (
    TimeRule("response", ClockKind.INSTANT),
    TimeRule("feedback", ClockKind.HOURS, 24),
    TimeRule("answer", ClockKind.WORKDAYS, 3),
    TimeRule("handling", ClockKind.WORKDAYS, 5, ClockStart.ACCEPTED),
    TimeRule("follow_up", ClockKind.FOLLOW_UP, 1, ClockStart.ACCEPTED),
    TimeRule("season", ClockKind.PERIOD, 0, ClockStart.ACCEPTED),
)


@each(
    ("started", "rules"),
    [
        (ClockStart.REGISTERED, ["response", "feedback", "answer"]),
        (ClockStart.ACCEPTED, ["handling", "follow_up", "season"]),
    ],
)
def test_each_moment_starts_its_own_clocks_in_the_lists_order(started: ClockStart, rules: list[str]) -> None:
    found = dues(CLOCKS, started, at("2026-11-20 10:00"), CALENDAR, HOURS)
    assert [one.rule for one in found] == rules
    assert list(found) == [
        due(r, at("2026-11-20 10:00"), CALENDAR, HOURS) for r in CLOCKS if r.start is started
    ]


@each(
    ("codes", "leads"),
    [
        ("response feedback answer handling", "response"),
        ("feedback answer", "feedback"),
        ("answer handling", "answer"),
        ("handling follow_up", "handling"),
        ("follow_up season", "follow_up"),
        ("follow_up feedback", "feedback"),
        ("season", None),
        ("", None),
    ],
)
def test_the_limit_that_comes_first_leads(codes: str, leads: str | None) -> None:
    clocks = [rule for rule in CLOCKS if rule.code in codes.split()]
    found = main_due(clocks, at("2026-11-18 10:00"), CALENDAR, HOURS)
    assert (found.rule if found else None) == leads
    backwards = main_due(clocks[::-1], at("2026-11-18 10:00"), CALENDAR, HOURS)
    assert (backwards.rule if backwards else None) == leads


@each(
    ("ends", "leads"),
    [
        (["2026-11-25", "2026-11-24"], 1),
        (["2026-11-24", "2026-11-25"], 0),
        (["2026-11-24", "2026-11-24"], 0),
        (["", "2026-11-24"], 1),
        (["2026-11-26", "", "2026-11-25", "2026-11-25"], 2),
        (["", ""], None),
        ([], None),
    ],
)
def test_the_earliest_of_several_ends(ends: list[str], leads: int | None) -> None:
    told = [
        Due(str(n), ClockKind.WORKDAYS, at(f"{end} 17:30") if end else None) for n, end in enumerate(ends)
    ]
    found = stricter(told)
    assert found is (None if leads is None else told[leads])


def test_a_counter_that_never_opens_is_no_endless_search() -> None:
    shut = BusinessHours(spans=())
    assert list(open_spans(at("2026-11-20 10:00"), HolidayCalendar(), shut)) == []
    with pytest.raises(ValueError, match="never opens"):
        spend_hours(at("2026-11-20 10:00"), timedelta(hours=1), HolidayCalendar(), shut)


@each(
    ("now", "word"),
    [
        ("2026-11-13 09:00", Urgency.LATER),
        ("2026-11-18 17:30", Urgency.LATER),
        ("2026-11-19 00:00", Urgency.SOON),
        ("2026-11-19 23:59", Urgency.SOON),
        ("2026-11-20 00:00", Urgency.TODAY),
        ("2026-11-20 17:30", Urgency.TODAY),
        ("2026-11-20 17:31", Urgency.OVERDUE),
        ("2026-11-21 00:00", Urgency.OVERDUE),
        ("2027-11-20 17:30", Urgency.OVERDUE),
    ],
)
def test_the_ladder_minute_by_minute_around_a_friday(now: str, word: Urgency) -> None:
    assert urgency(at("2026-11-20 17:30"), at(now), CALENDAR) is word


@each(
    ("now", "word"),
    [
        ("2026-09-29 12:00", Urgency.LATER),
        ("2026-09-30 12:00", Urgency.SOON),
        ("2026-10-01 12:00", Urgency.SOON),
        ("2026-10-07 23:59", Urgency.SOON),
        ("2026-10-08 00:00", Urgency.TODAY),
    ],
)
def test_before_a_long_holiday_the_last_working_day_already_presses(now: str, word: Urgency) -> None:
    assert urgency(at("2026-10-08 17:30"), at(now), CALENDAR) is word


@each(
    ("gone", "word"),
    [
        (0.0, Urgency.LATER),
        (0.5, Urgency.LATER),
        (0.749, Urgency.LATER),
        (0.75, Urgency.SOON),
        (0.9, Urgency.SOON),
    ],
)
def test_three_quarters_of_a_long_period_press(gone: float, word: Urgency) -> None:
    start, end = at("2026-03-02 00:00"), at("2026-06-10 00:00")
    assert urgency(end, start + gone * (end - start), CALENDAR, start) is word


@each("offset", ["+00:00", "-05:00", "+08:00", "+14:00"])
def test_a_moment_is_the_same_in_every_offset(offset: str) -> None:
    zone = datetime.fromisoformat(f"2026-11-20T00:00:00{offset}").tzinfo
    elsewhere = at("2026-11-20 16:00").astimezone(zone)
    for rule in CLOCKS:
        for mode in H24Mode:
            here = due(rule, at("2026-11-20 16:00"), CALENDAR, HOURS, mode)
            assert due(rule, elsewhere, CALENDAR, HOURS, mode) == here
    assert urgency(elsewhere, elsewhere, CALENDAR) is Urgency.TODAY
    after_midnight = at("2026-11-20 00:10").astimezone(zone)
    assert urgency(elsewhere, after_midnight, CALENDAR) is Urgency.TODAY
    assert overdue_workdays(after_midnight, at("2026-11-23 00:10").astimezone(zone), CALENDAR) == 1
