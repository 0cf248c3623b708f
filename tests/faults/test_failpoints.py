"""Whoever is killed at whichever named place: afterwards nothing is lost and nothing is there twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from city_server.store import Store
from outlet_app.failpoints import Failpoint
from outlet_app.sync.report import SyncReport
from tests.faults import soak
from tests.faults.failpoint_table import TABLE, VICTIMS
from tests.support import oracle
from tests.support.walking import Street


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """A city on a PostgreSQL of its own, which may be killed here without hurting anybody else."""
    one = Street(tmp_path_factory.mktemp("street"))
    yield one
    one.close()


@pytest.mark.parametrize("place", TABLE, ids=str)
def test_row_01_row_02_whoever_dies_at_a_place_nothing_is_lost_and_nothing_is_twice(
    street: Street, place: Failpoint
) -> None:
    walk = TABLE[place]
    street.walk(place, walk.scenario, walk.nth, walk.usual)


def test_every_victim_of_the_table_is_one_there_may_be() -> None:
    assert {victim for walk in TABLE.values() for victim in walk.victims} == set(VICTIMS)
    assert {place for place, walk in TABLE.items() if set(walk.victims) != set(VICTIMS)} == {
        Failpoint.UPGRADE_AFTER_BACKUP,
        Failpoint.UPGRADE_BEFORE_COMMIT,
    }


def test_the_usual_walks_kill_each_of_the_three() -> None:
    assert {walk.usual for walk in TABLE.values()} == set(VICTIMS)


def test_the_long_run_walks_over_every_place_with_every_victim(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[tuple[str, str]] = []

    class Noted:
        def __init__(self, folder: Path) -> None:
            assert folder.is_dir()

        def walk(self, place: str, scenario: str, nth: int, victim: str) -> None:
            assert (scenario, nth) == (TABLE[Failpoint(place)].scenario, TABLE[Failpoint(place)].nth)
            walked.append((place, victim))

        def close(self) -> None:
            walked.append(("closed", ""))

    monkeypatch.setattr(soak, "Street", Noted)
    assert soak.walk_everywhere() == len(walked) - 1 == len(set(walked)) - 1
    assert {place for place, _ in walked} == {*map(str, Failpoint), "closed"}


def test_a_walk_that_does_not_come_past_its_place_is_no_proof(street: Street) -> None:
    """The round of a machine with nothing to put right never asks for another name."""
    with pytest.raises(AssertionError, match="code=0"):
        street.walk(Failpoint.FORK_BEFORE_SENDING, "first_round", 1, "client")


def test_what_the_city_never_had_is_found_out(street: Street) -> None:
    url = street.database.url
    had = oracle.in_the_city(url)
    oracle.nothing_lost(had, url)
    with pytest.raises(AssertionError, match="never had it"):
        oracle.nothing_lost({*had, "another"}, url)


def test_machines_that_never_come_to_rest_are_found_out() -> None:
    class Restless:
        rounds = 0

        def sync(self) -> SyncReport:
            self.rounds += 1
            return SyncReport(pushed=1)

    one = Restless()
    with pytest.raises(AssertionError, match="no quiet after 7 rounds"):
        oracle.quieten([one], rounds=7)  # type: ignore[list-item]
    assert one.rounds == 7


def test_postgresql_comes_up_again_with_what_was_committed(street: Street) -> None:
    name = street.cluster.new_database()
    url = street.cluster.url(name)
    store = Store(url)
    with store.write() as conn:
        conn.execute(text("CREATE TABLE kept (n int)"))
        conn.execute(text("INSERT INTO kept VALUES (7)"))

    def cut_off() -> None:
        with store.write() as conn:
            conn.execute(text("INSERT INTO kept VALUES (8)"))
            street.cluster.kill()
            conn.execute(text("INSERT INTO kept VALUES (9)"))

    with pytest.raises(OperationalError):
        cut_off()
    street.mend()
    with store.read() as conn:
        assert list(conn.scalars(text("SELECT n FROM kept"))) == [7]
    store.close()
