"""A counter to work at, alone or enrolled with a real city."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.people import Person
from outlet_app.models.engine import open_database
from outlet_app.models.instance import Instance
from outlet_app.services.enrolment import Enrolment
from outlet_app.services.library import read_library
from outlet_app.services.projection import reproject_all
from outlet_app.services.sync_centre import SyncCentre
from outlet_app.services.upkeep import Upkeep
from outlet_app.sync.engine import SyncEngine
from outlet_app.system.ids import new_id
from outlet_app.system.keystore import KeyStore
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.system.witness import Witness
from tests.support.bench import CHEAP, CLERK_PERSON, Bench, StoppedClock, open_bench, shelf
from tests.support.builders import MORNING
from tests.support.cities import any_city, end_of_cities, proxy, serve
from tests.support.counter import quick_client
from tests.support.server import CityDatabase, ServerProcess, SqliteCity, enrolment_code

__all__ = ["any_city", "end_of_cities", "proxy", "serve"]

HEAD, WORD = "1508260001", "Window-2026"
# Each enrolled counter of a test run is another outlet's, so that tests may share a city.
_serial = count()


@dataclass
class Enrolled:
    """A counter that the city has taken on, with whoever the city named as its head."""

    bench: Bench
    head: Person
    key: bytes
    sync: SyncCentre


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def database(tmp_path: Path) -> CityDatabase:
    """An empty city; what it keeps its records in is tests/sync's affair."""
    return SqliteCity(tmp_path / "city.db")


@pytest.fixture
def enrolled(tmp_path: Path) -> Iterator[Callable[..., Enrolled]]:
    """Make counters enrolled with a running city: enrolled(server, outlet="…", via="http://…")."""
    made: list[Enrolled] = []

    def make(server: ServerProcess, *, outlet: str = "", via: str = "") -> Enrolled:
        made.append(_enrol(tmp_path / f"counter-{len(made)}", server, outlet or _next_outlet(), via))
        return made[-1]

    yield make
    for one in made:
        one.sync.close()
        one.bench.database.close()


def _next_outlet() -> str:
    everywhere = read_library(shelf()).outlets.all
    return everywhere[10 + next(_serial) % (len(everywhere) - 10)].code


def _enrol(folder: Path, server: ServerProcess, outlet: str, via: str) -> Enrolled:
    clock = StoppedClock(datetime.now(CST))
    keystore = KeyStore(folder / "slots.json", clock.now, CHEAP)
    path = folder / "data" / "outlet.db"
    path.parent.mkdir(parents=True)
    code = enrolment_code(server.database, outlet, HEAD, "高云飞")
    head = Enrolment(keystore, path).enrol(via or server.url, code, WORD)
    key = keystore.unlock(HEAD, WORD)
    store = open_database(path, key, busy_ms=500)
    with store.unit_of_work() as uow:
        me: Instance = uow.instance.required()
        uow.people.put(CLERK_PERSON)
        uow.commit()
    reference = read_library(shelf()).at(me.outlet_code, me.terminal_no)
    witness = Witness(folder / "witness" / "numbers.log")
    bench = Bench(folder, clock, store, reference, RecordingSpooler(), keystore, witness)
    bench.machine = replace(bench.machine, new_id=new_id)
    engine = SyncEngine(store, quick_client, reproject_all, clock, Random(1))
    upkeep = Upkeep(store, folder / "backups", clock)
    return Enrolled(bench, head, key, SyncCentre(store, engine, clock, upkeep))
