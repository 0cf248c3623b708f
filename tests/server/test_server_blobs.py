"""Attachments at the city: taken in chunks, whole or not at all, and given to whoever sees their case."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select, update

from city_server import blob_links, blob_tables, blobs, clock
from city_server.blob_store import Directory, Gone, open_blob_store
from city_server.store import Store
from outlet_app.domain.events import TransferredOut
from outlet_app.domain.facts.attachment import AttachmentVoided
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.bucket import KEYS, the_bucket_server
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.server import CityDatabase, ServerProcess
from tests.support.uploading import Sender, digest, likeness, scan, upload_of

OTHER_OUTLET = "1508001001"
NewSender = Callable[..., Sender]


@dataclass
class Place:
    """A city and where its attachments lie."""

    city: ServerProcess
    blobs: str

    def holds(self, sha: str) -> bool:
        try:
            return bool(open_blob_store(self.blobs).read(blobs.place_of(sha), 0, 1))
        except Gone:
            return False

    def rows(self, table: str) -> int:
        store = Store(self.city.database.url)
        with store.read() as conn:
            found = len(conn.execute(select(getattr(blob_tables, table))).all())
        store.close()
        return found


_buckets: dict[str, Place] = {}


@pytest.fixture(scope="module", autouse=True)
def end_of_buckets() -> Iterator[None]:
    yield
    for one in _buckets.values():
        assert one.city.stop() == 0
    _buckets.clear()


@pytest.fixture(params=["directory", "bucket"])
def place(request: pytest.FixtureRequest, city: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The shared cities with a folder, and each once more with a bucket."""
    if request.param == "directory":
        return Place(city, city.database.blobs)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    if city.url not in _buckets:
        told = the_bucket_server().new_bucket()
        _buckets[city.url] = Place(ServerProcess(city.database, blobs=told), told)
    return _buckets[city.url]


@pytest.fixture
def sender(place: Place, machine: NewMachine) -> NewSender:
    return lambda **at: Sender(machine(place.city, **at))


def test_a_file_in_one_piece(place: Place, sender: NewSender) -> None:
    one, content = sender(), scan(120_000)
    begun = one.begun(content)
    assert (begun.offset, begun.size, begun.held) == (0, 120_000, False)
    assert one.missing(digest(content)) == [digest(content)]
    done = upload_of(one.chunk(begun.upload, 0, content))
    assert (done.offset, done.held) == (120_000, True)
    assert one.missing(digest(content)) == []
    assert place.holds(digest(content))
    assert one.get(digest(content)).content == content


def test_a_file_in_many_pieces(sender: NewSender) -> None:
    one, content = sender(), scan(1_234_567)
    begun = one.begun(content)
    at = 0
    for size in (1, 99, 262_144, 700_000, 272_323):
        assert one.offset(begun.upload) == at
        told = upload_of(one.chunk(begun.upload, at, content[at : at + size]))
        at += size
        assert (told.offset, told.held) == (at, at == len(content))
    assert at == len(content)
    assert one.get(digest(content)).content == content


def test_nothing_of_the_chunks_stays_when_it_is_whole(place: Place, sender: NewSender) -> None:
    before = place.rows("upload"), place.rows("upload_part")
    one, content = sender(), scan(500_000)
    one.sent(content, 100_000)
    assert (place.rows("upload"), place.rows("upload_part")) == before
    if not place.blobs.startswith("s3://"):
        left = [one.name for one in Path(place.blobs).rglob("*") if one.is_file()]
        assert digest(content) in left
        assert not any((Path(place.blobs) / "coming").iterdir())


def test_what_was_sent_is_not_sent_again(sender: NewSender) -> None:
    one, content = sender(), scan(80_000)
    one.sent(content)
    again = one.begun(content)
    assert (again.upload, again.offset, again.held) == ("", 80_000, True)


def test_an_upload_goes_on_where_it_is(sender: NewSender) -> None:
    one, content = sender(), scan(90_000)
    begun = one.begun(content)
    one.chunk(begun.upload, 0, content[:40_000])
    again = one.begun(content)
    assert (again.upload, again.offset, again.held) == (begun.upload, 40_000, False)
    head = one.stand(begun.upload)
    told = (head.headers[wire.Header.OFFSET], head.headers[wire.Header.LENGTH], head.content)
    assert told == ("40000", "90000", b"")
    assert wire.digest_fits(b"", head.headers[wire.Header.DIGEST])


def test_a_wrong_offset_is_told_the_right_one(sender: NewSender) -> None:
    one, content = sender(), scan(90_000)
    begun = one.begun(content)
    one.chunk(begun.upload, 0, content[:40_000])
    for wrong in (0, 39_999, 40_001, 90_000, 999_999_999_999):
        answer = one.chunk(begun.upload, wrong, content[40_000:50_000])
        assert code_of(answer) == (409, "OFFSET")
        assert wire.read(answer.content, wire.Fault).args == {"offset": 40_000}
    assert one.offset(begun.upload) == 40_000


@pytest.mark.parametrize("offset", ["", "-1", "x", "1e3", "１", "9999999999999"])
def test_an_offset_that_is_no_number_is_refused(
    any_city: ServerProcess, machine: NewMachine, offset: str
) -> None:
    one = Sender(machine(any_city))
    begun = one.begun(scan(9_000))
    target = f"{wire.upload_path(begun.upload)}?offset={offset}"
    answer = one.ask("PATCH", target.encode("ascii", "ignore").decode(), scan(10))
    assert code_of(answer) == (400, "BAD_BODY")
    assert one.offset(begun.upload) == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", (400, "BAD_BODY")), (scan(90_001), (400, "BAD_BODY"))],
    ids=["nothing", "more than was offered"],
)
def test_a_chunk_that_cannot_be_right_is_refused(
    any_city: ServerProcess, machine: NewMachine, content: bytes, code: tuple[int, str]
) -> None:
    one = Sender(machine(any_city))
    begun = one.begun(scan(90_000))
    assert code_of(one.chunk(begun.upload, 0, content)) == code
    assert one.offset(begun.upload) == 0


def test_a_chunk_damaged_on_the_way_is_not_kept(sender: NewSender) -> None:
    one, content = sender(), scan(90_000)
    begun = one.begun(content)
    damaged = bytes([content[0] ^ 1]) + content[1:40_000]
    proof = {"DIGEST": wire.content_digest(content[:40_000])}
    assert code_of(one.chunk(begun.upload, 0, damaged, proof=proof)) == (400, "DIGEST")
    signed = one.machine.asker.headers("PATCH", wire.chunk_target(begun.upload, 0), content[:40_000], {})
    proof = {"SIGNATURE": signed[wire.Header.SIGNATURE.value]}
    assert code_of(one.chunk(begun.upload, 0, damaged, proof=proof)) == (401, "SIGNATURE")
    assert one.offset(begun.upload) == 0


def test_the_offset_is_under_the_signature(sender: NewSender) -> None:
    one, content = sender(), scan(90_000)
    begun = one.begun(content)
    signed = one.machine.asker.headers("PATCH", wire.chunk_target(begun.upload, 0), content[:9], {})
    proof = {"SIGNATURE": signed[wire.Header.SIGNATURE.value]}
    assert code_of(one.chunk(begun.upload, 9, content[:9], proof=proof)) == (401, "SIGNATURE")


def test_a_whole_with_another_digest_is_refused_and_not_kept(place: Place, sender: NewSender) -> None:
    one, content = sender(), scan(90_000)
    other = content[:-1] + bytes([content[-1] ^ 1])
    begun = one.begun(content)
    one.chunk(begun.upload, 0, content[:50_000])
    assert code_of(one.chunk(begun.upload, 50_000, other[50_000:])) == (422, "WRONG_DIGEST")
    assert one.stand(begun.upload).status_code == 404
    assert not place.holds(digest(content))
    assert not place.holds(digest(other))
    assert one.missing(digest(content), digest(other)) == [digest(content), digest(other)]
    fresh = one.begun(content)
    assert (fresh.offset, fresh.upload == begun.upload) == (0, False)
    assert one.sent(content).held


def test_two_uploads_of_the_same_bytes_are_one(place: Place, sender: NewSender, machine: NewMachine) -> None:
    one, content = sender(), scan(200_000)
    twin = Sender(machine(place.city))
    begun = [one.begun(content), twin.begun(content)]
    assert begun[0].upload == begun[1].upload
    one.chunk(begun[0].upload, 0, content[:70_000])
    assert twin.offset(begun[1].upload) == 70_000
    assert upload_of(twin.chunk(begun[1].upload, 70_000, content[70_000:])).held
    assert one.begun(content).held


def test_many_at_once_end_with_one_file(place: Place, sender: NewSender, machine: NewMachine) -> None:
    senders = [sender(), *(Sender(machine(place.city)) for _ in range(3))]
    content = scan(400_000)

    def send(one: Sender) -> bool:
        upload = one.begun(content)
        while not upload.held:
            piece = content[upload.offset : upload.offset + 50_000]
            answer = one.chunk(upload.upload, upload.offset, piece)
            assert answer.status_code in (200, 404, 409), answer.content
            upload = upload_of(answer) if answer.status_code == 200 else one.begun(content)
        return upload.held

    with ThreadPoolExecutor(len(senders)) as pool:
        assert list(pool.map(send, senders)) == [True] * len(senders)
    assert all(one.get(digest(content)).content == content for one in senders)


def test_two_nodes_take_turns_at_one_upload(place: Place, sender: NewSender) -> None:
    one, content = sender(), scan(300_000)
    other_node = ServerProcess(place.city.database, blobs=place.blobs)
    try:
        twin = Sender(_elsewhere(one.machine, other_node))
        begun = one.begun(content)
        for at in range(0, 300_000, 50_000):
            node = twin if (at // 50_000) % 2 else one
            told = upload_of(node.chunk(begun.upload, at, content[at : at + 50_000]))
        assert told.held
        assert (one.get(digest(content)).content, twin.get(digest(content)).content) == (content, content)
        twin.machine.close()
    finally:
        assert other_node.stop() == 0


def test_the_same_bytes_from_another_outlet_are_sent_by_it(place: Place, sender: NewSender) -> None:
    """Who knows a digest has not shown that it has the bytes, and is told nothing by it."""
    one, content = sender(), scan(60_000)
    one.sent(content)
    stranger = sender(at=OTHER_OUTLET)
    assert stranger.missing(digest(content)) == [digest(content)]
    assert code_of(stranger.get(digest(content))) == (404, "NOT_FOUND")
    begun = stranger.begun(content)
    assert (begun.offset, begun.held) == (0, False)
    assert upload_of(stranger.chunk(begun.upload, 0, content)).held
    assert stranger.get(digest(content)).content == content


def test_an_upload_belongs_to_its_outlet(sender: NewSender) -> None:
    one, stranger = sender(), sender(at=OTHER_OUTLET)
    begun = one.begun(scan(60_000))
    assert stranger.stand(begun.upload).status_code == 404
    assert code_of(stranger.chunk(begun.upload, 0, scan(60_000))) == (404, "NOT_FOUND")
    assert one.offset(begun.upload) == 0


def test_who_sees_the_case_reads_its_attachments(place: Place, sender: NewSender) -> None:
    one, other, content = sender(), sender(at="1508223001"), scan(70_000)
    case_id, ops = one.machine.opening(likeness(content))
    told = one.machine.told([*ops, *one.machine.ops(case_id, TransferredOut("1508223001", "", "", "请答复"))])
    assert [verdict for verdict, _, _ in told] == ["applied"] * 3
    assert other.missing(digest(content)) == [digest(content)]
    one.sent(content)
    assert other.missing(digest(content)) == []
    assert other.get(digest(content)).content == content
    assert code_of(sender(at=OTHER_OUTLET).get(digest(content))) == (404, "NOT_FOUND")


def test_naming_a_digest_opens_nobody_elses_file(sender: NewSender) -> None:
    one, thief, content = sender(), sender(at=OTHER_OUTLET), scan(70_000)
    one.sent(content)
    thief.machine.told(thief.machine.opening(likeness(content))[1])
    assert code_of(thief.get(digest(content))) == (404, "NOT_FOUND")
    assert thief.missing(digest(content)) == [digest(content)]


def test_an_event_waits_for_no_bytes_and_no_bytes_for_an_event(place: Place, sender: NewSender) -> None:
    one, content = sender(), scan(50_000)
    case_id, ops = one.machine.opening(likeness(content))
    assert [verdict for verdict, _, _ in one.machine.told(ops)] == ["applied", "applied"]
    assert _arrived(place, case_id) == {digest(content): False}
    one.sent(content)
    assert _arrived(place, case_id) == {digest(content): True}
    early = scan(50_001)
    one.sent(early)
    later = one.machine.opening(likeness(early))
    one.machine.told(later[1])
    assert _arrived(place, later[0]) == {digest(early): True}


def test_the_citys_own_judge_refuses_what_the_counter_would(sender: NewSender) -> None:
    one, content = sender(), scan(10)
    _, ops = one.machine.opening(likeness(content), likeness(content), AttachmentVoided("op-unknown", "错"))
    told = one.machine.told(ops)
    assert [(verdict, code) for verdict, code, _ in told] == [
        ("applied", ""),
        ("applied", ""),
        ("rejected", "attachment.there_already"),
        ("rejected", "DEPENDS"),
    ]


def test_a_range_of_it(place: Place, sender: NewSender) -> None:
    one, content = sender(), scan(70_000)
    one.sent(content)
    for wanted, first, last in (
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, 69_999),
        ("bytes=69999-", 69_999, 69_999),
        ("bytes=69990-99999", 69_990, 69_999),
    ):
        answer = one.get(digest(content), wanted)
        assert (answer.status_code, answer.content) == (206, content[first : last + 1])
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/70000"
        assert wire.digest_fits(answer.content, answer.headers[wire.Header.DIGEST])


@pytest.mark.parametrize("wanted", ["bytes=70000-", "bytes=9-3", "bytes=-5", "lines=1-2", "bytes=0-1,4-5"])
def test_a_range_there_is_not(any_city: ServerProcess, machine: NewMachine, wanted: str) -> None:
    one, content = Sender(machine(any_city)), scan(70_000)
    one.sent(content)
    answer = one.get(digest(content), wanted)
    assert code_of(answer) == (416, "RANGE")
    assert wire.read(answer.content, wire.Fault).args == {"size": 70_000}


def test_a_range_is_never_more_than_a_chunk(any_city: ServerProcess, machine: NewMachine) -> None:
    one, content = Sender(machine(any_city)), scan(wire.CHUNK_MOST + 5_000)
    one.sent(content, wire.CHUNK_MOST)
    answer = one.get(digest(content), "bytes=0-")
    assert answer.content == content[: wire.CHUNK_MOST]
    assert answer.headers["Content-Range"] == f"bytes 0-{wire.CHUNK_MOST - 1}/{len(content)}"
    whole = one.get(digest(content))
    assert (whole.status_code, whole.content) == (200, content)
    assert wire.digest_fits(whole.content, whole.headers[wire.Header.DIGEST])


@pytest.mark.parametrize("size", [0, -1, 67_108_865, 2**60])
def test_a_size_that_cannot_be_is_refused(any_city: ServerProcess, machine: NewMachine, size: int) -> None:
    one = Sender(machine(any_city))
    content = f'{{"sha256":"{"a" * 64}","size":{size}}}'.encode()
    answer = one.ask("POST", wire.Path.BLOBS, content)
    assert code_of(answer) in ((400, "BAD_BODY"), (413, "TOO_LARGE"))
    assert one.machine.asker.hello().limits.max_blob == 67_108_864


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b'{"sha256":"x","size":1}',
        b'{"sha256":"../../etc/passwd","size":1}',
        b"\x00" * 40,
    ],
)
def test_an_offer_that_is_none_is_refused(
    any_city: ServerProcess, machine: NewMachine, content: bytes
) -> None:
    answer = Sender(machine(any_city)).ask("POST", wire.Path.BLOBS, content)
    assert code_of(answer) == (400, "BAD_BODY")


def test_asking_after_too_many_at_once_is_refused(any_city: ServerProcess, machine: NewMachine) -> None:
    one = Sender(machine(any_city))
    many = [f"{n:064x}" for n in range(wire.MAX_ASKED)]
    assert one.missing(*many) == many
    told = wire.write(wire.BlobsAsked(sha256=(*many, "a" * 64)))
    assert code_of(one.ask("POST", wire.Path.BLOBS_HAVE, told)) == (400, "BAD_BODY")
    assert one.missing() == []


@pytest.mark.parametrize("name", ["a" * 64, "0" * 32, "x", "..%2F..%2Fcity.db", "%00", "have"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PATCH"])
def test_there_is_nothing_under_a_name_nobody_gave(
    city: ServerProcess, machine: NewMachine, method: str, name: str
) -> None:
    target = f"{wire.Path.BLOBS}/{name}" + ("?offset=0" if method == "PATCH" else "")
    answer = Sender(machine(city)).ask(method, target, b"x" if method == "PATCH" else b"")
    assert answer.status_code in (401, 404)


TARGETS = [
    ("POST", wire.Path.BLOBS),
    ("POST", wire.Path.BLOBS_HAVE),
    ("GET", wire.blob_path("a" * 64)),
    ("PATCH", wire.chunk_target("0" * 32, 0)),
]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"DEVICE": ""}, "NO_DEVICE"),
        ({"NONCE": "made-up"}, "NONCE"),
        ({"SIGNATURE": "AAAA"}, "SIGNATURE"),
    ],
)
def test_nothing_is_taken_or_told_without_proof(
    any_city: ServerProcess, machine: NewMachine, changed: dict[str, str], code: str
) -> None:
    one = Sender(machine(any_city))
    told = [code_of(one.ask(method, target, b"x", proof=changed)) for method, target in TARGETS]
    assert told == [(401, code)] * len(TARGETS)
    assert one.ask("HEAD", wire.upload_path("0" * 32), proof=changed).status_code == 401


def test_an_upload_left_alone_is_forgotten(place: Place, sender: NewSender) -> None:
    one, content, other = sender(), scan(90_000), scan(90_001)
    left = one.begun(content)
    one.chunk(left.upload, 0, content[:40_000])
    recent = one.begun(other)
    store = Store(place.city.database.url)
    with store.write() as conn:
        mine = blob_tables.upload.c.upload_id == left.upload
        old = clock.seconds() - blobs.UPLOAD_SECONDS - 1
        conn.execute(update(blob_tables.upload).where(mine).values(touched=old))
    store.close()
    one.begun(scan(5))
    assert one.stand(left.upload).status_code == 404
    assert one.offset(recent.upload) == 0
    assert one.begun(content).offset == 0


def test_a_whole_that_a_killed_server_did_not_put_together_is_put_together(
    place: Place, sender: NewSender
) -> None:
    """All chunks are there, the last answer was never given: asking after it is enough."""
    one, content = sender(), scan(90_000)
    begun = one.begun(content)
    one.chunk(begun.upload, 0, content[:40_000])
    store, files = Store(place.city.database.url), open_blob_store(place.blobs)
    last = blobs.Chunk(begun.upload, 40_000, content[40_000:])
    files.put("parts/by-hand", [last.content])
    way = blobs._Way(begun.upload, digest(content), one.machine.me.outlet_code, 90_000, 40_000)
    assert store.settle(lambda conn: blobs._advance(conn, way, last, "parts/by-hand"))
    store.close()
    assert not place.holds(digest(content))
    assert one.offset(begun.upload) == 90_000
    assert place.holds(digest(content))
    assert one.get(digest(content)).content == content


def test_a_file_the_store_lost_is_not_found_and_no_fault(
    any_city: ServerProcess, machine: NewMachine
) -> None:
    one, content = Sender(machine(any_city)), scan(33_333)
    one.sent(content)
    Directory(Path(any_city.database.blobs)).drop([blobs.place_of(digest(content))])
    assert code_of(one.get(digest(content))) == (404, "NOT_FOUND")
    assert code_of(one.get(digest(content), "bytes=0-9")) == (404, "NOT_FOUND")


def _elsewhere(machine: Machine, node: ServerProcess) -> Machine:
    """The same machine, asking another node of its city."""
    twin = object.__new__(Machine)
    twin.me = machine.me
    twin.asker = type(machine.asker)(node, twin)
    return twin


def _arrived(place: Place, case_id: str) -> dict[str, bool]:
    store = Store(place.city.database.url)
    with store.read() as conn:
        found = blob_links.arrived(conn, case_id)
    store.close()
    return found


def test_the_database_outlives_what_asks_for_it(database: CityDatabase) -> None:
    """The tables of attachments are made with all others, on either kind of database."""
    store = Store(database.url)
    store.create()
    with store.read() as conn:
        tables = ("blob", "blob_holder", "blob_link", "upload", "upload_part")
        found = {name: conn.execute(select(getattr(blob_tables, name))).all() for name in tables}
    store.close()
    assert found == {name: [] for name in tables}
