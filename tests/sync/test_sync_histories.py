"""Copied, restored and set-back machines are noticed; such a machine stops sending and keeps saving."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from city_server import cli, schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot, Closed, Fact, FeedbackGiven, MaterialsTaken
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter, quick_client
from tests.support.server import CityDatabase, ServerProcess

Serve = Callable[..., ServerProcess]


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


def goes_on_saving(one: Counter) -> None:
    """Saves more, is asked to send it, and does not."""
    case_id = one.register(AnsweredOnSpot("可以"))
    before = one.me.acked_seq
    report = one.sync()
    assert (report.pushed, report.online) == (0, False)
    assert report.waiting >= 2
    assert one.me.acked_seq == before
    assert [kind for kind, _, _ in one.verdicts(case_id)] == ["registered", "answered_on_spot"]


@pytest.mark.parametrize("fact", [MaterialsTaken(), Closed("办结")], ids=["applied", "rejected"])
def test_row_11_a_machine_restored_from_yesterday_is_noticed_at_once(
    city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str, fact: Fact
) -> None:
    one = counter(city)
    case_id = one.register()
    one.sync()
    yesterday = copy_of(one, tmp_path / "yesterday")
    one.save(case_id, fact)
    one.sync()
    held = census(city, outlet)
    put_back(one, yesterday)
    report = one.sync()
    assert (report.stopped, report.error_code) == ("FORK", "sync.fork")
    goes_on_saving(one)
    assert census(city, outlet) == held


def test_row_12_of_two_copies_the_first_to_diverge_goes_on(
    city: ServerProcess, counter: NewCounter, tmp_path: Path, outlet: str
) -> None:
    one = counter(city)
    one.register()
    one.sync()
    twin = Counter(copy_of(one, tmp_path / "twin"), city.url, quick_client)
    mine = one.register(MaterialsTaken())
    theirs = twin.register(AnsweredOnSpot("可以"))
    assert one.sync().waiting == 0
    report = twin.sync()
    assert (report.stopped, report.waiting) == ("FORK", 2)
    assert one.sync().stopped == ""
    goes_on_saving(twin)
    assert {verdict for _, verdict, _ in one.verdicts(mine)} == {"applied"}
    assert {verdict for _, verdict, _ in twin.verdicts(theirs)} == {None}
    twin.close()
    assert census(city, outlet).tally == one.tally()


def test_row_12_a_copy_that_only_listens_is_not_blamed(
    city: ServerProcess, counter: NewCounter, tmp_path: Path
) -> None:
    one = counter(city)
    one.register()
    one.sync()
    twin = Counter(copy_of(one, tmp_path / "twin"), city.url, quick_client)
    assert twin.sync().stopped == ""
    twin.close()


def test_row_13_after_the_city_was_restored_by_the_runbook_every_counter_stops(
    serve: Serve, database: CityDatabase, counter: NewCounter
) -> None:
    city = serve()
    one, other = counter(city), counter(city)
    one.register()
    one.sync()
    other.sync()
    kept = database.copy()
    one.register(MaterialsTaken())
    one.sync()
    database.set_back(kept)
    assert cli.main(["new-epoch", "--database", database.url]) == 0
    for machine in (one, other):
        report = machine.sync()
        assert (report.stopped, report.error_code) == ("EPOCH", "sync.epoch")
        goes_on_saving(machine)


def test_row_14_a_city_set_back_unnoticed_learns_it_from_a_receipt(
    serve: Serve, database: CityDatabase, counter: NewCounter
) -> None:
    city = serve()
    one, other, listener = counter(city), counter(city), counter(city)
    one.register()
    one.sync()
    other.sync()
    kept = database.copy()
    case_id = one.register(MaterialsTaken())
    one.sync()
    assert listener.sync().pulled == 3
    database.set_back(kept)
    # The listener has nothing to prove; its cursor alone shows that history was set back.
    assert listener.sync().stopped == "EPOCH"
    assert epochs(database) == 1
    one.save(case_id, FeedbackGiven("明天答复"))
    assert one.sync().error_code == "SEQ_GAP"
    assert one.sync().stopped == "EPOCH"
    assert epochs(database) == 2
    assert other.sync().stopped == "EPOCH"
    goes_on_saving(one)
    assert len(one.history(case_id)) == 3


def epochs(database: CityDatabase) -> int:
    """How many epochs the city has had."""
    store = Store(database.url)
    with store.read() as conn:
        found = conn.scalar(select(func.count()).select_from(schema.epoch))
    store.close()
    return found or 0
