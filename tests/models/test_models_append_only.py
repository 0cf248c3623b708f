"""What is recorded stays: UPDATE, DELETE and INSERT OR REPLACE are all refused by the file itself."""

import pytest
from sqlalchemy import text
from store_builders import KEY, NOW, a_card, an_op, save, stored_ids

from outlet_app.models.engine import Database
from outlet_app.models.errors import HistoryIsFixed
from outlet_app.models.sqlcipher import connect

REPLACE_EVENT = (
    "INSERT OR REPLACE INTO event SELECT local_no, op_id, 'forged', kv, case_id, at, actor,"
    " sha256, prev_hash, hash FROM event"
)

SWAP_BYTES = (
    "UPDATE event_body SET bytes = (SELECT bytes FROM event_body WHERE op_id = 'op-1') WHERE op_id = 'op-2'"
)


def attempt(store: Database, statement: str) -> None:
    with store.unit_of_work() as uow:
        uow._connection.execute(text(statement))
        uow.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor = 'x'",
        "DELETE FROM event",
        REPLACE_EVENT,
        "UPDATE event_body SET bytes = x'00'",
        "DELETE FROM event_body",
        "INSERT OR REPLACE INTO event_body SELECT op_id, x'00' FROM event_body",
        "DELETE FROM outbox",
        "INSERT OR REPLACE INTO outbox SELECT * FROM outbox",
    ],
)
def test_history_refuses_every_way_of_changing_it(store: Database, statement: str) -> None:
    save(store, "op-1")
    with pytest.raises(HistoryIsFixed):
        attempt(store, statement)
    assert stored_ids(store) == ["op-1"]
    with store.reading() as uow:
        assert uow.journal.verify_chain() is None
        assert uow.outbox.counts(NOW.date()).waiting == 1


def test_without_recursive_triggers_a_replacement_would_slip_through(store: Database) -> None:
    """Why every connection sets the pragma: the same file, one pragma less."""
    save(store, "op-1")
    raw = connect(store.path, KEY)
    raw.execute("PRAGMA recursive_triggers = OFF")
    raw.execute("BEGIN")
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute(REPLACE_EVENT)
    assert raw.execute("SELECT kind FROM event").fetchone() == ("forged",)
    raw.execute("ROLLBACK")
    raw.close()


def erase(store: Database, op_id: str) -> None:
    with store.unit_of_work() as uow:
        uow._connection.execute(
            text("INSERT INTO erasure VALUES (:op_id, :at, 'law')"), {"op_id": op_id, "at": NOW.isoformat()}
        )
        uow._connection.execute(text("DELETE FROM event_body WHERE op_id = :op_id"), {"op_id": op_id})
        uow.commit()


def test_only_the_bytes_of_an_event_named_in_erasure_may_go(store: Database) -> None:
    save(store, "op-1", "op-2")
    erase(store, "op-1")
    with store.reading() as uow:
        first, second = uow.journal.of_case("case-1")
        assert (first.op_id, first.body) == ("op-1", b"")
        assert second.body == an_op("op-2").body
        assert uow.journal.verify_chain() is None


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO event_body VALUES ('op-1', x'00')",
        "UPDATE erasure SET reason = 'x'",
        "DELETE FROM erasure",
    ],
)
def test_an_erasure_is_final_too(store: Database, statement: str) -> None:
    save(store, "op-1")
    erase(store, "op-1")
    with pytest.raises(HistoryIsFixed):
        attempt(store, statement)


def forge(store: Database, *statements: str) -> None:
    raw = connect(store.path, KEY)
    for trigger in ("event_update", "event_delete", "event_body_update", "event_body_delete"):
        raw.execute(f"DROP TRIGGER {trigger}_refused")
    raw.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE event SET sha256 = zeroblob(32) WHERE local_no = 2", 2),
        ("UPDATE event SET hash = zeroblob(32) WHERE local_no = 3", 3),
        ("DELETE FROM event WHERE local_no = 2", 2),
        ("DELETE FROM event_body WHERE op_id = 'op-3'", 3),
        (SWAP_BYTES, 2),
    ],
)
def test_the_chain_finds_what_a_forger_with_the_key_did(
    store: Database, statement: str, broken_at: int
) -> None:
    save(store, "op-1", "op-2", "op-3")
    forge(store, statement)
    with store.reading() as uow:
        assert uow.journal.verify_chain() == broken_at


def test_a_paper_cannot_be_swapped(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card())
        uow._connection.execute(
            text("INSERT INTO paper VALUES ('p', 'c', 'o', 'W04', 'n', 1, 's', 1, 'now', NULL)")
        )
        uow._connection.execute(text("INSERT INTO paper_body VALUES ('p', x'01')"))
        uow.commit()
    for statement in ("UPDATE paper_body SET pdf = x'02'", "DELETE FROM paper_body"):
        with pytest.raises(HistoryIsFixed):
            attempt(store, statement)
