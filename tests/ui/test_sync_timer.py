"""Sends soon after a save, again after a failure, at once when asked, and never twice at a time."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.services.views import QueueState
from outlet_app.ui.office import Link, Office, Queue
from outlet_app.ui.sync_timer import SOON_MS, SyncTimer

NOW = datetime(2026, 11, 20, 9, 5, tzinfo=CST)


class Courier:
    """Answers with what the test set, and counts its rounds."""

    def __init__(self) -> None:
        self.next_try_s = 60.0
        self.rounds: list[bool] = []
        self.answer = QueueState(True, 0, 0, 0, 0, 0, NOW)
        self.broken: Exception | None = None

    def run_once(self, *, hurry: bool = False) -> QueueState:
        self.rounds.append(hurry)
        if self.broken:
            raise self.broken
        return self.answer

    def state(self) -> QueueState:
        return self.answer


@pytest.fixture
def courier() -> Courier:
    return Courier()


@pytest.fixture
def office(qapp: Any) -> Office:
    return Office(lambda: NOW)


@pytest.fixture
def timer(office: Office, lanes: Any) -> SyncTimer:
    return SyncTimer(office, lanes)


def begin(timer: SyncTimer, courier: Courier, lanes: Any, written: list[int]) -> None:
    """Sign in and let the first round end."""
    timer.start(courier, lambda: written[0])
    timer._go()
    lanes.courier.drain()


def test_signing_in_sends_at_once_and_tells_the_window(
    timer: SyncTimer, courier: Courier, office: Office, lanes: Any
) -> None:
    courier.answer = QueueState(True, 3, 1, 2, 0, 0, NOW)
    begin(timer, courier, lanes, [0])
    assert courier.rounds == [False]
    assert office.link is Link.ONLINE
    assert office.queue == Queue(3, 3)
    assert office.last_sync == NOW


def test_offline_and_stopped_are_states_not_errors(
    timer: SyncTimer, courier: Courier, office: Office, lanes: Any
) -> None:
    courier.answer = QueueState(False, 3, 0, 0, 0, 0, None)
    begin(timer, courier, lanes, [0])
    assert office.link is Link.OFFLINE
    courier.answer = QueueState(False, 3, 0, 0, 0, 0, None, stopped="sync.fork")
    timer.hurry()
    lanes.courier.drain()
    assert office.link is Link.STOPPED


def test_whatever_was_recorded_is_counted_now_and_sent_soon(
    timer: SyncTimer, courier: Courier, office: Office, lanes: Any
) -> None:
    written = [0]
    begin(timer, courier, lanes, written)
    timer._look()
    lanes.desk.drain()
    assert office.queue == Queue(0, 0)
    written[0], courier.answer = 3, QueueState(True, 1, 0, 0, 0, 0, NOW)
    timer._look()
    lanes.desk.drain()
    assert office.queue == Queue(1, 0)
    assert 0 <= timer._timer.remainingTime() <= SOON_MS * 1.2


def test_the_next_try_waits_as_long_as_the_courier_says(
    timer: SyncTimer, courier: Courier, lanes: Any
) -> None:
    courier.next_try_s = 90.0
    begin(timer, courier, lanes, [0])
    assert timedelta(milliseconds=timer._timer.remainingTime()) > timedelta(seconds=80)


def test_a_wish_during_a_round_is_met_right_after_it(timer: SyncTimer, courier: Courier, lanes: Any) -> None:
    timer.start(courier, int)
    timer._go()
    timer.hurry()
    timer._go()
    lanes.courier.drain()
    assert courier.rounds == [False, True]


def test_nothing_is_sent_while_nobody_is_signed_in(timer: SyncTimer, courier: Courier, lanes: Any) -> None:
    begin(timer, courier, lanes, [0])
    timer.stop()
    timer.hurry()
    timer._go()
    lanes.courier.drain()
    assert courier.rounds == [False]


def test_an_answer_after_sign_out_changes_nothing(
    timer: SyncTimer, courier: Courier, office: Office, lanes: Any
) -> None:
    courier.answer = QueueState(True, 5, 0, 0, 0, 0, NOW)
    timer.start(courier, int)
    timer._go()
    timer.stop()
    lanes.courier.drain()
    assert office.queue == Queue(0, 0)


def test_a_store_that_fails_is_told_and_tried_again(timer: SyncTimer, courier: Courier, lanes: Any) -> None:
    told: list[object] = []
    timer.round_failed.connect(told.append)
    courier.broken = OSError("disk")
    begin(timer, courier, lanes, [0])
    assert told == [courier.broken]
    assert timer._timer.isActive()


def test_a_round_is_seen_to_begin_and_end(timer: SyncTimer, courier: Courier, lanes: Any) -> None:
    seen: list[bool] = []
    timer.busy_changed.connect(seen.append)
    begin(timer, courier, lanes, [0])
    assert seen == [True, False]


def test_only_who_asked_is_told_how_it_went(timer: SyncTimer, courier: Courier, lanes: Any) -> None:
    told: list[object] = []
    timer.wish_answered.connect(told.append)
    begin(timer, courier, lanes, [0])
    assert told == []
    timer.hurry()
    lanes.courier.drain()
    assert told == [courier.answer]


def test_what_came_by_stick_is_looked_at_like_a_round_without_one(
    timer: SyncTimer, courier: Courier, office: Office, lanes: Any
) -> None:
    begin(timer, courier, lanes, [0])
    seen: list[QueueState] = []
    wished: list[QueueState] = []
    timer.round_done.connect(seen.append)
    timer.wish_answered.connect(wished.append)
    courier.answer = QueueState(True, 2, 0, 0, 0, 0, NOW, mode="suspended")
    timer.heed()
    lanes.desk.drain()
    assert (seen, wished, courier.rounds) == ([courier.answer], [], [False])
    assert office.queue == Queue(2, 0)


def test_what_came_by_stick_to_nobody_is_looked_at_by_nobody(
    timer: SyncTimer, courier: Courier, lanes: Any
) -> None:
    begin(timer, courier, lanes, [0])
    seen: list[QueueState] = []
    timer.round_done.connect(seen.append)
    timer.heed()
    timer.stop()
    lanes.desk.drain()
    timer.heed()
    lanes.desk.drain()
    assert seen == []
