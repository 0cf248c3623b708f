"""A data pack under the city's signature: whoever carries it can neither change it nor make one (Ed25519)."""

import base64
import binascii
from collections.abc import Iterable
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Raw, Struct

from outlet_app.sync.wire.messages import PolicyKey, Word

UNSIGNED, OTHER_KEY, TAMPERED = "unsigned", "other_key", "tampered"
MISNAMED = "misnamed"
RELEASE = "release"
SIGNED_KINDS = ("policies", "register", RELEASE)


class PackFault(Exception):  # noqa: N818 - a finding about bytes
    """Bytes that are not to be believed; `reason` is unsigned, other_key or tampered."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SignedPack(Struct, frozen=True, kw_only=True):
    """The envelope: short name of the key, its signature in base64, and the body byte for byte."""

    key: Word
    signature: str
    body: Raw


def sign_key_id(public: bytes) -> str:
    """Short name of a public key, told with everything it signed."""
    return sha256(public).hexdigest()[:16]


def public_of(private: bytes) -> bytes:
    """The public half of a private key; ValueError where it is none."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign_pack(private: bytes, kind: str, ref: str, body: bytes) -> bytes:
    """The pack as it is handed down; for another kind or name the signature does not hold."""
    sealed = _sign(private, _pack_words(kind, ref, body))
    return msgspec.json.encode(
        SignedPack(key=sign_key_id(public_of(private)), signature=sealed, body=Raw(body))
    )


def open_pack(public: bytes, kind: str, ref: str, pack: bytes) -> bytes:
    """The body, once its signature has been found to be this key's; PackFault says why not."""
    told = envelope(pack)
    if told.key != sign_key_id(public):
        raise PackFault(OTHER_KEY)
    body = bytes(told.body)
    if not _fits(public, told.signature, _pack_words(kind, ref, body)):
        raise PackFault(TAMPERED)
    return body


def order_fits(ref: str, body: bytes) -> bool:
    """Whether an order stands under its own name, so that none can take the place of another."""
    return ref == release_ref(int(ref[:6]) if ref[:6].isdecimal() else 0, body)


def envelope(pack: bytes) -> SignedPack:
    """The envelope as it came, its signature not yet looked at; PackFault(unsigned) where there is none."""
    try:
        return msgspec.json.decode(pack, type=SignedPack)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as bare:
        raise PackFault(UNSIGNED) from bare


def release_ref(number: int, body: bytes) -> str:
    """The name of an order: two that were given one number, before and after a restore, have two names."""
    return f"{number:06d}-{sha256(body).hexdigest()[:8]}"


def endorse(private: bytes, successor: bytes) -> str:
    """The word of a key that another one takes its place."""
    return _sign(private, _heir_words(successor))


def newest_trusted(held: str, told: Iterable[PolicyKey]) -> str:
    """The key to hold from now on (hex), walking from the one held along the words of each to the next.

    Whoever holds none yet believes the city; a key nobody endorsed changes nothing.
    """
    chain = list(told)
    publics = [one.public for one in chain]
    if not held:
        return publics[-1] if publics else ""
    if held not in publics:
        return held
    for heir in chain[publics.index(held) + 1 :]:
        if not _fits(bytes.fromhex(held), heir.endorsed, _heir_words(bytes.fromhex(heir.public))):
            return held
        held = heir.public
    return held


def _pack_words(kind: str, ref: str, body: bytes) -> bytes:
    return "\n".join(("WK1 pack", kind, ref, sha256(body).hexdigest())).encode()


def _heir_words(public: bytes) -> bytes:
    return f"WK1 policy key\n{public.hex()}".encode()


def _sign(private: bytes, words: bytes) -> str:
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(private).sign(words)).decode()


def _fits(public: bytes, given: str, words: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(given, validate=True), words)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
