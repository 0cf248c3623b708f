"""Row 31 to the letter: what comes a second time, whichever way, writes not one row of any table."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from city_server import cli
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.models.blobs import BlobState
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from tests.faults.test_verdicts_again import everything, written
from tests.support.cities import BACKENDS
from tests.support.counter import Counter
from tests.support.postgres import the_cluster
from tests.support.server import CityDatabase, PostgresCity, ServerProcess, SqliteCity
from tests.support.sticks import Outlying
from tests.support.uploading import scan

Make = Callable[..., Outlying]
# Asking is written down, whatever comes of it: which nonce was given to whom.
ASKED = {"nonce"}
# How a machine is, when it was heard of by stick, and the bytes of a scan, which a push does not carry.
BESIDE = {"heartbeat", "blob", "blob_holder", "upload", "upload_part"}


@pytest.fixture(scope="module", params=BACKENDS)
def alone(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerProcess]:
    """A city of this module, in which nobody else can write."""
    database: CityDatabase = (
        SqliteCity(tmp_path_factory.mktemp("rows") / "city.db")
        if request.param == "sqlite"
        else PostgresCity(the_cluster(), the_cluster().new_database())
    )
    one = ServerProcess(database)
    yield one
    assert one.stop() == 0


def a_day(one: Outlying) -> None:
    """Two cases, five steps and a scan, one of the steps nobody can let pass."""
    case_id = one.register(MaterialsTaken(), FeedbackGiven("明天答复"))
    one.attach(scan(300_000), case_id)
    one.register(AnsweredOnSpot("可以"))
    one.save(case_id, MaterialsTaken())


def by_command(city: ServerProcess, folder: Path, content: bytes) -> int:
    """As the administrator takes a stick in at the server itself."""
    stick = folder / "stick"
    stick.mkdir(exist_ok=True)
    (stick / "brought").write_bytes(content)
    told = ["parcel", "take", "--database", city.database.url, "--blobs", city.database.blobs]
    return cli.main([*told, str(stick / "brought")])


WINDOW, COMMAND, LINE = "by another window", "by the command", "by the line"
WAYS = [(WINDOW, WINDOW), (COMMAND, COMMAND), (LINE, LINE), (WINDOW, LINE), (LINE, COMMAND)]


@pytest.mark.parametrize(("first", "again"), WAYS, ids="|".join)
def test_row_31_a_second_time_writes_not_one_row(
    alone: ServerProcess, make: Make, tmp_path: Path, first: str, again: str
) -> None:
    """The parcel before or after the line, and after itself; attachments, verdicts and receipts too."""
    away, online = make(alone), make(alone)
    a_day(away)
    packed, pushed = away.pack(), Counter.waiting(away)
    brings: dict[str, Callable[[], object]] = {
        WINDOW: lambda: online.deliver(packed),
        COMMAND: lambda: by_command(alone, tmp_path, packed.content),
        LINE: lambda: on_the_line(away, pushed),
    }
    empty = everything(alone)
    brings[first]()
    assert written(empty, alone) >= {"op", "op_body", "custody", "case_event", "feed"}
    settled = everything(alone)
    brings[again]()
    # What only the second way brings with it, the parcel's beat or its scan, may be new, and once.
    assert written(settled, alone) <= ASKED | (set() if first == again else BESIDE)
    settled = everything(alone)
    brings[again]()
    brings[first]()
    assert written(settled, alone) <= ASKED


def on_the_line(away: Outlying, pushed: wire.Push) -> None:
    """The very push, as often as one likes: what the client keeps of the answer has its own tests."""
    with closing(CityClient(away.me)) as client:
        client.push(pushed)


def test_row_31_the_receipt_a_second_time_writes_not_one_row_here_either(
    alone: ServerProcess, make: Make
) -> None:
    away, online = make(alone), make(alone)
    a_day(away)
    told = online.deliver(away.pack())
    away.take_back(told)
    assert away.unsent() == 0
    before = here(away)
    for _ in range(2):
        away.take_back(told)
    assert here(away) == before


def test_row_31_after_a_receipt_by_stick_the_line_brings_nothing_again(
    alone: ServerProcess, make: Make
) -> None:
    away, online = make(alone), make(alone)
    a_day(away)
    away.take_back(online.deliver(away.pack()))
    settled = everything(alone)
    report = away.sync()
    assert (report.pushed, report.error_code, report.stopped) == (0, "", "")
    changed = written(settled, alone) - ASKED - BESIDE
    assert changed == set()
    with away.database.reading() as uow:
        assert {blob.state for blob in uow.blobs.in_state(BlobState.CONFIRMED)} == {BlobState.CONFIRMED}
        assert uow.blobs.to_send() == ()


def here(one: Outlying) -> list[tuple[object, ...]]:
    """Everything of a machine's store that a receipt could move."""
    with one.database.reading() as uow:
        rows = uow.outbox.rows(1_000, today=one.clock.now().date())
        return [(one.me.receipt, one.me.acked_seq, one.tally()), *((row.op_id, row.state) for row in rows)]
