"""Asks the city about attachments: what it lacks, how far an upload is, a chunk up, a piece down."""

from collections.abc import Sequence

from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import CaptivePortal
from outlet_app.sync.wire import (
    OCTETS,
    BlobOffered,
    BlobsAsked,
    BlobsLacking,
    Header,
    Path,
    Upload,
    blob_path,
    chunk_target,
    read,
    upload_path,
    write,
)


def lacking(client: CityClient, digests: Sequence[str]) -> frozenset[str]:
    """Those of the digests (at most 500) that the city does not hold for this outlet."""
    content = client.ask("POST", Path.BLOBS_HAVE, write(BlobsAsked(sha256=tuple(digests))), {}).content
    try:
        return frozenset(read(content, BlobsLacking).missing)
    except ValueError as wrong:
        raise CaptivePortal("not a list of digests") from wrong


def offer(client: CityClient, sha256: str, size: int) -> Upload:
    """Where to send these bytes, and from where on."""
    return _upload(client.ask("POST", Path.BLOBS, write(BlobOffered(sha256=sha256, size=size)), {}).content)


def offset_of(client: CityClient, upload: str) -> int:
    """How far the city has an upload; Denial NOT_FOUND where it knows none of this name."""
    told = client.ask("HEAD", upload_path(upload), b"", {}).headers.get(Header.OFFSET.value, "")
    if not (told.isascii() and told.isdecimal() and len(told) < 16):
        raise CaptivePortal("an upload without an offset")
    return int(told)


def send_chunk(client: CityClient, upload: str, offset: int, content: bytes) -> Upload:
    """Send one piece; how far the upload is then."""
    target = chunk_target(upload, offset)
    return _upload(client.ask("PATCH", target, content, {"Content-Type": OCTETS}).content)


def piece(client: CityClient, sha256: str, start: int, length: int) -> bytes:
    """So many bytes of an attachment from a place on, or as many as the city gives at once."""
    wanted = {"Range": f"bytes={start}-{start + length - 1}"}
    return client.ask("GET", blob_path(sha256), b"", wanted).content


def _upload(content: bytes) -> Upload:
    try:
        return read(content, Upload)
    except ValueError as wrong:
        raise CaptivePortal("not an upload") from wrong
