"""Copies under the same key, and the way back from one."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from store_builders import COMPANY, KEY, NOW, save, stored_ids

from outlet_app.models.backup import backup_due, last_backup, restore
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import DatabaseDamaged, DiskFailed
from outlet_app.models.sqlcipher import check_whole, connect


def test_a_backup_is_whole_encrypted_and_opens_with_the_same_key(store: Database, tmp_path: Path) -> None:
    save(store, "op-1")
    made = store.back_up(tmp_path / "backups")
    check_whole(made, KEY)
    content = made.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert COMPANY.encode() not in content


def test_a_backup_can_be_made_while_somebody_works(store: Database, tmp_path: Path) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        uow.meta.set("half", "done")
        made = store.back_up(tmp_path / "backups")
        uow.commit()
    raw = connect(made, KEY)
    assert raw.execute("SELECT count(*) FROM event").fetchone() == (1,)
    assert raw.execute("SELECT count(*) FROM meta").fetchone() == (0,)
    raw.close()


def test_only_the_newest_two_are_kept(store: Database, tmp_path: Path) -> None:
    made = [store.back_up(tmp_path / "backups") for _ in range(4)]
    assert sorted((tmp_path / "backups").iterdir()) == made[-2:]
    newest = last_backup(tmp_path / "backups")
    assert newest
    assert (newest.path, newest.size) == (made[-1], made[-1].stat().st_size)
    assert newest.made_at.utcoffset()


def test_no_backup_is_no_error(tmp_path: Path) -> None:
    assert last_backup(tmp_path / "nowhere") is None


def test_a_backup_is_due_once_a_day_and_when_the_clock_was_wrong(store: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert backup_due(folder, NOW)
    made = store.back_up(folder)
    os.utime(made, (NOW.timestamp(), NOW.timestamp()))
    asked = {hours: backup_due(folder, NOW + timedelta(hours=hours)) for hours in (-1, 0, 19, 20, 48)}
    assert asked == {-1: True, 0: False, 19: False, 20: True, 48: True}


def test_a_copy_that_does_not_read_back_does_not_push_out_a_good_one(store: Database, tmp_path: Path) -> None:
    save(store, *(f"op-{n}" for n in range(50)))
    good = [store.back_up(tmp_path / "backups") for _ in range(2)]
    store.close()
    with store.path.open("rb+") as file:
        file.seek(4096 * 5 + 10)
        file.write(b"\xff" * 50)
    with pytest.raises(DatabaseDamaged):
        store.back_up(tmp_path / "backups")
    assert sorted((tmp_path / "backups").glob("*.backup")) == good


def test_a_damaged_store_comes_back_from_its_last_backup_and_is_kept_aside(
    store: Database, path: Path, tmp_path: Path
) -> None:
    save(store, "op-1")
    made = store.back_up(tmp_path / "backups")
    save(store, "op-2")
    store.close()
    with path.open("rb+") as file:
        file.write(bytes(4096))
    damaged = path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        open_database(path, KEY)
    aside = restore(path, made)
    assert aside.read_bytes() == damaged
    again = open_database(path, KEY)
    again.check()
    assert stored_ids(again) == ["op-1"]
    save(again, "op-3")
    again.close()
    assert made.exists()


def test_the_log_of_the_damaged_file_never_reaches_the_restored_one(
    store: Database, path: Path, tmp_path: Path
) -> None:
    made = store.back_up(tmp_path / "backups")
    save(store, "op-1")  # still in the write-ahead log
    log = Path(f"{path}-wal").read_bytes()
    aside = restore(path, made)
    store.close()
    assert Path(f"{aside}-wal").read_bytes() == log
    again = open_database(path, KEY)
    assert stored_ids(again) == []
    again.close()


def test_restoring_twice_keeps_both_damaged_files(store: Database, path: Path, tmp_path: Path) -> None:
    made = store.back_up(tmp_path / "backups")
    store.close()
    assert {restore(path, made).name, restore(path, made).name} == {
        "outlet.db.damaged-1",
        "outlet.db.damaged-2",
    }


def test_a_backup_that_is_gone_changes_nothing(store: Database, path: Path, tmp_path: Path) -> None:
    store.close()
    before = path.read_bytes()
    with pytest.raises(DiskFailed):
        restore(path, tmp_path / "gone.backup")
    assert path.read_bytes() == before
