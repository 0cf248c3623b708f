"""The file on the disk: noise to everybody without the key."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from store_builders import COMPANY, KEY, a_card, a_visit, an_op, save, stored_ids

from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import DatabaseDamaged, WrongKey
from outlet_app.models.sqlcipher import connect, mark_path
from outlet_app.models.upgrade import SCHEMA_VERSION

OTHER_KEY = bytes(32)


def everything_beside(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file())


def test_no_name_number_or_telephone_can_be_read_in_any_file_left_behind(store: Database, path: Path) -> None:
    with store.unit_of_work() as uow:
        uow.journal.append([an_op("op-1")])
        uow.cards.put(a_card())
        uow.applicants.remember(a_visit(number="91150826MA0QK7XH47", phone="13812345678"))
        uow.commit()
    left = everything_beside(path)  # with the write-ahead log still there
    store.close()
    left += everything_beside(path)
    for typed in (
        COMPANY,
        "刘建平",
        "91150826MA0QK7XH47",
        "13812345678",
        "registered",
        "河套",
        "CREATE TABLE",
    ):
        assert typed.encode() not in left
        assert typed.encode("utf-16-le") not in left
    assert KEY not in left
    assert KEY.hex().encode() not in left


def test_the_file_does_not_begin_like_plain_sqlite(store: Database, path: Path) -> None:
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_another_key_is_told_apart_and_changes_nothing(store: Database, path: Path) -> None:
    save(store, "op-1")
    store.close()
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        open_database(path, OTHER_KEY)
    assert path.read_bytes() == before


def test_another_key_is_told_apart_without_the_mark_too(store: Database, path: Path) -> None:
    store.close()
    mark_path(path).unlink()
    with pytest.raises(WrongKey):
        open_database(path, OTHER_KEY)


def test_a_key_of_the_wrong_length_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(tmp_path / "outlet.db", b"short")


@pytest.mark.parametrize("first_byte", [0, 16, 4096 * 3 + 100])
def test_row_09_a_damaged_file_is_called_damaged_and_kept(
    store: Database, path: Path, first_byte: int
) -> None:
    save(store, "op-1")
    store.close()
    with path.open("rb+") as file:
        file.seek(first_byte)
        file.write(b"\xff" * 64)
    damaged = path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        open_database(path, KEY).check()
    assert path.read_bytes() == damaged


def test_a_lost_file_is_not_quietly_replaced_by_an_empty_one(store: Database, path: Path) -> None:
    store.close()
    path.unlink()
    with pytest.raises(DatabaseDamaged, match="missing"):
        open_database(path, KEY)
    assert not path.exists()


def test_an_unencrypted_file_in_its_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "outlet.db"
    plain = dbapi2.connect(str(path))
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises((DatabaseDamaged, WrongKey)):
        open_database(path, KEY)


def test_a_whole_file_passes_the_check(store: Database) -> None:
    save(store, "op-1")
    store.check()


def test_every_connection_keeps_the_promises(store: Database, path: Path) -> None:
    with store.unit_of_work() as first, store.reading() as second:
        for uow in (second, first):
            asked = {
                name: uow._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in (
                    "journal_mode",
                    "synchronous",
                    "foreign_keys",
                    "recursive_triggers",
                    "secure_delete",
                )
            }
            assert asked == {
                "journal_mode": "wal",
                "synchronous": 2,  # FULL
                "foreign_keys": 1,
                "recursive_triggers": 1,
                "secure_delete": 1,
            }


def test_reopening_finds_what_was_kept(store: Database, path: Path) -> None:
    save(store, "op-1", "op-2")
    store.close()
    again = open_database(path, KEY)
    assert stored_ids(again) == ["op-1", "op-2"]
    again.close()


def test_closing_folds_the_log_into_the_one_file(store: Database, path: Path) -> None:
    save(store, "op-1")
    store.close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["outlet.db", "outlet.db.mark"]


def test_folding_the_log_in_the_background_keeps_it_small_and_everything_kept(
    store: Database, path: Path
) -> None:
    sizes = []
    for n in range(30):
        save(store, f"op-{n}")
        store.fold_log()
        sizes.append(Path(f"{path}-wal").stat().st_size)
    assert sizes[-1] <= 2 * max(sizes[:5])
    assert len(stored_ids(store)) == 30


def test_folding_waits_for_nobody(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.meta.set("half", "done")
        store.fold_log()
        uow.commit()


def test_the_raw_connection_says_what_the_driver_says_in_our_words(path: Path) -> None:
    raw = connect(path, KEY)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    raw.close()
