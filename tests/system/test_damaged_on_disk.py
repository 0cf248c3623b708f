"""Small files that rotted, were torn, or were meddled with: what is left of them is used, nothing crashes."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.system.clock import FixedClock
from outlet_app.system.keystore import Cost, KeyStore, LockedOut, SlotsDamaged, UnknownPerson, WrongPassword
from outlet_app.system.preferences import Display, Preferences
from outlet_app.system.witness import Witness

HEAD, CLERK = "1508260801", "1508260837"
GOOD, OTHER = "Hetao-2026-a", "Kubuqi-2026-b"
CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=CST)
Slots = dict[str, Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "slots.json"


@pytest.fixture
def slots(path: Path) -> KeyStore:
    """Two people, each of whom has signed in once."""
    made = KeyStore(path, FixedClock(NOW).now, CHEAP)
    key = made.create_first(HEAD, GOOD)
    made.add(CLERK, OTHER, key)
    made.unlock(HEAD, GOOD)
    made.unlock(CLERK, OTHER)
    return made


def put(name: str, value: object) -> Callable[[Slots], None]:
    return lambda stored: stored["slots"][HEAD].__setitem__(name, value)


def drop(name: str) -> Callable[[Slots], None]:
    return lambda stored: stored["slots"][HEAD].__delitem__(name)


ROT: dict[str, Callable[[Slots], None]] = {
    **{f"no {name}": drop(name) for name in ("salt", "nonce", "box", "rounds", "memory_kib", "lanes")},
    **{f"{name} that is no hex": put(name, "xyz") for name in ("salt", "nonce", "box")},
    **{f"{name} cut short": put(name, "ab") for name in ("salt", "nonce", "box")},
    **{f"{name} that is nothing": put(name, None) for name in ("salt", "nonce", "box", "rounds", "tries")},
    "a salt too long": put("salt", "ab" * 17),
    "no rounds at all": put("rounds", 0),
    "rounds in words": put("rounds", "three"),
    "too little memory": put("memory_kib", 7),
    "no lanes": put("lanes", 0),
    "tries below nought": put("tries", -1),
    "tries beyond five": put("tries", 6),
    "a lock without a moment": put("locked_until", "soon"),
    "a lock without its offset": put("locked_until", "2026-11-20T09:00:00"),
    "a field nobody knows": put("colour", "red"),
    "a slot that is a list": lambda stored: stored["slots"].__setitem__(HEAD, []),
    "a slot that is nothing": lambda stored: stored["slots"].__setitem__(HEAD, None),
    "slots that are a list": lambda stored: stored.__setitem__("slots", []),
    "no slots": lambda stored: stored.__delitem__("slots"),
    "nobody remembered": lambda stored: stored.__delitem__("remembered"),
    "a remembered word": lambda stored: stored.__setitem__("remembered", "x"),
    "no format": lambda stored: stored.__delitem__("format"),
    "another format": lambda stored: stored.__setitem__("format", 2),
}


@pytest.mark.parametrize("rot", ROT)
def test_a_rotten_slot_file_is_read_from_its_previous_version(slots: KeyStore, path: Path, rot: str) -> None:
    stored = json.loads(path.read_bytes())
    ROT[rot](stored)
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert len(slots.unlock(HEAD, GOOD)) == 32
    assert slots.people() == (HEAD, CLERK)


@pytest.mark.parametrize("rot", ROT)
def test_where_both_versions_rotted_the_file_is_called_damaged(slots: KeyStore, path: Path, rot: str) -> None:
    for file in (path, path.with_name("slots.json.previous")):
        stored = json.loads(file.read_bytes())
        ROT[rot](stored)
        file.write_text(json.dumps(stored), encoding="utf-8")
    for ask in (
        lambda: slots.unlock(CLERK, OTHER),
        slots.people,
        slots.is_new,
        slots.remembered,
        lambda: slots.locked_until(CLERK),
        lambda: slots.add(CLERK, OTHER, bytes(32)),
    ):
        with pytest.raises(SlotsDamaged):
            ask()


@pytest.mark.parametrize("place", range(0, 96, 7))
def test_one_changed_letter_of_the_box_opens_nothing(slots: KeyStore, path: Path, place: int) -> None:
    stored = json.loads(path.read_bytes())
    box = stored["slots"][HEAD]["box"]
    stored["slots"][HEAD]["box"] = box[:place] + ("0" if box[place] != "0" else "1") + box[place + 1 :]
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(WrongPassword):
        slots.unlock(HEAD, GOOD)
    assert len(slots.unlock(CLERK, OTHER)) == 32


@pytest.mark.parametrize("size", [0, 1, 50, 200, 400])
def test_wherever_the_file_was_torn_the_last_whole_one_counts(slots: KeyStore, path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    assert slots.people() == (HEAD, CLERK)
    assert len(slots.unlock(CLERK, OTHER)) == 32


def test_a_half_written_new_version_is_passed_over(slots: KeyStore, path: Path) -> None:
    path.with_name("slots.json.new").write_bytes(b'{"format": 1, "slots": {')
    assert slots.people() == (HEAD, CLERK)
    slots.unlock(HEAD, GOOD)
    assert slots.remembered() == (HEAD, CLERK)


@pytest.mark.parametrize("wrong", range(8))
def test_the_arithmetic_of_the_lock(slots: KeyStore, wrong: int) -> None:
    told: list[object] = []
    for _ in range(wrong):
        try:
            slots.unlock(HEAD, "wrong")
        except WrongPassword as left:
            told.append(left.tries_left)
        except LockedOut as locked:
            told.append(locked.until.isoformat())
    until = "2026-11-20T09:15:00+08:00"
    assert told == [4, 3, 2, 1, until, until, until, until][:wrong]
    assert (slots.locked_until(HEAD) is not None) is (wrong >= 5)
    assert len(slots.unlock(CLERK, OTHER)) == 32


@pytest.mark.parametrize("tries", range(5))
def test_standing_by_proves_without_being_remembered(slots: KeyStore, tries: int) -> None:
    for _ in range(tries):
        with pytest.raises((WrongPassword, LockedOut)):
            slots.prove(HEAD, "wrong")
    if tries < 5:
        slots.prove(HEAD, GOOD)
    assert slots.remembered() == (CLERK, HEAD)
    with pytest.raises(UnknownPerson):
        slots.prove("0000000000", GOOD)


SHAPES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"7",
    b'"x"',
    b"\xff\xfe",
    b'{"": 7}',
    b'{"": null}',
    b'{"": []}',
    b'{"": {}}',
    b'{"": {"scheme": "dark"}}',
    b'{"": {"scheme": "dark", "factor": "large"}}',
    b'{"": {"scheme": "dark", "factor": null}}',
    b'{"": {"scheme": "dark", "factor": [1]}}',
]


@pytest.mark.parametrize("content", SHAPES)
def test_preferences_of_any_shape_cost_a_choice_and_no_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.json").write_bytes(content)
    kept = Preferences(tmp_path / "p.json")
    assert kept.of("") is None
    assert kept.of("1508260837") is None
    kept.keep("", Display("dark", 1.25))
    assert Preferences(tmp_path / "p.json").of("") == Display("dark", 1.25)


def test_a_choice_beside_a_broken_one_is_kept(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_bytes(b'{"a": 7, "b": {"scheme": "dark", "factor": 1.5}}')
    assert Preferences(tmp_path / "p.json").of("b") == Display("dark", 1.5)


LINE = b'["inst-1", 1, "case:2026-11-20", 7]\n'
BROKEN = [
    b"\n",
    b"\x00\x00\x00\n",
    b"\xff\xfe\xfd\n",
    b"null\n",
    b"7\n",
    b"{}\n",
    b"[]\n",
    b'["inst-1", 2, "case:2026-11-20"]\n',
    b'["inst-1", 2, "case:2026-11-20", 9, 9]\n',
    b'["inst-1", 2, "case:2026-11-20", "9"]\n',
    b'["inst-1", 2, "case:2026-11-20", null]\n',
    b'["inst-1", 2, 7, 9]\n',
    b'[7, 2, "case:2026-11-20", 9]\n',
    b'["inst-1", 2, "case:20\n',
]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("where", ["first", "middle", "last"])
def test_a_rotten_line_of_the_witness_hides_no_other(tmp_path: Path, broken: bytes, where: str) -> None:
    path = tmp_path / "numbers.log"
    later = LINE.replace(b"7]", b"8]")
    path.write_bytes(
        {"first": broken + LINE + later, "middle": LINE + broken + later}.get(where, LINE + later + broken)
    )
    witness = Witness(path)
    assert witness.high_water("inst-1") == {"case:2026-11-20": 8}
    witness.append("inst-1", 3, "case:2026-11-20", 9)
    assert Witness(path).high_water("inst-1") == {"case:2026-11-20": 9}
    assert broken in path.read_bytes()


@pytest.mark.parametrize("torn", range(1, len(LINE)))
def test_a_torn_end_of_any_length_is_cut_away_once(tmp_path: Path, torn: int) -> None:
    path = tmp_path / "numbers.log"
    path.write_bytes(LINE + LINE.replace(b"7]", b"8]")[:torn])
    witness = Witness(path)
    assert witness.high_water("inst-1") == {"case:2026-11-20": 7}
    witness.append("inst-1", 2, "case:2026-11-20", 8)
    assert path.read_bytes().count(b"\n") == 2
    assert Witness(path).high_water("inst-1") == {"case:2026-11-20": 8}


@pytest.mark.parametrize("series", ["a\rb", "a\u2028b", "a\x85b", 'a"b', "a\\b", "告", ""])
def test_no_series_breaks_its_line(tmp_path: Path, series: str) -> None:
    witness = Witness(tmp_path / "numbers.log")
    witness.append("inst-1", 1, series, 3)
    witness.append("inst-1", 2, "next", 4)
    assert Witness(tmp_path / "numbers.log").high_water("inst-1") == {series: 3, "next": 4}
