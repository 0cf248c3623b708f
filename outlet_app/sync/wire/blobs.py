"""The messages of attachments: what is to be sent, how far the city has it, what it lacks (sync.md D.12)."""

from typing import Annotated
from urllib.parse import urlencode

from msgspec import Meta, Struct

from outlet_app.sync.wire.messages import Count, Hash, Place
from outlet_app.sync.wire.treaty import Path

MAX_ASKED = 500
CHUNK_LEAST, CHUNK_FIRST, CHUNK_MOST = 262_144, 1_048_576, 4_194_304
OCTETS = "application/offset+octet-stream"
PDF = "application/pdf"


class BlobOffered(Struct, frozen=True, kw_only=True):
    """Somebody wants to send these bytes: SHA-256 over all of them, and how many they are."""

    sha256: Hash
    size: Place


class Upload(Struct, frozen=True, kw_only=True):
    """How far the city has an upload; once `held` it has all of it and the upload is over."""

    upload: str = ""
    offset: Count = 0
    size: Count = 0
    held: bool = False


class BlobsAsked(Struct, frozen=True, kw_only=True):
    """Which of these does the city lack, as far as the asker may know?"""

    sha256: Annotated[tuple[Hash, ...], Meta(max_length=MAX_ASKED)]


class BlobsLacking(Struct, frozen=True, kw_only=True):
    """Those of the digests asked that the city does not hold for the asker."""

    missing: tuple[Hash, ...]


def upload_path(upload: str) -> str:
    """Path of an upload, as signed by whoever asks how far it is."""
    return f"{Path.BLOBS}/{upload}"


def chunk_target(upload: str, offset: int) -> str:
    """Path and query of one chunk; the offset stands in it so that the signature covers it."""
    return f"{upload_path(upload)}?{urlencode({'offset': offset})}"


def blob_path(sha256: str) -> str:
    """Path of an attachment's bytes, as signed."""
    return f"{Path.BLOBS}/{sha256}"
