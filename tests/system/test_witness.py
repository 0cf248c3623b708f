"""The witness: what was handed out stays known, even if the store is set back."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlet_app.system.witness import Witness


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "witness" / "numbers.log"


def test_the_highest_number_of_each_series_is_known_at_once_and_after_a_restart(path: Path) -> None:
    witness = Witness(path)
    for n in (1, 2, 3):
        witness.append("inst-1", n, "case:2026-11-20", n)
    witness.append("inst-1", 4, "paper:告:2026", 31)
    witness.append("inst-1", 5, "case:2026-11-20", 2)
    witness.append("inst-2", 1, "case:2026-11-20", 9)
    expected = {"case:2026-11-20": 3, "paper:告:2026": 31}
    assert witness.high_water("inst-1") == Witness(path).high_water("inst-1") == expected
    assert Witness(path).high_water("inst-2") == {"case:2026-11-20": 9}


def test_a_machine_without_a_witness_has_handed_out_nothing(path: Path) -> None:
    assert Witness(path).high_water("inst-1") == {}
    assert not path.exists()


def test_a_line_is_on_the_disk_before_anybody_may_print(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _file: synced.append(path.read_bytes()))
    Witness(path).append("inst-1", 1, "case:2026-11-20", 1)
    assert synced == [path.read_bytes()]
    assert path.read_bytes().endswith(b"\n")


def test_a_torn_last_line_is_dropped_and_the_next_one_is_whole(path: Path) -> None:
    Witness(path).append("inst-1", 1, "a", 7)
    with path.open("ab") as file:
        file.write(b'["inst-1", 2, "a", 8')
    again = Witness(path)
    assert again.high_water("inst-1") == {"a": 7}
    again.append("inst-1", 2, "a", 8)
    assert Witness(path).high_water("inst-1") == {"a": 8}


def test_a_file_of_one_torn_line_is_an_empty_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b'["inst')
    witness = Witness(path)
    witness.append("inst-1", 1, "a", 1)
    assert Witness(path).high_water("inst-1") == {"a": 1}


@settings(max_examples=30, deadline=None)
@given(
    lines=st.lists(
        st.tuples(st.sampled_from(["inst-1", "inst-2"]), st.text(max_size=8), st.integers(1, 999)),
        max_size=12,
    ),
    torn=st.integers(0, 12),
)
def test_whatever_was_written_whole_is_known_wherever_the_power_was_cut(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, int]], torn: int
) -> None:
    path = tmp_path_factory.mktemp("witness") / "numbers.log"
    witness = Witness(path)
    for seq, (instance, series, n) in enumerate(lines):
        witness.append(instance, seq, series, n)
    whole = lines
    if lines and torn:
        size = path.stat().st_size
        os.truncate(path, size - min(torn, len(path.read_bytes().splitlines(keepends=True)[-1]) - 1))
        whole = lines[:-1]
    again = Witness(path)
    for instance in ("inst-1", "inst-2"):
        series = {name for who, name, _ in whole if who == instance}
        expected = {s: max(n for who, name, n in whole if (who, name) == (instance, s)) for s in series}
        assert again.high_water(instance) == expected


def test_what_is_asked_for_cannot_be_changed_from_outside(path: Path) -> None:
    witness = Witness(path)
    witness.append("inst-1", 1, "a", 1)
    witness.high_water("inst-1")["a"] = 99
    assert witness.high_water("inst-1") == {"a": 1}
