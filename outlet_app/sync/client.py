"""Asks the city: hello, enroll, push, pull, catalogue, buckets; the only HTTP in the client."""

from collections.abc import Mapping
from hashlib import sha256
from typing import TypeVar

import zstandard
from msgspec import Struct

from outlet_app.models.instance import Instance
from outlet_app.sync.line import Line, Reply
from outlet_app.sync.outcomes import CaptivePortal, Denial, Interrupted
from outlet_app.sync.wire import (
    BUCKETS,
    ENROL_NONCE,
    OCTETS,
    Accounted,
    Beat,
    Beaten,
    BucketPage,
    Buckets,
    Bundled,
    Catalogue,
    Code,
    Custody,
    DayAsked,
    DayClosed,
    DayHeld,
    DeviceKey,
    Enrol,
    Enrolled,
    Fork,
    Forked,
    HandOver,
    Header,
    Hello,
    Numbers,
    Pack,
    Path,
    Pulled,
    Push,
    Pushed,
    Recalled,
    bucket_target,
    buckets_target,
    hello_target,
    own_target,
    pack_path,
    pull_target,
    read,
    signature,
    write,
)

_M = TypeVar("_M")


class CityClient:
    """One enrolled machine's way to ask; signs every request with its device key (decisions.md 26).

    Every method raises Offline, CaptivePortal or Interrupted where no valid answer came, and Denial where
    the city refused.
    """

    def __init__(self, instance: Instance, line: Line | None = None) -> None:
        self._me = instance
        self._line = line or Line(instance.server_url)
        self._nonce = ""

    def hello(self) -> Hello:
        """The city's time, epoch and limits, and how it sees this instance (`you` is always told)."""
        hello = _shaped(self._signed("GET", hello_target(self._me.instance_id)), Hello)
        if hello.you is None:
            raise CaptivePortal("a signed hello without standing")
        return hello

    def push(self, push: Push) -> Pushed:
        """Send operations and get their verdicts; anything but one verdict each is no answer."""
        content = zstandard.ZstdCompressor(level=3).compress(write(push))
        pushed = _shaped(self._signed("POST", Path.PUSH, content), Pushed)
        answered = [result.seq for result in pushed.results]
        if answered != [op.seq for op in push.ops] or pushed.epoch != push.epoch or not pushed.receipt:
            raise CaptivePortal("verdicts on other operations")
        return pushed

    def pull(self, epoch: str, version: int, limit: int) -> Pulled:
        """One page of what the own outlet got after `version`."""
        target = pull_target(self._me.instance_id, self._me.outlet_code, epoch, version, limit)
        pulled = _shaped(self._signed("GET", target), Pulled)
        if pulled.version < version or (pulled.more and pulled.version == version):
            raise CaptivePortal("a page that leads nowhere")
        return pulled

    def buckets(self) -> Buckets:
        """What the own outlet's cases come to, by bucket."""
        target = buckets_target(self._me.instance_id, self._me.outlet_code)
        told = _shaped(self._signed("GET", target), Buckets)
        if len(told.buckets) != BUCKETS:
            raise CaptivePortal("not every bucket is told")
        return told

    def bucket(self, no: int, after: str) -> BucketPage:
        """One page of a bucket's cases, those after the case `after`."""
        target = bucket_target(no, self._me.instance_id, self._me.outlet_code, after)
        page = _shaped(self._signed("GET", target), BucketPage)
        if page.more and not page.cases:
            raise CaptivePortal("a page that leads nowhere")
        return page

    def fork(self, fork: Fork) -> Forked:
        """Ask under the present name for another; safe to repeat with the same new name and key."""
        content = zstandard.ZstdCompressor(level=3).compress(write(fork))
        forked = _shaped(self._signed("POST", Path.FORK, content), Forked)
        if forked.instance_id != fork.new_instance:
            raise CaptivePortal("a name nobody asked for")
        return forked

    def numbers(self, numbers: Numbers) -> Accounted:
        """Say which numbers this machine gave out under any of its names."""
        content = zstandard.ZstdCompressor(level=3).compress(write(numbers))
        return _shaped(self._signed("POST", Path.NUMBERS, content), Accounted)

    def day(self, asked: DayAsked) -> DayHeld:
        """What the city has of a day that is to be closed here; the same answer as often as it is asked."""
        content = zstandard.ZstdCompressor(level=3).compress(write(asked))
        return _shaped(self._signed("POST", Path.DIGEST, content), DayHeld)

    def closed(self, told: DayClosed) -> Accounted:
        """Say how a day ended here; safe to repeat."""
        content = zstandard.ZstdCompressor(level=3).compress(write(told))
        return _shaped(self._signed("POST", Path.CLOSINGS, content), Accounted)

    def own(self, instance: str, after: int) -> Recalled:
        """What the city has of an instance this one came from, after a sequence number."""
        page = _shaped(self._signed("GET", own_target(instance, self._me.instance_id, after)), Recalled)
        if page.instance != instance or (page.more and (not page.ops or page.ops[-1].seq <= after)):
            raise CaptivePortal("a page that leads nowhere")
        return page

    def catalogue(self, etag: str) -> Catalogue | None:
        """The manifest of data packs, None where it is still the one named by `etag`."""
        content = self._signed("GET", Path.CATALOGUE, etag=etag)
        return _shaped(content, Catalogue) if content else None

    def pack(self, pack: Pack) -> bytes:
        """The bytes of one pack, checked against the manifest."""
        body = self._signed("GET", pack_path(pack.kind, pack.ref))
        if sha256(body).hexdigest() != pack.sha256:
            raise Interrupted(f"pack {pack.kind} {pack.ref} does not fit its digest")
        return body

    def beat(self, beat: Beat) -> Beaten:
        """Tell the city how this machine is."""
        content = zstandard.ZstdCompressor(level=3).compress(write(beat))
        return _shaped(self._signed("POST", Path.HEARTBEAT, content), Beaten)

    def bundle(self, part: bytes) -> Bundled:
        """Hand on a sealed part of somebody's parcel; safe to repeat."""
        return _shaped(self.ask("POST", Path.BUNDLE, part, {"Content-Type": OCTETS}).content, Bundled)

    def hand_over(self, told: HandOver) -> Custody:
        """Ask the city to sign that it has everything this machine ever made."""
        content = zstandard.ZstdCompressor(level=3).compress(write(told))
        return _shaped(self._signed("POST", Path.CUSTODY, content), Custody)

    def last_word(self, body: bytes) -> tuple[str, bytes, dict[str, str]]:
        """A custody request, signed and not sent: target, content and headers, good as long as a nonce."""
        self._fetch_nonce()
        content = zstandard.ZstdCompressor(level=3).compress(body)
        headers = self._headers("POST", Path.CUSTODY, content, {"Content-Encoding": "zstd"})
        return Path.CUSTODY.value, content, headers

    def ask(self, method: str, target: str, content: bytes, headers: Mapping[str, str]) -> Reply:
        """Send anything signed, with headers of its own, and receive the answer with its headers."""
        if not self._nonce:
            self._fetch_nonce()
        try:
            return self._ask(method, target, content, headers)
        except Denial as denial:
            if denial.code != Code.NONCE:
                raise
        # Nonces end with a day or with the city's database; the same bytes are asked again.
        self._fetch_nonce()
        return self._ask(method, target, content, headers)

    def close(self) -> None:
        """Give the connection back."""
        self._line.close()

    def _signed(self, method: str, target: str, content: bytes = b"", etag: str = "") -> bytes:
        more = {"Content-Encoding": "zstd"} if content else {}
        if etag:
            more["If-None-Match"] = etag
        return self.ask(method, target, content, more).content

    def _ask(self, method: str, target: str, content: bytes, more: Mapping[str, str]) -> Reply:
        return self._line.send(method, target, content, self._headers(method, target, content, more))

    def _headers(self, method: str, target: str, content: bytes, more: Mapping[str, str]) -> dict[str, str]:
        return {
            Header.DEVICE.value: self._me.device_id,
            Header.NONCE.value: self._nonce,
            Header.SIGNATURE.value: signature(self._me.private_key, method, target, content, self._nonce),
            **more,
        }

    def _fetch_nonce(self) -> None:
        target = hello_target(self._me.instance_id)
        reply = self._line.exchange("GET", target, b"", {Header.DEVICE.value: self._me.device_id})
        self._nonce = _shaped(reply, Hello).nonce


def enroll(
    server_url: str,
    code: str,
    key: DeviceKey,
    instance_id: str,
    line: Line | None = None,
    *,
    outlet: str = "",
    terminals: tuple[str, ...] = (),
    wish: str = "",
    mode: str = "",
) -> Enrolled:
    """Take this machine on with a one-time code; safe to repeat with the same code, key and instance.

    outlet, terminals, wish, mode: of a machine that was taken on before and the city has forgotten since.

    Raises Offline, CaptivePortal, Interrupted, InsecureAddress, and Denial with CODE_UNKNOWN, CODE_USED,
    CODE_EXPIRED, OUTLET, TERMINALS_FULL (decisions.md 23, sync.md D.10).
    """
    line = line or Line(server_url)
    asked: Struct = Enrol(
        code=code,
        public_key=key.public.hex(),
        instance_id=instance_id,
        outlet=outlet,
        terminals=terminals,
        wish=wish,
        mode=mode,
    )
    content = write(asked)
    proof = signature(key.private, "POST", Path.ENROL, content, ENROL_NONCE)
    try:
        reply = line.exchange("POST", Path.ENROL, content, {Header.SIGNATURE.value: proof})
    finally:
        line.close()
    return _shaped(reply, Enrolled)


def _shaped(content: bytes, kind: type[_M]) -> _M:
    try:
        return read(content, kind)
    except ValueError as wrong:
        raise CaptivePortal(f"not a {kind.__name__}") from wrong
