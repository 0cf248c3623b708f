"""A short run of what `dev.py soak` plays for hours: chance, three counters, a city that goes wrong."""

import logging
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from outlet_app.models.outbox import Outbox
from outlet_app.sync.inbound import Inbound
from tests.faults.soak import main, play
from tests.faults.treaty_machine import Treaty


def test_row_32_whatever_chance_does_to_counters_and_city_the_invariants_hold() -> None:
    play(8, 14, with_seed=20261126)


def a_quiet_day() -> Treaty:
    day = Treaty()
    day.take_on()
    day.register(0, [])
    day.sync(0)
    day.register(0, [])
    return day


def deaf(self: Inbound, client: object, limit: int) -> Iterator[int]:
    return iter(())


def mute(self: Outbox, max_ops: int, max_bytes: int) -> tuple[()]:
    return ()


@pytest.mark.parametrize(("room", "name", "broken"), [(Inbound, "catch_up", deaf), (Outbox, "batch", mute)])
def test_a_counter_that_does_not_listen_or_send_is_found_out(room: type, name: str, broken: object) -> None:
    a_quiet_day().teardown()
    day = a_quiet_day()
    with patch.object(room, name, broken), pytest.raises(AssertionError):
        day.teardown()


def test_the_long_run_prints_its_seeds_and_counts_its_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--examples", "2", "--steps", "3", "--seed", "7", "--no-places"]) == 0
    logging.disable(logging.NOTSET)
    first, last = capsys.readouterr().out.splitlines()
    assert first.split()[:2] == ["0", "days"]
    assert first.endswith("next seed 7")
    assert last.split()[:2] == ["2", "days"]
    assert last.endswith("every invariant held")
