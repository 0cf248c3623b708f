"""Sealed parcels: what a machine without a line sends by stick, and the city's answers on the way back."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct
from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from outlet_app.sync.wire.messages import Count, Hash, ParcelKey, Place, Word

MAGIC = b"WK1 PARCEL\n"
_KEY_DIGITS = 16
_LONGEST_LABEL = 1_048_576
_S = TypeVar("_S")


class Way(StrEnum):
    """Whether a parcel is on its way to the city or back from it."""

    OUT = "out"
    BACK = "back"


class Kind(StrEnum):
    """What one part of a parcel holds, in the order they travel; then the answer to each of them."""

    PUSH = "push"
    PIECE = "piece"
    BEAT = "beat"
    HAND_OVER = "hand_over"
    PUSHED = "pushed"
    HELD = "held"
    BEATEN = "beaten"
    CUSTODY = "custody"
    REFUSED = "refused"


class ParcelFault(Exception):  # noqa: N818 - an answer to whoever brought the file
    """The file is no parcel, came damaged, or a newer program made it: NONE, DAMAGED, NEWER."""

    NONE = "none"
    DAMAGED = "damaged"
    NEWER = "newer"


class PartLabel(Struct, frozen=True, kw_only=True):
    """How long a sealed part is, and its SHA-256."""

    size: Place
    sha256: Hash


class Label(Struct, frozen=True, kw_only=True):
    """What anybody may read on a parcel: which way, which city (id of its key), which machine, when."""

    way: Way
    city: str
    instance: Word
    sign: str
    terminal: str
    at: datetime
    parts: tuple[PartLabel, ...] = ()
    version: int = 1


class Part(Struct, frozen=True, kw_only=True):
    """The inside of a sealed part on its way out; `back` is the age recipient of the answer."""

    device: str
    instance: str
    back: str
    kind: str
    body: bytes
    signature: bytes


class Piece(Struct, frozen=True, kw_only=True):
    """Some bytes of an attachment, as a PATCH would bring them."""

    sha256: Hash
    size: Place
    offset: Count
    content: bytes


class Reply(Struct, frozen=True, kw_only=True):
    """The city's answer to a part: `about` is the digest of the last operation or of the attachment."""

    instance: str
    kind: str
    about: str
    body: bytes
    signature: bytes


class Bundled(Struct, frozen=True, kw_only=True):
    """What whoever carried a part is told: the sealed reply (base64), how much was new, why not."""

    sealed: str
    took: Count = 0
    known: Count = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A label and the sealed parts as they travelled."""

    label: Label
    parts: tuple[bytes, ...]


def parcel_key_id(key: str) -> str:
    """The name of a city's key on a label: the first 16 hex digits of its SHA-256."""
    return sha256(key.encode()).hexdigest()[:_KEY_DIGITS]


def wrap(label: Label, parts: tuple[bytes, ...]) -> bytes:
    """The bytes of a parcel: a line that says what it is, its label in a line, its parts."""
    told = tuple(PartLabel(size=len(one), sha256=sha256(one).hexdigest()) for one in parts)
    written = msgspec.json.encode(msgspec.structs.replace(label, parts=told))
    return b"".join((MAGIC, written, b"\n", *parts))


def unwrap(content: bytes) -> Parcel:
    """The parcel in these bytes, every part proven to be as it was packed; ParcelFault."""
    if not content.startswith(MAGIC):
        started = content and MAGIC.startswith(content[: len(MAGIC)])
        raise ParcelFault(ParcelFault.DAMAGED if started else ParcelFault.NONE)
    end = content.find(b"\n", len(MAGIC), len(MAGIC) + _LONGEST_LABEL)
    label = _label(content[len(MAGIC) : end] if end > 0 else b"")
    parts: list[bytes] = []
    place = end + 1
    for told in label.parts:
        part = content[place : place + told.size]
        if sha256(part).hexdigest() != told.sha256:
            raise ParcelFault(ParcelFault.DAMAGED)
        parts.append(part)
        place += told.size
    if place != len(content) or not parts:
        raise ParcelFault(ParcelFault.DAMAGED)
    return Parcel(label, tuple(parts))


def answering(label: Label, at: datetime) -> Label:
    """The label of the parcel that brings the answers back to where this one came from."""
    return msgspec.structs.replace(label, way=Way.BACK, at=at, parts=())


def name_of(label: Label) -> str:
    """A file name that tells two parcels apart and names nobody."""
    what = "parcel" if label.way is Way.OUT else "receipt"
    return f"{label.sign}-{label.terminal}-{label.at:%Y%m%d-%H%M%S}.{what}"


def seal_part(city: ParcelKey, private: bytes, part: Part) -> bytes:
    """The part signed with the machine's key and sealed to the city."""
    signed = _sign(private, "out", part.device, part.instance, part.back, part.kind, body=part.body)
    plain = msgspec.msgpack.encode(msgspec.structs.replace(part, signature=signed))
    sealed: bytes = encrypt(plain, [x25519.Recipient.from_str(city.seal)])
    return sealed


def open_part(identity: str, sealed: bytes) -> Part:
    """What is in a part sealed to this city; ValueError for anything else."""
    return _opened(identity, sealed, Part)


def part_fits(public: bytes, part: Part) -> bool:
    """Whether the machine of this key packed exactly this part."""
    told = ("out", part.device, part.instance, part.back, part.kind)
    return _fits(public, part.signature, *told, body=part.body)


def seal_reply(back: str, private: bytes, reply: Reply) -> bytes:
    """The city's answer, signed by it and sealed to the machine; `back` is a recipient."""
    signed = _sign(private, "back", reply.instance, reply.kind, reply.about, body=reply.body)
    plain = msgspec.msgpack.encode(msgspec.structs.replace(reply, signature=signed))
    sealed: bytes = encrypt(plain, [x25519.Recipient.from_str(back)])
    return sealed


def open_reply(identity: str, city: ParcelKey, sealed: bytes) -> Reply:
    """The city's own answer; ValueError where it is not sealed to this machine or not signed by this city."""
    reply = _opened(identity, sealed, Reply)
    told = ("back", reply.instance, reply.kind, reply.about)
    if not _fits(bytes.fromhex(city.public), reply.signature, *told, body=reply.body):
        raise ValueError("not signed by this city")
    return reply


def new_identity() -> str:
    """A fresh age identity, as text; its recipient by `recipient_of`."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """To whom one seals what this identity opens."""
    return str(x25519.Identity.from_str(identity).to_public())


def is_recipient(told: str) -> bool:
    """Whether anything can be sealed to this."""
    try:
        x25519.Recipient.from_str(told)
    except RecipientError:
        return False
    return True


def as_text(sealed: bytes) -> str:
    """A sealed reply as it stands in a message."""
    return b64encode(sealed).decode()


def from_text(told: str) -> bytes:
    """The same back again; ValueError."""
    return b64decode(told, validate=True)


def pack_piece(piece: Piece) -> bytes:
    """A piece as the body of a part."""
    return msgspec.msgpack.encode(piece)


def read_piece(body: bytes) -> Piece:
    """The same back again; ValueError."""
    return msgspec.msgpack.decode(body, type=Piece)


def _label(line: bytes) -> Label:
    try:
        version = msgspec.json.decode(line, type=dict[str, object]).get("version")
    except ValueError as wrong:
        raise ParcelFault(ParcelFault.DAMAGED) from wrong
    if isinstance(version, int) and version > 1:
        raise ParcelFault(ParcelFault.NEWER)
    try:
        return msgspec.json.decode(line, type=Label)
    except ValueError as wrong:
        raise ParcelFault(ParcelFault.DAMAGED) from wrong


def _opened(identity: str, sealed: bytes, kind: type[_S]) -> _S:
    try:
        plain = decrypt(sealed, [x25519.Identity.from_str(identity)])
    except (DecryptError, IdentityError) as closed:
        raise ValueError("does not open") from closed
    return msgspec.msgpack.decode(plain, type=kind)


def _sign(private: bytes, *told: str, body: bytes = b"") -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).sign(_signed(told, body))


def _fits(public: bytes, given: bytes, *told: str, body: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(given, _signed(told, body))
    except InvalidSignature:
        return False
    return True


def _signed(told: tuple[str, ...], body: bytes) -> bytes:
    return "\n".join(("WK1 parcel", *told, sha256(body).hexdigest())).encode()
