"""The city's orders over a real line: believed when signed, kept whole or not at all, never undone by age."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from city_server.release_tables import release
from city_server.signing_keys import read_signing_key
from city_server.store import Store
from outlet_app.models.packs import REFUSED_PACKS
from outlet_app.services.library import Library, read_library
from outlet_app.sync import wire
from outlet_app.sync.wire import PackFault, order_fits, release_ref
from tests.support import faults
from tests.support.bench import shelf
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.faults import Proxy
from tests.support.policies_sent import OTHER_PRIVATE
from tests.support.releasing import Office, in_days, more_copies, real_list, signed_order
from tests.support.server import CityDatabase, ServerProcess, SqliteCity

Serve = Callable[[], ServerProcess]
HERE, THERE = "1508262001", "1508022001"
NEXT = date.fromisoformat(in_days(30))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(SqliteCity(tmp_path / "city.db"), tmp_path)


@pytest.fixture
def serve(office: Office) -> Iterator[Serve]:
    """Start a server on the office's database; it is ended with the test."""
    started: list[ServerProcess] = []

    def start() -> ServerProcess:
        started.append(ServerProcess(office.database))
        return started[-1]

    yield start
    for one in started:
        one.kill()


def library(one: Counter) -> Library:
    """The program's own data with what this machine was handed down."""
    with one.database.reading() as uow:
        packs = [uow.cache.get("release", ref) for ref in uow.cache.refs("release")]
    return read_library(replace(shelf(), orders=[pack.body for pack in packs if pack]))


def counts(one: Counter, today: date = NEXT, outlet: str = HERE) -> str:
    """The version of the list that counts for a new case."""
    return library(one).at(outlet, "01", today).catalogue.version


def refused(one: Counter) -> list[str]:
    with one.database.reading() as uow:
        return [line.rpartition(" ")[2] for line in (uow.meta.get(REFUSED_PACKS) or "").splitlines()]


def published(office: Office, *more: str, version: str = "2027-1", copies: int = 3) -> None:
    assert office.publish(more_copies(real_list(version), copies=copies), *more) == 0


def test_a_release_comes_down_and_counts_from_its_day_on(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    published(office)
    one = counter(serve(), at=HERE)
    assert one.sync().catalogue_changed
    assert not one.sync().catalogue_changed
    assert (counts(one, NEXT - timedelta(days=1)), counts(one)) == ("2025-batch-2", "2027-1")
    told = library(one).at(HERE, "01", NEXT)
    assert told.catalogue.sub_item("1.5").material("1.5-M1").copies == 3
    assert told.catalogue_of("2025-batch-2").sub_item("1.5").material("1.5-M1").copies == 1


def test_a_release_published_while_the_server_runs_is_told_with_the_next_round(
    database: CityDatabase, tmp_path: Path, counter: NewCounter
) -> None:
    office, server = Office(database, tmp_path), ServerProcess(database)
    try:
        _told_while_it_runs(office, counter(server, at=HERE))
    finally:
        server.kill()


def _told_while_it_runs(office: Office, one: Counter) -> None:
    one.sync()
    assert counts(one) == "2025-batch-2"
    published(office)
    assert one.sync().catalogue_changed
    assert counts(one) == "2027-1"
    assert office.sign("withdraw", "2027-1", "--reason", "份数有误") == 0
    assert one.sync().catalogue_changed
    assert counts(one) == "2025-batch-2"
    # Cases that were registered meanwhile go on reading what they were registered under.
    assert "2027-1" in library(one).catalogues


def test_a_staged_release_counts_only_where_it_is_meant_to(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    published(office, "--divisions", "150802")
    one = counter(serve(), at=HERE)
    one.sync()
    assert (counts(one), counts(one, outlet=THERE)) == ("2025-batch-2", "2027-1")
    assert office.sign("widen", "2027-1", "--divisions", "150802", "--outlets", HERE) == 0
    one.sync()
    assert counts(one) == "2027-1"


def altered(office: Office, change: Callable[[bytes], bytes]) -> None:
    """Somebody in the server's place changes what it hands down, with a digest that fits."""
    store = Store(office.database.url)
    with store.write() as conn:
        pack = change(conn.scalar(select(release.c.pack)) or b"")
        conn.execute(update(release).values(pack=pack, sha256=sha256(pack).hexdigest()))
    store.close()


FORGED = {
    "tampered": lambda pack: pack.replace("三".encode(), "四".encode(), 1),
    "unsigned": lambda pack: b'{"number": 1}',
    "other_key": lambda pack: signed_order(1, OTHER_PRIVATE)[1],
}


def test_a_forged_order_is_turned_away_and_the_good_one_stays(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    server = serve()
    one, late = counter(server, at=HERE), counter(server, at=HERE)
    published(office)
    one.sync()
    store = Store(office.database.url)
    with store.read() as conn:
        good = conn.scalar(select(release.c.pack)) or b""
    store.close()
    for reason, forge in FORGED.items():
        altered(office, lambda _, forge=forge: forge(good))
        for machine in (one, late):
            report = machine.sync()
            assert (report.online, report.error_code) == (True, "")
            assert refused(machine) == [reason]
    assert (counts(one), counts(late)) == ("2027-1", "2025-batch-2")


def test_an_order_cannot_stand_under_the_name_of_another(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    """A withdrawal served under the name of a publication, both signed by the city, would undo it unseen."""
    published(office)
    one = counter(serve(), at=HERE)
    one.sync()
    store, private = Store(office.database.url), read_signing_key(office.key)
    body = b'{"number": 1, "act": "withdraw"}'
    with store.write() as conn:
        ref = conn.scalar(select(release.c.ref)) or ""
        pack = wire.sign_pack(private, wire.RELEASE, ref, body)
        conn.execute(update(release).values(pack=pack, sha256=sha256(pack).hexdigest()))
    store.close()
    one.sync()
    assert (refused(one), counts(one)) == (["misnamed"], "2027-1")
    assert not order_fits(ref, body)
    assert not order_fits("release", body)
    assert order_fits(release_ref(1, body), body)


def test_what_came_in_half_is_kept_not_at_all_and_asked_for_again(
    serve: Serve, office: Office, counter: NewCounter, proxy: Callable[[ServerProcess], Proxy]
) -> None:
    server = serve()
    line = proxy(server)
    one = counter(server, via=line.url, at=HERE)
    one.sync()
    published(office)
    assert office.sign("withdraw", "2027-1", "--reason", "有误") == 0
    for fault in (faults.CUT_ANSWER, faults.LOSE_ANSWER, faults.FLIP_ANSWER):
        line.plan("/v1/catalogue/release/000002", fault)
        one.engine.hurry()
        one.sync()
        # Neither of the two: a publication without its withdrawal would be another list.
        assert (library(one).released.releases, counts(one)) == ((), "2025-batch-2")
    one.engine.hurry()
    one.sync()
    (told,) = library(one).released.releases
    assert told.withdrawn is not None


def test_a_city_set_back_takes_no_order_back(serve: Serve, office: Office, counter: NewCounter) -> None:
    server = serve()
    one = counter(server, at=HERE)
    published(office)
    one.sync()
    before = office.database.copy()
    assert office.sign("withdraw", "2027-1", "--reason", "份数有误") == 0
    one.sync()
    assert counts(one) == "2025-batch-2"
    office.database.set_back(before)
    one.sync()
    assert counts(one) == "2025-batch-2"
    # The number is given a second time; both orders are known by names of their own.
    assert office.sign("withdraw", "2027-1", "--reason", "再次撤回") == 0
    one.sync()
    with one.database.reading() as uow:
        assert [ref[:6] for ref in uow.cache.refs("release")] == ["000001", "000002", "000002"]
    assert counts(one) == "2025-batch-2"


def test_a_program_that_dies_after_it_stored_an_order_follows_it_all_the_same(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    published(office)
    one = counter(serve(), at=HERE)
    one.sync()
    one.restart()
    assert counts(one) == "2027-1"
    assert not one.sync().catalogue_changed


def test_orders_that_came_before_the_key_are_fetched_again_with_it(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    server = serve()
    one = counter(server, at=HERE)
    published(office)
    with one.database.unit_of_work() as uow:
        uow.meta.set("policy.key", "ab" * 32)
        uow.commit()
    one.sync()
    assert (refused(one), counts(one)) == (["other_key"], "2025-batch-2")
    with one.database.unit_of_work() as uow:
        uow.meta.set("policy.key", "")
        uow.commit()
    one.sync()
    assert (refused(one), counts(one)) == ([], "2027-1")


def test_an_order_for_another_outlet_never_reaches_this_one(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    ref, pack = signed_order(5, read_signing_key(office.key), outlet=THERE)
    store = Store(office.database.url)
    row = {
        "number": 5,
        "ref": ref,
        "outlet": THERE,
        "sha256": sha256(pack).hexdigest(),
        "pack": pack,
        "since": "",
    }
    with store.write() as conn:
        conn.execute(insert(release).values(row))
    store.close()
    server = serve()
    here, there = counter(server, at=HERE), counter(server, at=THERE)
    for machine in (here, there):
        machine.sync()
    held = [library(machine).released.releases for machine in (here, there)]
    assert [len(one) for one in held] == [0, 1]


def test_an_order_nobody_here_can_use_is_set_aside_and_the_counter_opens(
    serve: Serve, office: Office, counter: NewCounter
) -> None:
    ref, pack = signed_order(1, read_signing_key(office.key), content={"version": "2027-1", "items": []})
    store = Store(office.database.url)
    row = {
        "number": 1,
        "ref": ref,
        "outlet": "",
        "sha256": sha256(pack).hexdigest(),
        "pack": pack,
        "since": "",
    }
    with store.write() as conn:
        conn.execute(insert(release).values(row))
    store.close()
    one = counter(serve(), at=HERE)
    one.sync()
    told = library(one).released
    assert [(flaw.name, flaw.column, flaw.reason) for flaw in told.set_aside] == [
        ("2027-1", "items", "empty")
    ]
    assert counts(one) == "2025-batch-2"
    with pytest.raises(PackFault):
        wire.envelope(b"not an envelope")
