"""Every guarded table against every way SQL knows of changing a row: refused, and the row as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from store_builders import KEY, NOW, an_op, save

from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import HistoryIsFixed
from outlet_app.models.outbox import Verdict
from outlet_app.models.sqlcipher import connect

EVENT_COLUMNS = ("op_id", "kind", "kv", "case_id", "at", "actor", "sha256", "prev_hash", "hash", "local_no")
REST = "kind, kv, case_id, at, actor, sha256, prev_hash, hash"
SPOILT = {"kv": "99", "local_no": "99", "sha256": "zeroblob(32)", "prev_hash": "x'ff'", "hash": "x'ff'"}
PAPER = "INSERT INTO paper VALUES ('p-1', 'case-1', 'op-1', 'W04', 'n 1', 1, 's', 1, '2026-11-20', NULL)"
ERASED = "INSERT INTO erasure VALUES ('op-3', '2026-11-20', 'law')"


@pytest.fixture(scope="module")
def written(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One store with a row in every guarded table; no test of this file leaves anything in it."""
    path = tmp_path_factory.mktemp("guards") / "outlet.db"
    path.write_bytes((made_once / "outlet.db").read_bytes())
    store = open_database(path, KEY)
    save(store, "op-1", "op-2", "op-3")
    with store.unit_of_work() as uow:
        answers = [Verdict(n, "applied", case_n=n) for n in (1, 2, 3)]
        uow.outbox.record(answers, acked_seq=3, receipt="r", epoch="e", at=NOW)
        for statement in (PAPER, "INSERT INTO paper_body VALUES ('p-1', x'255044')", ERASED):
            uow._connection.execute(text(statement))
        uow._connection.execute(text("DELETE FROM event_body WHERE op_id = 'op-3'"))
        uow.commit()
    yield store
    store.close()


TABLES = ("event", "event_body", "erasure", "outbox", "place", "paper_body", "paper")


def rows(store: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything the guarded tables hold."""
    with store.reading() as uow:
        run = uow._connection.exec_driver_sql
        return {name: [tuple(row) for row in run(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in TABLES}


def refused(store: Database, statement: str, by: type[Exception] = HistoryIsFixed) -> None:
    before = rows(store)
    with pytest.raises(by):
        attempt(store, statement)
    assert rows(store) == before


def attempt(store: Database, *statements: str) -> None:
    with store.unit_of_work() as uow:
        for statement in statements:
            uow._connection.execute(text(statement))
        uow.commit()


@pytest.mark.parametrize("column", EVENT_COLUMNS)
def test_no_column_of_an_event_can_be_written_again(written: Database, column: str) -> None:
    refused(written, f"UPDATE event SET {column} = {SPOILT.get(column, repr('forged'))} WHERE local_no = 1")


@pytest.mark.parametrize("column", EVENT_COLUMNS)
def test_writing_the_same_value_is_writing_too(written: Database, column: str) -> None:
    refused(written, f"UPDATE event SET {column} = {column}")


@pytest.mark.parametrize(
    "how", ["UPDATE OR IGNORE", "UPDATE OR REPLACE", "UPDATE OR FAIL", "UPDATE OR ROLLBACK"]
)
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("event", "actor = 'x'"),
        ("event_body", "bytes = x'00'"),
        ("erasure", "reason = 'x'"),
        ("paper_body", "pdf = x'00'"),
    ],
)
def test_no_conflict_clause_opens_a_guarded_row(written: Database, how: str, table: str, change: str) -> None:
    refused(written, f"{how} {table} SET {change}")


@pytest.mark.parametrize("table", ["event", "event_body", "erasure", "outbox", "place", "paper_body"])
@pytest.mark.parametrize("which", ["", " WHERE 1 = 1", " WHERE rowid = (SELECT min(rowid) FROM {table})"])
def test_no_row_of_the_record_can_be_deleted(written: Database, table: str, which: str) -> None:
    refused(written, f"DELETE FROM {table}{which.format(table=table)}")


@pytest.mark.parametrize("how", ["INSERT OR REPLACE INTO", "REPLACE INTO"])
@pytest.mark.parametrize("table", ["event", "event_body", "erasure", "outbox", "place", "paper_body"])
def test_no_row_of_the_record_can_be_replaced_even_by_itself(written: Database, how: str, table: str) -> None:
    refused(written, f"{how} {table} SELECT * FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO event SELECT * FROM event WHERE local_no = 1"
        " ON CONFLICT (op_id) DO UPDATE SET actor = 'forged'",
        "INSERT INTO event SELECT * FROM event WHERE local_no = 1"
        " ON CONFLICT (local_no) DO UPDATE SET kind = excluded.kind",
        "INSERT INTO event_body SELECT op_id, x'00' FROM event_body WHERE op_id = 'op-1'"
        " ON CONFLICT (op_id) DO UPDATE SET bytes = excluded.bytes",
        "INSERT INTO paper_body VALUES ('p-1', x'00')"
        " ON CONFLICT (paper_id) DO UPDATE SET pdf = excluded.pdf",
    ],
)
def test_an_upsert_is_an_update(written: Database, statement: str) -> None:
    refused(written, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM paper WHERE paper_id = 'p-1'",
        "DELETE FROM instance",
        "UPDATE paper SET paper_id = 'p-9'",
        "INSERT INTO event_body VALUES ('op-9', x'00')",
        "INSERT INTO erasure VALUES ('op-9', '2026-11-20', 'law')",
        "INSERT INTO place VALUES ('op-9', 'case-1', 9, 'applied', '')",
        "INSERT INTO paper_body VALUES ('p-9', x'00')",
        "INSERT INTO paper VALUES ('p-2', 'c', 'o', 'W04', 'n 1', 1, 's', 1, '2026-11-20', NULL)",
        "UPDATE place SET n = 1 WHERE op_id = 'op-2'",
        f"INSERT INTO event SELECT 4, 'op-1', {REST} FROM event WHERE local_no = 3",
        f"INSERT INTO event SELECT 1, 'op-9', {REST} FROM event WHERE local_no = 3",
        "UPDATE outbox SET op_id = 'op-9' WHERE seq = 1",
        "UPDATE outbox SET superseded_by = 'op-9' WHERE seq = 1",
        "UPDATE outbox SET instance_id = 'inst-9' WHERE seq = 1",
    ],
)
def test_no_row_may_point_to_nothing_or_stand_twice(written: Database, statement: str) -> None:
    refused(written, statement, IntegrityError)


def test_bytes_erased_by_law_never_come_back(written: Database) -> None:
    refused(written, "INSERT INTO event_body VALUES ('op-3', x'00')")
    refused(written, "INSERT OR REPLACE INTO event_body VALUES ('op-3', x'00')")
    refused(written, "INSERT OR IGNORE INTO event_body VALUES ('op-3', x'00')")


def test_a_refusal_undoes_what_went_before_it_in_the_transaction(written: Database) -> None:
    before = rows(written)
    with pytest.raises(HistoryIsFixed):
        attempt(written, "INSERT INTO meta VALUES ('half', 'done')", "DELETE FROM event")
    with pytest.raises(HistoryIsFixed):
        attempt(written, "UPDATE instance SET next_seq = 9", "UPDATE event SET kv = 2")
    assert rows(written) == before
    with written.reading() as uow:
        assert uow.meta.get("half") is None
        assert uow.journal.verify_chain() is None
        assert uow.instance.required().next_seq == 4


def test_a_refusal_in_a_savepoint_leaves_the_rest_usable(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        uow.journal.append([an_op("op-2")])
        with pytest.raises(HistoryIsFixed), uow.savepoint():
            uow._connection.execute(text("UPDATE event SET actor = 'x'"))
        uow.journal.append([an_op("op-3")])
        uow.commit()
    with store.reading() as uow:
        assert [entry.op_id for entry in uow.journal.of_case("case-1")] == ["op-1", "op-2", "op-3"]
        assert uow.journal.verify_chain() is None


GUARDS = {
    "event_update_refused",
    "event_delete_refused",
    "event_body_update_refused",
    "event_body_delete_refused",
    "event_body_insert_refused",
    "erasure_update_refused",
    "erasure_delete_refused",
    "outbox_delete_refused",
    "place_delete_refused",
    "paper_body_update_refused",
    "paper_body_delete_refused",
}


def test_the_guards_lie_in_the_file_itself(written: Database) -> None:
    raw = connect(written.path, KEY)
    found = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    raw.close()
    assert found == GUARDS


@pytest.mark.parametrize("guard", sorted(GUARDS))
def test_each_guard_says_which_record_it_guards(written: Database, guard: str) -> None:
    raw = connect(written.path, KEY)
    (told,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (guard,)).fetchone()
    raw.close()
    table = guard.rsplit("_", 2)[0]
    assert f"RAISE(ABORT, 'append-only: {table}')" in told
    assert f" ON {table} " in told


FREE = {
    "a draft": "UPDATE draft SET body = x'00'",
    "a card": "DELETE FROM card",
    "a search text": "DELETE FROM case_text",
    "an applicant": "DELETE FROM applicant",
    "a cursor": "UPDATE cursor SET version = 2",
    "a single value": "UPDATE meta SET value = 'x'",
    "when a paper was spooled": "UPDATE paper SET spooled_at = '2026-11-20'",
    "a verdict of the queue": "UPDATE outbox SET state = 'failed', tries = 3 WHERE seq = 1",
    "a verdict of a place": "UPDATE place SET verdict = 'parked' WHERE op_id = 'op-1'",
}


@pytest.mark.parametrize("what", FREE)
def test_what_may_be_made_anew_is_not_in_the_way_of_itself(written: Database, what: str) -> None:
    with written.unit_of_work() as uow:  # never committed
        uow._connection.execute(text(FREE[what]))


HOSTILE = [
    "",
    " ",
    "'); DROP TABLE event; --",
    '"; DELETE FROM card; --',
    "\x00nul",
    "tab\tand\nnew line",
    "阿拉坦·乌拉",
    "𬎆䶮𠮷\U0002b9f5",
    "e\u0301 ﷺ ‮",
    "%_?:*@#",
    "{}[]\\/",
    "ᠮᠣᠩᠭᠣᠯ",
    "名" * 10_000,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=[ascii(one[:12]) for one in HOSTILE])
def test_every_drawer_gives_back_what_was_put_in(store: Database, typed: str) -> None:
    op = an_op("op-h", name=typed)
    with store.unit_of_work() as uow:
        uow.journal.append([op])
        uow.drafts.save("1508260837", typed.encode("utf-8", "surrogatepass"), NOW)
        uow.meta.set("typed", typed)
        uow.cache.put("catalogue", typed or "empty", typed.encode(), NOW)
        uow.cursors.set(typed, typed, 1)
        uow.commit()
    with store.reading() as uow:
        (entry,) = uow.journal.of_case("case-1")
        assert entry.body == op.body
        draft = uow.drafts.get("1508260837")
        assert draft is not None
        assert draft.body.decode() == typed
        assert uow.meta.get("typed") == typed
        pack = uow.cache.get("catalogue", typed or "empty")
        assert pack is not None
        assert pack.body.decode() == typed
        cursor = uow.cursors.get(typed)
        assert cursor is not None
        assert cursor.epoch == typed
        assert uow.journal.verify_chain() is None
