"""Policies and register over a real line: handed down as signed, refused as they come when they are not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from city_server.signing_keys import register_signing_key
from city_server.store import Store
from outlet_app.models.packs import POLICY_KEY
from outlet_app.services.policy_book import PolicyBook
from outlet_app.services.policy_views import PolicyShelf, RefusedPack
from outlet_app.sync.wire import public_of
from tests.support.builders import MORNING
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.policies import CODE, NAME, PLEDGE_POLICY, plain_register, plain_release
from tests.support.policies_sent import OTHER_PRIVATE, PRIVATE, PUBLIC, signed
from tests.support.server import RESOURCES, CityDatabase, ServerProcess

Serve = Callable[..., ServerProcess]
RELEASE = ("policies", "2026-2", signed("policies", "2026-2", plain_release()))
REGISTER = ("register", "2026-11-18", signed("register", "2026-11-18", plain_register()))


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A folder of the city with the real data beside which packs can be laid."""
    folder = tmp_path / "city"
    folder.mkdir()
    for name in ("catalogue", "calendar", "forms"):
        shutil.copytree(RESOURCES / name, folder / name)
    shutil.copy(RESOURCES / "outlets.json", folder)
    return folder


def lay(resources: Path, *packs: tuple[str, str, bytes]) -> None:
    for kind, ref, body in packs:
        place = resources / kind / f"{ref}.json"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(body)


def tell_key(database: CityDatabase, private: bytes = PRIVATE, former: bytes | None = None) -> None:
    store = Store(database.url)
    store.create()
    store.settle(lambda conn: register_signing_key(conn, private, former))
    store.close()


def shelf(counter: Counter) -> PolicyShelf:
    return PolicyBook(counter.database).shelf(MORNING.date())


def test_both_come_down_and_are_found(
    serve: Serve, database: CityDatabase, counter: NewCounter, resources: Path
) -> None:
    lay(resources, RELEASE, REGISTER)
    tell_key(database)
    one = counter(serve(resources=resources))
    assert one.sync().catalogue_changed
    at_hand = shelf(one)
    assert at_hand.release is not None
    assert (at_hand.release.version, at_hand.enterprises, at_hand.refused) == ("2026-2", 2, ())
    with one.database.reading() as uow:
        assert [found.name for found in uow.enterprises.find("禾源", 5)] == [NAME]
        assert uow.enterprises.get(CODE) is not None
        assert uow.meta.get(POLICY_KEY) == PUBLIC.hex()
    assert not one.sync().catalogue_changed


FAULTS = {
    "unsigned": b'{"version": "2026-3", "policies": []}',
    "tampered": RELEASE[2].replace("百分之五十".encode(), "百分之九十".encode()),
    "other_key": signed("policies", "2026-3", plain_release(), OTHER_PRIVATE),
}


def test_a_forged_release_never_takes_the_place_of_a_good_one(
    serve: Serve, database: CityDatabase, counter: NewCounter, resources: Path
) -> None:
    """Under its own name and under that of the good one; the line goes on, the good one stays."""
    lay(resources, RELEASE, REGISTER)
    tell_key(database)
    server = serve(resources=resources)
    one = counter(server)
    one.sync()
    for at, (reason, forged) in enumerate(FAULTS.items()):
        server.stop()
        lay(resources, ("policies", "2026-2", forged), ("policies", f"2026-3{at}", forged))
        server = serve(resources=resources, port=server.port)
        report = one.sync()
        assert (report.online, report.error_code) == (True, "")
        at_hand = shelf(one)
        assert at_hand.release is not None
        assert at_hand.release.policies[0].standard == PLEDGE_POLICY["standard"]
        refused = {(pack.ref, pack.reason) for pack in at_hand.refused}
        expected = "tampered" if reason == "tampered" else reason
        assert {("2026-2", expected), (f"2026-3{at}", expected)} <= refused


def test_a_forged_register_leaves_the_rows_alone(
    serve: Serve, database: CityDatabase, counter: NewCounter, resources: Path
) -> None:
    lay(resources, RELEASE, REGISTER)
    tell_key(database)
    server = serve(resources=resources)
    one = counter(server)
    one.sync()
    assert shelf(one).enterprises == 2
    server.stop()
    lay(resources, ("register", "2026-12-01", b'{"as_of": "2026-12-01", "enterprises": []}'))
    serve(resources=resources, port=server.port)
    one.sync()
    at_hand = shelf(one)
    assert at_hand.enterprises == 2
    assert at_hand.refused == (RefusedPack("register", "2026-12-01", "unsigned"),)


def test_packs_that_came_before_the_key_are_fetched_again_with_it(
    serve: Serve, database: CityDatabase, counter: NewCounter, resources: Path
) -> None:
    lay(resources, RELEASE, REGISTER)
    one = counter(serve(resources=resources))
    one.sync()
    at_hand = shelf(one)
    assert (at_hand.release, at_hand.enterprises) == (None, 0)
    assert {pack.reason for pack in at_hand.refused} == {"no_key"}
    tell_key(database)
    one.sync()
    at_hand = shelf(one)
    assert at_hand.release is not None
    assert (at_hand.enterprises, at_hand.refused) == (2, ())


def test_a_new_key_is_believed_by_the_word_of_the_old_one_only(
    serve: Serve, database: CityDatabase, counter: NewCounter, resources: Path
) -> None:
    lay(resources, RELEASE, REGISTER)
    tell_key(database)
    server = serve(resources=resources)
    one = counter(server)
    one.sync()
    newer = plain_release(PLEDGE_POLICY, version="2026-3", issued_on="2026-11-19")
    server.stop()
    lay(resources, ("policies", "2026-3", signed("policies", "2026-3", newer, OTHER_PRIVATE)))
    server = serve(resources=resources, port=server.port)
    one.sync()
    assert [pack.reason for pack in shelf(one).refused] == ["other_key"]
    tell_key(database, OTHER_PRIVATE, former=PRIVATE)
    one.sync()
    with one.database.reading() as uow:
        assert uow.meta.get(POLICY_KEY) == public_of(OTHER_PRIVATE).hex()
    at_hand = shelf(one)
    assert at_hand.release is not None
    assert at_hand.release.version == "2026-3"
