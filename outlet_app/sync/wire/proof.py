"""Proof of who asks and that nothing was changed on the way: Ed25519 and Content-Digest."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A machine's key pair as 32 raw bytes each."""

    private: bytes
    public: bytes

    @classmethod
    def make(cls) -> "DeviceKey":
        """A fresh pair from the system's randomness."""
        key = Ed25519PrivateKey.generate()
        return cls(key.private_bytes_raw(), key.public_key().public_bytes_raw())


def content_digest(content: bytes) -> str:
    """Content-Digest of the content as it travels (RFC 9530), sha-256 only."""
    return digest_header(sha256(content).digest())


def digest_header(digest: bytes) -> str:
    """The same of content that is not at hand, from its SHA-256."""
    return f"sha-256=:{base64.b64encode(digest).decode()}:"


def digest_fits(content: bytes, header: str | None) -> bool:
    """Whether the header names exactly this content; a missing header fits nothing."""
    return header == content_digest(content)


def signature(private: bytes, method: str, target: str, content: bytes, nonce: str) -> str:
    """Base64 Ed25519 signature of a request; `target` is path with query (decisions.md 26)."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    return base64.b64encode(key.sign(_signed(method, target, content, nonce))).decode()


def signature_fits(public: bytes, header: str, method: str, target: str, content: bytes, nonce: str) -> bool:
    """Whether the signature was made by this key over this very request."""
    try:
        given = base64.b64decode(header, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(given, _signed(method, target, content, nonce))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _signed(method: str, target: str, content: bytes, nonce: str) -> bytes:
    return "\n".join(("WK1", method, target, sha256(content).hexdigest(), nonce)).encode()
