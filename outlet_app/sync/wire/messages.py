"""The messages of hello, enroll, push, pull and catalogue; unknown fields are passed over."""

from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct

from outlet_app.sync.wire.codes import Verdict
from outlet_app.sync.wire.windows import WindowHeard

_M = TypeVar("_M")
# \Z and not $, which lets a line end follow.
Word = Annotated[str, Meta(pattern=r"^[0-9A-Za-z._-]{1,64}\Z")]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Number = Annotated[str, Meta(pattern=r"^[0-9]{2}\Z")]
Wish = Annotated[str, Meta(pattern=r"^([0-9]{2})?\Z")]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Place = Annotated[int, Meta(ge=1, le=2**53)]
Generation = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Args = dict[str, str | int | float | bool | None]
NOTHING = Raw(b"null")


class Fault(Struct, frozen=True, kw_only=True):
    """An answer that refuses the request: a code and its arguments, worded by the client."""

    code: str
    args: Args = {}


class Limits(Struct, frozen=True, kw_only=True):
    """How much the city takes at once: operations and bytes a push, events a pull, milliseconds to wait,
    bytes of one attachment."""

    max_ops: Place = 200
    max_bytes: Place = 524_288
    pull_events: Place = 500
    retry_after_ms: Count = 0
    max_blob: Place = 67_108_864


class Standing(Struct, frozen=True, kw_only=True):
    """How the city sees the instance that asks; told only to a signed hello."""

    last_seq: Count
    mode: str


class ReviewKey(Struct, frozen=True, kw_only=True):
    """To whom reviews are sealed, and the secret by which marks are made (both hex); told when signed."""

    public: Hash
    mark: Hash


class PolicyKey(Struct, frozen=True, kw_only=True):
    """A key whose signature under policies counts (hex), with the word of the one before it (base64)."""

    public: Hash
    endorsed: str = ""


class ParcelKey(Struct, frozen=True, kw_only=True):
    """To whom parcels are sealed (an age recipient), and whose signature their answers bear (hex)."""

    seal: str
    public: Hash


ModeWord = Annotated[str, Meta(pattern=r"^[a-z_]{0,32}\Z")]


class Hello(Struct, frozen=True, kw_only=True):
    """The city's greeting: its time, epoch, protocol range, limits, and a nonce to sign with."""

    server_time: datetime
    epoch: str
    proto: int
    min: int
    limits: Limits
    nonce: str
    catalogue: str
    you: Standing | None = None
    reviews: ReviewKey | None = None
    policies: tuple[PolicyKey, ...] = ()
    parcels: ParcelKey | None = None
    windows: tuple[WindowHeard, ...] = ()
    lost: tuple[Word, ...] = ()


class Enrol(Struct, frozen=True, kw_only=True):
    """A machine asks to be taken on: one-time code, raw public key (hex) and the instance it minted.

    A machine that a set-back city forgot asks again with what it has: its outlet, which the code has to be
    for, every terminal number it printed under, the one it wishes to keep, and what it may still do.
    """

    code: str
    public_key: Hash
    instance_id: Word
    outlet: str = ""
    terminals: tuple[Number, ...] = ()
    wish: Wish = ""
    mode: ModeWord = ""


class OutletCard(Struct, frozen=True, kw_only=True):
    """The outlet a machine belongs to from now on."""

    code: str
    sign: str
    name: str


class StaffCard(Struct, frozen=True, kw_only=True):
    """The first 窗口负责人 of the machine (decisions.md 23)."""

    staff_no: str
    name: str


class Enrolled(Struct, frozen=True, kw_only=True):
    """The machine is taken on; a repeated request with the same code and key gets the same answer."""

    device_id: str
    instance_id: str
    terminal_no: str
    outlet: OutletCard
    staff: StaffCard
    epoch: str
    server_time: datetime
    reviews: ReviewKey | None = None
    parcels: ParcelKey | None = None


class PushedOp(Struct, frozen=True, kw_only=True):
    """One operation: its place in the instance's sequence, and its bytes embedded as they are."""

    seq: Place
    op_id: Word
    sha256: Hash
    b: Raw


class Push(Struct, frozen=True, kw_only=True):
    """Operations in order, without a gap, from `first_seq` on; `receipt` is the last one got."""

    instance: Word
    epoch: str
    receipt: str
    first_seq: Place
    outlet: str
    ops: tuple[PushedOp, ...]


class Result(Struct, frozen=True, kw_only=True):
    """The verdict on one operation; `n` is its place in the case, `version` in the outlet's scope."""

    seq: int
    v: Verdict
    code: str = ""
    args: Args = {}
    n: int | None = None
    version: int | None = None


class Pushed(Struct, frozen=True, kw_only=True):
    """The only success of a push: verdicts, the highest sequence in custody, and its receipt."""

    epoch: str
    acked_seq: Count
    receipt: str
    server_time: datetime
    results: tuple[Result, ...]
    limits: Limits


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event of a changed case; `b` is null where the asking instance made it itself."""

    op_id: str
    v: Verdict
    sha256: Hash
    code: str = ""
    args: Args = {}
    n: int | None = None
    b: Raw = NOTHING

    @property
    def body(self) -> bytes:
        """The event's exact bytes, empty where they did not travel."""
        told = bytes(self.b)
        return b"" if told == b"null" else told


class PulledCase(Struct, frozen=True, kw_only=True):
    """What changed in one case, by place."""

    case_id: str
    events: tuple[Entry, ...]


class Pulled(Struct, frozen=True, kw_only=True):
    """A page of a scope's changes; `version` is the next cursor, `more` says there is another page."""

    epoch: str
    version: Count
    more: bool
    cases: tuple[PulledCase, ...]
    catalogue: str
    gone: tuple[str, ...] = ()


class Pack(Struct, frozen=True, kw_only=True):
    """One data pack on offer: its reference, what it is, and its SHA-256 in hex."""

    ref: str
    kind: str
    sha256: Hash
    size: Count


class Catalogue(Struct, frozen=True, kw_only=True):
    """The manifest of data packs; `etag` changes with any of them."""

    etag: str
    packs: tuple[Pack, ...]


def write(message: Struct) -> bytes:
    """UTF-8 JSON of a message; embedded operation bytes are copied, never encoded again."""
    return msgspec.json.encode(message)


def read(content: bytes, kind: type[_M]) -> _M:
    """Parse a message; ValueError (msgspec.DecodeError is one) where it is not one of this kind."""
    try:
        return msgspec.json.decode(content, type=kind)
    except RecursionError as deep:
        raise ValueError("nested too deep") from deep
