"""A machine that leaves: what it says it handed over, and the city's signed word that it has all of it."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from outlet_app.sync.wire.messages import Count, Hash, ParcelKey, Word


class HandOver(Struct, frozen=True, kw_only=True):
    """Everything a machine ever made: operations up to `last_seq`, attachments by digest.

    `destroyed` is said once its keys are about to go; the city then expects nothing more of it.
    """

    instance: Word
    last_seq: Count
    files: tuple[Hash, ...] = ()
    destroyed: bool = False


class Custody(Struct, frozen=True, kw_only=True):
    """Signed (hex) where the city has all of it; else what it lacks."""

    instance: str
    last_seq: Count
    lacking: tuple[str, ...] = ()
    signature: str = ""


def sign_custody(private: bytes, told: HandOver) -> str:
    """The city's word that it has what is told."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_signed(told)).hex()


def custody_fits(city: ParcelKey, told: HandOver, custody: Custody) -> bool:
    """Whether the city whose key is known here has given its word for exactly this."""
    try:
        given = bytes.fromhex(custody.signature)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(city.public)).verify(given, _signed(told))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(told: HandOver) -> bytes:
    return "\n".join(("WK1 custody", told.instance, str(told.last_seq), *sorted(told.files))).encode()
