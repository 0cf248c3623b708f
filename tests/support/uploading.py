"""Sends attachments by hand, chunk by chunk, rightly or wrongly."""

from hashlib import sha256
from itertools import count
from random import Random

import httpx

from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.sync import wire
from tests.support.asking import NOTHING, Proof
from tests.support.machines import Machine

_serial = count(1)


def scan(size: int) -> bytes:
    """So many bytes that nobody has sent before."""
    return Random(next(_serial)).randbytes(size)


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def likeness(content: bytes, material: str = "") -> AttachmentAdded:
    """The fact that names these bytes."""
    return AttachmentAdded(material, digest(content), len(content), 1)


class Sender:
    """One machine's way with its attachments; every step gives the answer as it came."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.ask = machine.asker.ask

    def offer(self, content: bytes, *, size: int | None = None, sha: str = "") -> httpx.Response:
        told = wire.BlobOffered(sha256=sha or digest(content), size=len(content) if size is None else size)
        return self.ask("POST", wire.Path.BLOBS, wire.write(told))

    def begun(self, content: bytes, **told: object) -> wire.Upload:
        return upload_of(self.offer(content, **told))  # type: ignore[arg-type]

    def chunk(self, upload: str, offset: int, content: bytes, *, proof: Proof = NOTHING) -> httpx.Response:
        return self.ask("PATCH", wire.chunk_target(upload, offset), content, proof=proof)

    def stand(self, upload: str) -> httpx.Response:
        return self.ask("HEAD", wire.upload_path(upload))

    def offset(self, upload: str) -> int:
        answer = self.stand(upload)
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers[wire.Header.OFFSET])

    def missing(self, *digests: str) -> list[str]:
        answer = self.ask("POST", wire.Path.BLOBS_HAVE, wire.write(wire.BlobsAsked(sha256=digests)))
        assert answer.status_code == 200, answer.content
        return list(wire.read(answer.content, wire.BlobsLacking).missing)

    def get(self, sha: str, wanted: str = "") -> httpx.Response:
        return self.ask("GET", wire.blob_path(sha), more={"Range": wanted} if wanted else NOTHING)

    def sent(self, content: bytes, chunk: int = 300_000) -> wire.Upload:
        """Send all of it; the last answer."""
        upload = self.begun(content)
        while not upload.held:
            piece = content[upload.offset : upload.offset + chunk]
            upload = upload_of(self.chunk(upload.upload, upload.offset, piece))
        return upload


def upload_of(answer: httpx.Response) -> wire.Upload:
    """The right answer to an offer or a chunk."""
    assert answer.status_code == 200, (answer.status_code, answer.content)
    return wire.read(answer.content, wire.Upload)
