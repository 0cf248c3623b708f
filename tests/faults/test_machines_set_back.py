"""Restored and copied machines are noticed, take a name and a number of their own, and lose nothing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from city_server import schema
from city_server.fork_tables import fork
from city_server.store import Store
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    Closed,
    Fact,
    FeedbackGiven,
    MaterialsTaken,
)
from outlet_app.models.journal import Op
from outlet_app.sync import wire
from outlet_app.sync.forking import COPIED, FORKS, MOST_A_DAY
from outlet_app.sync.levelling import HEALED
from tests.support import faults
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter, quick_client
from tests.support.faults import Proxy
from tests.support.server import ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]


def copy_of(one: Counter, folder: Path) -> Path:
    """The machine's files as they are now."""
    one.close()
    shutil.copytree(one.folder, folder)
    one.restart()
    return folder


def put_back(one: Counter, copy: Path) -> None:
    """Put the copy in the place of the machine's files."""
    one.close()
    shutil.rmtree(one.folder)
    shutil.copytree(copy, one.folder)
    one.restart()


def level(*machines: Counter, rounds: int = 6) -> None:
    for _ in range(rounds):
        told = [one.sync() for one in machines]
        if not any(one.error_code or one.pushed or one.pulled for one in told):
            return
    raise AssertionError(f"still not level: {told}")


def op_ids(one: Counter) -> set[str]:
    with one.database.reading() as uow:
        cases = uow.journal.of_cases(uow.journal.all_case_ids())
        assert uow.journal.verify_chain() is None
    return {entry.op_id for entries in cases.values() for entry in entries}


def meta(one: Counter, name: str) -> dict[str, object]:
    with one.database.reading() as uow:
        told: dict[str, object] = json.loads(uow.meta.get(name) or "{}")
    return told


def forks(server: ServerProcess) -> list[tuple[str, str, str]]:
    """Old name, new name and cause of every fork the city granted."""
    store = Store(server.database.url)
    with store.read() as conn:
        rows = conn.execute(select(fork.c.forked_from, fork.c.instance_id, fork.c.cause)).all()
    store.close()
    return [(row[0], row[1], row[2]) for row in rows]


def stop(one: Counter, reason: str) -> None:
    """What the start notes where the machine is another one, or the witness is ahead."""
    with one.database.unit_of_work() as uow:
        uow.instance.stop(reason)
        uow.commit()


@pytest.mark.parametrize("fact", [MaterialsTaken(), Closed("办结")], ids=["applied", "rejected"])
def test_row_11_a_machine_restored_from_yesterday_goes_on_under_a_new_number(
    city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str, fact: Fact
) -> None:
    one = counter(city)
    case_id = one.register()
    one.sync()
    yesterday = copy_of(one, tmp_path / "yesterday")
    one.save(case_id, fact)
    later = one.register(AnsweredOnSpot("可以"))
    one.sync()
    before, ours, old = op_ids(one), one.verdicts(case_id), one.me
    held = census(city, outlet)
    put_back(one, yesterday)
    assert len(op_ids(one)) == 1
    report = one.sync()
    assert (report.stopped, report.error_code, report.waiting) == ("", "", 0)
    new = one.me
    assert (new.instance_id != old.instance_id, new.private_key != old.private_key) == (True, True)
    assert (old.terminal_no, new.terminal_no) == ("01", "02")
    # All it had came back with what had become of it, and nothing was sent a second time.
    assert op_ids(one) == before
    assert one.verdicts(case_id) == ours
    assert len(one.history(later)) == 2
    assert census(city, outlet) == held
    assert one.tally() == held.tally
    assert (meta(one, HEALED)["what"], meta(one, HEALED)["terminal"], meta(one, HEALED)["count"]) == (
        "restored", "02", 3,
    )  # fmt: skip


def test_row_11_what_a_restored_machine_saved_meanwhile_is_sent_with_the_same_ids(
    city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())
    level(one, other)
    yesterday = copy_of(one, tmp_path / "yesterday")
    one.register(AnsweredOnSpot("昨天下午"))
    level(one, other)
    lost = op_ids(other)
    put_back(one, yesterday)
    # Offline after the restore: other operations take the numbers that the lost ones had.
    again = one.save(case_id, Accepted(), FeedbackGiven("今天上午"))
    fresh = one.register(AnsweredOnSpot("今天"))
    level(one, other)
    assert op_ids(one) == op_ids(other) >= lost | set(again)
    assert [kind for kind, _, _ in one.verdicts(case_id)] == [
        "registered", "materials_taken", "accepted", "feedback_given",
    ]  # fmt: skip
    assert {verdict for _, verdict, _ in one.verdicts(fresh)} == {"applied"}
    assert one.tally() == other.tally() == census(city, outlet).tally
    assert one.tally()[:2] == (3, 8)


def test_row_11_what_was_under_way_when_the_copy_was_made_is_counted_once(
    city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str
) -> None:
    one = counter(city)
    one.register(MaterialsTaken())
    one.sync()
    case_id = one.register(AnsweredOnSpot("可以"))
    # The copy has these unsent; the original sends them before its disk dies.
    unsent = copy_of(one, tmp_path / "unsent")
    one.sync()
    one.register(MaterialsTaken())
    one.sync()
    put_back(one, unsent)
    one.save(one.register(), MaterialsTaken())
    level(one)
    assert one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]
    assert one.tally() == census(city, outlet).tally
    assert one.tally()[:2] == (4, 8)


def test_row_12_of_two_copies_both_go_on_and_keep_all_they_made(
    city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str
) -> None:
    one = counter(city)
    shared = one.register(MaterialsTaken())
    one.sync()
    twin = Counter(copy_of(one, tmp_path / "twin"), city.url, quick_client)
    mine = [one.register(MaterialsTaken()), *one.save(shared, FeedbackGiven("一号机"))]
    theirs = [twin.register(AnsweredOnSpot("可以")), *twin.save(shared, FeedbackGiven("二号机"))]
    name = one.me.instance_id
    for _ in range(3):
        one.register(AnsweredOnSpot("一"))
        twin.register(AnsweredOnSpot("二"))
        one.sync()
        twin.sync()
    level(one, twin)
    assert one.me.instance_id == name
    assert [told[:1] for told in forks(city) if told[0] == name] == [(name,)]
    assert (one.me.terminal_no, twin.me.terminal_no) == ("01", "02")
    assert op_ids(one) == op_ids(twin)
    assert len(one.history(mine[0])) == len(twin.history(theirs[0])) == 2
    assert one.tally() == twin.tally() == census(city, outlet).tally
    assert census(city, outlet).tally.cases == 9
    twin.close()


def test_row_12_a_copy_that_only_listens_is_not_blamed(
    city: ServerProcess, counter: NewCounter, tmp_path: Path
) -> None:
    one = counter(city)
    one.register()
    one.sync()
    twin = Counter(copy_of(one, tmp_path / "twin"), city.url, quick_client)
    assert (twin.sync().stopped, twin.me.instance_id) == ("", one.me.instance_id)
    twin.close()


def test_row_12_a_copy_that_knows_it_is_one_asks_before_it_sends_anything(
    city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str
) -> None:
    one = counter(city)
    case_id = one.register(MaterialsTaken())
    one.sync()
    twin = Counter(copy_of(one, tmp_path / "twin"), city.url, quick_client)
    stop(twin, COPIED)
    one.save(case_id, Closed("办结"))
    one.sync()
    assert twin.sync().stopped == ""
    # The refused step is the original's affair; here it is neither shown as ours nor lost.
    assert (twin.sync().need_you, one.sync().need_you) == (0, 1)
    assert [told[2] for told in forks(city) if told[0] == one.me.instance_id] == ["copied"]
    assert meta(twin, HEALED)["what"] == "copied"
    twin.register(AnsweredOnSpot("可以"))
    level(one, twin)
    assert one.tally() == twin.tally() == census(city, outlet).tally
    twin.close()


@pytest.mark.parametrize("path", [wire.Path.FORK, wire.Path.OPS, wire.Path.PUSH])
@pytest.mark.parametrize("fault", [faults.LOSE_ANSWER, faults.LOSE_REQUEST], ids=["answer", "request"])
def test_row_11_a_fork_cut_off_anywhere_gives_one_name_and_one_number(
    any_city: ServerProcess,
    counter: NewCounter,
    proxy: NewProxy,
    tmp_path: Path,
    outlet: str,
    path: str,
    fault: faults.Fault,
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    case_id = one.register(MaterialsTaken())
    one.sync()
    yesterday = copy_of(one, tmp_path / "yesterday")
    one.save(case_id, Closed("办结"))
    one.sync()
    old, before = one.me.instance_id, op_ids(one)
    put_back(one, yesterday)
    one.register(AnsweredOnSpot("今天"))
    line.plan(path, fault)
    assert not one.sync().online
    one.restart()
    level(one)
    assert one.me.terminal_no == "02"
    assert len([told for told in forks(any_city) if told[0] == old]) == 1
    assert op_ids(one) > before
    assert one.verdicts(case_id)[-1][1:] == ("rejected", "state.guard")
    assert one.tally() == census(any_city, outlet).tally


def test_row_11_numbers_begin_at_one_under_the_new_terminal(
    any_city: ServerProcess, counter: NewCounter, tmp_path: Path
) -> None:
    one = counter(any_city)
    day = one.clock.now().date()
    with one.database.unit_of_work() as uow:
        assert [uow.counters.next_case_serial(day) for _ in range(3)] == [1, 2, 3]
        uow.commit()
    old = one.me.instance_id
    stop(one, "FORK")
    one.sync()
    with one.database.unit_of_work() as uow:
        assert uow.counters.next_case_serial(day) == 1
        assert uow.counters.last(f"{old}/case:{day.isoformat()}") == 3


def test_a_machine_restored_again_and_again_waits_for_a_person(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(any_city)
    names = set()
    for _ in range(MOST_A_DAY):
        stop(one, "FORK")
        one.sync()
        names.add(one.me.instance_id)
    stop(one, "FORK")
    case_id = one.register()
    for _ in range(2):
        report = one.sync()
        assert (report.stopped, report.error_code, report.online) == ("FORK", "sync.fork", True)
        assert (report.waiting, one.me.instance_id in names) == (1, True)
    assert len(names) == MOST_A_DAY == len(meta(one, FORKS))
    assert [kind for kind, _, _ in one.verdicts(case_id)] == ["registered"]


def test_row_12_the_number_of_the_original_is_never_given_to_the_copy(
    any_city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str
) -> None:
    machines = [counter(any_city) for _ in range(2)]
    machines[0].sync()
    twins = [
        Counter(copy_of(machines[0], tmp_path / f"twin-{n}"), any_city.url, quick_client) for n in range(3)
    ]
    for twin in twins:
        stop(twin, COPIED)
        twin.sync()
    late = counter(any_city)
    everybody = [*machines, *twins, late]
    assert [one.me.terminal_no for one in everybody] == ["01", "02", "03", "04", "05", "06"]
    store = Store(any_city.database.url)
    with store.read() as conn:
        found = select(schema.device.c.terminal_no).where(schema.device.c.outlet == outlet)
        assert sorted(conn.scalars(found)) == ["01", "02", "03", "04", "05", "06"]
    store.close()
    for twin in twins:
        twin.close()


def test_row_11_an_operation_only_the_placeholder_of_which_reached_the_city_keeps_its_own_bytes(
    any_city: ServerProcess, counter: NewCounter, tmp_path: Path
) -> None:
    one = counter(any_city)
    case_id = one.register()
    event: CaseEvent = one.event(case_id, FeedbackGiven("明天答复"))
    torn = wire.encode_event(event)[:-4]
    one.save_raw([Op(event.op_id, event.fact.KIND, 1, case_id, event.at.isoformat(), event.actor, torn)])
    one.sync()
    stop(one, "FORK")
    one.sync()
    assert one.sync().error_code == ""
    (kept,) = [entry for entry in one.history(case_id) if entry.op_id == event.op_id]
    assert (kept.body, kept.verdict, kept.code) == (torn, "parked", "UNREADABLE")
