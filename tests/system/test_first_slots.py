"""A first 口令: made in the city, laid in unseen, good for setting an own one; and slots that were shut."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.releases.staff import FirstWord
from outlet_app.sync.wire import make_first_word
from outlet_app.system.clock import FixedClock
from outlet_app.system.first_slots import SealedTo, bare, opened_by, seal_to
from outlet_app.system.keystore import (
    Cost,
    FirstWordUsed,
    KeyStore,
    LockedOut,
    SlotShut,
    UnknownPerson,
    WrongPassword,
)

HEAD, CLERK, NEW = "1508260801", "1508260837", "1508260999"
GOOD, OTHER, OWN = "Hetao-2026-a", "Kubuqi-2026-b", "Ulanbuh-2026-c"
CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)


def first() -> tuple[str, SealedTo]:
    word, told = make_first_word(rounds=1, memory_kib=8, lanes=1)
    return word, sealed_to(told)


def sealed_to(told: FirstWord) -> SealedTo:
    salt = bytes.fromhex(told.salt)
    return SealedTo(bytes.fromhex(told.public), salt, told.rounds, told.memory_kib, told.lanes)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 20, 9, 0, tzinfo=CST))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slots.json"


@pytest.fixture
def slots(path: Path, clock: FixedClock) -> KeyStore:
    return KeyStore(path, clock.now, CHEAP)


@pytest.fixture
def key(slots: KeyStore) -> bytes:
    return slots.create_first(HEAD, GOOD)


def test_the_citys_words_and_the_machines_find_the_same_key() -> None:
    """Two libraries derive it: the server's and the counter's."""
    word, to = first()
    wrapping, beside = seal_to(to.public, NEW)
    assert opened_by(word, to, beside, NEW) == wrapping
    assert opened_by(word, to, beside, CLERK) != wrapping
    assert opened_by(make_first_word(1, 8, 1)[0], to, beside, NEW) != wrapping


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("ABCD-1234-WXYZ", b"ABCD1234WXYZ"),
        ("abcd1234wxyz", b"ABCD1234WXYZ"),
        (" abcd 1234 wxyz ", b"ABCD1234WXYZ"),
        ("OIL0-oil1", b"01100111"),
        ("", b""),
        ("——", b""),
    ],
)
def test_a_first_word_is_read_however_it_was_typed(typed: str, letters: bytes) -> None:
    assert bare(typed) == letters


def test_words_are_made_of_letters_nobody_mishears_and_never_twice() -> None:
    words = {make_first_word(1, 8, 1)[0] for _ in range(20)}
    assert len(words) == 20
    for word in words:
        assert [len(part) for part in word.split("-")] == [4, 4, 4]
        assert not set(word) & set("OILU")


def test_a_new_person_trades_the_first_word_for_an_own_one(slots: KeyStore, key: bytes) -> None:
    word, to = first()
    assert slots.add_first(NEW, to, key)
    with pytest.raises(FirstWordUsed):
        slots.unlock(NEW, word)
    slots.trade(NEW, word, OWN)
    assert slots.unlock(NEW, OWN) == key
    for old in (word, word.lower()):
        with pytest.raises(WrongPassword):
            slots.unlock(NEW, old)
    assert slots.unlock(HEAD, GOOD) == key


def test_a_first_word_signs_nobody_in_and_proves_nothing(slots: KeyStore, key: bytes) -> None:
    word, to = first()
    slots.add_first(NEW, to, key)
    with pytest.raises(FirstWordUsed):
        slots.prove(NEW, word)
    assert slots.remembered() == ()


def test_the_same_first_word_is_laid_in_once(slots: KeyStore, key: bytes) -> None:
    word, to = first()
    assert slots.add_first(NEW, to, key)
    assert not slots.add_first(NEW, to, key)
    slots.trade(NEW, word, OWN)
    assert not slots.add_first(NEW, to, key)
    assert slots.unlock(NEW, OWN) == key


def test_another_first_word_takes_the_place_of_a_forgotten_password(
    slots: KeyStore, key: bytes, path: Path
) -> None:
    slots.add(CLERK, OTHER, key)
    word, to = first()
    assert slots.add_first(CLERK, to, key)
    with pytest.raises(WrongPassword):
        slots.unlock(CLERK, OTHER)
    # Neither version of the file opens with the old one any more.
    path.write_bytes(b"damaged")
    with pytest.raises(WrongPassword):
        slots.unlock(CLERK, OTHER)
    slots.trade(CLERK, word, OWN)
    assert slots.unlock(CLERK, OWN) == key


def test_a_wrong_first_word_is_counted_and_locks(slots: KeyStore, key: bytes, clock: FixedClock) -> None:
    word, to = first()
    slots.add_first(NEW, to, key)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPassword) as caught:
            slots.trade(NEW, "AAAA-AAAA-AAAA", OWN)
        assert caught.value.tries_left == left
    with pytest.raises(LockedOut):
        slots.unlock(NEW, "AAAA-AAAA-AAAA")
    with pytest.raises(LockedOut):
        slots.trade(NEW, word, OWN)
    clock.advance(timedelta(minutes=15))
    slots.trade(NEW, word, OWN)


def test_neither_the_key_nor_the_word_is_in_the_file(slots: KeyStore, key: bytes, path: Path) -> None:
    word, to = first()
    slots.add_first(NEW, to, key)
    for file in path.parent.glob("slots*"):
        content = file.read_text()
        assert key.hex() not in content
        assert word not in content
        assert word.replace("-", "") not in content


def test_a_first_slot_cannot_be_moved_to_another_person(slots: KeyStore, key: bytes, path: Path) -> None:
    word, to = first()
    slots.add_first(NEW, to, key)
    stored = json.loads(path.read_text())
    stored["slots"][CLERK] = stored["slots"][NEW]
    path.write_text(json.dumps(stored))
    with pytest.raises(WrongPassword):
        slots.trade(CLERK, word, OWN)


def test_whoever_has_left_signs_in_no_more_and_comes_back_with_the_old_word(
    slots: KeyStore, key: bytes
) -> None:
    slots.add(CLERK, OTHER, key)
    slots.unlock(CLERK, OTHER)
    assert slots.shut(CLERK)
    for ask in (slots.unlock, slots.prove):
        with pytest.raises(SlotShut):
            ask(CLERK, OTHER)
    assert slots.is_shut(CLERK)
    assert slots.remembered() == ()
    assert slots.shut(CLERK)
    slots.open_again(CLERK)
    assert slots.unlock(CLERK, OTHER) == key
    assert slots.remembered() == (CLERK,)


def test_a_shut_slot_stays_shut_in_the_version_before_too(slots: KeyStore, key: bytes, path: Path) -> None:
    slots.add(CLERK, OTHER, key)
    slots.shut(CLERK)
    path.write_bytes(b"damaged")
    with pytest.raises(SlotShut):
        slots.unlock(CLERK, OTHER)


def test_the_only_key_of_a_machine_is_never_shut_away(slots: KeyStore, key: bytes) -> None:
    assert not slots.shut(HEAD)
    assert slots.unlock(HEAD, GOOD) == key
    slots.add(CLERK, OTHER, key)
    assert slots.shut(HEAD)
    assert not slots.shut(CLERK)
    assert (slots.is_shut(HEAD), slots.is_shut(CLERK)) == (True, False)


def test_a_first_word_counts_as_a_key(slots: KeyStore, key: bytes) -> None:
    word, to = first()
    slots.add_first(NEW, to, key)
    assert slots.shut(HEAD)
    slots.trade(NEW, word, OWN)
    assert slots.unlock(NEW, OWN) == key


def test_nobody_who_never_was_here_is_shut_or_opened(slots: KeyStore, key: bytes) -> None:
    assert slots.shut(NEW)
    slots.open_again(NEW)
    assert not slots.is_shut(NEW)
    with pytest.raises(UnknownPerson):
        slots.trade(NEW, "AAAA-AAAA-AAAA", OWN)


def test_a_slot_whose_part_is_missing_is_no_slot(slots: KeyStore, key: bytes, path: Path) -> None:
    word, to = first()
    slots.add(CLERK, OTHER, key)
    slots.add_first(NEW, to, key)
    stored = json.loads(path.read_text())
    stored["slots"][NEW]["beside"] = "ab"
    path.write_text(json.dumps(stored))
    # The version before it is asked instead.
    slots.trade(NEW, word, OWN)
    assert slots.unlock(NEW, OWN) == key
