"""A short run of what `dev.py soak` plays for hours: chance, three counters, a city that goes wrong."""

import logging
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from outlet_app.models.outbox import Outbox
from outlet_app.sync.inbound import Inbound
from tests.faults.fleet_days import LINES, Fleet, Month, outlets_of, play_month
from tests.faults.soak import main, play, play_apart
from tests.faults.treaty_machine import FACTS, Treaty


def test_row_32_whatever_chance_does_to_counters_and_city_the_invariants_hold() -> None:
    play(8, 14, with_seed=20261126)


def a_quiet_day() -> Treaty:
    day = Treaty()
    day.take_on()
    day.register(0, [])
    day.sync(0)
    day.register(0, [])
    return day


def test_what_disk_and_city_both_lost_is_asked_of_nobody_and_what_a_disk_has_is_asked_for() -> None:
    """Found by the long run (seed 158447556): the machine that said it is set back, and then the city is."""
    day = Treaty()
    day.take_on()
    day.city_is_copied()
    day.machine_is_copied(2)
    day.register(2, [])
    day.register(1, [])
    gone, kept = (day._own(day.machines[which]) for which in (2, 1))
    for which in (2, 1):
        day.sync(which)
    day.machine_is_set_back(0)
    assert day.said == gone | kept, "the city has both"
    day.city_is_set_back()
    assert day.said == kept
    day.teardown()


def a_copy_works_beside_its_original() -> Treaty:
    """Machine 3 is a copy of machine 0 and has sent three operations under the name both go by."""
    day = Treaty()
    day.take_on()
    day.city_is_copied()
    day.machine_is_copied(0)
    day.a_copy_is_started_beside_it(0)
    day.register(3, list(FACTS[:2]))
    day.sync(3)
    return day


@pytest.mark.parametrize("first", [0, 1, 2, 3])
def test_row_13_after_a_copy_took_its_place_in_a_city_set_back_nothing_of_the_other_is_missing(
    first: int,
) -> None:
    """Found by the long run (seed 158447556): three operations were lost, and others have their places."""
    day = a_copy_works_beside_its_original()
    day.city_is_set_back()
    for _ in range(first):
        day.register(0, [])
    day.sync(0)
    assert len(day.said) == 3 + first
    day.teardown()


def test_row_13_a_copy_that_goes_on_meanwhile_brings_everything_too() -> None:
    day = a_copy_works_beside_its_original()
    day.city_is_set_back()
    for _ in range(5):
        day.register(0, [])
    day.sync(0)
    # As many as before, or more: only the receipt knows that they are not the same.
    day.register(3, [])
    day.sync(3)
    assert len(day.said) == 9
    day.teardown()


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


def test_a_turn_that_breaks_a_rule_ends_the_long_run_and_says_its_seed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with patch("tests.faults.soak.play_apart", side_effect=[0, 1]) as turns:
        assert main(["--examples", "150", "--steps", "3", "--seed", "7", "--no-places"]) == 1
    logging.disable(logging.NOTSET)
    assert [call.args[:2] for call in turns.call_args_list] == [(50, 3), (50, 3)]
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["0", "50"]
    assert lines[1].endswith(f"next seed {turns.call_args.args[2]}")


def test_a_long_run_goes_on_where_it_was_ended_with_the_seeds_it_would_have_had() -> None:
    whole = ["--examples", "170", "--seed", "7", "--no-places"]
    with patch("tests.faults.soak.play_apart", return_value=0) as turns:
        assert [main(whole), main([*whole, "--after", "100"])] == [0, 0]
    logging.disable(logging.NOTSET)
    played = [call.args for call in turns.call_args_list]
    assert [args[0] for args in played] == [50, 50, 50, 20, 50, 20]
    assert played[0][2] == 7
    assert played[4:] == played[2:4]


def test_a_turn_apart_fails_where_a_day_of_it_does() -> None:
    assert play_apart(1, -1, 5) != 0


def test_row_32_a_month_of_many_counters_ends_with_every_invariant_held() -> None:
    """Short: seven counters, two days. `dev.py soak --fleet 77` plays the whole city."""
    lines: list[str] = []
    month = play_month(7, 2, with_seed=20261127, tell=lines.append)
    assert [line.split()[:4] for line in lines] == [["day", "1", "of", "2"], ["day", "2", "of", "2"]]
    assert (month.counters, month.days, month.seed) == (7, 2, 20261127)
    assert month.operations >= 7 * 2
    assert month.said().endswith("every invariant held")


def test_a_month_plays_alike_again_with_its_seed() -> None:
    first, again = (play_month(4, 1, with_seed=5) for _ in range(2))
    assert (first.happened, first.operations) == (again.happened, again.operations)


def test_every_fifth_outlet_of_the_whole_city_has_two_windows() -> None:
    everywhere = outlets_of(77)
    assert len(everywhere) == 77
    assert (len(set(everywhere)), everywhere.count(everywhere[0])) == (65, 1)
    assert sum(everywhere.count(one) == 2 for one in set(everywhere)) == 12


@pytest.mark.parametrize(("room", "name", "broken"), [(Inbound, "catch_up", deaf), (Outbox, "batch", mute)])
def test_a_month_in_which_a_counter_does_not_listen_or_send_is_found_out(
    room: type, name: str, broken: object
) -> None:
    fleet = Fleet(7)
    # The sixth and the seventh are two windows of one outlet.
    fleet.register(5, [])
    with patch.object(room, name, broken), pytest.raises(AssertionError):
        fleet.teardown()


def test_what_happened_in_a_month_is_counted_and_said() -> None:
    month = Month(77, 30, 1, operations=12, machines=80, seconds=3.4)
    for what in ("killed", "bad lines", "killed"):
        month.note(what)
    assert month.said() == (
        "77 counters, 30 days, seed 1: 12 operations, 80 machines in the end, 3 s; bad lines 1, killed 2; "
        "every invariant held"
    )
    assert len(LINES) == 3


def test_the_long_run_plays_a_fleet_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    with patch("tests.faults.soak.walk_everywhere") as places, patch("tests.faults.soak.play_apart") as turns:
        assert main(["--fleet", "3", "--days", "1", "--seed", "7"]) == 0
    logging.disable(logging.NOTSET)
    assert (places.called, turns.called) == (False, False)
    first, day, last = capsys.readouterr().out.splitlines()
    assert first == "3 counters for 1 days · seed 7"
    assert day.startswith("day   1 of 1")
    assert last.startswith("3 counters, 1 days, seed 7:")
    assert last.endswith("every invariant held")
