"""The routes of attachments; each recognises who asks, then asks `blobs`."""

import re
from collections.abc import Callable
from itertools import chain

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from city_server.blob_links import readable
from city_server.blob_store import Gone, StoreAway, StoreFull
from city_server.blobs import Chunk
from city_server.callers import RECEIVERS, SENDERS, Asked, Caller, Mode, recognise
from city_server.city import City
from city_server.denial import Denied
from city_server.framing import answer, message, versioned
from outlet_app.sync.wire import (
    CHUNK_MOST,
    BlobOffered,
    BlobsAsked,
    BlobsLacking,
    Code,
    Header,
    Path,
    digest_header,
)

Handler = Callable[[City, Request, Asked], Response]
_BYTES = "application/octet-stream"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{1,12})?")
_OFFSET = re.compile(r"\d{1,12}")


def routes() -> list[tuple[str, str, Handler]]:
    """Path, method and handler of each route; `have` before what would take it for an upload's name."""
    return [
        (Path.BLOBS_HAVE, "POST", _told(_have)),
        (Path.BLOBS, "POST", _told(_offer)),
        (f"{Path.BLOBS}/{{upload}}", "HEAD", _told(_stand)),
        (f"{Path.BLOBS}/{{upload}}", "PATCH", _told(_take)),
        (f"{Path.BLOBS}/{{upload}}", "GET", _told(_give, RECEIVERS)),
    ]


def _told(
    handler: Callable[[City, Request, Asked, Caller], Response], allowed: frozenset[Mode] = SENDERS
) -> Handler:
    """Let only the recognised in, and say what the store says in codes of the treaty."""

    def answered(city: City, request: Request, asked: Asked) -> Response:
        with city.store.read() as conn:
            caller = recognise(conn, asked, allowed)
        try:
            return handler(city, request, asked, caller)
        except StoreFull as full:
            raise Denied(Code.NO_ROOM) from full
        except StoreAway as away:
            raise Denied(Code.BUSY) from away
        except Gone as gone:
            raise Denied(Code.NOT_FOUND) from gone

    return answered


def _have(city: City, request: Request, asked: Asked, caller: Caller) -> Response:
    told = message(asked, request.headers.get("content-encoding", ""), BlobsAsked)
    with city.store.read() as conn:
        held = readable(conn, caller.outlet, told.sha256)
    return answer(BlobsLacking(missing=tuple(one for one in told.sha256 if one not in held)), request)


def _offer(city: City, request: Request, asked: Asked, caller: Caller) -> Response:
    told = message(asked, request.headers.get("content-encoding", ""), BlobOffered)
    if told.size > city.limits.max_blob:
        raise Denied(Code.TOO_LARGE)
    return answer(city.blobs.offer(caller.outlet, told), request)


def _stand(city: City, request: Request, _asked: Asked, caller: Caller) -> Response:
    found = city.blobs.stand(caller.outlet, request.path_params["upload"])
    told = {Header.OFFSET.value: str(found.offset), Header.LENGTH.value: str(found.size)}
    return Response(headers=versioned(told, b""))


def _take(city: City, request: Request, asked: Asked, caller: Caller) -> Response:
    offset = request.query_params.get("offset", "")
    if not (offset.isascii() and _OFFSET.fullmatch(offset)):
        raise Denied(Code.BAD_BODY)
    chunk = Chunk(request.path_params["upload"], int(offset), asked.content)
    return answer(city.blobs.take(caller.outlet, chunk), request)


def _give(city: City, request: Request, _asked: Asked, caller: Caller) -> Response:
    digest = request.path_params["upload"]
    if not _DIGEST.fullmatch(digest):
        raise Denied(Code.NOT_FOUND)
    with city.store.read() as conn:
        size = city.blobs.whole(conn, caller.outlet, digest)
    asked = request.headers.get("range")
    if asked is None:
        pieces = city.blobs.pieces(digest, 0, size)
        first = next(pieces)
        told = {"Accept-Ranges": "bytes", "Content-Length": str(size)}
        headers = versioned(told, b"", digest_header(bytes.fromhex(digest)))
        return StreamingResponse(chain([first], pieces), headers=headers, media_type=_BYTES)
    start, end = _range(asked, size)
    content = b"".join(city.blobs.pieces(digest, start, end - start))
    told = {"Content-Range": f"bytes {start}-{end - 1}/{size}"}
    return Response(content, 206, versioned(told, content), media_type=_BYTES)


def _range(asked: str, size: int) -> tuple[int, int]:
    """First byte and the one behind the last; at most CHUNK_MOST of them at once. Denied RANGE."""
    found = _RANGE.fullmatch(asked) if asked.isascii() else None
    if found is None or int(found[1]) >= size:
        raise Denied(Code.RANGE, size=size)
    start = int(found[1])
    last = int(found[2]) if found[2] else size - 1
    if last < start:
        raise Denied(Code.RANGE, size=size)
    return start, min(last + 1, size, start + CHUNK_MOST)
