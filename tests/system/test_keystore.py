"""The key slots: one key, one wrapping a person, five tries."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlet_app.domain.calendar import CST
from outlet_app.domain.passwords import password_problem
from outlet_app.domain.problems import Problem
from outlet_app.system import keystore, slot_file
from outlet_app.system.clock import FixedClock
from outlet_app.system.keystore import Cost, KeyStore, LockedOut, SlotsDamaged, UnknownPerson, WrongPassword

HEAD, CLERK = "1508260801", "1508260837"
GOOD, OTHER = "Hetao-2026-a", "Kubuqi-2026-b"
CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 20, 9, 0, tzinfo=CST))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "slots.json"


@pytest.fixture
def slots(path: Path, clock: FixedClock) -> KeyStore:
    return KeyStore(path, clock.now, CHEAP)


def fail(slots: KeyStore, times: int = 1) -> list[int]:
    left = []
    for _ in range(times):
        with pytest.raises(WrongPassword) as caught:
            slots.unlock(HEAD, "wrong")
        left.append(caught.value.tries_left)
    return left


def test_the_first_person_makes_a_random_key_and_gets_it_back(slots: KeyStore, path: Path) -> None:
    assert slots.is_new()
    key = slots.create_first(HEAD, GOOD)
    assert len(key) == 32
    assert slots.unlock(HEAD, GOOD) == key
    assert not slots.is_new()
    assert KeyStore(path).unlock(HEAD, GOOD) == key  # each slot knows its own cost


def test_two_stores_never_have_the_same_key(tmp_path: Path) -> None:
    keys = {KeyStore(tmp_path / str(n) / "s", cost=CHEAP).create_first(HEAD, GOOD) for n in range(5)}
    assert len(keys) == 5


def test_a_second_first_person_is_refused(slots: KeyStore) -> None:
    slots.create_first(HEAD, GOOD)
    with pytest.raises(ValueError, match="exists"):
        slots.create_first(CLERK, OTHER)


def test_a_colleague_opens_the_same_store_with_an_own_password(slots: KeyStore) -> None:
    key = slots.create_first(HEAD, GOOD)
    slots.add(CLERK, OTHER, key)
    assert slots.unlock(CLERK, OTHER) == key
    assert slots.people() == (HEAD, CLERK)
    with pytest.raises(WrongPassword):
        slots.unlock(CLERK, GOOD)


def test_a_new_password_replaces_the_old_one(slots: KeyStore) -> None:
    key = slots.create_first(HEAD, GOOD)
    slots.add(HEAD, OTHER, key)
    assert slots.unlock(HEAD, OTHER) == key
    fail(slots)


def test_neither_key_nor_password_is_in_the_file(slots: KeyStore, path: Path) -> None:
    key = slots.create_first(HEAD, GOOD)
    slots.unlock(HEAD, GOOD)
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert key not in content
        assert key.hex().encode() not in content
        assert GOOD.encode() not in content


def test_nobody_else_may_read_the_file(slots: KeyStore, path: Path) -> None:
    slots.create_first(HEAD, GOOD)
    assert path.stat().st_mode & 0o077 == 0


def test_a_slot_cannot_be_moved_to_another_person(slots: KeyStore, path: Path) -> None:
    slots.create_first(HEAD, GOOD)
    stored = json.loads(path.read_text())
    stored["slots"][CLERK] = stored["slots"][HEAD]
    path.write_text(json.dumps(stored))
    with pytest.raises(WrongPassword):
        slots.unlock(CLERK, GOOD)


def test_five_wrong_passwords_lock_for_fifteen_minutes(slots: KeyStore, clock: FixedClock) -> None:
    key = slots.create_first(HEAD, GOOD)
    assert fail(slots, 4) == [4, 3, 2, 1]
    with pytest.raises(LockedOut) as caught:
        slots.unlock(HEAD, "wrong")
    assert caught.value.until == clock.now() + timedelta(minutes=15)
    clock.advance(timedelta(minutes=14, seconds=59))
    with pytest.raises(LockedOut):
        slots.unlock(HEAD, GOOD)
    assert slots.locked_until(HEAD) == caught.value.until
    clock.advance(timedelta(seconds=1))
    assert slots.locked_until(HEAD) is None
    assert slots.unlock(HEAD, GOOD) == key


def test_after_the_lock_there_are_five_tries_again(slots: KeyStore, clock: FixedClock) -> None:
    slots.create_first(HEAD, GOOD)
    fail(slots, 4)
    with pytest.raises(LockedOut):
        slots.unlock(HEAD, "wrong")
    clock.advance(timedelta(minutes=16))
    assert fail(slots, 4) == [4, 3, 2, 1]
    with pytest.raises(LockedOut):
        slots.unlock(HEAD, "wrong")


def test_a_right_password_forgives_the_wrong_ones(slots: KeyStore) -> None:
    slots.create_first(HEAD, GOOD)
    fail(slots, 3)
    slots.unlock(HEAD, GOOD)
    assert fail(slots) == [4]


def test_starting_the_program_again_does_not_give_new_tries(
    slots: KeyStore, path: Path, clock: FixedClock
) -> None:
    slots.create_first(HEAD, GOOD)
    fail(slots, 3)
    assert fail(KeyStore(path, clock.now, CHEAP)) == [1]


def test_pulling_the_plug_during_a_guess_does_not_give_it_back(
    slots: KeyStore, path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots.create_first(HEAD, GOOD)

    def plug_pulled(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keystore, "_unwrapped", plug_pulled)
        for _ in range(5):
            with pytest.raises(KeyboardInterrupt):
                slots.unlock(HEAD, "guess")
    with pytest.raises(LockedOut):
        KeyStore(path, clock.now, CHEAP).unlock(HEAD, GOOD)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.booleans(), st.integers(1, 20)), max_size=25))
def test_any_order_of_right_wrong_and_waiting_follows_the_rule_of_five(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[bool | int]
) -> None:
    clock = FixedClock(datetime(2026, 11, 20, 9, 0, tzinfo=CST))
    slots = KeyStore(tmp_path_factory.mktemp("slots") / "slots.json", clock.now, CHEAP)
    key = slots.create_first(HEAD, GOOD)
    wrong, until = 0, clock.now()
    for deed in deeds:
        if not isinstance(deed, bool):
            clock.advance(timedelta(minutes=deed))
            continue
        if clock.now() < until:
            with pytest.raises(LockedOut):
                slots.unlock(HEAD, GOOD if deed else "wrong")
            continue
        if deed:
            assert slots.unlock(HEAD, GOOD) == key
            wrong = 0
            continue
        wrong = wrong % 5 + 1
        with pytest.raises(LockedOut if wrong == 5 else WrongPassword):
            slots.unlock(HEAD, "wrong")
        until = clock.now() + timedelta(minutes=15) if wrong == 5 else until


def test_one_persons_wrong_passwords_do_not_lock_a_colleague(slots: KeyStore) -> None:
    key = slots.create_first(HEAD, GOOD)
    slots.add(CLERK, OTHER, key)
    fail(slots, 4)
    with pytest.raises(LockedOut):
        slots.unlock(HEAD, "wrong")
    assert slots.unlock(CLERK, OTHER) == key
    slots.release(HEAD)
    assert slots.unlock(HEAD, GOOD) == key


def test_somebody_without_a_slot_is_unknown(slots: KeyStore) -> None:
    for ask in (slots.release, slots.locked_until, lambda who: slots.unlock(who, GOOD)):
        with pytest.raises(UnknownPerson):
            ask(HEAD)


def test_the_last_five_who_signed_in_are_remembered_newest_first(slots: KeyStore) -> None:
    assert slots.remembered() == ()
    key = slots.create_first("person-0", GOOD)
    for n in range(1, 7):
        slots.add(f"person-{n}", GOOD, key)
    for n in (0, 1, 2, 3, 4, 5, 1):
        slots.unlock(f"person-{n}", GOOD)
    assert slots.remembered() == ("person-1", "person-5", "person-4", "person-3", "person-2")


def test_a_wrong_password_is_not_remembered_as_a_sign_in(slots: KeyStore) -> None:
    slots.create_first(HEAD, GOOD)
    fail(slots)
    assert slots.remembered() == ()


def test_a_torn_slot_file_is_read_from_its_previous_version(slots: KeyStore, path: Path) -> None:
    key = slots.create_first(HEAD, GOOD)
    slots.unlock(HEAD, GOOD)
    path.write_bytes(path.read_bytes()[:40])
    assert slots.unlock(HEAD, GOOD) == key


@pytest.mark.parametrize("name", ["slots.json", "slots.json.previous"])
def test_either_version_alone_is_enough(slots: KeyStore, path: Path, name: str) -> None:
    key = slots.create_first(HEAD, GOOD)
    slots.unlock(HEAD, GOOD)
    (path.parent / name).unlink()
    assert slots.unlock(HEAD, GOOD) == key


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"[]", b"{}", b'{"format": 99}', b"null"])
def test_a_slot_file_that_says_nothing_is_damage_and_not_a_fresh_start(
    slots: KeyStore, path: Path, content: bytes
) -> None:
    slots.create_first(HEAD, GOOD)
    for file in (path, path.with_name("slots.json.previous")):
        file.write_bytes(content)
    with pytest.raises(SlotsDamaged):
        slots.is_new()


def test_a_key_of_the_wrong_length_is_a_mistake_of_ours(slots: KeyStore) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        slots.add(HEAD, GOOD, b"short")


def test_the_same_password_composed_differently_is_the_same(slots: KeyStore) -> None:
    key = slots.create_first(HEAD, "Caf\u00e9-2026-xx")
    assert slots.unlock(HEAD, "Cafe\u0301-2026-xx") == key


def test_the_sign_in_page_needs_no_database_to_ask_for_a_password() -> None:
    heavy = "sqlalchemy", "alembic", "sqlcipher3", "httpx", "reportlab", "pypinyin", "PySide6"
    program = f"import sys, outlet_app.system.keystore; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password.too_short"),
        ("Ab1-Ab1-A", "password.too_short"),
        ("aaaaaaaaaa", "password.too_plain"),
        ("abcdefg123", "password.too_plain"),
        ("ABCDEFG123", "password.too_plain"),
        ("Abcdefg123", None),
        ("abcdefg-12", None),
        ("ABCDEF-123", None),
        ("Abcdefgh-i", None),
        ("河套平原abc123四五", None),
        (f"Aa-{HEAD}", "password.holds_staff_no"),
    ],
)
def test_a_password_has_ten_signs_of_three_kinds_and_not_the_staff_number(
    password: str, code: str | None
) -> None:
    problem = password_problem(password, HEAD)
    assert (problem and problem.code) == code


def test_a_short_password_is_told_how_much_is_missing() -> None:
    assert password_problem("Ab1-Ab1") == Problem("password.too_short", {"least": 10, "missing": 3})


def test_the_true_cost_is_felt_by_a_guesser_and_not_by_the_clerk(path: Path) -> None:
    import time

    real = KeyStore(path)
    real.create_first(HEAD, GOOD)
    started = time.perf_counter()
    real.unlock(HEAD, GOOD)
    assert 0.02 < time.perf_counter() - started < 5


def test_every_change_is_on_the_disk_before_the_call_returns(
    slots: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real: Callable[[int], None] = slot_file.os.fsync
    monkeypatch.setattr(slot_file.os, "fsync", lambda file: (synced.append(file), real(file)))
    slots.create_first(HEAD, GOOD)
    assert len(synced) == 1
