"""A lock of fifteen minutes is one of fifteen minutes, whatever became of the clock (decisions.md 25)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.system.keystore import KeyStore, LockedOut, WrongPassword
from outlet_app.system.slot_lock import LOCKED_FOR, TRIES, lock_end, lock_of
from tests.support.bench import CHEAP, StoppedClock

HEAD, GOOD = "1508260001", "Trial-2026"
NOON = datetime(2026, 11, 20, 12, tzinfo=CST)
YEAR, MINUTE = timedelta(days=365), timedelta(minutes=1)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(NOON)


@pytest.fixture
def slots(tmp_path: Path, clock: StoppedClock) -> KeyStore:
    one = KeyStore(tmp_path / "slots.json", clock.now, CHEAP)
    one.create_first(HEAD, GOOD)
    return one


def shut_out(slots: KeyStore) -> datetime:
    """Five wrong words; when they may try again."""
    for _ in range(TRIES - 1):
        with pytest.raises(WrongPassword):
            slots.unlock(HEAD, "wrong")
    with pytest.raises(LockedOut) as caught:
        slots.unlock(HEAD, "wrong")
    return caught.value.until


@pytest.mark.parametrize("tries", range(TRIES + 1))
def test_only_the_fifth_locks(tries: int) -> None:
    assert lock_of(tries, NOON) == ((NOON + LOCKED_FOR).isoformat() if tries == 5 else "")


@pytest.mark.parametrize(
    ("ahead", "wanted"),
    [
        (-YEAR, None),
        (-MINUTE, None),
        (timedelta(), None),
        (MINUTE, NOON + MINUTE),
        (LOCKED_FOR, NOON + LOCKED_FOR),
        (LOCKED_FOR + timedelta(seconds=1), NOON + LOCKED_FOR),
        (YEAR, NOON + LOCKED_FOR),
    ],
)
def test_the_end_of_a_lock(ahead: timedelta, wanted: datetime | None) -> None:
    assert lock_end((NOON + ahead).isoformat(), NOON) == wanted


def test_without_a_lock_there_is_no_end() -> None:
    assert lock_end("", NOON) is None


@pytest.mark.parametrize("by", [MINUTE, timedelta(hours=3), YEAR, 26 * YEAR])
def test_a_clock_put_back_keeps_nobody_out_for_longer(
    slots: KeyStore, clock: StoppedClock, by: timedelta
) -> None:
    shut_out(slots)
    clock.at -= by
    assert slots.locked_until(HEAD) == clock.at + LOCKED_FOR
    with pytest.raises(LockedOut) as caught:
        slots.unlock(HEAD, GOOD)
    assert caught.value.until == clock.at + LOCKED_FOR
    clock.at += LOCKED_FOR
    assert len(slots.unlock(HEAD, GOOD)) == 32


@pytest.mark.parametrize("looks", [1, 2, 14])
def test_looking_again_does_not_make_it_longer(slots: KeyStore, clock: StoppedClock, looks: int) -> None:
    shut_out(slots)
    clock.at -= YEAR
    until = clock.at + LOCKED_FOR
    for _ in range(looks):
        assert slots.locked_until(HEAD) == until
        clock.at += MINUTE
    clock.at = until
    assert slots.locked_until(HEAD) is None


def test_a_lock_that_a_clock_ahead_wrote_holds_for_guessing_too(slots: KeyStore, clock: StoppedClock) -> None:
    clock.at += YEAR
    shut_out(slots)
    clock.at -= YEAR
    for _ in range(3):
        with pytest.raises(LockedOut):
            slots.unlock(HEAD, GOOD)
    clock.at += LOCKED_FOR
    for left in (4, 3):
        with pytest.raises(WrongPassword) as caught:
            slots.unlock(HEAD, "wrong")
        assert caught.value.tries_left == left


def test_it_is_written_down_once_for_whoever_starts_the_program_anew(
    slots: KeyStore, clock: StoppedClock, tmp_path: Path
) -> None:
    shut_out(slots)
    clock.at -= YEAR
    until = slots.locked_until(HEAD)
    again = KeyStore(tmp_path / "slots.json", clock.now, CHEAP)
    clock.at += 10 * MINUTE
    assert again.locked_until(HEAD) == until
