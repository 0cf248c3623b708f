"""One exchange over HTTP: what is not a valid answer of the treaty is told from one that is."""

import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import zstandard

from outlet_app.sync.outcomes import (
    CaptivePortal,
    Denial,
    InsecureAddress,
    Interrupted,
    Offline,
    Untimely,
    Untrusted,
)
from outlet_app.sync.wire import MIN, PROTO, Code, Fault, Header, content_digest, digest_fits, read

# By progress, not in total: 10 s to connect, 30 s without a byte (sync.md D.5).
TIMEOUT = httpx.Timeout(connect=10, read=30, write=30, pool=10)
MAX_ANSWER = 16 * 1_048_576
JSON = "application/json"
_LOCAL_NAMES = {"localhost"}
# OpenSSL: not yet valid, expired.
_NOT_OF_NOW = (9, 10)


@dataclass(frozen=True, slots=True)
class Reply:
    """A right answer: its content, unpacked, and its headers."""

    content: bytes
    headers: Mapping[str, str]


class Line:
    """A connection to one city server, kept open between exchanges.

    Under TLS it believes the certificate `authority` (PEM) and what that one vouches for, nobody else:
    no authority, no server. `unproven` believes everybody, for asking what is proven otherwise.
    """

    def __init__(
        self,
        server_url: str,
        timeout: httpx.Timeout = TIMEOUT,
        authority: str = "",
        *,
        unproven: bool = False,
    ) -> None:
        is_plain = refuse_insecure(server_url)
        self._http = httpx.Client(
            base_url=server_url,
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
            # A secure context costs 60 ms to build, and loopback has no use for one.
            verify=False if is_plain or unproven else _believing(authority),
        )

    def exchange(self, method: str, target: str, content: bytes, headers: Mapping[str, str]) -> bytes:
        """Send, and receive the content unpacked (empty for 304).

        Raises Offline, CaptivePortal, Interrupted, or Denial with the city's code.
        """
        return self.send(method, target, content, headers).content

    def send(self, method: str, target: str, content: bytes, headers: Mapping[str, str]) -> Reply:
        """The same, with the headers that came; the content of a HEAD is empty."""
        told = {
            Header.PROTO.value: str(PROTO),
            Header.MIN.value: str(MIN),
            "Accept-Encoding": "zstd",
            **headers,
        }
        if content:
            told = {Header.DIGEST.value: content_digest(content), "Content-Type": JSON, **told}
        try:
            with self._http.stream(method, target, content=content, headers=told) as response:
                return Reply(_judged(response, _content(response)), response.headers)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as away:
            raise _why_away(away) from away
        except (httpx.TransportError, httpx.StreamError) as broken:
            raise Interrupted(str(broken)) from broken

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()


def ask_unproven(server_url: str, target: str) -> bytes:
    """An answer whoever gives it; nothing is told, and the answer is worth what proves it afterwards."""
    line = Line(server_url, unproven=True)
    try:
        return line.exchange("GET", target, b"", {})
    finally:
        line.close()


def refuse_insecure(server_url: str) -> bool:
    """True for plain http to loopback, False for https; InsecureAddress for anything else."""
    parts = urlsplit(server_url)
    if parts.scheme == "https" and parts.hostname:
        return False
    if parts.scheme == "http" and _is_loopback(parts.hostname or ""):
        return True
    raise InsecureAddress(server_url)


def _believing(authority: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authority:
        context.load_verify_locations(cadata=authority)
    return context


def _why_away(away: BaseException) -> Offline:
    """Tell a certificate that is not of now from one that is not the city's, and both from no line."""
    cause: BaseException | None = away
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return Offline(str(away))
    return Untimely(str(cause)) if cause.verify_code in _NOT_OF_NOW else Untrusted(str(cause))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in _LOCAL_NAMES


def _content(response: httpx.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_raw():
        size += len(part)
        if size > MAX_ANSWER:
            raise CaptivePortal("an answer without end")
        parts.append(part)
    return b"".join(parts)


def _judged(response: httpx.Response, content: bytes) -> bytes:
    status, headers = response.status_code, response.headers
    if Header.PROTO not in headers:
        raise _stranger(status, headers)
    if response.request.method == "HEAD":
        return _judged_head(status, headers)
    if not digest_fits(content, headers.get(Header.DIGEST)):
        raise Interrupted("the answer came damaged")
    if status >= 400:
        raise _denial(_read_fault(content), headers)
    # A part is an answer to whoever asked for a part.
    is_part = status == 206 and "range" in response.request.headers
    if status not in (200, 304) and not is_part:
        raise CaptivePortal(f"status {status}")
    return _unpacked(content, headers.get("content-encoding", ""))


def _judged_head(status: int, headers: httpx.Headers) -> bytes:
    if status >= 400 and Header.CODE in headers:
        raise _denial(Fault(code=headers[Header.CODE]), headers)
    if status != 200:
        raise CaptivePortal(f"status {status}")
    return b""


def _stranger(status: int, headers: httpx.Headers) -> Exception:
    # A proxy before the city may say these on its behalf; everything else is somebody else's page.
    codes = {413: Code.TOO_LARGE, 429: Code.BUSY, 502: Code.BUSY, 503: Code.BUSY, 504: Code.BUSY}
    if status in codes:
        return _denial(Fault(code=codes[status]), headers)
    return CaptivePortal(f"status {status}")


def _read_fault(content: bytes) -> Fault:
    try:
        return read(content, Fault)
    except ValueError as wrong:
        raise CaptivePortal("a refusal of another shape") from wrong


def _denial(fault: Fault, headers: httpx.Headers) -> Denial:
    told = headers.get("retry-after", "")
    wait = float(told) if told.isascii() and told.isdecimal() and len(told) < 6 else 0.0
    return Denial(fault.code, fault.args, wait)


def _unpacked(content: bytes, encoding: str) -> bytes:
    if encoding != "zstd":
        return content
    try:
        with zstandard.ZstdDecompressor().stream_reader(content) as reader:
            plain = reader.read(MAX_ANSWER + 1)
    except zstandard.ZstdError as wrong:
        raise Interrupted("the answer does not unpack") from wrong
    if len(plain) > MAX_ANSWER:
        raise CaptivePortal("an answer without end")
    return plain
