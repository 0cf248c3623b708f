"""A quarter of bad reviews in figures; no review is no rate, and raw counts stand beside the valid ones."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import Fact
from outlet_app.domain.rectification.quarters import Figures, Quarter, Share, figures
from outlet_app.domain.rectification.rules import fold
from outlet_app.domain.rectification.task import Task
from tests.domain.holiday_plans import CALENDAR
from tests.domain.tables import each
from tests.support import tasks as t
from tests.support.builders import MORNING

FOURTH = Quarter(2026, 4)
LATER = datetime(2026, 12, 31, 18, tzinfo=CST)


def lived(*facts: Fact, days: float = 0) -> Task:
    """A task of these facts; the mending and what follows so many days later."""
    placed = []
    for place, fact in enumerate(facts):
        later = days * 1_440 if fact in (t.MENDED, t.CONTENT, t.NOT_CONTENT, t.NOT_REACHED, t.CLOSED) else 0
        placed.append(t.told(fact, minutes=place + later))
    return fold(placed)


OPEN, CLOSED = lived(*t.LIVES["verified"]), lived(*t.LIVES["closed"], days=3)
EXCLUDED = lived(*t.LIVES["excluded"])
LATE = lived(*t.LIVES["mended"], days=20)
UNCALLED = lived(t.opened(calls=False), *t.LIVES["mended"][1:], t.CLOSED)
NOT_CONTENT = replace(lived(*t.LIVES["mended"], t.CONTENT), call=t.NOT_CONTENT)


def counted(*tasks: Task, now: datetime = LATER) -> Figures:
    return figures(tasks, FOURTH, now, CALENDAR)


def test_nothing_arrived_is_no_rate_at_all() -> None:
    told = counted()
    assert (told.raw, told.valid, told.days) == (0, 0, None)
    for share in (told.closed, told.in_time, told.called, told.content):
        assert share.rate is None


def test_raw_counts_stand_beside_the_valid_ones() -> None:
    told = counted(OPEN, CLOSED, EXCLUDED)
    assert (told.raw, told.excluded, told.valid) == (3, 1, 2)


@each(("now", "whole"), [(MORNING + timedelta(days=1), 1), (LATER, 2)])
def test_closed_are_held_against_those_due(now: datetime, whole: int) -> None:
    """差评整改率: what may still be mended in time is no failure yet."""
    assert counted(OPEN, CLOSED, now=now).closed == Share(1, whole)


def test_in_time_counts_the_mended_only() -> None:
    assert counted(OPEN, CLOSED, LATE).in_time == Share(1, 2)


def test_called_back_counts_those_who_may_be_called() -> None:
    waiting = lived(*t.LIVES["mended"])
    assert counted(CLOSED, waiting, UNCALLED).called == Share(1, 2)


def test_content_counts_those_who_answered() -> None:
    silent = lived(*t.LIVES["mended"], t.NOT_REACHED)
    told = counted(CLOSED, silent, NOT_CONTENT)
    assert told.content == Share(1, 2)
    assert told.content.rate == 0.5
    assert told.called == Share(3, 3)


def test_the_average_counts_working_days() -> None:
    # Friday morning to Monday (three calendar days) is one working day, to three weeks later fourteen.
    assert counted(CLOSED).days == 1
    assert (
        counted(CLOSED, LATE).days
        == (1 + CALENDAR.workdays_between(MORNING.date(), (MORNING + timedelta(20)).date())) / 2
    )
    assert counted(OPEN).days is None


def test_an_excluded_review_is_in_no_rate() -> None:
    assert counted(EXCLUDED).closed == Share()
    assert counted(EXCLUDED).raw == 1


@each(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 9, 30), Quarter(2026, 3)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: Quarter) -> None:
    assert Quarter.of(day) == quarter
    assert quarter.first <= day <= quarter.last


def test_a_task_counts_in_the_quarter_it_arrived_in() -> None:
    assert figures([CLOSED], Quarter(2026, 3), LATER, CALENDAR).raw == 0
    assert figures([CLOSED], Quarter(2027, 1), LATER, CALENDAR).raw == 0


def test_quarters_follow_one_another() -> None:
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2027, 1).before == Quarter(2026, 4)
    assert Quarter(2026, 2).next.before == Quarter(2026, 2)
    assert (Quarter(2024, 1).first, Quarter(2024, 1).last) == (date(2024, 1, 1), date(2024, 3, 31))
    assert Quarter(2026, 4) < Quarter(2027, 1)


def test_a_quarter_is_published_within_ten_working_days() -> None:
    assert Quarter(2026, 3).published_by(CALENDAR) == date(2026, 10, 20)
