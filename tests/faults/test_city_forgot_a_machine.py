"""Row 13: a city restored from a backup older than a machine; a new code brings it back with all it has."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from city_server import cli
from city_server.number_book import explain
from city_server.number_tables import former_terminal, given_series
from city_server.store import Store
from outlet_app.domain.events import Accepted, AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.models.counters import case_series
from outlet_app.services.enrolling_again import EnrollingAgain
from outlet_app.services.projection import reproject_all
from outlet_app.services.troubles import Trouble
from outlet_app.sync.accounts import Accounts
from outlet_app.sync.forking import COPIED, FORK
from outlet_app.sync.levelling import HEALED
from outlet_app.wording.troubles import TROUBLES
from tests.faults.test_machines_set_back import op_ids, stop
from tests.support import oracle
from tests.support.cities import BACKENDS
from tests.support.counter import Counter, quick_client
from tests.support.postgres import the_cluster
from tests.support.server import (
    CityDatabase,
    PostgresCity,
    ServerProcess,
    SqliteCity,
    enrolment_code,
)

HERE, THERE = "1508262001", "1508022001"
HEAD = Person("1508260001", "高云飞", frozenset({Role.SUPERVISOR}))
CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))


class NoWitness:
    """A machine whose store remembers all it gave out."""

    def high_water(self, _instance_id: str) -> dict[str, int]:
        return {}


@dataclass
class World:
    """A city that is backed up, and restored into an empty database, by its own commands."""

    folder: Path
    backend: str
    server: ServerProcess

    def counter(self, outlet: str = HERE) -> Counter:
        one = Counter(self.folder / f"counter-{len(self.machines)}", self.server.url)
        self.machines.append(one)
        one.enrol(enrolment_code(self.server.database, outlet))
        return one

    def __post_init__(self) -> None:
        self.machines: list[Counter] = []

    def back_up(self) -> Path:
        folder = self.folder / "backups"
        assert cli.main(["backup", "--database", self.server.database.url, "--to", str(folder)]) == 0
        return max(one for one in folder.iterdir() if not one.name.startswith("."))

    def restore(self, backup: Path) -> None:
        """Stop the city, restore the backup into a new database, and serve it at the same address."""
        port = self.server.port
        assert self.server.stop() == 0
        fresh = new_database(self.backend, self.folder / "restored")
        told = ["restore", "--database", fresh.url, "--from", str(backup), "--blobs", fresh.blobs]
        assert cli.main(told) == 0
        self.server = ServerProcess(fresh, port=port)

    def code(self, outlet: str = HERE) -> str:
        return enrolment_code(self.server.database, outlet)

    def again(self, one: Counter, code: str, me: Person = HEAD) -> str:
        return EnrollingAgain(one.database, quick_client, reproject_all, one.clock, me).enrol(code)

    def close(self) -> None:
        for one in self.machines:
            one.close()
        self.server.kill()


def new_database(backend: str, folder: Path) -> CityDatabase:
    folder.mkdir(exist_ok=True)
    if backend == "sqlite":
        return SqliteCity(folder / "city.db")
    return PostgresCity(the_cluster(), the_cluster().new_database())


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    server = ServerProcess(new_database(request.param, tmp_path / "first"))
    one = World(tmp_path, request.param, server)
    yield one
    one.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[World]:
    """The same where it does not matter what the records are kept in."""
    one = World(tmp_path, "sqlite", ServerProcess(new_database("sqlite", tmp_path / "first")))
    yield one
    one.close()


def healed(one: Counter) -> tuple[str, str]:
    with one.database.reading() as uow:
        told = json.loads(uow.meta.get(HEALED) or "{}")
    return told["what"], told["terminal"]


def journal(one: Counter) -> list[tuple[str, bytes]]:
    """Every event with its bytes, in the order of the journal."""
    with one.database.reading() as uow:
        cases = uow.journal.of_cases(uow.journal.all_case_ids())
    return sorted((entry.op_id, bytes(entry.body)) for told in cases.values() for entry in told)


def all_is_well(world: World, *machines: Counter, had: set[str]) -> None:
    oracle.quieten(machines)
    oracle.nothing_lost(had, world.server.database.url)
    oracle.nothing_twice(world.server.database.url)
    for one in machines:
        oracle.alike(one, world.server)


def test_row_13_a_machine_younger_than_the_backup_comes_back_with_every_line(world: World) -> None:
    keeper = world.counter()
    keeper.register(AnsweredOnSpot("可以"))
    keeper.sync()
    backup = world.back_up()
    one = world.counter()
    first = one.register(MaterialsTaken())
    one.sync()
    one.save(first, Accepted())
    one.sync()
    unsent = one.register()
    before, lines, had = one.me, journal(one), op_ids(one) | op_ids(keeper)
    world.restore(backup)
    for _ in range(2):
        assert one.sync().error_code == "NO_DEVICE"
    assert journal(one) == lines
    assert world.again(one, world.code()) == "02"
    assert (one.me.terminal_no, one.me.outlet_code) == (before.terminal_no, before.outlet_code)
    assert one.me.instance_id != before.instance_id
    report = one.sync()
    assert (report.error_code, report.stopped, report.waiting) == ("", "", 0)
    assert [verdict for _, verdict, _ in one.verdicts(first)] == ["applied"] * 3
    assert [verdict for _, verdict, _ in one.verdicts(unsent)] == ["applied"]
    assert healed(one) == ("epoch", "02")
    # Nobody's line was touched: the same ids and the same bytes.
    kept = {op_id for op_id, _ in lines}
    assert [told for told in journal(one) if told[0] in kept] == lines
    all_is_well(world, one, keeper, had=had)
    assert any(entry.kind == "registered" for entry in keeper.history(first))


def test_a_number_that_somebody_else_has_by_then_is_left_to_him(small: World) -> None:
    world = small
    keeper = world.counter()
    keeper.sync()
    backup = world.back_up()
    one = world.counter()
    with one.database.unit_of_work() as uow:
        serial = uow.counters.next_case_serial(one.clock.now().date())
        uow.commit()
    case_id = one.register(AnsweredOnSpot("可以"))
    one.sync()
    world.restore(backup)
    other = world.counter()
    assert other.me.terminal_no == "02"
    assert world.again(one, world.code()) == "03"
    assert one.sync().error_code == ""
    assert healed(one) == ("forgotten", "03")
    assert [verdict for _, verdict, _ in one.verdicts(case_id)] == ["applied"] * 2
    # The numbers it printed under the former terminal are accounted for, and its new series begins at one.
    one.engine.ask(Accounts(one.database, NoWitness()).tell)
    day = one.clock.now().date()
    with closing(Store(world.server.database.url)) as store, store.read() as conn:
        given = {(row.terminal, row.series): row.last for row in conn.execute(select(given_series))}
        former = conn.scalars(
            select(former_terminal.c.terminal).where(former_terminal.c.instance_id == one.me.instance_id)
        ).all()
        explain(conn, HERE)
    assert given["02", case_series(day)] == serial
    assert former == ["02"]
    with one.database.unit_of_work() as uow:
        assert uow.counters.next_case_serial(day) == 1
        uow.commit()
    all_is_well(world, one, other, keeper, had=op_ids(one))


def test_what_was_made_under_several_forgotten_names_comes_in_its_order(small: World) -> None:
    backup = small.back_up()
    one = small.counter()
    case_id = one.register(MaterialsTaken())
    one.sync()
    stop(one, FORK)
    one.sync()
    one.save(case_id, Accepted())
    one.save(case_id, FeedbackGiven("明天答复"))
    one.sync()
    assert one.me.terminal_no == "02"
    had = op_ids(one)
    small.restore(backup)
    assert one.sync().error_code == "NO_DEVICE"
    # It prints under its newest number, and the city gives it again.
    assert small.again(one, small.code()) == "02"
    one.sync()
    assert [entry.case_n for entry in one.history(case_id)] == [1, 2, 3, 4]
    all_is_well(small, one, had=had)


def test_a_copy_wishes_for_no_number_of_the_original(small: World) -> None:
    backup = small.back_up()
    one = small.counter()
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    small.restore(backup)
    stop(one, COPIED)
    original = small.counter()
    assert original.me.terminal_no == "01"
    assert small.again(one, small.code()) == "02"
    assert one.me.stopped is None
    one.sync()
    all_is_well(small, one, original, had=op_ids(one))


def test_the_same_code_is_good_until_the_answer_was_heard(
    small: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program dies between the city's answer and its own transaction; the code is typed once more."""
    backup = small.back_up()
    one = small.counter()
    one.register(AnsweredOnSpot("可以"))
    small.restore(backup)
    code, before = small.code(), one.me

    def dies(*_told: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("outlet_app.sync.forking._begin_over", dies)
        with pytest.raises(SystemExit):
            small.again(one, code)
    assert one.me == before
    one.restart()
    assert small.again(one, code) == "01"
    assert one.sync().error_code == ""
    all_is_well(small, one, had=op_ids(one))


def troubled(world: World, one: Counter, code: str) -> str:
    """The code of the trouble; nothing of the machine has changed."""
    before, lines = one.me, journal(one)
    with pytest.raises(Trouble) as caught:
        world.again(one, code)
    assert (one.me, journal(one)) == (before, lines)
    assert caught.value.code in TROUBLES
    return caught.value.code


def test_every_way_in_which_a_code_is_not_good_is_a_sentence(small: World) -> None:
    backup = small.back_up()
    one = small.counter()
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    known = small.code()
    assert troubled(small, one, known) == "server.knows_us"
    small.restore(backup)
    used = small.code()
    other = Counter(small.folder / "other", small.server.url)
    other.enrol(used)
    other.close()
    assert troubled(small, one, "0000-0000-0000-0000") == "server.code_unknown"
    assert troubled(small, one, known) == "server.code_unknown"
    assert troubled(small, one, used) == "server.code_unknown"
    there = small.code(THERE)
    assert troubled(small, one, there) == "server.code_elsewhere"
    # The other outlet's code was not used up by it.
    neighbour = Counter(small.folder / "neighbour", small.server.url)
    assert neighbour.enrol(there).outlet.code == THERE
    neighbour.close()
    assert small.again(one, small.code()) == "02"


def test_without_a_line_nothing_changes(small: World) -> None:
    one = small.counter()
    code = small.code()
    assert small.server.stop() == 0
    assert troubled(small, one, code) == "server.offline"


def test_only_a_head_takes_a_machine_on_again(small: World) -> None:
    one = small.counter()
    with pytest.raises(Refused) as caught:
        small.again(one, small.code(), CLERK)
    assert caught.value.refusal.code == "right.missing"
