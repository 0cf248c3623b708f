"""Copied, restored and set-back machines are noticed; such a machine stops sending and keeps saving."""

import shutil
from pathlib import Path

import pytest

from outlet_app.domain.events import AnsweredOnSpot, Closed, Fact, MaterialsTaken
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter, quick_client
from tests.support.server import ServerProcess


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
