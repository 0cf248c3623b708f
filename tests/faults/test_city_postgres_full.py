"""Row 08 in the city on PostgreSQL: no room for its pages, or its log; nothing half is kept, nobody loses."""

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken
from outlet_app.wording import sync as words
from tests.support import oracle
from tests.support.cities import UNPACED, NewCounter, census
from tests.support.counter import Counter
from tests.support.postgres import Cluster
from tests.support.server import PostgresCity, ServerProcess
from tests.support.small_disks import SmallDisk

# More than any page that is half empty has room for.
LONG = 60_000
SEGMENT = 1 << 20


class Rooms:
    """A PostgreSQL whose pages lie on one small disk and whose log on another, and the city on it."""

    def __init__(self, folder: Path) -> None:
        self.log = SmallDisk(folder / "log", 8, self._users, SEGMENT // 2)
        self.cluster: Cluster | None = None
        self.city: ServerProcess | None = None
        self.pages = SmallDisk(folder / "pages", 40, self._users, SEGMENT + 65_536)

    def open(self) -> ServerProcess:
        """The city on an empty database."""
        log, pages = self.log.folder / "wal", self.pages.folder / "space"
        self.cluster = Cluster(log_in=log, made_for=[log, pages])
        database = PostgresCity(self.cluster, self.cluster.new_database(tablespace=pages))
        self.city = ServerProcess(database, more=UNPACED)
        return self.city

    def close(self) -> None:
        """Everything this began ends."""
        if self.city is not None and not self.city.has_ended:
            self.city.kill()
        if self.cluster is not None:
            self.cluster.kill()
            self.cluster.stop()
        self.pages.remove()
        self.log.remove()

    def _users(self) -> list[psutil.Process]:
        return self.cluster.processes() if self.cluster else []


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    """One for both tests; each makes room again before it ends."""
    # PostgreSQL is not root and does not get into pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="rooms-"))
    folder.chmod(0o755)
    one = Rooms(folder)
    try:
        one.open()
        yield one
    finally:
        one.close()
        folder.rmdir()


def register_long(one: Counter) -> str:
    """A case with more in it than any half empty page has room for, and nothing in it can be squeezed."""
    return one.register(AnsweredOnSpot(secrets.token_urlsafe(LONG)))


def unanswered(one: Counter, case_id: str) -> bool:
    return {verdict for _, verdict, _ in one.verdicts(case_id)} == {None}


def everything_is_there(machines: list[Counter], city: ServerProcess) -> None:
    oracle.quieten(machines)
    oracle.nothing_twice(city.database.url)
    for one in machines:
        oracle.nothing_lost(oracle.own_operations(one), city.database.url)
        oracle.alike(one, city)


def test_row_08_postgresql_without_room_for_a_page_keeps_no_half_of_a_push_and_goes_on_when_there_is(
    rooms: Rooms, counter: NewCounter, outlet: str
) -> None:
    assert rooms.city is not None
    one, other = counter(rooms.city), counter(rooms.city)
    shared = one.register(MaterialsTaken())
    if not rooms.pages.is_mounted:
        # A file is bounded by its own length there, so there has to be a long one.
        one.register(AnsweredOnSpot(secrets.token_urlsafe(SEGMENT)))
    oracle.quieten([one, other])
    before = census(rooms.city, outlet)
    rooms.pages.fill()
    try:
        case_id = register_long(one)
        for _ in range(2):
            report = one.sync()
            assert (report.pushed, report.waiting, unanswered(one, case_id)) == (0, 2, True)
            assert report.error_code == "BUSY" or not rooms.pages.is_mounted
            assert words.reason(report.error_code)[1] == "稍后自动再试"
            assert report.next_try_s > 0
        # Who only asks is answered meanwhile, and the clerk goes on.
        assert other.sync().error_code == ""
        later = one.save(shared, AnsweredOnSpot("明天来取"))
        assert census(rooms.city, outlet) == before
        assert not rooms.city.has_ended
    finally:
        rooms.pages.free()
    everything_is_there([one, other], rooms.city)
    assert set(later) <= oracle.in_the_city(rooms.city.database.url)
    assert one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]


def test_row_08_postgresql_that_has_no_room_for_its_log_ends_and_has_all_it_said_when_it_starts_again(
    rooms: Rooms, counter: NewCounter
) -> None:
    assert rooms.city is not None
    assert rooms.cluster is not None
    one, other = counter(rooms.city), counter(rooms.city)
    one.register(MaterialsTaken())
    oracle.quieten([one, other])
    rooms.log.fill()
    try:
        # Its newest piece of log still has some room: what it takes until that is full it has for good.
        for _ in range(60):
            register_long(one)
            if one.sync().error_code:
                break
        report = one.sync()
        assert report.waiting > 0
        assert words.reason(report.error_code)[1] in ("稍后自动再试", "恢复连接后自动发送")
        assert not rooms.city.has_ended, "PostgreSQL ended, the city did not"
        taken = oracle.own_operations(one) - {op.op_id for op in one.waiting().ops}
    finally:
        rooms.log.free()
        rooms.cluster.kill()
        rooms.cluster.start()
    assert taken <= oracle.in_the_city(rooms.city.database.url), "a commit that was answered is there"
    everything_is_there([one, other], rooms.city)
