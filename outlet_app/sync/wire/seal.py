"""Seals bytes to the city's public key, so that whoever carries them cannot read them (RFC 9180, HPKE)."""

from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_INFO = "WK1 seal"


class BrokenSeal(Exception):  # noqa: N818 - a finding about bytes
    """These bytes were not sealed to this key for this purpose, or were changed since."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """A key pair of the city as 32 raw bytes each; the private half never comes near a counter."""

    private: bytes = field(repr=False)
    public: bytes

    @classmethod
    def make(cls) -> "SealKey":
        """A fresh pair from the system's randomness."""
        return cls.of(X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def of(cls, private: bytes) -> "SealKey":
        """The pair a private key belongs to; ValueError where it is none."""
        return cls(private, X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def seal_key_id(public: bytes) -> str:
    """Short name of a public key, told with everything sealed to it."""
    return sha256(public).hexdigest()[:16]


def seal(public: bytes, plain: bytes, purpose: str) -> bytes:
    """Seal to a public key; only its private half, asked for the same purpose, opens it."""
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=_info(purpose))


def unseal(private: bytes, sealed: bytes, purpose: str) -> bytes:
    """Open what was sealed; BrokenSeal where key, purpose or bytes do not fit."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=_info(purpose))
    except (InvalidTag, ValueError) as broken:
        raise BrokenSeal(purpose) from broken


def _info(purpose: str) -> bytes:
    return f"{_INFO}\n{purpose}".encode()
