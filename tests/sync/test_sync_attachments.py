"""Attachments beside the events: they give way, are heard of elsewhere, and outlive a restored city."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from city_server import blob_tables
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.models.blobs import BlobState
from outlet_app.sync import blobs, wire
from outlet_app.sync.engine import IDLE_S
from tests.support.couriers import Courier, enrolled
from tests.support.server import ServerProcess
from tests.support.uploading import digest, scan

NewCourier = Callable[[], Courier]


@pytest.fixture
def courier(tmp_path: Path, any_city: ServerProcess, outlet: str) -> Iterator[NewCourier]:
    made: list[Courier] = []

    def make() -> Courier:
        made.append(enrolled(tmp_path / f"courier-{len(made)}", any_city, outlet, chunk=20_000))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_a_case_saved_meanwhile_goes_first(courier: NewCourier, monkeypatch: pytest.MonkeyPatch) -> None:
    one, content = courier(), scan(90_000)
    one.attach(content)
    sending, saved = blobs.blob_client.send_chunk, [""]

    def send_chunk(client: object, upload: str, offset: int, part: bytes) -> wire.Upload:
        if not saved[0]:
            saved[0] = one.register(AnsweredOnSpot("可以"))
        return sending(client, upload, offset, part)  # type: ignore[arg-type]

    monkeypatch.setattr(blobs, "CHUNK_MOST", 20_000)
    monkeypatch.setattr(blobs.blob_client, "send_chunk", send_chunk)
    report = one.sync()
    assert (report.blobs.unfinished, report.blobs.confirmed, report.waiting) == (True, 0, 2)
    assert report.next_try_s < 1 < IDLE_S
    report = one.sync()
    assert (report.pushed, report.blobs.confirmed, report.blobs.unfinished) == (2, 1, False)


def test_the_other_machine_hears_that_it_has_arrived_and_can_open_it(courier: NewCourier) -> None:
    one, other, content = courier(), courier(), scan(60_000)
    case_id = one.attach(content)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blobs.BlobLane, "_deliver", lambda *_asked: False)
        one.sync()
    other.sync()
    assert (other.state(content), other.waiting(case_id)) == (BlobState.ELSEWHERE, (1, 1))
    one.sync()
    other.sync()
    assert (other.state(content), other.waiting(case_id)) == (BlobState.REMOTE, (0, 1))
    assert other.fetched(content) == content
    assert other.lie_here() == []


def test_what_a_restored_city_lost_is_sent_again_in_its_new_epoch(
    courier: NewCourier, any_city: ServerProcess
) -> None:
    one, kept, lost = courier(), scan(30_000), scan(30_001)
    for content in (kept, lost):
        one.attach(content)
    assert one.sync().blobs.confirmed == 2
    store = Store(any_city.database.url)
    with store.write() as conn:
        for table in (blob_tables.blob, blob_tables.blob_holder):
            conn.execute(delete(table).where(table.c.sha256 == digest(lost)))
    store.close()
    assert one.sync().blobs.confirmed == 0, "nobody asks again while the epoch stays"
    with one.database.unit_of_work() as uow:
        uow.meta.set("blobs.epoch", "an epoch before")
        uow.commit()
    assert one.sync().blobs.confirmed == 1
    assert (one.state(kept), one.state(lost), one.fetched(lost)) == (
        BlobState.CONFIRMED,
        BlobState.CONFIRMED,
        lost,
    )
