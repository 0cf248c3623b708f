"""Transactions are what they say on both databases, and tables are made once however many start."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from city_server import city, epochs, migrations, schema
from city_server.blob_tables import upload
from city_server.dossiers import lay_out
from city_server.migrations import SchemaTooNew
from city_server.numbers import Claims
from city_server.store import Contended, Store, add_missing, add_new, add_rows, among, put_rows
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import CaseEvent, ClockTrust
from outlet_app.sync.client import CityClient, enroll
from outlet_app.sync.wire import VerdictCode
from tests.support import counter
from tests.support.city_here import ADDRESS, CityHere, LineHere
from tests.support.counter import CLERK, Counter, registration
from tests.support.postgres import the_cluster
from tests.support.server import RESOURCES, CityDatabase, PostgresCity, enrolment_code

Row = dict[str, object]


def case_row(case_id: str) -> Row:
    return {"case_no": case_id, "case_id": case_id}


def numbers(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.scalars(select(schema.case_number.c.case_no).order_by(schema.case_number.c.case_no)))


def test_an_outer_rollback_undoes_a_released_savepoint(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()

    def fail_after_a_step(conn: Connection) -> None:
        with conn.begin_nested():
            conn.execute(insert(schema.case_number), [case_row("a")])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.settle(fail_after_a_step)
    assert numbers(store) == []
    store.close()


def test_a_savepoint_fails_alone(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.write() as conn:
        conn.execute(insert(schema.case_number), [case_row("a")])
        with conn.begin_nested() as step:
            conn.execute(insert(schema.case_number), [case_row("b")])
            step.rollback()
    assert numbers(store) == ["a"]
    store.close()


def test_missing_rows_are_added_and_present_ones_stay(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.write() as conn:
        add_missing(conn, schema.case_number, [{"case_no": "a", "case_id": "first"}])
        add_missing(conn, schema.case_number, [{"case_no": "a", "case_id": "second"}, case_row("b")])
        add_missing(conn, schema.case_number, [])
        held = conn.scalar(select(schema.case_number.c.case_id).where(schema.case_number.c.case_no == "a"))
    assert held == "first"
    assert numbers(store) == ["a", "b"]
    store.close()


def test_it_is_told_how_many_and_which_rows_were_not_there(database: CityDatabase) -> None:
    store, table = Store(database.url), schema.case_number
    store.create()
    with store.write() as conn:
        assert add_missing(conn, table, [case_row("b"), case_row("d")]) == 2
        assert add_missing(conn, table, [case_row("b"), case_row("c")]) == 1
        assert add_missing(conn, table, [case_row("b")]) == 0
        assert add_missing(conn, table, []) == 0
        rows = [case_row(one) for one in ("d", "a", "e", "b", "a")]
        assert add_new(conn, table, table.c.case_no, rows) == {"a", "e"}
        assert add_new(conn, table, table.c.case_no, rows) == set()
        assert add_new(conn, table, table.c.case_no, []) == set()
    assert numbers(store) == ["a", "b", "c", "d", "e"]
    store.close()


def test_a_row_of_another_transaction_is_waited_for_and_then_not_new(tmp_path: Path) -> None:
    store, table = Store(PostgresCity(the_cluster(), the_cluster().new_database()).url), schema.case_number
    store.create()
    begun = Barrier(2)

    def second() -> set[str]:
        begun.wait(timeout=30)
        with store.write() as conn:
            return add_new(conn, table, table.c.case_no, [case_row("a"), case_row("b")])

    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(second)
        with store.write() as conn:
            assert add_new(conn, table, table.c.case_no, [case_row("a")]) == {"a"}
            begun.wait(timeout=30)
        assert waiting.result(timeout=30) == {"b"}
    store.close()


def test_a_case_met_again_is_loaded_and_a_new_one_beside_it_is_empty(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.write() as conn:
        assert {one: laid.events for one, laid in lay_out(conn, ["old", ""]).items()} == {"old": 0}
        head = {"case_id": "old", "events": 3, "has_gap": True, "query_hash": "q"}
        put_rows(conn, schema.case_head, [head])
        add_rows(conn, schema.case_scope, [{"case_id": "old", "scope": "1508262001"}])
    with store.write() as conn:
        laid = lay_out(conn, ["old", "new", "old"])
    assert list(laid) == ["new", "old"]
    assert (laid["new"].events, laid["new"].has_gap, laid["new"].scopes) == (0, False, set())
    assert (laid["old"].events, laid["old"].has_gap, laid["old"].query_hash) == (3, True, "q")
    assert laid["old"].shown_to == frozenset({"1508262001"})
    store.close()


def test_postgresql_keeps_bodies_in_its_quick_compression() -> None:
    store = Store(PostgresCity(the_cluster(), the_cluster().new_database()).url)
    store.create()
    with store.write() as conn:
        add_rows(conn, schema.op_body, [{"op_id": "op", "bytes": b"registered " * 400}])
    with store.read() as conn:
        assert conn.scalar(select(func.pg_column_compression(schema.op_body.c.bytes))) == "lz4"
        assert conn.scalar(select(schema.op_body.c.bytes)) == b"registered " * 400
    store.close()


def test_many_processes_may_start_at_once_on_an_empty_database(database: CityDatabase) -> None:
    def start(_: int) -> str:
        opened = city.open_city(database.url, RESOURCES)
        with opened.store.read() as conn:
            name = epochs.required(conn).name
        opened.store.close()
        return name

    with ThreadPoolExecutor(4) as pool:
        names = set(pool.map(start, range(4)))
    assert len(names) == 1
    store = Store(database.url)
    with store.read() as conn:
        assert conn.scalar(select(func.count()).select_from(schema.outlet)) == 78
        assert conn.scalars(select(schema.schema_version.c.version)).all() == [migrations.VERSION]
    store.close()


def test_a_database_of_a_newer_version_is_left_alone(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.write() as conn:
        conn.execute(insert(schema.schema_version).values(version=migrations.VERSION + 1))
    with pytest.raises(SchemaTooNew):
        store.create()
    store.close()


def test_two_that_wait_for_each_other_both_finish(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    heads = schema.scope_head
    with store.write() as conn:
        conn.execute(insert(heads), [{"scope": "a", "version": 0}, {"scope": "b", "version": 0}])
    meet = Barrier(2)

    def raise_both(first: str, second: str) -> None:
        met = False

        def work(conn: Connection) -> None:
            nonlocal met
            conn.execute(update(heads).where(heads.c.scope == first).values(version=heads.c.version + 1))
            if not met and not store.is_sqlite:
                met = True
                meet.wait(timeout=10)
            conn.execute(update(heads).where(heads.c.scope == second).values(version=heads.c.version + 1))

        store.settle(work)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(raise_both, "a", "b"), pool.submit(raise_both, "b", "a")]:
            done.result(timeout=30)
    with store.read() as conn:
        assert set(conn.scalars(select(heads.c.version))) == {2}
    store.close()


def test_a_restored_cluster_begins_a_new_epoch(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    first = store.settle(lambda conn: epochs.settle(conn, "cluster/1"))
    assert store.settle(lambda conn: epochs.settle(conn, "cluster/1")) == first
    second = store.settle(lambda conn: epochs.settle(conn, "cluster/2"))
    assert second.name != first.name
    assert second.secret != first.secret
    assert epochs.genuine(second, "i", epochs.sign(first, "i", 1, "tip", "")) is None
    store.close()


def test_postgresql_tells_its_cluster_and_sqlite_has_none(database: CityDatabase) -> None:
    store = Store(database.url)
    with store.read() as conn:
        told = store.cluster(conn)
        assert told == store.cluster(conn)
    assert (told == "") == store.is_sqlite
    if told:
        cluster, timeline = map(int, told.split("/"))
        assert (cluster > 1_000_000, timeline) == (True, 1)
    store.close()


def test_sqlite_keeps_a_write_ahead_log_and_syncs_every_commit(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'city.db'}")
    with store.read() as conn:
        told = [conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    assert told == ["wal", 2]
    store.close()


def test_rows_are_put_or_brought_up_to_date(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.write() as conn:
        put_rows(conn, schema.case_number, [case_row("a"), case_row("b")])
        put_rows(conn, schema.case_number, [{"case_no": "b", "case_id": "new"}, case_row("c")])
        put_rows(conn, schema.case_number, [])
    with store.read() as conn:
        rows = conn.execute(select(schema.case_number).order_by(schema.case_number.c.case_no)).all()
    assert [tuple(row) for row in rows] == [("a", "a"), ("b", "new"), ("c", "c")]
    store.close()


# What a text or its bytes may hold that a stream could stumble over.
ODD = ["", "\t", "\n", "\\N", "\\.", "{}", "'", '"', "𠮷野 · 乌云", "a,b;c"]


def test_odd_texts_and_bytes_come_back_as_they_were(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.write() as conn:
        add_rows(conn, schema.op_body, [{"op_id": f"<{one}>", "bytes": one.encode() + b"\0"} for one in ODD])
        add_rows(conn, schema.op_body, [])
        asked = among(conn, schema.op_body.c.op_id, [f"<{one}>" for one in ODD[1:]])
        found = {row.op_id: row.bytes for row in conn.execute(select(schema.op_body).where(asked))}
        none = conn.execute(select(schema.op_body).where(among(conn, schema.op_body.c.op_id, []))).all()
    assert found == {f"<{one}>": one.encode() + b"\0" for one in ODD[1:]}
    assert none == []
    store.close()


def test_a_row_that_is_there_already_breaks_the_stream_and_the_transaction(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    rows = [case_row("b"), case_row("a"), case_row("b")]
    with pytest.raises(IntegrityError), store.write() as conn:
        add_rows(conn, schema.case_number, rows)
    assert numbers(store) == []
    store.close()


def registered(case_id: str, case_no: str) -> CaseEvent:
    now = datetime(2026, 11, 22, 9, 0, tzinfo=CST)
    fact = registration(case_no=case_no)
    return CaseEvent(f"op-{case_id}", case_id, now, CLERK, "1508262001", "01", fact, ClockTrust.WALL)


def test_who_finds_a_number_free_and_is_too_late_begins_again_and_sees_the_other(tmp_path: Path) -> None:
    store = Store(PostgresCity(the_cluster(), the_cluster().new_database()).url)
    store.create()
    verdicts: list[VerdictCode | None] = []

    def slow(conn: Connection) -> None:
        claims = Claims(conn)
        verdicts.append(claims.claim(registered("case-slow", "NO-1")))
        if len(verdicts) == 1:
            store.settle(quick)
        claims.keep()

    def quick(conn: Connection) -> None:
        claims = Claims(conn)
        assert claims.claim(registered("case-quick", "NO-1")) is None
        claims.keep()

    store.settle(slow)
    assert verdicts == [None, VerdictCode.CASE_NO_TAKEN]
    assert numbers(store) == ["NO-1"]
    store.close()


def test_a_number_claimed_twice_in_one_transaction_belongs_to_the_first(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.write() as conn:
        claims = Claims(conn)
        events = [registered("one", "N-1"), registered("two", "N-1"), registered("one", "N-1")]
        claims.foresee(events)
        told = [claims.claim(event) for event in events]
        claims.keep()
    assert told == [None, VerdictCode.CASE_NO_TAKEN, None]
    with store.read() as conn:
        assert conn.scalars(select(schema.case_number.c.case_id)).all() == ["one"]
    store.close()


def test_whoever_is_always_too_late_is_told_to_come_again_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = CityHere(tmp_path / "city.db")
    one = Counter(tmp_path / "counter", ADDRESS, lambda me: CityClient(me, LineHere(here, deque())))
    monkeypatch.setattr(
        counter, "enroll", lambda _url, *told: enroll(ADDRESS, *told, LineHere(here, deque()))
    )
    one.enrol(enrolment_code(here.database, "1508262001"))
    one.register()

    def too_late(self: Claims) -> None:
        raise Contended("a number")

    with monkeypatch.context() as busy:
        busy.setattr(Claims, "keep", too_late)
        report = one.sync()
        assert (report.error_code, report.waiting) == ("BUSY", 1)
    assert one.sync().pushed == 1
    one.close()
    here.close()


def test_a_column_named_like_a_word_of_the_language_is_written(database: CityDatabase) -> None:
    """`offset` is a word of PostgreSQL."""
    store = Store(database.url)
    store.create()
    row: Row = {"upload_id": "u", "sha256": "s", "outlet": "o", "size": 9, "offset": 4, "touched": 1}
    with store.write() as conn:
        add_rows(conn, upload, [row])
        put_rows(conn, upload, [row | {"offset": 7}])
    with store.read() as conn:
        assert conn.scalars(select(upload.c.offset)).all() == [7]
    store.close()
