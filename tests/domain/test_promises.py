"""What is owed on a 容缺 case: the first day, what is overdue, and which reminder is due (domain.md §3.4)."""

from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.events import PromiseLine, ReminderStage
from outlet_app.domain.periods import supplement_workdays
from outlet_app.domain.promises import Deficit, first_due, moved, overdue, reminder, stage_on
from tests.domain.holiday_plans import CALENDAR
from tests.domain.tables import each

S = ReminderStage


def line(code: str, due: str) -> PromiseLine:
    return PromiseLine(code, f"材料{code}", date.fromisoformat(due))


A, B, C = line("A", "2026-11-25"), line("B", "2026-11-23"), line("C", "2026-11-27")


def test_nothing_owed_has_no_day() -> None:
    assert first_due(()) is None
    assert reminder((), Deficit(), date(2026, 11, 25), CALENDAR) is None


def test_the_first_day_of_several_counts() -> None:
    assert first_due((A, B, C)) == B.due


@each(
    ("today", "late"),
    [
        ("2026-11-22", ()),
        ("2026-11-23", ()),
        ("2026-11-24", (B,)),
        ("2026-11-25", (B,)),
        ("2026-11-26", (A, B)),
        ("2026-11-28", (A, B, C)),
    ],
)
def test_the_promised_day_itself_is_still_in_time(today: str, late: tuple[PromiseLine, ...]) -> None:
    assert overdue((A, B, C), date.fromisoformat(today)) == late


@each(
    ("due", "today", "stage"),
    [
        # An ordinary week: Wednesday the 25th.
        ("2026-11-25", "2026-11-20", None),
        ("2026-11-25", "2026-11-23", S.TWO_BEFORE),
        ("2026-11-25", "2026-11-24", S.ONE_BEFORE),
        ("2026-11-25", "2026-11-25", S.ON_THE_DAY),
        ("2026-11-25", "2026-11-26", S.AFTER),
        ("2026-11-25", "2026-12-25", S.AFTER),
        # Over a weekend: Monday the 23rd is one working day after Friday.
        ("2026-11-23", "2026-11-19", S.TWO_BEFORE),
        ("2026-11-23", "2026-11-20", S.ONE_BEFORE),
        ("2026-11-23", "2026-11-21", S.ONE_BEFORE),
        ("2026-11-23", "2026-11-22", S.ONE_BEFORE),
        # Over the long holiday, with the Saturday worked before it.
        ("2026-10-08", "2026-09-29", S.TWO_BEFORE),
        ("2026-10-08", "2026-09-30", S.ONE_BEFORE),
        ("2026-10-08", "2026-10-03", S.ONE_BEFORE),
        ("2026-09-28", "2026-09-23", S.TWO_BEFORE),
        ("2026-09-28", "2026-09-24", S.ONE_BEFORE),
        ("2026-10-12", "2026-10-09", S.TWO_BEFORE),
        ("2026-10-12", "2026-10-10", S.ONE_BEFORE),
    ],
)
def test_reminders_come_two_and_one_working_days_before_and_on_the_day(
    due: str, today: str, stage: ReminderStage | None
) -> None:
    assert stage_on(date.fromisoformat(due), date.fromisoformat(today), CALENDAR) is stage
    owed = (line("A", due), line("Z", "2026-12-31"))
    assert reminder(owed, Deficit(), date.fromisoformat(today), CALENDAR) is stage


def test_a_reminder_given_is_not_asked_for_again() -> None:
    given = Deficit(reminded=((A.due, S.ONE_BEFORE),))
    assert reminder((A,), given, date(2026, 11, 24), CALENDAR) is None
    assert reminder((A,), given, date(2026, 11, 25), CALENDAR) is S.ON_THE_DAY


def test_after_more_time_the_reminders_begin_anew() -> None:
    given = Deficit(reminded=((B.due, S.ONE_BEFORE),))
    assert reminder((line("B", "2026-11-25"),), given, date(2026, 11, 24), CALENDAR) is S.ONE_BEFORE


def test_across_a_new_year_without_a_plan_the_weekend_is_all_that_is_known() -> None:
    assert stage_on(date(2027, 1, 4), date(2026, 12, 31), CALENDAR) is S.TWO_BEFORE
    assert stage_on(date(2027, 1, 4), date(2027, 1, 1), CALENDAR) is S.ONE_BEFORE


def test_a_moment_moves_to_another_day_at_the_same_hour() -> None:
    closing = datetime(2026, 11, 25, 17, 30, tzinfo=CST)
    assert moved(closing, date(2026, 11, 23)) == datetime(2026, 11, 23, 17, 30, tzinfo=CST)
    in_london = datetime.fromisoformat("2026-11-25T09:30:00+00:00")
    assert moved(in_london, date(2026, 11, 23)) == datetime(2026, 11, 23, 17, 30, tzinfo=CST)


@each(("promise", "days"), [(None, 5), (3, 3), (5, 5), (10, 5), (15, 5), (30, 5), (1, 1)])
def test_the_period_is_the_least_of_five_the_items_promise_and_fifteen(
    promise: int | None, days: int
) -> None:
    clocks = (TimeRule("handling", ClockKind.WORKDAYS, promise),) if promise else ()
    assert supplement_workdays(clocks) == days


@each(("wanted", "promise", "days"), [(20, 30, 15), (10, 30, 10), (10, 3, 3)])
def test_never_more_than_fifteen_or_the_items_own_promise(wanted: int, promise: int, days: int) -> None:
    assert supplement_workdays((TimeRule("handling", ClockKind.WORKDAYS, promise),), wanted) == days
