"""Fixtures: a city on SQLite and the same on PostgreSQL, and counters enrolled with it."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from city_server.census import Census, take_census
from city_server.store import Store
from tests.support.counter import ClientFactory, Counter, quick_client
from tests.support.faults import Proxy
from tests.support.postgres import Cluster, the_cluster
from tests.support.server import (
    CityDatabase,
    PostgresCity,
    ServerProcess,
    SqliteCity,
    enrolment_code,
    outlet_codes,
)

BACKENDS = ("sqlite", "postgresql")
# Each test takes an outlet of its own, so that tests share a server without sharing cases.
_communities = count(1)
NewCounter = Callable[..., Counter]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The PostgreSQL of this run."""
    running = the_cluster()
    yield running
    running.stop()


def _new_database(backend: str, folder: Path, request: pytest.FixtureRequest) -> CityDatabase:
    if backend == "sqlite":
        return SqliteCity(folder / "city.db")
    running: Cluster = request.getfixturevalue("cluster")
    return PostgresCity(running, running.new_database())


@pytest.fixture(scope="session", params=BACKENDS)
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that nobody may stop: shared by the tests of a run."""
    database = _new_database(request.param, tmp_path_factory.mktemp("city"), request)
    running = ServerProcess(database)
    yield running
    assert running.stop() == 0


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> CityDatabase:
    """An empty database of one's own."""
    return _new_database(request.param, tmp_path, request)


@pytest.fixture
def serve(database: CityDatabase) -> Iterator[Callable[..., ServerProcess]]:
    """Start servers of one's own on the database: serve(faults="…", port=…)."""
    started: list[ServerProcess] = []

    def start(**how: object) -> ServerProcess:
        started.append(ServerProcess(database, **how))  # type: ignore[arg-type]
        return started[-1]

    yield start
    for one in started:
        if not one.has_ended:
            one.kill()


@pytest.fixture
def outlet() -> str:
    """An outlet no other test uses."""
    return outlet_codes()[next(_communities) % len(outlet_codes())]


@pytest.fixture
def counter(tmp_path: Path, outlet: str) -> Iterator[NewCounter]:
    """Make enrolled counters: counter(server, via=url, outlet=code)."""
    made: list[Counter] = []

    def make(
        server: ServerProcess, *, via: str = "", at: str = "", client_factory: ClientFactory = quick_client
    ) -> Counter:
        one = Counter(tmp_path / f"counter-{len(made)}", via or server.url, client_factory)
        one.enrol(enrolment_code(server.database, at or outlet))
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


@pytest.fixture
def proxy() -> Iterator[Callable[[ServerProcess], Proxy]]:
    """Lay a line to a server that can go wrong."""
    laid: list[Proxy] = []

    def lay(server: ServerProcess) -> Proxy:
        laid.append(Proxy(server.port))
        return laid[-1]

    yield lay
    for one in laid:
        one.close()


def census(server: ServerProcess, outlet: str) -> Census:
    """What the city holds of an outlet."""
    store = Store(server.database.url)
    try:
        with store.read() as conn:
            return take_census(conn, outlet)
    finally:
        store.close()
