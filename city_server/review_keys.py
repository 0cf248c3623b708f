"""The city's private halves: files of their own, readable by their owner alone, never in the database."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from outlet_app.sync.wire import SealKey, seal_key_id


class KeyFileError(Exception):
    """A key file that cannot be read as one; the message names it."""


def make_key_file(path: Path) -> SealKey:
    """Write a fresh private key to a file that does not exist yet (FileExistsError), mode 0600."""
    made = SealKey.make()
    pem = X25519PrivateKey.from_private_bytes(made.private).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_new(path, pem)
    return made


def read_key_file(path: Path) -> SealKey:
    """The key pair of a file made here; KeyFileError."""
    key = load_key(path)
    if not isinstance(key, X25519PrivateKey):
        raise KeyFileError(f"{path} holds a key of another kind")
    return SealKey.of(key.private_bytes_raw())


def ring(paths: Iterable[Path]) -> Mapping[str, bytes]:
    """Private keys by the short name with which sealed things call them."""
    keys = [read_key_file(path) for path in paths]
    return {seal_key_id(key.public): key.private for key in keys}


def write_new(path: Path, pem: bytes) -> None:
    """Keep a private key in a file that does not exist yet (FileExistsError), mode 0600."""
    # Created with its mode: there is no moment in which somebody else could open it.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())


def load_key(path: Path) -> object:
    """The private key of a file, of whatever kind; KeyFileError."""
    try:
        return serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as wrong:
        raise KeyFileError(f"{path} is no key file: {wrong}") from wrong
