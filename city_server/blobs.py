"""Attachments: taken chunk by chunk, put together, and given to whoever sees a case that names them.

Nothing of an upload is in memory: its state is in the database and its chunks lie in the store, so that
any server process may take the next chunk.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from city_server import clock
from city_server.blob_links import readable
from city_server.blob_store import BlobStore, Gone
from city_server.blob_tables import blob, blob_holder, upload, upload_part
from city_server.denial import Denied
from city_server.store import Store, add_missing
from outlet_app.failpoints import Failpoint, reach
from outlet_app.sync.wire import CHUNK_MOST, BlobOffered, Code, Upload

# An upload nobody went on with for so long is forgotten; the counter begins it anew.
UPLOAD_SECONDS = 14 * 24 * 3600
_SWEPT_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of an upload: where it begins, and its bytes as they came, checked by their digest."""

    upload_id: str
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class _Way:
    """An upload on its way."""

    upload_id: str
    sha256: str
    outlet: str
    size: int
    offset: int

    @property
    def told(self) -> Upload:
        return Upload(upload=self.upload_id, offset=self.offset, size=self.size)


@dataclass(frozen=True, slots=True)
class _Part:
    """One chunk: where it lies, and how long it is."""

    place: str
    size: int


class Blobs:
    """The use cases; each opens the transactions it needs and holds none while it moves bytes."""

    def __init__(self, store: Store, files: BlobStore) -> None:
        self._store = store
        self._files = files

    def offer(self, outlet: str, offered: BlobOffered) -> Upload:
        """Where to send these bytes, and from where on; `held` where the outlet has sent them before."""
        self._sweep()
        way = self._store.settle(lambda conn: _begin(conn, outlet, offered))
        return self._went(way)

    def stand(self, outlet: str, upload_id: str) -> Upload:
        """How far an upload is. Denied NOT_FOUND: over, forgotten, or somebody else's."""
        with self._store.read() as conn:
            way = _way(conn, upload_id, outlet)
        return self._went(way)

    def take(self, outlet: str, chunk: Chunk) -> Upload:
        """Keep one chunk for good, and the whole once it is complete.

        Denied: NOT_FOUND, OFFSET{offset} where the upload is elsewhere, BAD_BODY, WRONG_DIGEST where the
        whole is not what was offered (then nothing of it is kept).
        """
        with self._store.read() as conn:
            way = _way(conn, chunk.upload_id, outlet)
        if not chunk.content or way.offset != chunk.offset:
            raise Denied(Code.OFFSET, offset=way.offset) if chunk.content else Denied(Code.BAD_BODY)
        if chunk.offset + len(chunk.content) > way.size:
            raise Denied(Code.BAD_BODY)
        place = f"parts/{way.upload_id}-{chunk.offset:012}-{secrets.token_hex(4)}"
        self._files.put(place, [chunk.content])
        reach(Failpoint.CITY_CHUNK_BEFORE_COMMIT)
        advanced = self._store.settle(lambda conn: _advance(conn, way, chunk, place))
        if not advanced:
            # Another request for the same upload was quicker; its chunk stands.
            self._files.drop([place])
        return self._after(way, outlet, advanced=advanced)

    def whole(self, conn: Connection, outlet: str, digest: str) -> int:
        """The size of an attachment the outlet may read. Denied NOT_FOUND for any other."""
        if digest not in readable(conn, outlet, [digest]):
            raise Denied(Code.NOT_FOUND)
        return int(conn.execute(select(blob.c.size).where(blob.c.sha256 == digest)).scalar_one())

    def pieces(self, digest: str, start: int, length: int) -> Iterator[bytes]:
        """The bytes of an attachment from a place on, a few at a time."""
        end = start + length
        while start < end:
            piece = self._files.read(place_of(digest), start, min(CHUNK_MOST, end - start))
            if not piece:
                raise Gone(digest)
            yield piece
            start += len(piece)

    def _after(self, way: _Way, outlet: str, *, advanced: bool) -> Upload:
        with self._store.read() as conn:
            now = _find(conn, way.upload_id, outlet)
            held = way.sha256 in _held_by(conn, outlet, [way.sha256])
        if now is None:
            if held:
                return Upload(upload=way.upload_id, offset=way.size, size=way.size, held=True)
            raise Denied(Code.NOT_FOUND)
        if not advanced:
            raise Denied(Code.OFFSET, offset=now.offset)
        return self._went(now)

    def _went(self, way: _Way) -> Upload:
        """The upload as it stands; put together first, where all of it is there."""
        if not way.upload_id:
            return Upload(offset=way.size, size=way.size, held=True)
        if way.offset < way.size:
            return way.told
        with self._store.read() as conn:
            parts = _parts(conn, way.upload_id)
        if sum(part.size for part in parts) != way.size:
            # Another process has put it together since we looked.
            return self._after(way, way.outlet, advanced=False)
        try:
            if _digest_of(self._chunks(parts)) != way.sha256:
                self._forget([way.upload_id])
                raise Denied(Code.WRONG_DIGEST)
            self._files.put(place_of(way.sha256), self._chunks(parts))
        except Gone:
            # Another process has put it together meanwhile, or the upload was forgotten.
            return self._after(way, way.outlet, advanced=False)
        reach(Failpoint.CITY_WHOLE_BEFORE_COMMIT)
        places = self._store.settle(lambda conn: _complete(conn, way))
        reach(Failpoint.CITY_WHOLE_AFTER_COMMIT)
        self._files.drop(places)
        return Upload(upload=way.upload_id, offset=way.size, size=way.size, held=True)

    def _chunks(self, parts: Sequence[_Part]) -> Iterator[bytes]:
        for part in parts:
            yield self._files.read(part.place, 0, part.size)

    def _sweep(self) -> None:
        before = clock.seconds() - UPLOAD_SECONDS
        stale = select(upload.c.upload_id).where(upload.c.touched < before).limit(_SWEPT_AT_ONCE)
        with self._store.read() as conn:
            found = list(conn.scalars(stale))
        if found:
            self._forget(found)

    def _forget(self, upload_ids: Sequence[str]) -> None:
        self._files.drop(self._store.settle(lambda conn: _end(conn, upload_ids)))


def place_of(digest: str) -> str:
    """The name under which the bytes of this digest lie in the store."""
    return f"{digest[:2]}/{digest}"


def _held_by(conn: Connection, outlet: str, digests: Sequence[str]) -> set[str]:
    mine = blob_holder.c
    return set(conn.scalars(select(mine.sha256).where(mine.outlet == outlet, mine.sha256.in_(digests))))


def _begin(conn: Connection, outlet: str, offered: BlobOffered) -> _Way:
    """The upload of these bytes by this outlet; two that offer the same share one."""
    if offered.sha256 in _held_by(conn, outlet, [offered.sha256]):
        return _Way("", offered.sha256, outlet, offered.size, offered.size)
    row: dict[str, object] = {
        "upload_id": secrets.token_hex(16),
        "sha256": offered.sha256,
        "outlet": outlet,
        "size": offered.size,
        "offset": 0,
        "touched": clock.seconds(),
    }
    add_missing(conn, upload, [row])
    same = (upload.c.sha256 == offered.sha256) & (upload.c.outlet == outlet) & (upload.c.size == offered.size)
    conn.execute(update(upload).where(same).values(touched=clock.seconds()))
    found = conn.execute(select(upload).where(same)).one_or_none()
    if found is None:
        # On PostgreSQL the row we met may have been completed while we waited for it.
        return _begin(conn, outlet, offered)
    return _made(found)


def _advance(conn: Connection, way: _Way, chunk: Chunk, place: str) -> bool:
    end = chunk.offset + len(chunk.content)
    mine = (upload.c.upload_id == way.upload_id) & (upload.c.offset == chunk.offset)
    moved = conn.execute(update(upload).where(mine).values(offset=end, touched=clock.seconds()))
    if moved.rowcount != 1:
        return False
    conn.execute(
        insert(upload_part).values(
            upload_id=way.upload_id, start=chunk.offset, size=len(chunk.content), place=place
        )
    )
    return True


def _complete(conn: Connection, way: _Way) -> list[str]:
    now = clock.stamp()
    add_missing(conn, blob, [{"sha256": way.sha256, "size": way.size, "stored_at": now}])
    add_missing(conn, blob_holder, [{"sha256": way.sha256, "outlet": way.outlet, "since": now}])
    return _end(conn, [way.upload_id])


def _end(conn: Connection, upload_ids: Sequence[str]) -> list[str]:
    places = list(conn.scalars(select(upload_part.c.place).where(upload_part.c.upload_id.in_(upload_ids))))
    for table in (upload_part, upload):
        conn.execute(delete(table).where(table.c.upload_id.in_(upload_ids)))
    return places


def _way(conn: Connection, upload_id: str, outlet: str) -> _Way:
    found = _find(conn, upload_id, outlet)
    if found is None:
        raise Denied(Code.NOT_FOUND)
    return found


def _find(conn: Connection, upload_id: str, outlet: str) -> _Way | None:
    # PostgreSQL takes no text with control characters; no upload is named like that.
    if not upload_id.isprintable():
        return None
    asked = select(upload).where(upload.c.upload_id == upload_id, upload.c.outlet == outlet)
    row = conn.execute(asked).one_or_none()
    return None if row is None else _made(row)


def _made(row: Row[Any]) -> _Way:
    return _Way(row.upload_id, row.sha256, row.outlet, row.size, row.offset)


def _parts(conn: Connection, upload_id: str) -> Sequence[_Part]:
    part = upload_part.c
    told = select(part.place, part.size).where(part.upload_id == upload_id).order_by(part.start)
    return [_Part(row.place, row.size) for row in conn.execute(told)]


def _digest_of(chunks: Iterable[bytes]) -> str:
    whole = sha256()
    for chunk in chunks:
        whole.update(chunk)
    return whole.hexdigest()
