"""Which reviews somebody should look at: moments, levels and hours; nothing else raises an alert."""

from datetime import datetime, timedelta

from outlet_app.domain.calendar import CST
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.suspicion import LEAST_ALIKE, Pattern, Seen, Suspicion, suspicions
from outlet_app.domain.service_hours import Times
from tests.domain.tables import each

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=CST)
BEST, GOOD, BAD = Level.VERY_SATISFIED, Level.SATISFIED, Level.VERY_DISSATISFIED
TIMES = Times()


def seen(seconds: float, device: str = "01", by: str = "0837", **more: object) -> Seen:
    return Seen(device, NINE + timedelta(seconds=seconds), by, **more)  # type: ignore[arg-type]


def apart(*levels: tuple[Level | None, tuple[str, ...]]) -> list[Seen]:
    """One review a minute."""
    return [seen(60 * at, level=level, tags=tags) for at, (level, tags) in enumerate(levels)]


def patterns(of: list[Seen]) -> list[tuple[Pattern, int]]:
    return [(one.pattern, one.count) for one in suspicions(of, TIMES)]


@each(
    ("seconds", "runs"),
    [
        ((), []),
        ((0,), []),
        ((0, 10), []),
        ((0, 9.999), [2]),
        ((0, 0), [2]),
        ((0, 9, 18, 27), [4]),
        ((0, 9, 60, 69), [2, 2]),
        ((0, 9, 19), [2]),
        ((0, 30, 60, 90), []),
        ((60, 0, 65), [2]),
    ],
)
def test_reviews_less_than_ten_seconds_apart_are_a_run(seconds: tuple[float, ...], runs: list[int]) -> None:
    assert patterns([seen(at) for at in seconds]) == [(Pattern.HURRIED, count) for count in runs]


def test_two_devices_do_not_hurry_each_other() -> None:
    assert patterns([seen(0, "01"), seen(3, "02"), seen(20, "01"), seen(23, "02")]) == []


SAME, OTHER = ("517",), ("510",)
N = LEAST_ALIKE


@each(
    ("levels", "alike"),
    [
        ([(BEST, SAME)] * N, N),
        ([(BEST, ())] * N, N),
        ([(BEST, SAME)] * (N - 1), None),
        ([(BEST, SAME)] * (N - 1) + [(GOOD, ())], None),
        ([(BEST, SAME)] * (2 * N - 1) + [(BAD, ())], 2 * N - 1),
        ([(BEST, SAME)] * (N - 1) + [(BEST, OTHER)], None),
        ([(BEST, ("517", "510"))] * N, N),
        ([(BEST, ("517", "510")), (BEST, ("510", "517"))] * N, 2 * N),
        ([(GOOD, SAME)] * N, None),
        ([(BAD, SAME)] * N, None),
        ([(None, ())] * (2 * N), None),
    ],
)
def test_all_alike_and_all_best_is_told_from_twenty_on(
    levels: list[tuple[Level | None, tuple[str, ...]]], alike: int | None
) -> None:
    expected = [] if alike is None else [(Pattern.UNIFORM, alike)]
    assert patterns(apart(*levels)) == expected


@each(
    ("at", "odd"),
    [
        (datetime(2026, 11, 20, 8, 29, 59, tzinfo=CST), True),
        (datetime(2026, 11, 20, 8, 30, tzinfo=CST), False),
        (datetime(2026, 11, 20, 12, 30, tzinfo=CST), True),
        (datetime(2026, 11, 20, 17, 30, tzinfo=CST), False),
        (datetime(2026, 11, 20, 23, 0, tzinfo=CST), True),
        (datetime(2026, 11, 21, 10, 0, tzinfo=CST), True),
        (datetime.fromisoformat("2026-11-20T01:00:00+00:00"), False),
    ],
)
def test_outside_the_hours_of_the_outlet_is_told(at: datetime, odd: bool) -> None:
    found = suspicions([Seen("01", at, "0837")], TIMES)
    assert [one.pattern for one in found] == [Pattern.ODD_HOURS] * odd


def test_an_alert_tells_where_when_how_many_and_about_whom() -> None:
    found = suspicions([seen(0, by="0837"), seen(4, by="0412"), seen(9, by="0837")], TIMES)
    assert found == (
        Suspicion(Pattern.HURRIED, "01", 3, NINE, NINE + timedelta(seconds=9), ("0412", "0837")),
    )


def test_several_patterns_stand_beside_each_other_in_order_of_time() -> None:
    night = NINE.replace(hour=22)
    of = [Seen("01", night, "a"), Seen("01", night + timedelta(seconds=2), "b"), Seen("02", NINE, "c")]
    assert patterns([*of, Seen("02", NINE + timedelta(seconds=1), "c")]) == [
        (Pattern.HURRIED, 2),
        (Pattern.HURRIED, 2),
        (Pattern.ODD_HOURS, 2),
    ]


def test_an_ordinary_day_raises_nothing() -> None:
    day = [seen(400 * at, ("01", "02")[at % 2], level=list(Level)[at % 5]) for at in range(24)]
    assert patterns(day) == []
