"""A machine that leaves: keys first, then data; killed anywhere it ends at the next start."""

import errno
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from outlet_app.system.farewell import Farewell, FarewellBook, Stage
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.system.paths import DataFolder
from tests.support.server import ROOT

CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)
CLERK = "1508260837"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A machine with people, data, attachments, parcels, copies, numbers and logs."""
    made = DataFolder(tmp_path / "counter")
    made.prepare(trial=False)
    keystore = KeyStore(made.slots, cost=CHEAP)
    key = keystore.create_first(CLERK, "Shiyong-banshi2")
    keystore.add("1508260838", "Shiyong-banshi3", key)
    for path in (
        made.database,
        made.database.with_name("outlet.db-wal"),
        made.attachments / "0199",
        made.parcels / "to_city" / "a.parcel",
        made.backups / "20261127.db",
        made.witness,
        made.logs / "program.log",
        made.preferences,
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100)
    return made


def farewell(folder: DataFolder, **changes: object) -> Farewell:
    told = Farewell(
        outlet="1508260000",
        terminal="01",
        at="2026-11-27T09:00:00+08:00",
        events=300,
        files=40,
        custody="ab" * 32,
        slots=FarewellBook(folder).slots(),
        url="http://127.0.0.1:9",
        authority="",
        target="/v1/custody",
        body="e30=",
        headers={"WK-Device": "d"},
    )
    return replace(told, **changes)  # type: ignore[arg-type]


def left(folder: DataFolder) -> set[str]:
    return {str(one.relative_to(folder.root)) for one in folder.root.rglob("*") if one.is_file()}


KEPT = {"handed-over.json", "witness/numbers.log", "logs/program.log", "purpose"}


def test_keys_data_attachments_parcels_copies_and_preferences_go_and_the_witness_stays(
    folder: DataFolder,
) -> None:
    book = FarewellBook(folder)
    book.write(farewell(folder))
    assert book.destroy()
    assert left(folder) == KEPT
    assert KeyStore(folder.slots).is_new()
    told = book.read()
    assert told is not None
    assert (told.stage, told.events, told.files) == ("destroyed", 300, 40)


def test_a_machine_that_never_left_loses_nothing(folder: DataFolder) -> None:
    before = left(folder)
    assert not FarewellBook(folder).destroy()
    assert left(folder) == before
    assert FarewellBook(folder).read() is None


@pytest.mark.parametrize("stage", [Stage.DESTROYED, Stage.SAID, Stage.UNSAID])
def test_what_is_done_is_not_done_again_to_whoever_came_after(folder: DataFolder, stage: Stage) -> None:
    book = FarewellBook(folder)
    book.write(farewell(folder, stage=stage.value))
    before = left(folder)
    assert not book.destroy()
    assert left(folder) == before


def test_a_machine_enrolled_anew_before_the_end_keeps_its_own(folder: DataFolder) -> None:
    book = FarewellBook(folder)
    book.write(farewell(folder, slots="0" * 64))
    before = left(folder)
    assert book.destroy()
    assert left(folder) == before
    told = book.read()
    assert told is not None
    assert told.stage == "destroyed"


@pytest.mark.parametrize(
    "torn", [b"", b"{", b"[]", b'{"stage":"destroying"}', b"\xff\xfe", b'{"outlet":1,"unknown":2}', b"null"]
)
def test_a_farewell_that_cannot_be_read_destroys_nothing(folder: DataFolder, torn: bytes) -> None:
    folder.farewell.write_bytes(torn)
    before = left(folder)
    assert not FarewellBook(folder).destroy()
    assert left(folder) == before


def test_it_is_written_whole_or_not_at_all(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    book = FarewellBook(folder)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="full"):
            book.write(farewell(folder))
    assert book.read() is None
    assert not book.destroy()
    assert json.loads(folder.preferences.with_name("handed-over.json.new").read_bytes())["stage"]


def test_what_cannot_be_removed_now_is_removed_at_the_next_start(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_path: Path, **_more: object) -> None:
        raise PermissionError("held by another program")

    book = FarewellBook(folder)
    book.write(farewell(folder))
    with monkeypatch.context() as broken:
        broken.setattr(shutil, "rmtree", held)
        with pytest.raises(PermissionError):
            book.destroy()
    assert KeyStore(folder.slots).is_new()
    assert folder.database.parent.exists()
    assert book.destroy()
    assert left(folder) == KEPT


@pytest.mark.parametrize("moment", ["rename", "overwrite", "unlink", "replace"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_killed_anywhere_it_comes_to_its_end_at_the_next_start(
    folder: DataFolder, moment: str, nth: int
) -> None:
    book = FarewellBook(folder)
    book.write(farewell(folder))
    told = [sys.executable, "-m", "tests.support.dying_leaver", str(folder.root), moment, str(nth)]
    done = subprocess.run(told, cwd=ROOT, timeout=60, capture_output=True, text=True, check=False)
    # Two files of keys, each renamed first, and one change of stage.
    there_are = {"rename": 2, "overwrite": 2, "unlink": 9, "replace": 3}[moment]
    assert done.returncode == (-9 if nth <= there_are else 0), done.stdout + done.stderr
    if nth <= there_are:
        assert folder.farewell.exists()
        now = book.read()
        assert now is not None
        assert now.stage == "destroying"
        assert book.destroy()
    assert left(folder) - {"handed-over.json.new"} == KEPT
    assert not book.destroy()


def test_a_start_goes_on_where_the_disk_refuses_and_the_next_one_ends_it(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def held(_path: Path, **_more: object) -> None:
        raise PermissionError("secret-name")

    book = FarewellBook(folder)
    book.write(farewell(folder))
    with monkeypatch.context() as broken:
        broken.setattr(shutil, "rmtree", held)
        book.finish()
    assert "PermissionError" in caplog.text
    assert "secret-name" not in caplog.text
    assert KeyStore(folder.slots).is_new()
    book.finish()
    assert left(folder) == KEPT


def test_a_start_of_a_machine_in_use_touches_nothing(folder: DataFolder) -> None:
    before = left(folder)
    FarewellBook(folder).finish()
    assert left(folder) == before
