"""The chain of hashes that runs through the journal, and the bytes as they are stored."""

import hashlib
from collections.abc import Callable

import zstandard
from sqlalchemy import Connection, select

from outlet_app.models.rows.record import ERASURE, EVENT, EVENT_BODY

GENESIS = bytes(32)


def unpack(stored: bytes | None) -> bytes:
    """The bytes as they travel; empty for an event whose bytes were erased by law."""
    return unpacker()(stored)


def unpacker() -> Callable[[bytes | None], bytes]:
    """The same for many, on one thread: making ready takes longer than unpacking."""
    decompress = zstandard.ZstdDecompressor().decompress
    return lambda stored: decompress(stored) if stored else b""


def next_link(before: bytes, digest: bytes) -> bytes:
    """One link of the chain: SHA-256 over the previous link and the event's own digest."""
    return hashlib.sha256(before + digest).digest()


def broken_link(connection: Connection) -> int | None:
    """The first event whose number, digest or link is not what the ones before it make it."""
    expected, link = 1, GENESIS
    for row in connection.execute(_LINKS).yield_per(500):
        fits = (row.local_no, row.prev_hash, row.hash) == (expected, link, next_link(link, row.sha256))
        if not fits or not _body_fits(row.bytes, row.sha256, row.erased):
            return expected
        expected, link = expected + 1, row.hash
    return None


def _body_fits(stored: bytes | None, digest: bytes, erased: str | None) -> bool:
    if stored is None:
        return erased is not None
    return hashlib.sha256(unpack(stored)).digest() == digest


_LINKS = (
    select(
        *(EVENT.c[name] for name in ("local_no", "sha256", "prev_hash", "hash")),
        EVENT_BODY.c.bytes,
        ERASURE.c.op_id.label("erased"),
    )
    .outerjoin(EVENT_BODY, EVENT_BODY.c.op_id == EVENT.c.op_id)
    .outerjoin(ERASURE, ERASURE.c.op_id == EVENT.c.op_id)
    .order_by(EVENT.c.local_no)
)
