"""Several windows of one outlet: who has not been heard of, and how long that takes."""

from datetime import datetime, timedelta

from outlet_app.domain.calendar import CST
from outlet_app.domain.windows import STALE, Window, unheard
from tests.domain.tables import each

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=CST)
MIDNIGHT = datetime(2026, 11, 18, tzinfo=CST)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


@each(
    ("heard", "is_stale"),
    [
        (NOW, False),
        (ago(minutes=1), False),
        (NOW - STALE, False),
        (NOW - STALE - timedelta(seconds=1), True),
        (ago(hours=1), True),
        (ago(days=40), True),
        # The city's clock is ahead of this one.
        (NOW + timedelta(minutes=3), False),
    ],
)
def test_a_quarter_of_an_hour_is_still_no_silence(heard: datetime, is_stale: bool) -> None:
    assert bool(unheard([Window("02", heard)], NOW)) is is_stale


@each(
    ("heard", "is_told"),
    [
        # Yesterday's sheet: whoever was heard of after its end has told all of it.
        (MIDNIGHT - timedelta(seconds=1), True),
        (MIDNIGHT - timedelta(days=3), True),
        (MIDNIGHT, False),
        (ago(hours=2), False),
    ],
)
def test_a_past_day_lacks_only_what_was_not_told_by_its_end(heard: datetime, is_told: bool) -> None:
    assert bool(unheard([Window("02", heard)], NOW, MIDNIGHT)) is is_told


def test_an_outlet_with_one_machine_has_nothing_to_say() -> None:
    assert unheard([], NOW) == ()


def test_the_silent_ones_are_told_by_number_and_the_others_left_out() -> None:
    three = [Window("04", ago(days=2)), Window("02", ago(hours=3)), Window("03", ago(minutes=1))]
    assert [one.terminal for one in unheard(three, NOW)] == ["02", "04"]
