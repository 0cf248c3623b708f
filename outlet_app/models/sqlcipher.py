"""Raw keyed connections to the encrypted file, before SQLAlchemy is needed."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from outlet_app.models.errors import DatabaseDamaged, WrongKey, translate

KEY_BYTES = 32
PLAIN_HEADER = b"SQLite format 3\x00"
BUSY_MS = 1500

_PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # without it INSERT OR REPLACE slips past the DELETE triggers
    "synchronous = FULL",
    "secure_delete = ON",
    "cache_size = -16384",
    "wal_autocheckpoint = 4000",  # the courier folds the log long before a clerk's save has to
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's and the system's exceptions into ours for raw work."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        known = translate(error)
        if known is None:
            raise
        raise known from error


def connect(path: Path, key: bytes, busy_ms: int = BUSY_MS) -> Any:
    """A keyed connection in autocommit; nothing has been read yet, so the key is still unproven."""
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    with translated():
        raw = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=busy_ms / 1000)
        try:
            _prepare(raw, key)
        except BaseException:
            # Whoever puts a copy in the file's place next must not find it still open.
            raw.close()
            raise
    return raw


def _prepare(raw: Any, key: bytes) -> None:
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")


def mark_path(path: Path) -> Path:
    """Where the mark of the file's key lies: it tells a wrong key from a damaged first page."""
    return path.with_name(path.name + ".mark")


def _mark(key: bytes) -> str:
    return hmac.new(key, b"this key opens the file beside this mark", hashlib.sha256).hexdigest()


def write_mark(path: Path, key: bytes) -> None:
    """Remember which key the file was made with; a random 256-bit key cannot be guessed from it."""
    if not _known_key(path, key):
        with translated():
            mark_path(path).write_text(_mark(key), encoding="ascii")


def schema_version(path: Path, key: bytes) -> int:
    """The stored schema version, 0 for a file yet to be made; WrongKey and DatabaseDamaged come from here."""
    known_key = _known_key(path, key)
    if known_key is False:
        raise WrongKey(path.name)
    if not path.exists() or path.stat().st_size == 0:
        if known_key:
            raise DatabaseDamaged(f"{path.name} is missing")
        return 0
    try:
        with closing(connect(path, key)) as raw, translated():
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    except DatabaseDamaged as error:
        raise (error if known_key else WrongKey(path.name)) from error
    refuse_plain(path)
    return version


def _known_key(path: Path, key: bytes) -> bool | None:
    with suppress(OSError):
        return hmac.compare_digest(mark_path(path).read_text(encoding="ascii"), _mark(key))
    return None


def refuse_plain(path: Path) -> None:
    """Stop at once if the driver wrote an unencrypted file (a wrong build would, without any error)."""
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise DatabaseDamaged(f"{path.name} is not encrypted")


def check_whole(path: Path, key: bytes) -> None:
    """Read every page's authentication code and SQLite's own structure; raises DatabaseDamaged."""
    with closing(connect(path, key)) as raw, translated():
        found = _faults(raw)
        if found:
            # A page torn while the log was being folded into the file still stands whole in the log.
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
            found = _faults(raw)
    if found:
        raise DatabaseDamaged("; ".join(found[:3]))


def _faults(raw: Any) -> list[str]:
    found = [str(row[0]) for row in raw.execute("PRAGMA cipher_integrity_check").fetchall()]
    return found + [str(row[0]) for row in raw.execute("PRAGMA quick_check").fetchall() if row[0] != "ok"]
