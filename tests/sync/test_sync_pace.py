"""How long the loop waits and how much it sends at once."""

from random import Random

import pytest

from outlet_app.sync.backoff import BASE_S, CAP_S, Backoff, BatchSize


class Loud(Random):
    """Always draws the longest wait."""

    def uniform(self, a: float, b: float) -> float:
        del a
        return b


def test_each_failure_in_a_row_may_wait_twice_as_long_up_to_five_minutes() -> None:
    pace = Backoff(Loud())
    assert [pace.failed() for _ in range(10)] == [2, 4, 8, 16, 32, 64, 128, 256, CAP_S, CAP_S]


def test_waits_are_drawn_from_the_whole_span() -> None:
    waits = []
    for seed in range(400):
        pace = Backoff(Random(seed))
        pace.failed()
        waits.append(pace.failed())
    assert min(waits) < 0.2
    assert max(waits) > 3.8
    assert 1.7 < sum(waits) / len(waits) < 2.3


def test_success_begins_anew() -> None:
    pace = Backoff(Loud())
    for _ in range(5):
        pace.failed()
    pace.succeeded()
    assert pace.failed() == BASE_S


def test_the_citys_own_wait_is_kept_to() -> None:
    assert Backoff(Random(1)).failed(at_least_s=30) >= 30


def test_a_month_offline_does_not_overflow() -> None:
    pace = Backoff(Loud())
    assert {pace.failed() for _ in range(9_000)} <= {2.0, 4, 8, 16, 32, 64, 128, 256, CAP_S}


def test_a_batch_is_halved_to_one_and_grows_back() -> None:
    size = BatchSize(200, 1_000)
    sizes = []
    for _ in range(9):
        size.halve()
        sizes.append(size.ops)
    assert sizes == [100, 50, 25, 12, 6, 3, 1, 1, 1]
    for _ in range(20):
        size.grow()
    assert (size.ops, size.bytes) == (200, 1_000)


@pytest.mark.parametrize("most", [1, 7, 200])
def test_one_at_a_time_is_one_whatever_the_limit(most: int) -> None:
    size = BatchSize(most, 500)
    size.one()
    assert size.ops == 1
    assert size.bytes >= 1


def test_the_citys_limits_are_taken_over() -> None:
    size = BatchSize()
    size.limit(40, 9_000)
    assert (size.ops, size.bytes) == (40, 9_000)
    size.halve()
    assert (size.ops, size.bytes) == (20, 4_500)
