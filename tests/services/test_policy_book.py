"""The book of policies: verified once, read again when a pack or the key changes, never half replaced."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import update

from outlet_app.models.errors import DatabaseDamaged
from outlet_app.models.rows.desk import PACK
from outlet_app.services import policy_book
from outlet_app.services.policy_book import PolicyBook
from outlet_app.services.policy_views import RefusedPack
from outlet_app.sync.wire import public_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.policies import (
    BARE,
    CODE,
    PLEDGE_POLICY,
    RICH,
    TODAY,
    known,
    plain_register,
    plain_release,
)
from tests.support.policies_sent import OTHER_PRIVATE, all_handed_down, hand_down, signed


@pytest.fixture
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    opened = open_bench(tmp_path_factory.mktemp("book"), MORNING)
    yield opened
    opened.database.close()


class Opened:
    """Counts how often a signature was looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        real = policy_book.open_pack

        def counted(public: bytes, kind: str, ref: str, pack: bytes) -> bytes:
            self.names.append(f"{kind} {ref}")
            return real(public, kind, ref, pack)

        monkeypatch.setattr(policy_book, "open_pack", counted)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    return Opened(monkeypatch)


def test_what_has_not_changed_is_not_verified_again(bench: Bench, opened: Opened) -> None:
    all_handed_down(bench.database)
    book = PolicyBook(bench.database)
    first = book.shelf(TODAY)
    assert sorted(opened.names) == ["policies 2026-2", "register 2026-11-18"]
    assert book.shelf(TODAY) == first
    assert len(opened.names) == 2


def test_one_more_pack_is_verified_with_the_others_of_its_kind(bench: Bench, opened: Opened) -> None:
    all_handed_down(bench.database)
    book = PolicyBook(bench.database)
    book.shelf(TODAY)
    opened.names.clear()
    newer = plain_release(PLEDGE_POLICY, version="2026-3", issued_on="2026-11-19")
    hand_down(bench.database, ("policies", "2026-3", signed("policies", "2026-3", newer)))
    told = book.shelf(TODAY)
    assert sorted(opened.names) == ["policies 2026-2", "policies 2026-3"]
    assert told.release is not None
    assert told.release.version == "2026-3"


def test_another_key_makes_everything_be_verified_again(bench: Bench) -> None:
    all_handed_down(bench.database)
    book = PolicyBook(bench.database)
    assert book.shelf(TODAY).release is not None
    hand_down(bench.database, key=public_of(OTHER_PRIVATE))
    told = book.shelf(TODAY)
    assert told.release is None
    assert set(told.refused) == {
        RefusedPack("policies", "2026-2", "other_key"),
        RefusedPack("register", "2026-11-18", "other_key"),
    }
    # The rows of a register once believed stay until another one is.
    assert told.enterprises == 2


def test_of_two_releases_of_a_day_the_higher_version_counts(bench: Bench) -> None:
    packs = [
        ("policies", name, signed("policies", name, plain_release(PLEDGE_POLICY, version=name)))
        for name in ("2026-3", "2026-2", "2026-4")
    ]
    hand_down(bench.database, *packs)
    told = PolicyBook(bench.database).shelf(TODAY)
    assert told.release is not None
    assert told.release.version == "2026-4"


def test_the_register_is_taken_in_once_and_survives_a_start(bench: Bench) -> None:
    all_handed_down(bench.database)
    PolicyBook(bench.database).shelf(TODAY)
    with bench.database.reading() as uow:
        taken = uow.enterprises.taken
    again = PolicyBook(bench.database).shelf(TODAY)
    assert (again.enterprises, again.register_as_of) == (2, date(2026, 11, 18))
    with bench.database.reading() as uow:
        assert uow.enterprises.taken == taken
        assert taken.startswith("2026-11-18 ")


def test_a_register_that_breaks_half_way_leaves_the_old_rows(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_handed_down(bench.database)
    book = PolicyBook(bench.database)
    book.shelf(TODAY)
    newer = plain_register(RICH, as_of="2026-11-19")
    hand_down(bench.database, ("register", "2026-11-19", signed("register", "2026-11-19", newer)))

    def broken(_plain: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as patched:
        patched.setattr(policy_book, "entry_of", broken)
        with pytest.raises(OSError, match="no space"):
            book.shelf(TODAY)
    with bench.database.reading() as uow:
        assert uow.enterprises.count() == 2
    assert book.shelf(TODAY).enterprises == 1


def test_a_register_of_the_same_day_under_a_later_name_counts(bench: Bench) -> None:
    all_handed_down(bench.database)
    mended = plain_register(RICH, BARE, RICH | {"code": "91150800MA0TEB4216"})
    hand_down(bench.database, ("register", "2026-11-18b", signed("register", "2026-11-18b", mended)))
    assert PolicyBook(bench.database).shelf(TODAY).enterprises == 3


def test_an_enterprise_reads_as_it_stood_in_the_pack(bench: Bench) -> None:
    all_handed_down(bench.database)
    book = PolicyBook(bench.database)
    book.shelf(TODAY)
    with bench.database.reading() as uow:
        about = book.enterprise(uow, CODE)
        assert book.enterprise(uow, "91150800MA0TEB4216") is None
    assert about is not None
    assert {datum.value for datum in about.data} == set(RICH["data"])
    assert all(one.source and one.as_of for one in about.data.values())


def test_a_large_register_is_taken_in_and_searched(bench: Bench) -> None:
    many = [
        {"code": f"9115{at:014}", "name": f"河套{at}号葵花食品有限公司", "data": {"tax": known(at)}}
        for at in range(3_000)
    ]
    hand_down(
        bench.database, ("register", "2026-11-18", signed("register", "2026-11-18", plain_register(*many)))
    )
    counter = bench.counter().policies
    assert counter.shelf().enterprises == 3_000
    assert [one.name for one in counter.find("河套2999号")] == ["河套2999号葵花食品有限公司"]
    assert len(counter.find("葵花")) == 20


def test_a_pack_that_rotted_in_the_file_is_a_damaged_file(bench: Bench) -> None:
    all_handed_down(bench.database)
    with bench.database.unit_of_work() as uow:
        rotten = update(PACK).where(PACK.c.kind == "policies").values(body=b"rot")
        uow._connection.execute(rotten)
        uow.commit()
    with pytest.raises(DatabaseDamaged):
        PolicyBook(bench.database).shelf(TODAY)


def test_nothing_at_hand_is_no_fault(bench: Bench) -> None:
    told = PolicyBook(bench.database).shelf(TODAY)
    assert (told.release, told.signed_by, told.register_as_of, told.refused) == (None, "", None, ())
