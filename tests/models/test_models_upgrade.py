"""A stored schema comes up behind a backup, with its data, or stays as it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError
from store_builders import KEY, NOW, a_card, an_instance, save, stored_ids

from outlet_app.models import upgrade
from outlet_app.models.backup import last_backup
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import DatabaseTooNew, DiskFull
from outlet_app.models.rows.record import METADATA
from outlet_app.models.sqlcipher import connect, schema_version
from outlet_app.models.upgrade import REVISIONS, SCHEMA_VERSION, bring_up

AFTER = SCHEMA_VERSION + 1
NEXT = """
from alembic import op

revision = "{next}"
down_revision = "{newest}"


def upgrade():
    op.execute("ALTER TABLE card ADD COLUMN next_year TEXT NOT NULL DEFAULT 'new'")
    {then}
"""


@pytest.fixture
def next_version(tmp_path: Path) -> Callable[[str], Path]:
    def made(then: str = "pass") -> Path:
        folder = tmp_path / "next"
        shutil.copytree(REVISIONS / "versions", folder / "versions")
        told = NEXT.replace("{then}", then).replace("{newest}", f"{SCHEMA_VERSION:04d}")
        (folder / "versions" / "next_one.py").write_text(told.replace("{next}", f"{AFTER:04d}"))
        return folder

    return made


def filled(store: Database) -> None:
    save(store, "op-1", "op-2")
    with store.unit_of_work() as uow:
        uow.cards.put(a_card())
        uow.commit()
    store.close()


def test_the_tables_are_those_the_program_reads_and_writes(store: Database) -> None:
    with store.reading() as uow:
        context = MigrationContext.configure(uow._connection)
        differences = compare_metadata(context, METADATA)
    ours = [change for change in differences if "_words" not in str(change)]
    left_over = [change for change in ours if "alembic_version" not in str(change)]
    assert left_over == []


def test_the_version_the_program_asks_for_is_the_newest_revision() -> None:
    script = ScriptDirectory(str(REVISIONS))
    assert script.get_current_head() == f"{SCHEMA_VERSION:04d}"
    assert len(list(script.walk_revisions())) == SCHEMA_VERSION


def test_a_new_file_gets_the_newest_schema_and_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "outlet.db"
    open_database(path, KEY).close()
    assert schema_version(path, KEY) == SCHEMA_VERSION
    assert last_backup(tmp_path / "backups") is None


def test_a_current_file_is_opened_without_alembic(
    store: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(upgrade, "_migrate", lambda *_: pytest.fail("migrated for nothing"))
    open_database(path, KEY).close()


def test_an_older_file_comes_up_with_its_data_behind_a_backup(
    store: Database, path: Path, tmp_path: Path, next_version: Callable[[], Path]
) -> None:
    filled(store)
    bring_up(path, KEY, tmp_path / "backups", target=AFTER, revisions=next_version())
    raw = connect(path, KEY)
    assert raw.execute("SELECT case_id, next_year FROM card").fetchall() == [("case-1", "new")]
    assert raw.execute("SELECT op_id FROM event").fetchall() == [("op-1",), ("op-2",)]
    assert raw.execute("PRAGMA user_version").fetchone() == (AFTER,)
    raw.close()
    kept = last_backup(tmp_path / "backups")
    assert kept
    assert not kept.path.read_bytes().startswith(b"SQLite format 3")
    before = open_database_at(kept.path, tmp_path / "look")
    assert stored_ids(before) == ["op-1", "op-2"]
    before.close()


def open_database_at(backup: Path, folder: Path) -> Database:
    folder.mkdir()
    return open_database(Path(shutil.copy(backup, folder / "outlet.db")), KEY)


def test_a_step_that_fails_leaves_the_old_file_working(
    store: Database, path: Path, tmp_path: Path, next_version: Callable[[str], Path]
) -> None:
    filled(store)
    folder = next_version("op.execute('SELECT * FROM no_such_table')")
    with pytest.raises(OperationalError, match="no_such_table"):
        bring_up(path, KEY, tmp_path / "backups", target=AFTER, revisions=folder)
    assert schema_version(path, KEY) == SCHEMA_VERSION
    again = open_database(path, KEY)
    assert stored_ids(again) == ["op-1", "op-2"]
    with again.reading() as uow:
        columns = [row[1] for row in uow._connection.exec_driver_sql("PRAGMA table_info(card)")]
    assert "next_year" not in columns
    again.close()


MIGRATING = """
import sys
from pathlib import Path
from outlet_app.models.upgrade import bring_up
store, backups, folder = map(Path, sys.argv[1:4])
bring_up(store, bytes(range(32)), backups, target=int(sys.argv[4]), revisions=folder)
"""
HALF_WAY = "print('half way', flush=True); __import__('time').sleep(60)"


def test_row_01_a_migration_killed_half_way_leaves_the_old_file_and_a_backup(
    store: Database, path: Path, tmp_path: Path, next_version: Callable[[str], Path]
) -> None:
    filled(store)
    folder = next_version(HALF_WAY)
    child = subprocess.Popen(
        [sys.executable, "-c", MIGRATING, *map(str, (path, tmp_path / "backups", folder, AFTER))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with child:
        assert child.stdout
        assert child.stdout.readline() == "half way\n"
        child.kill()
    again = open_database(path, KEY)
    again.check()
    assert stored_ids(again) == ["op-1", "op-2"]
    again.close()
    assert last_backup(tmp_path / "backups")


def test_without_room_for_the_backup_nothing_is_migrated(
    store: Database,
    path: Path,
    tmp_path: Path,
    next_version: Callable[[], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled(store)

    def no_room(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(upgrade, "copy_database", no_room)
    with pytest.raises(DiskFull):
        bring_up(path, KEY, tmp_path / "backups", target=AFTER, revisions=next_version())
    assert schema_version(path, KEY) == SCHEMA_VERSION


def test_a_file_of_a_newer_program_is_left_alone(store: Database, path: Path) -> None:
    store.close()
    raw = connect(path, KEY)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.close()
    with pytest.raises(DatabaseTooNew):
        open_database(path, KEY)


def test_a_half_made_new_file_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "outlet.db"
    path.touch()  # killed before the first commit
    store = open_database(path, KEY)
    with store.unit_of_work() as uow:
        uow.instance.save(an_instance())
        uow.meta.set("made", NOW.isoformat())
        uow.commit()
    store.close()
