"""Requests in, answers out: versions, sizes, digests and compression, the same for every route."""

from collections.abc import Mapping
from typing import TypeVar

import zstandard
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from city_server.bodies import TooMuch, TooSlow, whole_body
from city_server.callers import Asked
from city_server.denial import Denied
from outlet_app.sync.wire import (
    MIN,
    PROTO,
    Code,
    Fault,
    Header,
    content_digest,
    digest_fits,
    read,
    write,
)

MAX_CONTENT = 4 * 1_048_576
_COMPRESS_FROM = 1_024
_LONGEST_VERSION = 9
_M = TypeVar("_M")
JSON = "application/json"


async def take_request(request: Request) -> Asked:
    """Read a request whole. Denied: PROTO 426, TOO_LARGE 413, DIGEST 400."""
    if not _is_spoken_here(request.headers.get(Header.PROTO, "")):
        raise Denied(Code.PROTO, min=MIN, max=PROTO)
    content = await _content(request)
    if content and not digest_fits(content, request.headers.get(Header.DIGEST)):
        raise Denied(Code.DIGEST)
    query = request.url.query
    return Asked(
        method=request.method,
        target=request.url.path + (f"?{query}" if query else ""),
        device_id=request.headers.get(Header.DEVICE, ""),
        nonce=request.headers.get(Header.NONCE, ""),
        signature=request.headers.get(Header.SIGNATURE, ""),
        content=content,
    )


def message(asked: Asked, encoding: str, kind: type[_M]) -> _M:
    """The message a request carries. Denied: BAD_BODY 400, TOO_LARGE 413 where it unpacks to too much."""
    try:
        return read(_unpacked(asked.content, encoding), kind)
    except (ValueError, zstandard.ZstdError) as wrong:
        raise Denied(Code.BAD_BODY) from wrong


def answer(message: Struct, request: Request, status: int = 200, **more: str) -> Response:
    """An answer of the protocol: versioned, digested, compressed where the caller takes it."""
    return framed(write(message), request, status, **more)


def framed(content: bytes, request: Request, status: int = 200, **more: str) -> Response:
    """The same around bytes that are JSON already; `more` are headers with _ for -."""
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    if len(content) >= _COMPRESS_FROM and "zstd" in request.headers.get("accept-encoding", ""):
        content = zstandard.ZstdCompressor(level=3).compress(content)
        headers["Content-Encoding"] = "zstd"
    return Response(content, status, versioned(headers, content), media_type=JSON)


def refusal(denied: Denied) -> Response:
    """The answer to a request that is refused."""
    content = write(Fault(code=denied.code, args=dict(denied.args_told)))
    more = {"Retry-After": str(denied.wait_s)} if denied.wait_s else {}
    # The answer to a HEAD has no content to tell the code in.
    more[Header.CODE.value] = denied.code.value
    return Response(content, denied.status, versioned(more, content), media_type=JSON)


def unchanged(etag: str) -> Response:
    """304: what the caller holds is what is on offer."""
    return Response(status_code=304, headers=versioned({"ETag": etag}, b""))


def versioned(headers: Mapping[str, str], content: bytes, digest: str = "") -> dict[str, str]:
    """Headers every answer has; `digest` is the Content-Digest where the content is not at hand."""
    versions = {Header.PROTO.value: str(PROTO), Header.MIN.value: str(MIN)}
    return {**headers, **versions, Header.DIGEST.value: digest or content_digest(content)}


def _is_spoken_here(version: str) -> bool:
    is_number = version.isascii() and version.isdecimal() and len(version) <= _LONGEST_VERSION
    return is_number and int(version) >= MIN


async def _content(request: Request) -> bytes:
    try:
        return await whole_body(request, MAX_CONTENT)
    except TooSlow as slow:
        raise Denied(Code.BUSY) from slow
    except TooMuch as much:
        raise Denied(Code.TOO_LARGE) from much


def _unpacked(content: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity"):
        return content
    if encoding != "zstd":
        raise Denied(Code.BAD_BODY)
    with zstandard.ZstdDecompressor().stream_reader(content) as reader:
        plain = reader.read(MAX_CONTENT + 1)
    if len(plain) > MAX_CONTENT:
        raise Denied(Code.TOO_LARGE)
    return plain
