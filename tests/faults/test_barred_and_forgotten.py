"""A city set back to before it barred a machine: that holds under the next name, and its work comes in."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from city_server import cli
from city_server.callers import Mode
from city_server.mode_tables import device_mode
from city_server.modes import SAID_BY_MACHINE, is_barred
from city_server.schema import device
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.models.instance import Instance
from outlet_app.sync.forking import FORK
from outlet_app.sync.standing import learn_mode, mode_kept
from outlet_app.sync.wire import Enrol, Fork, ForkCause, read, write
from tests.faults.test_city_forgot_a_machine import HERE, World, new_database
from tests.faults.test_machines_set_back import op_ids, stop
from tests.support import oracle
from tests.support.counter import Counter
from tests.support.server import ServerProcess

WHO = "市级管理员"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    one = World(tmp_path, "sqlite", ServerProcess(new_database("sqlite", tmp_path / "first")))
    yield one
    one.close()


def put(world: World, verb: str, terminal: str, *more: str) -> int:
    named = ["--outlet", HERE, "--terminal", terminal, "--by", WHO]
    return cli.main([verb, "--database", world.server.database.url, *named, *more])


def known(world: World, me: Instance) -> tuple[str, list[tuple[str, str]]]:
    """The machine's mode at the city, and every decision about it."""
    said = device_mode.c
    with closing(Store(world.server.database.url)) as store, store.read() as conn:
        mode = conn.scalar(
            device.select().with_only_columns(device.c.mode).where(device.c.device_id == me.device_id)
        )
        rows = conn.execute(
            device_mode.select().where(said.device_id == me.device_id).order_by(said.no)
        ).all()
    return str(mode), [(row.mode, row.by or row.reason) for row in rows]


def kept(one: Counter) -> str:
    with one.database.reading() as uow:
        return mode_kept(uow).value


def verdicts(one: Counter, case_id: str) -> set[tuple[str, str]]:
    return {(verdict, code) for _, verdict, code in one.verdicts(case_id)}


MODES = {
    "suspended": ("suspended", [("suspended", SAID_BY_MACHINE)], {("applied", "")}),
    "revoked_evacuate": ("revoked_evacuate", [("revoked_evacuate", SAID_BY_MACHINE)], {("applied", "")}),
    "revoked": (
        "revoked_evacuate",
        [("revoked", SAID_BY_MACHINE), ("revoked_evacuate", SAID_BY_MACHINE)],
        {("parked", "REVOKED")},
    ),
}


@pytest.mark.parametrize("mode", MODES)
def test_row_13_a_barred_machine_the_city_never_knew_is_enrolled_again_as_barred_as_it_was(
    world: World, mode: str
) -> None:
    """Everything it made comes in; what was decided about it holds until a person decides otherwise."""
    expected, decisions, verdict = MODES[mode]
    backup = world.back_up()
    one = world.counter()
    case_id = one.register(AnsweredOnSpot("可以"))
    one.sync()
    learn_mode(one.database, mode)
    had = op_ids(one)
    world.restore(backup)
    assert one.sync().error_code == "NO_DEVICE"
    assert kept(one) == mode
    assert world.again(one, world.code()) == "01"
    assert known(world, one.me) == (expected, decisions)
    report = one.sync()
    assert (report.error_code, report.waiting) == ("", 0)
    assert kept(one) == expected
    oracle.nothing_lost(had, world.server.database.url)
    assert verdicts(one, case_id) == verdict


def test_row_13_after_resume_the_machine_is_like_any_other(world: World) -> None:
    backup = world.back_up()
    one = world.counter()
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    put(world, "suspend", "01")
    one.sync()
    had = op_ids(one)
    world.restore(backup)
    one.sync()
    world.again(one, world.code())
    one.sync()
    assert (kept(one), put(world, "resume", "01")) == ("suspended", 0)
    assert one.sync().error_code == ""
    assert kept(one) == "active"
    oracle.nothing_lost(had, world.server.database.url)
    oracle.alike(one, world.server)


def test_row_13_a_machine_in_use_says_nothing_of_itself(world: World) -> None:
    backup = world.back_up()
    one = world.counter()
    one.sync()
    world.restore(backup)
    world.again(one, world.code())
    assert known(world, one.me) == ("active", [])


def test_row_13_a_suspended_machine_of_which_the_city_knows_an_earlier_name_stays_suspended(
    world: World,
) -> None:
    """The restored city remembers the machine from before it was suspended."""
    one = world.counter()
    one.sync()
    backup = world.back_up()
    stop(one, FORK)
    one.sync()
    assert one.me.terminal_no == "02"
    put(world, "suspend", "02")
    one.sync()
    case_id = one.register(AnsweredOnSpot("可以"))
    had = op_ids(one)
    world.restore(backup)
    report = one.sync()
    assert (report.error_code, report.waiting, kept(one)) == ("", 0, "suspended")
    assert known(world, one.me) == ("suspended", [("suspended", SAID_BY_MACHINE)])
    assert verdicts(one, case_id) == {("applied", "")}
    oracle.nothing_lost(had, world.server.database.url)


@pytest.mark.parametrize(("verb", "mode"), [("suspend", "suspended"), ("revoke", "revoked_evacuate")])
def test_a_barred_machine_that_was_set_back_gets_a_name_and_keeps_what_was_decided(
    world: World, verb: str, mode: str
) -> None:
    """Without a name it could send nothing, and its work would be nowhere else."""
    one = world.counter()
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    put(world, verb, "01", "--reason", "钟不准")
    one.sync()
    one.register(AnsweredOnSpot("可以"))
    had = op_ids(one)
    stop(one, FORK)
    report = one.sync()
    assert (report.error_code, report.stopped, report.waiting) == ("", "", 0)
    assert one.me.terminal_no == "02"
    assert known(world, one.me) == (mode, [(mode, WHO)])
    assert kept(one) == mode
    oracle.nothing_lost(had, world.server.database.url)


def test_a_new_name_does_not_move_the_moment_of_the_revocation(world: World) -> None:
    one = world.counter()
    one.sync()
    put(world, "revoke", "01")
    one.sync()
    with closing(Store(world.server.database.url)) as store, store.read() as conn:
        before = is_barred(conn, one.me.device_id, Mode.EVACUATE.value)
    stop(one, FORK)
    one.sync()
    with closing(Store(world.server.database.url)) as store, store.read() as conn:
        after = is_barred(conn, one.me.device_id, Mode.EVACUATE.value)
    assert before == after
    assert after is not None
    assert after.since is not None


def test_a_machine_cannot_talk_itself_out_of_it(world: World) -> None:
    """Under the old name it was suspended; that it says active of itself changes nothing."""
    one = world.counter()
    one.sync()
    put(world, "suspend", "01")
    learn_mode(one.database, "active")
    stop(one, FORK)
    one.sync()
    assert known(world, one.me)[0] == "suspended"


SHAPES: tuple[Callable[[str], object], ...] = (
    lambda mode: Fork(
        instance="a" * 32, new_instance="b" * 32, public_key="c" * 64, cause=ForkCause.COPIED, mode=mode
    ),
    lambda mode: Enrol(code="K3", public_key="c" * 64, instance_id="b" * 32, mode=mode),
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("wrong", ["Active", "x" * 33, "a b", "暂停", "a\x00"])
def test_a_mode_is_one_small_word(shape: Callable[[str], object], wrong: str) -> None:
    with pytest.raises(ValueError):
        read(write(shape(wrong)), type(shape("")))  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", SHAPES)
def test_whoever_says_nothing_is_an_older_counter(shape: Callable[[str], object]) -> None:
    told = write(shape("")).replace(b',"mode":""', b"")  # type: ignore[arg-type]
    assert b"mode" not in told
    assert read(told, type(shape(""))).mode == ""  # type: ignore[arg-type, attr-defined]
