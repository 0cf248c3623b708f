"""Rows 8 and 9 on a disk that fails: each write, sync and read of a piece of work, through a VFS of ours."""

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from store_builders import KEY, NOW, a_card, save, stored_ids

from outlet_app.models.backup import last_backup, restore
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import DatabaseDamaged, DiskFailed, DiskFull, StorageError
from tests.support.storage import Call, Disk, Trouble, always, at

MOST_POINTS = 60
HAD = ["op-1", "op-2"]


@pytest.fixture
def disk() -> Iterator[Disk]:
    with Disk() as one:
        yield one


@pytest.fixture
def filled(made_once: Path, tmp_path: Path) -> Path:
    """A closed store with two events and a card."""
    shutil.copytree(made_once, tmp_path / "filled")
    path = tmp_path / "filled" / "outlet.db"
    store = open_database(path, KEY)
    save(store, *HAD)
    with store.unit_of_work() as uow:
        uow.cards.put(a_card())
        uow.commit()
    store.close()
    return path


def fresh(filled: Path, folder: Path) -> Database:
    """The same store in a folder of its own."""
    shutil.copytree(filled.parent, folder)
    return open_database(folder / "outlet.db", KEY, busy_ms=150)


def calls_of_a_save(disk: Disk, filled: Path, folder: Path) -> list[Call]:
    """What one save asks of the disk."""
    store = fresh(filled, folder)
    disk.clear()
    save(store, "op-3")
    calls = list(disk.calls)
    store.close()
    return calls


def whole(path: Path) -> list[str]:
    """What a start after all this finds: everything readable, the chain unbroken."""
    store = open_database(path, KEY)
    store.check()
    with store.reading() as uow:
        assert uow.journal.verify_chain() is None
        assert uow.outbox.counts(NOW.date()).waiting == len(stored_ids(store))
    found = stored_ids(store)
    store.close()
    return found


def check_at_the_start(path: Path) -> None:
    """As the program does it when somebody signs in."""
    with closing(open_database(path, KEY)) as store:
        store.check()


def test_a_save_is_written_to_the_log_and_synced_before_it_is_said_to_be_saved(
    disk: Disk, filled: Path, tmp_path: Path
) -> None:
    calls = [call for call in calls_of_a_save(disk, filled, tmp_path / "one") if call.what != "read"]
    assert len(calls) > 4
    assert {call.file for call in calls} == {"outlet.db-wal"}
    assert calls[-1] == Call("sync", "outlet.db-wal")


@pytest.mark.parametrize(
    ("trouble", "what", "told"),
    [
        (Trouble.FULL, "write", (DiskFull,)),
        (Trouble.WRITE_FAILS, "write", (DiskFailed,)),
        (Trouble.SYNC_FAILS, "sync", (DiskFailed,)),
        # The first page says what the file is: whether it cannot be read or cannot be right, nobody can tell.
        (Trouble.READ_FAILS, "read", (DiskFailed, DatabaseDamaged)),
    ],
)
def test_row_08_at_every_call_a_failing_disk_keeps_nothing_and_is_told_and_the_next_try_goes_through(
    disk: Disk,
    filled: Path,
    tmp_path: Path,
    trouble: Trouble,
    what: str,
    told: tuple[type[StorageError], ...],
) -> None:
    points = sum(call.what == what for call in calls_of_a_save(disk, filled, tmp_path / "counted"))
    assert 1 <= points < MOST_POINTS
    for point in range(1, points + 1):
        store = fresh(filled, tmp_path / f"{point}")
        disk.clear(at(point, trouble, what))
        with pytest.raises(StorageError) as heard:
            save(store, "op-3")
        assert type(heard.value) in told, point
        assert stored_ids(store) == HAD, point
        disk.clear()
        save(store, "op-3")
        assert stored_ids(store) == [*HAD, "op-3"], point
        store.close()
    assert whole(tmp_path / f"{points}" / "outlet.db") == [*HAD, "op-3"]


def test_row_09_a_read_cut_short_anywhere_is_told_or_does_not_matter(
    disk: Disk, filled: Path, tmp_path: Path
) -> None:
    """Half a page fails its authentication code; half a look at the header is looked at again."""
    points = sum(call.what == "read" for call in calls_of_a_save(disk, filled, tmp_path / "counted"))
    said = []
    for point in range(1, points + 1):
        store = fresh(filled, tmp_path / f"{point}")
        disk.clear(at(point, Trouble.SHORT_READ, "read"))
        try:
            save(store, "op-3")
            said.append("saved")
        except (DatabaseDamaged, DiskFailed):
            said.append("refused")
        disk.clear()
        store.close()
        expected = [*HAD, "op-3"] if said[-1] == "saved" else HAD
        assert whole(tmp_path / f"{point}" / "outlet.db") == expected, point
    assert "refused" in said


@pytest.mark.parametrize("trouble", [Trouble.FULL, Trouble.WRITE_FAILS, Trouble.SYNC_FAILS])
def test_row_08_a_disk_that_stays_full_is_told_each_time_and_loses_nothing(
    disk: Disk, filled: Path, trouble: Trouble
) -> None:
    store = open_database(filled, KEY, busy_ms=150)
    disk.clear(always(trouble, "write", "sync"))
    for n in range(5):
        with pytest.raises((DiskFull, DiskFailed)):
            save(store, f"new-{n}")
        assert stored_ids(store) == HAD
    disk.clear()
    save(store, "op-3")
    store.close()
    assert whole(filled) == [*HAD, "op-3"]


@pytest.mark.parametrize("trouble", [Trouble.TORN, Trouble.POWER_CUT])
@pytest.mark.parametrize("written", [False, True], ids=["only-what-was-synced", "all-that-was-written"])
def test_row_09_wherever_the_power_goes_the_save_is_whole_or_nowhere(
    disk: Disk, filled: Path, tmp_path: Path, trouble: Trouble, written: bool
) -> None:
    calls = calls_of_a_save(disk, filled, tmp_path / "counted")
    points = sum(call.what in ("write", "sync") for call in calls)
    whats = ("write",) if trouble is Trouble.TORN else ("write", "sync")
    ends: set[str] = set()
    for point in range(1, points + 1):
        store = fresh(filled, tmp_path / f"{point}")
        disk.clear(at(point, trouble, *whats))
        said = "saved"
        try:
            save(store, "op-3")
        except StorageError:
            said = "refused"
            # Nothing goes any more once the power is gone.
            with pytest.raises(StorageError):
                save(store, "op-4")
        left = disk.left_by_kill if written else disk.left_by_power_cut
        folder = left(tmp_path / f"left-{point}") if said == "refused" else tmp_path / f"{point}"
        store.close()
        disk.clear()
        found = whole(folder / "outlet.db")
        # Nothing said to be saved may be gone; what was refused may be there, but then whole.
        assert found in ([*HAD, "op-3"], HAD), point
        assert said == "refused" or found == [*HAD, "op-3"], point
        ends.add(said)
    assert "refused" in ends


@pytest.mark.parametrize("trouble", [Trouble.TORN, Trouble.POWER_CUT, Trouble.WRITE_FAILS, Trouble.FULL])
def test_row_09_the_log_being_folded_into_the_file_loses_nothing_wherever_it_stops(
    disk: Disk, filled: Path, tmp_path: Path, trouble: Trouble
) -> None:
    """A torn page in the file itself is mended by the log, which is given up only when the file is synced."""
    for point in count(1):
        store = fresh(filled, tmp_path / f"{point}")
        save(store, "op-3")
        disk.clear(at(point, trouble, "write", "sync", file="outlet.db"))
        with suppress(StorageError):
            store.fold_log()
        reached = any(call.file == "outlet.db" and call.what != "read" for call in disk.calls)
        asked = sum(call.file == "outlet.db" and call.what in ("write", "sync") for call in disk.calls)
        folder = tmp_path / f"{point}"
        if trouble.ends_all and asked >= point:
            folder = disk.left_by_power_cut(tmp_path / f"left-{point}")
        store.close()
        disk.clear()
        assert reached
        assert whole(folder / "outlet.db") == [*HAD, "op-3"], point
        if asked < point:
            break
    assert 3 < point < MOST_POINTS


def test_row_09_a_page_read_short_is_called_damaged_and_the_file_is_kept(disk: Disk, filled: Path) -> None:
    before = filled.read_bytes()
    store = open_database(filled, KEY)
    store.close()
    store = open_database(filled, KEY)
    disk.clear(always(Trouble.SHORT_READ, "read"))
    with pytest.raises((DatabaseDamaged, DiskFailed)) as heard:
        store.check()
    # Who puts a copy in its place has the file to himself, while the exception is still being told.
    assert heard.value.__traceback__ is not None
    assert not disk.open_files
    disk.clear()
    store.check()
    store.close()
    assert filled.read_bytes() == before


@pytest.mark.parametrize("side", ["-wal", "-shm"])
def test_row_09_without_the_side_files_the_store_opens_with_what_was_folded(
    disk: Disk, filled: Path, tmp_path: Path, side: str
) -> None:
    """-shm is made anew out of the log; without the log what it alone held is gone, and all else is whole."""
    store = fresh(filled, tmp_path / "one")
    save(store, "op-3")
    disk.clear(at(1, Trouble.POWER_CUT, "write"))
    with pytest.raises(StorageError):
        save(store, "op-4")
    left = disk.left_by_power_cut(tmp_path / "left")
    store.close()
    disk.clear()
    (left / f"outlet.db{side}").unlink(missing_ok=True)
    assert whole(left / "outlet.db") == ([*HAD, "op-3"] if side == "-shm" else HAD)


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_row_09_a_page_that_rotted_is_found_and_the_newest_copy_takes_its_place(
    filled: Path, tmp_path: Path, place: str
) -> None:
    store = open_database(filled, KEY)
    store.back_up(tmp_path / "backups")
    store.close()
    content = bytearray(filled.read_bytes())
    at_byte = {"first": 40, "middle": len(content) // 2, "last": len(content) - 40}[place]
    content[at_byte] ^= 1
    filled.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        check_at_the_start(filled)
    copy = last_backup(tmp_path / "backups")
    assert copy is not None
    aside = restore(filled, copy.path)
    assert aside.read_bytes() == bytes(content)
    assert whole(filled) == HAD


def test_the_programs_own_driver_stands_on_it_and_comes_off_again(filled: Path) -> None:
    with Disk() as disk:
        raw = dbapi2.connect(str(filled))
        raw.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        assert raw.execute("SELECT count(*) FROM event").fetchone() == (2,)
        raw.close()
        assert {call.what for call in disk.calls} >= {"read"}
    seen = len(disk.calls)
    store = open_database(filled, KEY)
    assert stored_ids(store) == HAD
    store.close()
    assert len(disk.calls) == seen


def test_row_09_a_page_torn_while_the_log_was_folded_is_no_damage_while_the_log_has_it(
    disk: Disk, filled: Path, tmp_path: Path
) -> None:
    """Half a page in the file: what is read of it comes from the log, and the check mends it there."""
    torn = 0
    for point in range(1, MOST_POINTS):
        store = fresh(filled, tmp_path / f"{point}")
        save(store, "op-3")
        disk.clear(at(point, Trouble.TORN, "write", file="outlet.db"))
        with suppress(StorageError):
            store.fold_log()
        torn += any(call == Call("write", "outlet.db") for call in disk.calls)
        disk.clear()
        store.check()
        assert stored_ids(store) == [*HAD, "op-3"]
        store.close()
        if point > 8:
            break
    assert torn > 8


def test_a_connection_that_read_badly_once_is_not_asked_again(disk: Disk, filled: Path) -> None:
    store = open_database(filled, KEY, busy_ms=150)
    disk.clear(always(Trouble.READ_FAILS, "read"))
    for _ in range(6):
        with pytest.raises((DiskFailed, DatabaseDamaged)):
            save(store, "op-3")
    disk.clear()
    # The very next try goes through, without another start of the program.
    save(store, "op-3")
    assert stored_ids(store) == [*HAD, "op-3"]
    store.close()
    assert whole(filled) == [*HAD, "op-3"]
