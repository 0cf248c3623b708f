"""Files of attachments beside the database: each under a key of its own, on the disk before it counts."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class BlobFileLost(Exception):  # noqa: N818 - the name says what happened
    """The file is not there, or its bytes are no longer those that were written."""

    code = "attachment.file_lost"


class BlobFiles:
    """AES-256-GCM with the digest of the plain bytes bound to it; names are given by the caller."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, sha256: str, content: bytes) -> bytes:
        """Write and flush a new file; the key that opens it. OSError where the disk takes it not."""
        key, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, content, sha256.encode())
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._folder / f"{name}.new"
        try:
            with fresh.open("wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        _flush(self._folder)
        return key

    def read(self, name: str, sha256: str, key: bytes) -> bytes:
        """The plain bytes; BlobFileLost where they cannot be had."""
        try:
            sealed = (self._folder / name).read_bytes()
            return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], sha256.encode())
        except (OSError, InvalidTag, ValueError) as lost:
            raise BlobFileLost(name) from lost

    def remove(self, name: str) -> None:
        """Give up a file; one that is gone is no trouble."""
        with suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)

    def sweep(self, known: frozenset[str]) -> int:
        """Remove what no row names: left by a power cut between file and record. How many there were."""
        if not self._folder.is_dir():
            return 0
        stray = [one for one in self._folder.iterdir() if one.name not in known]
        for one in stray:
            self.remove(one.name)
        return len(stray)


def _flush(folder: Path) -> None:
    if os.name == "nt":
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
