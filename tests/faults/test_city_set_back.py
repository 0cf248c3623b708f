"""The city is restored from a backup: counters notice, send again what it lost, and end level with it."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from city_server import cli, schema
from city_server.census import Census
from city_server.store import Store
from outlet_app.domain.events import Accepted, AnsweredOnSpot, Closed, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from outlet_app.sync.engine import SyncReport
from outlet_app.sync.levelling import HEALED, RECEIPTS
from tests.support import faults
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.faults import Proxy
from tests.support.postgres import Cluster, the_cluster
from tests.support.server import CityDatabase, PostgresCity, ServerProcess, SqliteCity

Serve = Callable[..., ServerProcess]
NewProxy = Callable[[ServerProcess], Proxy]


def until_level(*machines: Counter, rounds: int = 6) -> list[SyncReport]:
    """Rounds of every machine in turn until nobody has anything to say; the last reports."""
    for _ in range(rounds):
        told = [one.sync() for one in machines]
        if not any(one.error_code or one.pushed or one.pulled for one in told):
            return told
    raise AssertionError(f"still not level: {told}")


def bodies(one: Counter) -> dict[str, bytes]:
    """Every event of a machine with its bytes."""
    with one.database.reading() as uow:
        cases = uow.journal.of_cases(uow.journal.all_case_ids())
        assert uow.journal.verify_chain() is None
    return {entry.op_id: entry.body for entries in cases.values() for entry in entries}


def epochs(database: CityDatabase) -> list[str]:
    """Why the city began each of its epochs."""
    store = Store(database.url)
    with store.read() as conn:
        found = conn.scalars(select(schema.epoch.c.reason).order_by(schema.epoch.c.no)).all()
    store.close()
    return list(found)


def in_custody(database: CityDatabase) -> int:
    """How many operations the city holds the bytes of."""
    store = Store(database.url)
    with store.read() as conn:
        found = conn.scalar(select(func.count()).select_from(schema.op_body))
    store.close()
    return found or 0


def meta(one: Counter, name: str) -> str:
    with one.database.reading() as uow:
        return uow.meta.get(name) or ""


def a_morning(one: Counter, other: Counter) -> str:
    """Two windows of an outlet work and are level with the city; a case both know."""
    case_id = one.register(MaterialsTaken())
    other.register(AnsweredOnSpot("可以"))
    until_level(one, other)
    return case_id


def nothing_lost(server: ServerProcess, *machines: Counter, before: list[dict[str, bytes]]) -> Census:
    """Every machine holds at least what it had, byte for byte, and equals the city."""
    held = census(server, machines[0].me.outlet_code)
    for one, had in zip(machines, before, strict=True):
        now = bodies(one)
        assert had.items() <= now.items()
        assert one.tally() == held.tally
    return held


@pytest.fixture
def second_cluster() -> Iterator[Cluster]:
    """The machine on which the city's administrator restores."""
    cluster = Cluster()
    yield cluster
    cluster.stop()


def test_row_13_after_a_restore_by_the_runbook_all_is_sent_again_and_digests_are_equal(
    serve: Serve, database: CityDatabase, counter: NewCounter
) -> None:
    city = serve()
    one, other = counter(city), counter(city)
    case_id = a_morning(one, other)
    kept = database.copy()
    one.save(case_id, Accepted())
    later = other.register(MaterialsTaken(), FeedbackGiven("明天答复"))
    until_level(one, other)
    other.save(case_id, FeedbackGiven("材料已核对"))
    until_level(one, other)
    refused = one.save(later, Closed("办结"))
    until_level(one, other)
    before, held = [bodies(one), bodies(other)], census(city, one.me.outlet_code)
    assert held.rejected == 1
    database.set_back(kept)
    assert cli.main(["new-epoch", "--database", database.url]) == 0
    unsent = one.register(AnsweredOnSpot("不可以"))
    reports = until_level(one, other)
    assert [(told.stopped, told.waiting) for told in reports] == [("", 0), ("", 0)]
    after = nothing_lost(city, one, other, before=before)
    assert (after.tally.events, after.rejected) == (held.tally.events + 2, held.rejected)
    assert after.case_numbers == tuple(sorted({*held.case_numbers, number_of(one, unsent)}))
    assert {entry.state for entry in one.history(later) if entry.op_id in refused} == {"needs_you"}


def number_of(one: Counter, case_id: str) -> str:
    with one.database.reading() as uow:
        card = uow.cards.get(case_id)
    assert card is not None
    return card.case_no


def test_row_13_a_dump_restored_into_another_postgresql_is_a_new_epoch_by_itself(
    counter: NewCounter, second_cluster: Cluster, outlet: str
) -> None:
    database = PostgresCity(the_cluster(), the_cluster().new_database())
    city = ServerProcess(database)
    one, other = counter(city), counter(city)
    case_id = a_morning(one, other)
    dump = the_cluster().dump(database.name)
    one.save(case_id, Accepted(), FeedbackGiven("明天答复"))
    other.register(AnsweredOnSpot("可以"))
    until_level(one, other)
    before, held = [bodies(one), bodies(other)], census(city, outlet)
    port = city.port
    city.kill()
    restored = PostgresCity(second_cluster, second_cluster.new_database())
    second_cluster.restore(dump, restored.name)
    city = ServerProcess(restored, port=port)
    try:
        assert census(city, outlet).tally.events == 4
        assert [reason.partition(":")[0] for reason in epochs(restored)] == ["first start", "restored"]
        until_level(one, other)
        assert nothing_lost(city, one, other, before=before) == held
        assert in_custody(restored) == held.tally.events
    finally:
        city.kill()


def test_row_14_a_copy_put_back_unnoticed_is_proven_by_a_receipt_and_healed(
    serve: Serve, database: CityDatabase, counter: NewCounter, outlet: str
) -> None:
    city = serve()
    one, other, listener = counter(city), counter(city), counter(city)
    a_morning(one, other)
    kept = database.copy()
    case_id = one.register(MaterialsTaken())
    until_level(one, listener)
    receipt = one.me.receipt
    before, held = [bodies(one), bodies(other), bodies(listener)], census(city, outlet)
    database.set_back(kept)
    # The listener has nothing to prove; it follows the city as it is and loses nothing of what it has.
    assert (listener.sync().stopped, epochs(database)) == ("", ["first start"])
    assert bodies(listener) == before[2]
    assert [entry.case_n for entry in listener.history(case_id)] == [None, None]
    one.save(case_id, FeedbackGiven("明天答复"))
    assert one.sync().error_code == "SEQ_GAP"
    report = one.sync()
    assert (report.stopped, report.error_code, report.waiting) == ("", "", 0)
    assert epochs(database) == ["first start", "a receipt ahead of the database"]
    until_level(one, other, listener)
    after = nothing_lost(city, one, other, listener, before=before)
    assert after.tally.events == held.tally.events + 1
    (line,) = json.loads(meta(one, RECEIPTS))
    assert (line["receipt"], line["seq"]) == (receipt, 2)
    assert json.loads(meta(one, HEALED))["what"] == "epoch"


def test_row_14_only_one_epoch_begins_however_many_counters_prove_it(
    serve: Serve, database: CityDatabase, counter: NewCounter
) -> None:
    city = serve()
    machines = [counter(city) for _ in range(3)]
    until_level(*machines)
    kept = database.copy()
    for one in machines:
        one.register(AnsweredOnSpot("可以"))
    until_level(*machines)
    before, held = [bodies(one) for one in machines], census(city, machines[0].me.outlet_code)
    database.set_back(kept)
    until_level(*machines)
    assert len(epochs(database)) == 2
    assert nothing_lost(city, *machines, before=before) == held


def test_row_14_set_back_twice_in_a_day(serve: Serve, database: CityDatabase, counter: NewCounter) -> None:
    city = serve()
    one, other = counter(city), counter(city)
    a_morning(one, other)
    oldest = database.copy()
    one.register(AnsweredOnSpot("一"))
    until_level(one, other)
    database.set_back(oldest)
    one.register(AnsweredOnSpot("二"))
    until_level(one, other)
    held = census(city, one.me.outlet_code)
    # A second time, to a copy that knows neither the second epoch nor its receipts.
    again = database.copy()
    other.register(AnsweredOnSpot("三"))
    until_level(one, other)
    before = [bodies(one), bodies(other)]
    database.set_back(again)
    until_level(one, other)
    after = nothing_lost(city, one, other, before=before)
    assert after.tally.events == held.tally.events + 2
    assert len(json.loads(meta(other, RECEIPTS))) == 2


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[ServerProcess]:
    """A city in one file, for what does not depend on the kind of database."""
    city = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield city
    city.kill()


@pytest.mark.parametrize("path", [wire.Path.BUCKETS, f"{wire.Path.BUCKETS}/", wire.Path.PUSH, wire.Path.PULL])
def test_row_13_the_line_breaks_while_the_histories_are_compared(
    copied: ServerProcess, counter: NewCounter, proxy: NewProxy, path: str
) -> None:
    line = proxy(copied)
    one, other = counter(copied, via=line.url), counter(copied)
    case_id = a_morning(one, other)
    kept = copied.database.copy()
    one.save(case_id, Accepted())
    until_level(one, other)
    before = [bodies(one), bodies(other)]
    copied.database.set_back(kept)
    assert cli.main(["new-epoch", "--database", copied.database.url]) == 0
    line.plan(path, faults.LOSE_ANSWER, faults.FLIP_ANSWER)
    one.sync()
    one.restart()
    one.sync()
    until_level(one, other)
    nothing_lost(copied, one, other, before=before)


def test_row_13_the_counter_goes_on_working_between_the_rounds(
    copied: ServerProcess, counter: NewCounter
) -> None:
    city, database = copied, copied.database
    one = counter(city)
    first = one.register(MaterialsTaken())
    one.sync()
    kept = database.copy()
    one.save(first, Accepted())
    one.sync()
    database.set_back(kept)
    cli.main(["new-epoch", "--database", database.url])
    # Offline in between: what the city lost is still shown as it was, and more is saved on top.
    server_gone = faults.page("502 Bad Gateway")
    line = Proxy(city.port)
    try:
        one.engine.close()
        with one.database.unit_of_work() as uow:
            me = uow.instance.required()
            uow.instance.save(type(me)(**{**_facts(me), "server_url": line.url}))
            uow.commit()
        line.plan(wire.Path.BUCKETS, server_gone)
        report = one.sync()
        assert (report.stopped, report.waiting) == ("", 1)
        one.save(first, FeedbackGiven("明天答复"))
        assert [kind for kind, _, _ in one.verdicts(first)] == [
            "registered", "materials_taken", "accepted", "feedback_given",
        ]  # fmt: skip
        until_level(one)
        assert [verdict for _, verdict, _ in one.verdicts(first)] == ["applied"] * 4
    finally:
        line.close()
    assert census(city, one.me.outlet_code).tally == one.tally()


def _facts(me: object) -> dict[str, object]:
    return {name: getattr(me, name) for name in type(me).__slots__}  # type: ignore[attr-defined]


def test_row_13_only_what_differs_is_fetched(
    copied: ServerProcess, counter: NewCounter, proxy: NewProxy
) -> None:
    city, database = copied, copied.database
    line = proxy(city)
    one, other = counter(city), counter(city, via=line.url)
    for _ in range(40):
        one.register(AnsweredOnSpot("可以"))
    until_level(one, other)
    kept = database.copy()
    lost = one.register(AnsweredOnSpot("不可以"))
    until_level(one, other)
    database.set_back(kept)
    cli.main(["new-epoch", "--database", database.url])
    line.requests.clear()
    other.sync()
    asked = [told.split(b" ", 2)[1].decode() for told in line.sent(f"{wire.Path.BUCKETS}/")]
    assert [told.split("?")[0] for told in asked] == [f"{wire.Path.BUCKETS}/{wire.bucket_of(lost)}"]
    with other.database.reading() as uow:
        cursor = uow.cursors.get(other.me.outlet_code)
    assert cursor is not None
    assert (cursor.epoch, cursor.version) == (other.me.epoch, 80)


def test_row_13_what_was_healed_is_dated_and_counted(copied: ServerProcess, counter: NewCounter) -> None:
    city, database = copied, copied.database
    one = counter(city)
    one.sync()
    kept = database.copy()
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    database.set_back(kept)
    cli.main(["new-epoch", "--database", database.url])
    assert meta(one, HEALED) == ""
    one.sync()
    told = json.loads(meta(one, HEALED))
    assert (told["what"], told["count"]) == ("epoch", 2)
    assert datetime.fromisoformat(told["at"]).utcoffset() is not None
    one.sync()
    assert json.loads(meta(one, HEALED)) == told
