"""Rows 15 and 27: the program is upgraded, downgraded or switched off while 500 operations wait."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from city_server import schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken
from outlet_app.models.backup import last_backup
from outlet_app.models.engine import Database
from outlet_app.models.errors import DatabaseTooNew
from outlet_app.models.instance import Instance
from outlet_app.models.journal import Op
from outlet_app.models.pool import make_engine
from outlet_app.models.sqlcipher import connect, schema_version
from outlet_app.models.upgrade import REVISIONS, SCHEMA_VERSION, bring_up
from outlet_app.sync import wire
from tests.support import oracle
from tests.support.cities import NewCounter, NewMachine
from tests.support.counter import KEY, Counter
from tests.support.faults import LOSE_ANSWER, Proxy
from tests.support.machines import Machine
from tests.support.server import ROOT, ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]
WAITING = 500
CASES = WAITING // 2
Settled = tuple[Path, Machine, list[bytes]]


def versions_until(last: int, folder: Path) -> Path:
    """The revisions that a program of that schema came with."""
    (folder / "versions").mkdir(parents=True)
    for path in (REVISIONS / "versions").glob("*.py"):
        told = next(line for line in path.read_text().splitlines() if line.startswith("revision = "))
        if int(told.split('"')[1]) <= last:
            shutil.copy(path, folder / "versions")
    return folder


def older_store(folder: Path, me: Instance, version: int, bodies: list[bytes]) -> dict[str, bytes]:
    """A store as a program of that version left it, with these operations waiting; their bytes by id."""
    path = folder / "counter.db"
    bring_up(path, KEY, folder / "backups", target=version, revisions=versions_until(version, folder / "old"))
    raw = connect(path, KEY)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    store = Database(path, KEY, make_engine(path, KEY))
    with store.unit_of_work() as uow:
        uow.instance.save(me)
        uow.journal.append([as_waiting(body) for body in bodies])
        uow.commit()
    store.close()
    return waiting_bytes(path)


def as_waiting(body: bytes) -> Op:
    """An operation whose bytes nobody of today has written anew."""
    seen = wire.glance(body)
    return Op(seen.op, seen.kind, seen.kv, seen.case, seen.at, seen.actor, body)


def waiting_bytes(path: Path) -> dict[str, bytes]:
    """Every operation of the outbox with its bytes, read without any of the program's tables."""
    raw = connect(path, KEY)
    rows = raw.execute(
        "SELECT outbox.op_id, event_body.bytes FROM outbox JOIN event_body ON event_body.op_id = outbox.op_id"
    ).fetchall()
    raw.close()
    return {row[0]: bytes(row[1]) for row in rows}


def day_of(one: Machine) -> list[bytes]:
    """500 operations of this machine: 250 visits, registered and answered."""
    return [bytes(op.b) for _ in range(CASES) for op in one.opening(AnsweredOnSpot("可以"))[1]]


def held_by(city: ServerProcess, op_ids: set[str]) -> dict[str, bytes]:
    """The bytes the city holds of these operations."""
    store = Store(city.database.url)
    with store.read() as conn:
        rows = conn.execute(select(schema.op.c.op_id, schema.op.c.sha256)).all()
    store.close()
    return {row.op_id: row.sha256 for row in rows if row.op_id in op_ids}


@pytest.fixture
def settled(
    tmp_path: Path, any_city: ServerProcess, machine: NewMachine
) -> tuple[Path, Machine, list[bytes]]:
    """A folder, an enrolled machine and its 500 operations."""
    one = machine(any_city)
    folder = tmp_path / "upgraded"
    folder.mkdir()
    return folder, one, day_of(one)


@pytest.mark.parametrize("behind", [1, 2, SCHEMA_VERSION - 1], ids=["one", "two-skipped", "from-the-first"])
def test_row_15_an_upgrade_with_500_operations_waiting_changes_no_byte_and_all_are_applied(
    settled: Settled, any_city: ServerProcess, behind: int
) -> None:
    folder, machine, bodies = settled
    before = older_store(folder, machine.me, SCHEMA_VERSION - behind, bodies)
    assert len(before) == WAITING
    one = Counter(folder, any_city.url)
    try:
        assert schema_version(folder / "counter.db", KEY) == SCHEMA_VERSION
        assert waiting_bytes(folder / "counter.db") == before
        assert last_backup(folder / "backups", "counter") is not None
        oracle.quieten([one])
        assert set(held_by(any_city, set(before))) == set(before)
        oracle.alike(one, any_city)
        assert one.tally()[:2] == (CASES, WAITING)
    finally:
        one.close()
    assert waiting_bytes(folder / "counter.db") == before


def test_row_15_a_downgrade_is_refused_and_the_copy_made_before_it_goes_on_with_all_that_waited(
    settled: Settled, any_city: ServerProcess
) -> None:
    folder, machine, bodies = settled
    version = SCHEMA_VERSION - 2
    before = older_store(folder, machine.me, version, bodies)
    one = Counter(folder, any_city.url)
    one.sync()
    later = one.register(MaterialsTaken())
    one.sync()
    one.close()
    path, upgraded = folder / "counter.db", (folder / "counter.db").read_bytes()
    with pytest.raises(DatabaseTooNew):
        bring_up(path, KEY, folder / "backups", target=version, revisions=folder / "old")
    assert path.read_bytes() == upgraded
    # One key back: the program of before with the copy of before, which the city has overtaken meanwhile.
    copy = last_backup(folder / "backups", "counter")
    assert copy is not None
    path.write_bytes(copy.path.read_bytes())
    assert schema_version(path, KEY) == version
    assert waiting_bytes(path) == before
    again = Counter(folder, any_city.url)
    try:
        oracle.quieten([again])
        oracle.nothing_lost(before, any_city.database.url)
        oracle.nothing_twice(any_city.database.url)
        oracle.alike(again, any_city)
        assert again.verdicts(later)[-1][:2] == ("materials_taken", "applied")
        assert again.tally()[:2] == (CASES + 1, WAITING + 2)
    finally:
        again.close()


SWITCHED_OFF = """
import os, signal, sys
from pathlib import Path
from tests.support.counter import Counter
from outlet_app.domain.events import AnsweredOnSpot

one = Counter(Path(sys.argv[1]), "")
for n in range(int(sys.argv[2])):
    # Numbers of a day of its own: this process counts from 1, as the one that tests does.
    one.register(AnsweredOnSpot("可以"), case_no=f"HH05-{sys.argv[4]}-01{n:04}-T")
print(one.tally() is not None, flush=True)
how = sys.argv[3]
if how == "power":
    os.kill(os.getpid(), signal.SIGKILL)
one.close()
"""


DAYS = {"signed out": "20261118", "power": "20261119"}


@pytest.mark.parametrize("how", DAYS)
def test_row_27_what_waits_when_the_program_ends_waits_at_the_next_start(
    any_city: ServerProcess, counter: NewCounter, how: str
) -> None:
    one = counter(any_city)
    one.close()
    done = subprocess.run(
        [sys.executable, "-c", SWITCHED_OFF, str(one.folder), "20", how, DAYS[how]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("True\n", -9 if how == "power" else 0), done.stderr
    one.restart()
    assert len(one.waiting().ops) == 40
    before = waiting_bytes(one.folder / "counter.db")
    oracle.quieten([one])
    assert set(held_by(any_city, set(before))) == set(before)
    oracle.alike(one, any_city)
    assert one.tally()[:2] == (20, 40)


def test_row_27_an_upgrade_in_the_middle_of_sending_sends_the_rest_and_nothing_twice(
    settled: Settled, any_city: ServerProcess, proxy: NewProxy
) -> None:
    """The answer to the first batch was under way when the program was replaced by a newer one."""
    folder, machine, bodies = settled
    before = older_store(folder, machine.me, SCHEMA_VERSION - 1, bodies)
    line = proxy(any_city)
    line.plan("/v1/push", LOSE_ANSWER)
    sending = Database(folder / "counter.db", KEY, make_engine(folder / "counter.db", KEY))
    with sending.reading() as uow:
        batch = uow.outbox.batch(200, 10**9)
    sending.close()
    ops = [wire.PushedOp(seq=o.seq, op_id=o.op_id, sha256=o.sha256, b=wire.Raw(o.body)) for o in batch]
    answered = machine.send(ops)
    assert answered.status_code == 200
    one = Counter(folder, line.url)
    try:
        oracle.quieten([one])
        assert set(held_by(any_city, set(before))) == set(before)
        oracle.nothing_twice(any_city.database.url)
        oracle.alike(one, any_city)
        assert waiting_bytes(folder / "counter.db") == before
    finally:
        one.close()
