"""Pauses are counted in whole working days, across weekends, holidays and the new year."""

from datetime import date, datetime

from holiday_plans import CALENDAR

from outlet_app.domain.calendar import CST, BusinessHours
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.deadlines import due
from outlet_app.domain.dossier import Pause
from outlet_app.domain.events import DueStamp
from outlet_app.domain.pauses import put_off, waited
from tests.domain.tables import each

HOURS = BusinessHours()


def day(month: int, number: int, hour: int = 9, year: int = 2026) -> datetime:
    return datetime(year, month, number, hour, tzinfo=CST)


def pause(began: datetime, ended: datetime | None) -> Pause:
    return Pause("expert_review", began, ended, "评审委托书 3 号")


@each(
    ("began", "ended", "days"),
    [
        (day(11, 20), day(11, 20, 17), 0),
        (day(11, 20), day(11, 21), 0),
        (day(11, 20), day(11, 22, 23), 0),
        (day(11, 20, 17), day(11, 23), 1),
        (day(11, 23), day(11, 24), 1),
        (day(11, 23), day(11, 27), 4),
        (day(9, 24), day(9, 28), 1),
        (day(9, 30), day(10, 8), 1),
        (day(9, 30), day(10, 10), 3),
        (day(2, 13), day(2, 14), 1),
        (day(2, 13), day(2, 25), 3),
        (day(12, 30), day(1, 5, year=2027), 4),
    ],
)
def test_a_pause_takes_the_working_days_after_its_first(began: datetime, ended: datetime, days: int) -> None:
    assert waited([pause(began, ended)], day(12, 31), CALENDAR) == days


def test_an_open_pause_counts_up_to_now_and_all_add_up() -> None:
    pauses = [pause(day(11, 16), day(11, 18)), pause(day(11, 23), None)]
    assert waited(pauses, day(11, 25), CALENDAR) == 4
    assert waited([], day(11, 25), CALENDAR) == 0


def test_pauses_that_follow_one_another_count_like_one() -> None:
    one = waited([pause(day(11, 16), day(11, 25))], day(12, 1), CALENDAR)
    parts = [
        pause(day(11, 16), day(11, 19)),
        pause(day(11, 19, 10), day(11, 19, 15)),
        pause(day(11, 19), day(11, 25)),
    ]
    assert waited(parts, day(12, 1), CALENDAR) == one == 7


def stamp(kind: ClockKind, at: datetime | None, *, assumed: bool = False) -> DueStamp:
    return DueStamp("handling", kind, at, assumed)


@each(
    ("at", "days", "later"),
    [
        (date(2026, 11, 25), 1, date(2026, 11, 26)),
        (date(2026, 11, 25), 3, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 9, 29), 2, date(2026, 10, 8)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
    ],
)
def test_a_working_day_clock_ends_so_many_working_days_later(at: date, days: int, later: date) -> None:
    (moved,) = put_off([stamp(ClockKind.WORKDAYS, HOURS.closing(at))], days, CALENDAR, HOURS)
    assert moved.at == HOURS.closing(later)


@each("days", [1, 2, 5, 9])
def test_put_off_is_as_if_the_list_had_promised_so_many_days_more(days: int) -> None:
    rule, start = TimeRule("handling", ClockKind.WORKDAYS, 3), day(9, 24)
    before, after = due(rule, start, CALENDAR, HOURS), due(rule, start, CALENDAR, HOURS, paused=days)
    (moved,) = put_off([stamp(ClockKind.WORKDAYS, before.at)], days, CALENDAR, HOURS)
    assert moved.at == after.at


@each("kind", [ClockKind.HOURS, ClockKind.INSTANT, ClockKind.FOLLOW_UP, ClockKind.PERIOD])
def test_other_clocks_do_not_stand_still(kind: ClockKind) -> None:
    assert put_off([stamp(kind, day(11, 25))], 3, CALENDAR, HOURS) == ()


def test_without_a_working_day_or_a_moment_nothing_moves() -> None:
    assert put_off([stamp(ClockKind.WORKDAYS, day(11, 25))], 0, CALENDAR, HOURS) == ()
    assert put_off([stamp(ClockKind.WORKDAYS, None)], 3, CALENDAR, HOURS) == ()


def test_a_moved_clock_that_leaves_the_known_years_says_so() -> None:
    (moved,) = put_off([stamp(ClockKind.WORKDAYS, day(12, 30))], 5, CALENDAR, HOURS)
    assert moved.assumed
    (kept,) = put_off([stamp(ClockKind.WORKDAYS, day(11, 25), assumed=True)], 1, CALENDAR, HOURS)
    assert kept.assumed
