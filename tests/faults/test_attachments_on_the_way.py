"""Rows 8, 17 and 18 of sync.md D.14: attachments on a bad way, with real processes killed in the middle."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from city_server import blob_tables
from city_server import blobs as city_blobs
from city_server.blob_store import Directory
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.models.blobs import BlobState
from outlet_app.sync import blobs, wire
from outlet_app.wording import attachments as words
from tests.support.couriers import Courier, enrolled
from tests.support.faults import (
    CUT_ANSWER,
    CUT_REQUEST,
    FLIP_ANSWER,
    FLIP_REQUEST,
    LOSE_ANSWER,
    Fault,
    Proxy,
    page,
)
from tests.support.server import ROOT, ServerProcess
from tests.support.uploading import digest, scan

NewCourier = Callable[..., Courier]
NewProxy = Callable[[ServerProcess], Proxy]
Serve = Callable[..., ServerProcess]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many chunks of few bytes."""
    monkeypatch.setattr(blobs, "CHUNK_MOST", 20_000)
    monkeypatch.setattr(blobs, "CHUNK_LEAST", 5_000)


@pytest.fixture
def courier(tmp_path: Path, outlet: str) -> Iterator[NewCourier]:
    made: list[Courier] = []

    def make(city: ServerProcess, via: str = "") -> Courier:
        made.append(enrolled(tmp_path / f"courier-{len(made)}", city, outlet, via, chunk=20_000))
        return made[-1]

    yield make
    for one in made:
        one.close()


def killed(one: Courier, moment: str, chunks: int) -> None:
    """One round of this machine in a process that dies at the moment."""
    one.close()
    told = [sys.executable, "-m", "tests.support.dying_courier", str(one.folder), moment, str(chunks)]
    done = subprocess.run(told, cwd=ROOT, timeout=250, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stdout + done.stderr
    one.restart()


def sent_from(line: Proxy) -> list[int]:
    """The offsets of the chunks that went over the line."""
    return [
        int(one.split(b"offset=", 1)[1].split(b" ", 1)[0])
        for one in line.sent("/v1/blobs/")
        if b"offset=" in one
    ]


@pytest.mark.parametrize(
    ("moment", "chunks"),
    [("before-chunk", 0), ("before-chunk", 2), ("after-chunk", 1), ("after-chunk", 3), ("after-whole", 0)],
)
def test_row_17_the_client_is_killed_and_goes_on_at_the_citys_offset(
    city: ServerProcess, courier: NewCourier, proxy: NewProxy, moment: str, chunks: int
) -> None:
    line = proxy(city)
    one = courier(city, line.url)
    content = scan(90_000)
    case_id = one.attach(content)
    killed(one, moment, chunks)
    assert one.waiting(case_id) == (1, 1)
    before = len(sent_from(line))
    assert one.sync().blobs.confirmed == 1
    again = sent_from(line)[before:]
    assert again == [] if moment == "after-whole" else again[0] == chunks * 20_000
    assert one.waiting(case_id) == (0, 1)
    assert one.fetched(content) == content


def test_row_17_the_server_is_killed_in_the_middle_and_another_goes_on(
    serve: Serve, courier: NewCourier
) -> None:
    first = serve()
    one, content = courier(first), scan(110_000)
    case_id = one.attach(content)
    sending, answered = blobs.blob_client.send_chunk, 0

    def send_chunk(*args: object) -> wire.Upload:
        nonlocal answered
        if answered == 3:
            first.kill()
        told: wire.Upload = sending(*args)  # type: ignore[arg-type]
        answered += 1
        return told

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blobs.blob_client, "send_chunk", send_chunk)
        report = one.sync()
    assert (report.online, answered) == (False, 3)
    assert one.waiting(case_id) == (1, 1)
    serve(port=first.port)
    offset = one.engine.ask(lambda city: blobs.blob_client.offset_of(city, one.blob(content).upload))
    assert offset == 60_000
    assert one.sync().blobs.confirmed == 1
    assert one.fetched(content) == content


def test_row_17_client_and_server_are_killed(serve: Serve, courier: NewCourier) -> None:
    first = serve()
    one, content = courier(first), scan(100_000)
    case_id = one.attach(content)
    killed(one, "after-chunk", 2)
    first.kill()
    assert one.sync().online is False
    second = serve(port=first.port)
    killed(one, "before-chunk", 2)
    second.kill()
    serve(port=first.port)
    assert one.sync().blobs.confirmed == 1
    assert one.waiting(case_id) == (0, 1)
    assert one.fetched(content) == content


@pytest.mark.parametrize("lie", [b"0", b"5", b"39999", b"40001", b"90000", b"99999999"])
def test_row_17_an_offset_that_lies_is_put_right(
    any_city: ServerProcess, courier: NewCourier, proxy: NewProxy, lie: bytes
) -> None:
    line = proxy(any_city)
    one, content = courier(any_city, line.url), scan(90_000)
    one.attach(content)
    killed(one, "after-chunk", 2)
    told = b"upload-offset: 40000"
    line.plan("/v1/blobs/", Fault(response=lambda data: data.replace(told, b"upload-offset: " + lie)))
    one.sync()
    one.sync()
    assert one.state(content) is BlobState.CONFIRMED
    assert one.fetched(content) == content


def test_row_17_a_newer_request_races_an_older(any_city: ServerProcess, courier: NewCourier) -> None:
    """The older one is still on its way when the newer has moved the upload on: it changes nothing."""
    one, content = courier(any_city), scan(60_000)
    one.attach(content)
    killed(one, "after-chunk", 1)
    upload = one.blob(content).upload

    def twice(client: object) -> tuple[wire.Upload, int]:
        newer = blobs.blob_client.send_chunk(client, upload, 20_000, content[20_000:45_000])  # type: ignore[arg-type]
        with pytest.raises(blobs.Denial) as older:
            blobs.blob_client.send_chunk(client, upload, 20_000, content[20_000:30_000])  # type: ignore[arg-type]
        return newer, int(str(older.value.args_told["offset"]))

    newer, true_offset = one.engine.ask(twice)
    assert (newer.offset, true_offset) == (45_000, 45_000)
    assert one.sync().blobs.confirmed == 1
    assert one.fetched(content) == content


@pytest.mark.parametrize("by", [1, 2, 3])
def test_row_17_an_older_request_still_under_way_races_the_newer_ones(
    any_city: ServerProcess, courier: NewCourier, proxy: NewProxy, by: int
) -> None:
    """The line holds a chunk back, the counter gives it up and goes on; then it comes beside newer ones."""
    line = proxy(any_city)
    one, content = courier(any_city, line.url), scan(90_000)
    case_id = one.attach(content)
    one.sync()
    another = scan(110_000)
    one.attach(another, case_id)
    line.late("/v1/blobs/", by=by)
    held = one.sync()
    assert (held.online, held.blobs.confirmed, one.state(another)) == (False, 0, BlobState.LOCAL)
    for _ in range(3):
        if one.state(another) is not BlobState.CONFIRMED:
            one.sync()
    line.settle()
    assert one.state(another) is BlobState.CONFIRMED
    # Whoever came second was told how far the upload is, or that there is none any more.
    assert set(line.answers_to_nobody) <= {200, 404, 409}
    assert (one.fetched(content), one.fetched(another)) == (content, another)
    kept = [path for path in Path(any_city.database.blobs).rglob("*") if digest(another) == path.name]
    assert [digest(path.read_bytes()) for path in kept] == [digest(another)]


@pytest.mark.parametrize(
    "fault", [LOSE_ANSWER, CUT_REQUEST, CUT_ANSWER, FLIP_REQUEST, FLIP_ANSWER], ids=lambda _: ""
)
def test_row_17_every_fault_of_the_line_costs_a_round_and_no_byte(
    any_city: ServerProcess, courier: NewCourier, proxy: NewProxy, fault: Fault
) -> None:
    line = proxy(any_city)
    one, content = courier(any_city, line.url), scan(50_000)
    case_id = one.attach(content)
    line.plan("/v1/blobs/", *[fault] * 2)
    rounds = 0
    while one.waiting(case_id) != (0, 1):
        one.sync()
        rounds += 1
        assert rounds < 8
    assert one.fetched(content) == content
    with one.database.reading() as uow:
        assert uow.outbox.oldest_unsent() is None


def test_row_17_the_city_forgot_the_upload(any_city: ServerProcess, courier: NewCourier) -> None:
    one, content = courier(any_city), scan(50_000)
    one.attach(content)
    killed(one, "after-chunk", 1)
    with one.database.unit_of_work() as uow:
        uow.blobs.begun(digest(content), "0" * 32)
        uow.commit()
    assert one.sync().blobs.confirmed == 1


@pytest.mark.parametrize("status", ["200 OK", "302 Found", "204 No Content", "403 Forbidden"])
def test_row_07_a_page_instead_of_the_city_confirms_no_attachment(
    any_city: ServerProcess, courier: NewCourier, proxy: NewProxy, status: str
) -> None:
    line = proxy(any_city)
    one, content = courier(any_city, line.url), scan(50_000)
    case_id = one.attach(content)
    answer = page(status, body=b"" if status.startswith("204") else b"<html></html>")
    # To the offer, then to a chunk, then to the question how far the upload is.
    line.plan("/v1/blobs/", answer, answer)
    line.plan("/v1/blobs", answer)
    for _ in range(3):
        report = one.sync()
        assert (report.online, report.error_code) == (False, "server.captive")
        assert (one.state(content), one.waiting(case_id)) == (BlobState.LOCAL, (1, 1))
        assert len(one.lie_here()) == 1
    one.sync()
    assert (one.state(content), one.fetched(content)) == (BlobState.CONFIRMED, content)


def test_row_18_a_digest_refused_three_times_asks_for_a_new_scan(
    any_city: ServerProcess, courier: NewCourier, proxy: NewProxy
) -> None:
    """The bytes are changed under way with a digest and a signature that fit: only the whole tells."""
    one, content = courier(any_city), scan(50_000)
    case_id = one.attach(content)
    sending, wholes = blobs.blob_client.send_chunk, 0

    def changed(client: object, upload: str, offset: int, part: bytes) -> wire.Upload:
        nonlocal wholes
        wholes += offset == 0
        return sending(client, upload, offset, bytes([part[0] ^ 1]) + part[1:])  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blobs.blob_client, "send_chunk", changed)
        report = one.sync()
        assert (report.online, report.blobs.confirmed, wholes) == (True, 0, 3)
        assert one.state(content) is BlobState.DAMAGED
        assert one.waiting(case_id) == (1, 1)
        one.sync()
        assert wholes == 3
    with one.database.reading() as uow:
        total = uow.blobs.total()
    # 同步中心 and the case ask for it while whoever brought the paper may still be there.
    assert words.sync_line(total.waiting, total.damaged) == "1 件，1 件请重新扫描"
    assert words.arrival(1, 1, total.damaged).endswith("，1 件请重新扫描")
    assert one.files.read(one.blob(content).name, digest(content), one.blob(content).key) == content


def test_row_18_what_is_scanned_again_takes_the_damaged_ones_place(
    any_city: ServerProcess, courier: NewCourier
) -> None:
    one, content = courier(any_city), scan(50_000)
    case_id = one.attach(content)
    with one.database.unit_of_work() as uow:
        for _ in range(3):
            uow.blobs.refuse(digest(content))
        uow.commit()
    again = scan(50_000)
    one.attach(again, case_id)
    assert one.sync().blobs.confirmed == 1
    assert (one.state(content), one.state(again)) == (BlobState.DAMAGED, BlobState.CONFIRMED)
    assert one.waiting(case_id) == (1, 2)


def test_row_18_a_file_that_rotted_here_asks_for_a_new_scan_and_holds_nobody_up(
    any_city: ServerProcess, courier: NewCourier
) -> None:
    one, rotten, sound = courier(any_city), scan(30_000), scan(30_001)
    one.attach(rotten)
    one.attach(sound)
    place = one.folder / "attachments" / one.blob(rotten).name
    place.write_bytes(place.read_bytes()[:-1])
    assert one.sync().blobs.confirmed == 1
    assert (one.state(rotten), one.state(sound)) == (BlobState.DAMAGED, BlobState.CONFIRMED)


def test_row_08_the_citys_store_is_full_and_the_attachment_waits(serve: Serve, courier: NewCourier) -> None:
    city = serve(faults="no-room:40000")
    one, content = courier(city), scan(90_000)
    case_id = one.attach(content)
    report = one.sync()
    assert (report.online, report.error_code, report.blobs.code) == (True, "", "NO_ROOM")
    assert (report.waiting, one.waiting(case_id)) == (0, (1, 1))
    kept = [one for one in Path(city.database.blobs).rglob("*") if one.is_file()]
    assert sum(one.stat().st_size for one in kept) == 40_000
    assert not any(one.parent.name == "coming" for one in kept)
    assert city.stop() == 0
    serve(port=city.port)
    assert one.sync().blobs.confirmed == 1
    assert one.fetched(content) == content


def test_i10_nothing_is_given_up_here_that_the_city_does_not_have(
    any_city: ServerProcess, courier: NewCourier
) -> None:
    """Confirmed, closed and old: the city is asked once more before the file goes, and is believed."""
    one, kept, lost = courier(any_city), scan(30_000), scan(30_001)
    cases = [one.attach(content) for content in (kept, lost)]
    for case_id in cases:
        one.save(case_id, AnsweredOnSpot("可以"))
    one.sync()
    _forget_in_the_city(any_city, lost)
    one.later = blobs.KEPT
    one.sync()
    assert (one.state(kept), one.state(lost)) == (BlobState.REMOTE, BlobState.LOCAL)
    assert len(one.lie_here()) == 1
    assert one.sync().blobs.confirmed == 1
    assert (one.state(lost), one.fetched(kept)) == (BlobState.CONFIRMED, kept)


def _forget_in_the_city(city: ServerProcess, content: bytes) -> None:
    """As a restored backup of the city would."""
    store = Store(city.database.url)
    with store.write() as conn:
        for table in (blob_tables.blob, blob_tables.blob_holder):
            conn.execute(delete(table).where(table.c.sha256 == digest(content)))
    store.close()
    Directory(Path(city.database.blobs)).drop([city_blobs.place_of(digest(content))])
