"""Wraps the store's key for a first 口令 that only its person knows: sealed to the key it makes (X25519)."""

from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class SealedTo:
    """What a first 口令 is known by before anybody typed it, and what finding its key costs."""

    public: bytes
    salt: bytes
    rounds: int
    memory_kib: int
    lanes: int


_MISREAD = str.maketrans("OIL", "011")


def bare(word: str) -> bytes:
    """The letters of a first 口令, however they were typed: small, parted, or read wrongly."""
    letters = "".join(sign for sign in word.upper() if sign.isalnum())
    return letters.translate(_MISREAD).encode()


def seal_to(public: bytes, staff_no: str) -> tuple[bytes, bytes]:
    """A wrapping key for one person, and what is kept beside the box to find it again."""
    passing = X25519PrivateKey.generate()
    shared = passing.exchange(X25519PublicKey.from_public_bytes(public))
    beside = passing.public_key().public_bytes_raw()
    return _wrapping(shared, beside, staff_no), beside


def opened_by(word: str, to: SealedTo, beside: bytes, staff_no: str) -> bytes:
    """The wrapping key that a typed 口令 leads to; another one for every wrong 口令."""
    private = hash_secret_raw(
        bare(word) or b"-", to.salt, to.rounds, to.memory_kib, to.lanes, KEY_BYTES, Type.ID
    )
    shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(beside))
    return _wrapping(shared, beside, staff_no)


def _wrapping(shared: bytes, beside: bytes, staff_no: str) -> bytes:
    info = b"first slot\n" + staff_no.encode() + b"\n" + beside
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(shared)
