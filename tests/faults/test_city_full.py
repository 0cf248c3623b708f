"""Row 08 in the city: its disk has no room for another page; nothing half is kept, nobody loses anything."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken
from tests.support import oracle
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.server import ServerProcess, SqliteCity

# Not even the second page of any file can be written.
NO_ROOM = 4_096


@pytest.fixture
def small(tmp_path: Path) -> Iterator[ServerProcess]:
    """A city in one file, on a disk of its own so to speak."""
    one = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield one
    one.kill()


@contextmanager
def full(city: ServerProcess) -> Iterator[None]:
    """No file of this process may grow meanwhile, as on a disk without room."""
    before = resource.prlimit(city.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(city.process.pid, resource.RLIMIT_FSIZE, (NO_ROOM, before[1]))
    yield
    resource.prlimit(city.process.pid, resource.RLIMIT_FSIZE, before)


def unanswered(one: Counter, case_id: str) -> bool:
    return {verdict for _, verdict, _ in one.verdicts(case_id)} == {None}


@pytest.mark.parametrize("rounds", [1, 3])
def test_row_08_a_city_without_room_keeps_no_half_of_a_push_and_the_counter_all_of_it(
    small: ServerProcess, counter: NewCounter, outlet: str, rounds: int
) -> None:
    one, other = counter(small), counter(small)
    shared = one.register(MaterialsTaken())
    oracle.quieten([one, other])
    before = census(small, outlet)
    case_id = one.register(AnsweredOnSpot("可以"))
    with full(small):
        for _ in range(rounds):
            report = one.sync()
            assert (report.pushed, report.waiting) == (0, 2)
            assert report.error_code
            assert unanswered(one, case_id)
        # The clerk goes on meanwhile.
        later = one.save(shared, AnsweredOnSpot("明天来取"))
        assert census(small, outlet) == before
        assert not small.has_ended
    oracle.quieten([one, other])
    oracle.nothing_lost(oracle.own_operations(one), small.database.url)
    oracle.nothing_twice(small.database.url)
    for machine in (one, other):
        oracle.alike(machine, small)
    assert set(later) <= oracle.in_the_city(small.database.url)
    assert one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]


def test_row_08_a_city_that_is_killed_while_it_has_no_room_starts_again_whole(
    small: ServerProcess, counter: NewCounter, outlet: str, tmp_path: Path
) -> None:
    one = counter(small)
    one.register(MaterialsTaken())
    oracle.quieten([one])
    before = census(small, outlet)
    one.register(AnsweredOnSpot("可以"))
    with full(small):
        assert one.sync().waiting == 2
    small.kill()
    again = ServerProcess(small.database, port=small.port)
    try:
        assert census(again, outlet) == before
        oracle.quieten([one])
        oracle.alike(one, again)
        assert one.tally()[:2] == (2, 4)
    finally:
        again.kill()
