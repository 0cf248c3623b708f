"""What can be read of a damaged store: all rows on whole pages, whichever page is broken (row 9)."""

import errno
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2
from store_builders import KEY, an_op

from outlet_app.models.backup import restore
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import DatabaseDamaged, DiskFull
from outlet_app.models.sqlcipher import check_whole, connect
from outlet_app.models.wreck import copy_of_wreck, wrecks_beside

PAGE = 4096
EVENTS = 300
TABLES = ("event", "event_body", "outbox", "instance", "counter")
Read = dict[str, list[dict[str, Any]]]


def broken(path: Path, page: int) -> None:
    """One bit of a page, counted from 1, is another one now."""
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)


def root_of(path: Path, name: str) -> int:
    """The first page of a table or an index."""
    with closing(connect(path, KEY)) as raw:
        return int(raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0])


def read(wreck: Path, *tables: str) -> Read:
    with copy_of_wreck(wreck, KEY) as opened:
        return {table: [dict(row) for row in opened.rows(table)] for table in tables or TABLES}


def as_selected(path: Path) -> Read:
    """The same rows by the ordinary way."""
    found: Read = {}
    with closing(connect(path, KEY)) as raw:
        for table in TABLES:
            asked = raw.execute(f"SELECT * FROM {table} ORDER BY rowid")
            names = [column[0] for column in asked.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    return found


@pytest.fixture(scope="module")
def made(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wrecks") / "data"
    shutil.copytree(made_once, folder)
    path = folder / "outlet.db"
    with closing(open_database(path, KEY)) as store, store.unit_of_work() as uow:
        uow.journal.append([an_op(f"op-{n}", f"case-{n % 50}", minutes=n) for n in range(EVENTS)])
        uow.counters.go_on_above("case:2026-11-20", 7)
        uow.commit()
    return path


@pytest.fixture
def wreck(made: Path, tmp_path: Path) -> Path:
    """A large store, whole so far, as a damaged one is put aside."""
    path = tmp_path / "outlet.db.damaged-1"
    shutil.copyfile(made, path)
    return path


@pytest.fixture(scope="module")
def whole(made: Path) -> Read:
    return as_selected(made)


def test_of_a_whole_file_every_row_is_read_in_the_order_it_was_written(wreck: Path, whole: Read) -> None:
    assert [len(whole[table]) for table in TABLES] == [EVENTS, EVENTS, EVENTS, 1, 1]
    assert read(wreck) == whole


def test_whichever_page_is_broken_only_its_own_rows_are_missing_and_none_is_wrong(
    wreck: Path, whole: Read
) -> None:
    """Every ninth page of the file; what is lost most is what hangs on the first page of one table."""
    sound, pages = wreck.read_bytes(), wreck.stat().st_size // PAGE
    untouched = nameless = 0
    for page in range(2, pages + 1, 9):
        wreck.write_bytes(sound)
        broken(wreck, page)
        with pytest.raises(DatabaseDamaged):
            check_whole(wreck, KEY)
        found = read(wreck)
        poorer = [table for table in TABLES if found[table] != whole[table]]
        if not any(found.values()):
            # The pages that say which tables there are: without them nobody knows what stands where.
            nameless += 1
            continue
        assert len(poorer) <= 1, page
        for table in poorer:
            assert [row for row in whole[table] if row in found[table]] == found[table], page
        untouched += not poorer
    assert untouched > pages // 9 // 4, "an index, a list or an empty page costs no row"
    assert nameless < 3


@pytest.mark.parametrize(
    "name",
    ["sqlite_autoindex_event_1", "event_case", "outbox_state", "sqlite_autoindex_event_body_1", "card"],
)
def test_a_broken_index_or_list_costs_nothing(wreck: Path, whole: Read, name: str) -> None:
    broken(wreck, root_of(wreck, name))
    assert read(wreck) == whole


def can_say(path: Path, sql: str) -> bool:
    try:
        with closing(connect(path, KEY)) as raw:
            raw.execute(sql).fetchall()
    except (dbapi2.Error, DatabaseDamaged):
        return False
    return True


def test_where_the_end_of_a_table_cannot_be_read_its_beginning_is(wreck: Path, whole: Read) -> None:
    sound, root = wreck.read_bytes(), root_of(wreck, "event_body")
    for page in range(wreck.stat().st_size // PAGE, 1, -1):
        wreck.write_bytes(sound)
        broken(wreck, page)
        says_root = can_say(wreck, "SELECT 1 FROM event_body WHERE rowid = 1")
        if page != root and says_root and not can_say(wreck, "SELECT max(rowid) FROM event_body"):
            break
    found = read(wreck, "event_body")["event_body"]
    assert found == whole["event_body"][: len(found)]
    assert EVENTS - 60 < len(found) < EVENTS


def test_where_the_first_page_of_a_table_is_broken_the_others_are_read(wreck: Path, whole: Read) -> None:
    broken(wreck, root_of(wreck, "outbox"))
    assert read(wreck) == {**whole, "outbox": []}


def test_where_the_very_first_page_is_broken_nothing_is_read_and_nothing_breaks(wreck: Path) -> None:
    broken(wreck, 1)
    assert read(wreck) == {table: [] for table in TABLES}


@pytest.mark.parametrize("content", [b"", b"no store at all", bytes(PAGE)])
def test_what_is_no_store_at_all_has_no_rows(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "outlet.db.damaged-1"
    path.write_bytes(content)
    assert read(path, "event") == {"event": []}


def test_a_table_that_an_older_program_did_not_have_has_no_rows(wreck: Path) -> None:
    assert read(wreck, "of_a_later_version", "instance").keys() == {"of_a_later_version", "instance"}
    assert read(wreck, "of_a_later_version")["of_a_later_version"] == []


def test_what_only_the_log_holds_is_read_too(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made.parent, tmp_path / "live")
    path = tmp_path / "live" / "outlet.db"
    with closing(open_database(path, KEY)) as store:
        with store.unit_of_work() as uow:
            uow.journal.append([an_op("in-the-log")])
            uow.commit()
        aside = tmp_path / "outlet.db.damaged-1"
        for side in ("", "-wal"):
            shutil.copyfile(f"{path}{side}", f"{aside}{side}")
    assert Path(f"{aside}-wal").stat().st_size > 0
    assert [row["op_id"] for row in read(aside, "event")["event"]][-1] == "in-the-log"
    Path(f"{aside}-wal").unlink()
    assert len(read(aside, "event")["event"]) == EVENTS


def test_the_damaged_file_itself_stays_as_it_was_found(wreck: Path) -> None:
    broken(wreck, root_of(wreck, "event_case"))
    before = wreck.read_bytes()
    read(wreck)
    assert wreck.read_bytes() == before
    assert [one.name for one in wreck.parent.iterdir()] == [wreck.name]


def test_a_copy_that_an_earlier_try_left_behind_is_no_hindrance(wreck: Path, whole: Read) -> None:
    left = wreck.with_name(wreck.name + ".salvage")
    left.mkdir()
    (left / "copy").write_bytes(b"half of it")
    (left / "copy-wal").write_bytes(b"of another one")
    assert read(wreck) == whole
    assert not left.exists()


def test_without_room_for_a_copy_it_is_said_and_nothing_is_left_lying(
    wreck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("outlet_app.models.wreck.shutil.copyfile", full)
    with pytest.raises(DiskFull), copy_of_wreck(wreck, KEY):
        raise AssertionError("there is no copy to read in")
    assert [one.name for one in wreck.parent.iterdir()] == [wreck.name]


def test_damaged_files_are_known_by_their_name_and_taken_in_their_order(
    store: Database, path: Path, tmp_path: Path
) -> None:
    assert store.wrecks() == ()
    copy = store.back_up(tmp_path / "copies")
    store.close()
    asides = [restore(path, copy) for _ in range(11)]
    for other in ("outlet.db.damaged-3-wal", "outlet.db.damaged-x", "other.db.damaged-1"):
        (path.parent / other).write_bytes(b"")
    (path.parent / "outlet.db.damaged-2.salvage").mkdir()
    assert wrecks_beside(path) == tuple(asides)
    assert [one.name.rpartition("-")[2] for one in asides] == [str(n) for n in range(1, 12)]


@pytest.mark.parametrize("start", ["first", "again"])
def test_a_series_goes_on_above_what_was_given_out_before(
    store: Database, start: str, counting: Callable[[], int]
) -> None:
    if start == "again":
        for _ in range(9):
            counting()
    with store.unit_of_work() as uow:
        for last in (4, 7, 5):
            uow.counters.go_on_above("paper:受:2026", last)
        uow.commit()
    assert counting() == (8 if start == "first" else 10)


@pytest.fixture
def counting(store: Database) -> Callable[[], int]:
    def one() -> int:
        with store.unit_of_work() as uow:
            given = uow.counters.next_paper_serial("受", 2026)
            uow.commit()
        return given

    return one


def test_the_journal_names_the_events_it_lacks(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.journal.append([an_op("op-1"), an_op("op-2")])
        assert uow.journal.lacking(["op-2", "op-3", "op-1", "op-4"]) == {"op-3", "op-4"}
        assert uow.journal.lacking([]) == frozenset()
