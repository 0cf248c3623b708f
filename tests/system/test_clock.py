"""The clock: tells the best time it knows, says how sure it is, and never stops a save."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import ClockTrust
from outlet_app.system.clock import Anchor, FixedClock, SystemClock, boot_id, tick_ns, wall

START = datetime(2026, 11, 20, 9, 0, tzinfo=CST)
SECOND = timedelta(seconds=1)


class Machine:
    """A computer whose clock, ticks and boots are in our hand."""

    def __init__(self) -> None:
        self.time, self.ticks, self.boot = START, 1_000_000_000, "boot-1"

    def pass_time(self, step: timedelta) -> None:
        self.time += step
        self.ticks += int(step.total_seconds() * 1e9)

    def clock(self, anchor: Anchor | None = None) -> SystemClock:
        return SystemClock(anchor, wall=lambda: self.time, tick_ns=lambda: self.ticks, boot=lambda: self.boot)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_without_the_servers_word_the_wall_clock_counts(machine: Machine) -> None:
    clock = machine.clock()
    machine.pass_time(timedelta(hours=3))
    assert (clock.now(), clock.trust()) == (START + timedelta(hours=3), ClockTrust.WALL)


def test_the_servers_time_is_carried_on_by_ticks_whatever_the_wall_clock_does(machine: Machine) -> None:
    clock = machine.clock()
    told = START + timedelta(minutes=40)
    clock.learn(told, round_trip=2 * SECOND)
    machine.pass_time(timedelta(minutes=5))
    machine.time -= timedelta(days=365)
    assert clock.now() == told + SECOND + timedelta(minutes=5)
    assert clock.trust() is ClockTrust.SERVER


def test_after_a_day_the_servers_word_is_only_derived(machine: Machine) -> None:
    clock = machine.clock()
    clock.learn(START, SECOND * 0)
    machine.pass_time(timedelta(hours=24) - SECOND)
    assert clock.trust() is ClockTrust.SERVER
    machine.pass_time(SECOND)
    assert clock.trust() is ClockTrust.DERIVED
    assert clock.now() == machine.time


def test_the_servers_word_survives_a_restart_of_the_program_but_not_of_the_machine(machine: Machine) -> None:
    kept = machine.clock().learn(START + timedelta(minutes=40), SECOND * 0)
    machine.pass_time(timedelta(minutes=1))
    again = machine.clock(Anchor.from_text(kept.as_text()))
    assert (again.now(), again.trust()) == (START + timedelta(minutes=41), ClockTrust.SERVER)
    machine.boot = "boot-2"
    after_boot = machine.clock(Anchor.from_text(kept.as_text()))
    assert (after_boot.now(), after_boot.trust()) == (machine.time, ClockTrust.WALL)


def test_the_servers_time_in_another_zone_is_told_in_ours(machine: Machine) -> None:
    clock = machine.clock()
    clock.learn(datetime.fromisoformat("2026-11-20T01:00:00+00:00"), SECOND * 0)
    assert clock.now().isoformat() == "2026-11-20T09:00:00+08:00"


@pytest.mark.parametrize(("minutes", "trust"), [(2, ClockTrust.WALL), (3, ClockTrust.SUSPECT)])
def test_row_10_a_clock_turned_back_behind_the_journal_is_suspect(
    machine: Machine, minutes: int, trust: ClockTrust
) -> None:
    clock = machine.clock()
    clock.seen(START + timedelta(minutes=minutes))
    clock.seen(START)
    assert clock.trust() is trust
    assert clock.now() == START


@pytest.mark.parametrize("jump", [timedelta(minutes=11), timedelta(minutes=-11), timedelta(days=365)])
def test_row_10_a_clock_that_jumps_while_we_look_is_suspect(machine: Machine, jump: timedelta) -> None:
    clock = machine.clock()
    machine.time += jump
    assert clock.trust() is ClockTrust.SUSPECT


def test_a_machine_that_slept_is_not_suspect(machine: Machine) -> None:
    clock = machine.clock()
    machine.pass_time(timedelta(hours=14))  # its ticks count while it sleeps
    assert clock.trust() is ClockTrust.WALL


def test_row_10_a_dead_battery_is_suspect(machine: Machine) -> None:
    machine.time = datetime(2000, 1, 1, tzinfo=CST)
    assert machine.clock().trust() is ClockTrust.SUSPECT


def test_the_servers_word_clears_every_suspicion(machine: Machine) -> None:
    machine.time = datetime(2000, 1, 1, tzinfo=CST)
    clock = machine.clock()
    clock.learn(START, SECOND * 0)
    assert (clock.now(), clock.trust()) == (START, ClockTrust.SERVER)


@given(st.lists(st.tuples(st.integers(0, 7200), st.integers(-400, 400)), max_size=20))
def test_once_told_by_the_server_time_never_runs_backward(steps: list[tuple[int, int]]) -> None:
    machine = Machine()
    clock = machine.clock()
    clock.learn(START, SECOND * 0)
    shown = [clock.now()]
    for passed, days_off in steps:
        machine.pass_time(passed * SECOND)
        machine.time += timedelta(days=days_off)  # somebody plays with the wall clock
        shown.append(clock.now())
    assert shown == sorted(shown)
    assert shown[-1] == START + sum(passed for passed, _ in steps) * SECOND


def test_the_real_clock_is_aware_and_in_our_zone() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(hours=8)
    assert clock.trust() in (ClockTrust.WALL, ClockTrust.SUSPECT)
    assert abs(clock.now() - wall()) < 5 * SECOND


def test_ticks_grow_and_a_boot_has_one_name() -> None:
    first = tick_ns()
    assert tick_ns() >= first > 0
    assert boot_id() == boot_id() != ""


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    clock = FixedClock(START, ClockTrust.SUSPECT)
    assert (clock.now(), clock.now(), clock.trust()) == (START, START, ClockTrust.SUSPECT)
    clock.advance(SECOND)
    assert clock.now() == START + SECOND
