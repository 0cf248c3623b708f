"""Brings attachments to the city after the events, one at a time, from wherever it was interrupted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.blobs import BlobFile, BlobState
from outlet_app.models.engine import Database
from outlet_app.sync import blob_client
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import CaptivePortal, Denial, Interrupted
from outlet_app.sync.wire import CHUNK_FIRST, CHUNK_LEAST, CHUNK_MOST, MAX_ASKED, Code, Upload

# Read back in plain; LookupError where the file on this machine is lost.
ReadFile = Callable[[BlobFile], bytes]
Now = Callable[[], datetime]
# Refusals that end the whole round; all others concern attachments alone.
_ENDS_ROUND = (Code.EPOCH, Code.FORK, Code.MODE, Code.NO_DEVICE, Code.SIGNATURE, Code.PROTO)
_MOST_TURNS = 8
_EPOCH = "blobs.epoch"
# How long a file stays here after the city confirmed it and its case ended (sync.md D.12).
KEPT = timedelta(days=14)
_GROWTH = 2


@dataclass(frozen=True, slots=True)
class Carried:
    """What one turn brought over; `unfinished` where events go first, `code` why it stopped."""

    confirmed: int = 0
    unfinished: bool = False
    code: str = ""


class _EventsWait(Exception):  # noqa: N818 - a reason to stop
    """Somebody saved something: events go first."""


class BlobLane:
    """Blocking, in the courier lane; `read` opens a file of this machine, `remove` gives one up by name."""

    def __init__(self, database: Database, read: ReadFile, remove: Callable[[str], None], now: Now) -> None:
        self._database = database
        self._read = read
        self._remove = remove
        self._now = now
        self._chunk = CHUNK_FIRST

    def carry(self, client: CityClient) -> Carried:
        """Send what waits, hear what others sent, give up what is long done.

        Raises Offline, and Denial where it concerns the whole round.
        """
        confirmed, code = 0, ""
        try:
            self._believe_again(client)
            with self._database.reading() as uow:
                waiting = uow.blobs.to_send()
            for blob in waiting:
                confirmed += self._deliver(client, blob)
            self._hear(client)
            self._give_up(client)
        except _EventsWait:
            return Carried(confirmed, unfinished=True)
        except Denial as denial:
            if denial.code in _ENDS_ROUND:
                raise
            code = denial.code
        return Carried(confirmed, code=code)

    def _deliver(self, client: CityClient, blob: BlobFile) -> bool:
        """Whether the city confirmed the digest; a file that cannot be read asks for a new scan."""
        try:
            content = self._read(blob)
        except LookupError:
            content = b""
        if sha256(content).hexdigest() != blob.sha256:
            self._mark(blob, BlobState.DAMAGED)
            return False
        while True:
            try:
                self._send(client, blob, content)
            except Denial as denial:
                if denial.code != Code.WRONG_DIGEST:
                    raise
                if self._refused(blob) is BlobState.DAMAGED:
                    return False
            else:
                self._mark(blob, BlobState.CONFIRMED, at=self._now())
                return True

    def _send(self, client: CityClient, blob: BlobFile, content: bytes) -> None:
        upload = self._begin(client, blob)
        turns = 0
        while not upload.held:
            self._give_way()
            turns += 1
            try:
                upload = self._send_one(client, upload, content)
                turns = 0
            except Denial as denial:
                if turns > _MOST_TURNS:
                    raise
                upload = self._turned(client, blob, upload, denial)

    def _send_one(self, client: CityClient, upload: Upload, content: bytes) -> Upload:
        part = content[upload.offset : upload.offset + self._chunk]
        if not part:
            raise CaptivePortal("an upload that has all and does not hold it")
        reach(Failpoint.CHUNK_BEFORE_SENDING)
        try:
            went = blob_client.send_chunk(client, upload.upload, upload.offset, part)
        except Interrupted:
            self._chunk = max(CHUNK_LEAST, self._chunk // _GROWTH)
            raise
        reach(Failpoint.CHUNK_AFTER_ANSWER)
        self._chunk = min(CHUNK_MOST, self._chunk * _GROWTH)
        return went

    def _turned(self, client: CityClient, blob: BlobFile, upload: Upload, denial: Denial) -> Upload:
        """Where to go on after a refusal that says so; any other is raised."""
        told = denial.args_told.get("offset")
        if denial.code == Code.OFFSET and isinstance(told, int):
            return Upload(upload=upload.upload, offset=told, size=blob.size)
        if denial.code == Code.NOT_FOUND:
            return self._offer(client, blob)
        if denial.code == Code.TOO_LARGE and self._chunk > CHUNK_LEAST:
            self._chunk = CHUNK_LEAST
            return upload
        raise denial

    def _begin(self, client: CityClient, blob: BlobFile) -> Upload:
        with self._database.reading() as uow:
            known = uow.blobs.get(blob.sha256)
        name = known.upload if known else ""
        if not name:
            return self._offer(client, blob)
        try:
            return Upload(upload=name, offset=blob_client.offset_of(client, name), size=blob.size)
        except Denial as denial:
            if denial.code != Code.NOT_FOUND:
                raise
        return self._offer(client, blob)

    def _offer(self, client: CityClient, blob: BlobFile) -> Upload:
        upload = blob_client.offer(client, blob.sha256, blob.size)
        with self._database.unit_of_work() as uow:
            uow.blobs.begun(blob.sha256, upload.upload)
            uow.commit()
        return upload

    def _believe_again(self, client: CityClient) -> None:
        """A city that began a new epoch was set back: what it had confirmed is asked after once more."""
        with self._database.reading() as uow:
            epoch, known = uow.instance.required().epoch, uow.meta.get(_EPOCH) or ""
            confirmed = () if epoch == known else uow.blobs.in_state(BlobState.CONFIRMED)
        if epoch == known:
            return
        lost = self._lacking(client, confirmed)
        with self._database.unit_of_work() as uow:
            for one in lost:
                uow.blobs.mark(one, BlobState.LOCAL)
            uow.meta.set(_EPOCH, epoch)
            uow.commit()

    def _give_up(self, client: CityClient) -> None:
        """Remove files long confirmed of cases long ended, once the city has said again that it has them."""
        with self._database.reading() as uow:
            done = uow.blobs.removable(self._now() - KEPT)
        lost = self._lacking(client, done)
        with self._database.unit_of_work() as uow:
            for blob in done:
                uow.blobs.mark(blob.sha256, BlobState.LOCAL if blob.sha256 in lost else BlobState.REMOTE)
            uow.commit()
        for blob in done:
            if blob.sha256 not in lost:
                self._remove(blob.name)

    def _lacking(self, client: CityClient, blobs: Sequence[BlobFile]) -> frozenset[str]:
        digests = [blob.sha256 for blob in blobs]
        pages = (digests[at : at + MAX_ASKED] for at in range(0, len(digests), MAX_ASKED))
        return frozenset[str]().union(*(blob_client.lacking(client, page) for page in pages))

    def _hear(self, client: CityClient) -> None:
        with self._database.reading() as uow:
            asked = uow.blobs.in_state(BlobState.ELSEWHERE)[:MAX_ASKED]
        missing = self._lacking(client, asked)
        came = [blob.sha256 for blob in asked if blob.sha256 not in missing]
        if came:
            with self._database.unit_of_work() as uow:
                for one in came:
                    uow.blobs.mark(one, BlobState.REMOTE, at=self._now())
                uow.commit()

    def _give_way(self) -> None:
        with self._database.reading() as uow:
            if uow.outbox.oldest_unsent() is not None:
                raise _EventsWait

    def _mark(self, blob: BlobFile, state: BlobState, at: datetime | None = None) -> None:
        with self._database.unit_of_work() as uow:
            uow.blobs.mark(blob.sha256, state, at=at)
            uow.commit()

    def _refused(self, blob: BlobFile) -> BlobState:
        with self._database.unit_of_work() as uow:
            state = uow.blobs.refuse(blob.sha256)
            uow.commit()
        return state


def fetch(client: CityClient, blob: BlobFile) -> bytes:
    """All bytes of an attachment from the city; Interrupted where they do not fit their digest."""
    parts: list[bytes] = []
    have = 0
    while have < blob.size:
        part = blob_client.piece(client, blob.sha256, have, CHUNK_FIRST)
        if not part:
            raise Interrupted("an attachment that ends too soon")
        parts.append(part)
        have += len(part)
    content = b"".join(parts)
    if sha256(content).hexdigest() != blob.sha256:
        raise Interrupted("an attachment does not fit its digest")
    return content
