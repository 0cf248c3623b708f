"""Fixtures: a city on SQLite and the same on PostgreSQL, and counters enrolled with it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from city_server.census import Census, take_census
from city_server.store import Store
from tests.support.bucket import the_bucket_server
from tests.support.counter import ClientFactory, Counter, quick_client
from tests.support.faults import Proxy
from tests.support.machines import Machine
from tests.support.postgres import the_cluster
from tests.support.server import (
    CityDatabase,
    PostgresCity,
    ServerProcess,
    SqliteCity,
    enrolment_code,
)

BACKENDS = ("sqlite", "postgresql")
# A machine of these tests asks more in a second than a clerk in a week; the pace has tests of its own.
UNPACED = ("--pushes-in-one-go", "1000000", "--pushes-a-second", "1000000")
# Each test takes an outlet of its own, so that tests share a server without sharing cases; a process has more
# tests than a thousand numbers. Left out are those of tests that name theirs.
_outlets = (f"150826{n}" for n in (*range(3100, 3990), *range(4000, 8000)))
_running: list[ServerProcess] = []
NewCounter = Callable[..., Counter]
NewMachine = Callable[..., Machine]


def _new_database(backend: str, folder: Path) -> CityDatabase:
    if backend == "sqlite":
        return SqliteCity(folder / "city.db")
    return PostgresCity(the_cluster(), the_cluster().new_database())


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="city-"))


@cache
def _shared(backend: str) -> ServerProcess:
    _running.append(ServerProcess(_new_database(backend, _folder()), more=UNPACED))
    return _running[-1]


@cache
def _odd(backend: str) -> ServerProcess:
    _running.append(ServerProcess(_shared(backend).database, faults="odd", more=UNPACED))
    return _running[-1]


@pytest.fixture(scope="session", autouse=True)
def end_of_cities() -> Iterator[None]:
    """Stop what the tests of a run shared."""
    yield
    for running in _running:
        if not running.has_ended:
            assert running.stop() == 0
    if the_cluster.cache_info().currsize:
        the_cluster().stop()
    if the_bucket_server.cache_info().currsize:
        the_bucket_server().stop()
    # Both rooms of tests end here, each with an end of its own.
    if _folder.cache_info().currsize and _folder().exists():
        shutil.rmtree(_folder())


@pytest.fixture(params=BACKENDS)
def city(request: pytest.FixtureRequest) -> ServerProcess:
    """A server that nobody may stop: shared by the tests of a run."""
    return _shared(request.param)


@pytest.fixture(params=BACKENDS)
def odd_city(request: pytest.FixtureRequest) -> ServerProcess:
    """A second process on the same database, which stumbles over some words (faulty_city.py)."""
    return _odd(request.param)


@pytest.fixture
def any_city() -> ServerProcess:
    """The same where it does not matter what the city keeps its records in."""
    return _shared("sqlite")


@pytest.fixture(scope="session")
def bystander(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """An enrolled counter of `any_city` for tests that only ask and change nothing."""
    one = Counter(tmp_path_factory.mktemp("bystander") / "counter", _shared("sqlite").url)
    one.enrol(enrolment_code(_shared("sqlite").database, "1508263000"))
    yield one
    one.close()


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> CityDatabase:
    """An empty database of one's own."""
    return _new_database(request.param, tmp_path)


@pytest.fixture
def another(city: ServerProcess) -> Iterator[Callable[[str], ServerProcess]]:
    """Start one more process with a fault, on the shared city's database: another("kill-…")."""
    started: list[ServerProcess] = []

    def start(faults: str) -> ServerProcess:
        started.append(ServerProcess(city.database, faults=faults))
        return started[-1]

    yield start
    for one in started:
        if not one.has_ended:
            one.kill()


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
    return next(_outlets)


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
def machine(outlet: str) -> Iterator[NewMachine]:
    """Make enrolled machines without a store: machine(server, at=code)."""
    made: list[Machine] = []

    def make(server: ServerProcess, *, at: str = "") -> Machine:
        made.append(Machine(server, at or outlet))
        return made[-1]

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
