"""What can go wrong with the store, as exceptions, and the one place that reads SQLite's codes."""

# ruff: noqa: N818 - the names say what happened
import errno
from typing import ClassVar

PRIMARY = 0xFF  # extended result codes keep their family in the low byte
BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
APPEND_ONLY = "append-only"


class StorageError(Exception):
    """Nothing of the unit of work was kept; `code` is worded by the screen."""

    code: ClassVar[str] = "storage.failed"


class DatabaseLocked(StorageError):
    """Somebody else holds the file longer than we wait."""

    code = "storage.locked"


class DiskFull(StorageError):
    """The disk takes no more bytes."""

    code = "storage.disk_full"


class DiskFailed(StorageError):
    """The disk or its rights refuse to read or write."""

    code = "storage.disk_failed"


class DatabaseDamaged(StorageError):
    """The file, or a part of it, cannot be read back as it was written."""

    code = "storage.damaged"


class WrongKey(StorageError):
    """The file belongs to another key."""

    code = "storage.wrong_key"


class DatabaseTooNew(StorageError):
    """A newer version of the program has written this file."""

    code = "storage.too_new"


class HistoryIsFixed(StorageError):
    """Somebody tried to change or remove what is recorded for good."""

    code = "storage.history_fixed"


class NotEnrolled(StorageError):
    """This machine has no instance yet, so nothing can be numbered."""

    code = "storage.not_enrolled"


_FAMILIES: dict[int, type[StorageError]] = {
    BUSY: DatabaseLocked,
    LOCKED: DatabaseLocked,
    FULL: DiskFull,
    IOERR: DiskFailed,
    READONLY: DiskFailed,
    CANTOPEN: DiskFailed,
    CORRUPT: DatabaseDamaged,
    NOTADB: DatabaseDamaged,
}


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def translate(error: BaseException | None) -> StorageError | None:
    """What a driver's or the system's exception means for the store, None for our own mistakes."""
    if APPEND_ONLY in str(error):
        return HistoryIsFixed(str(error))
    if isinstance(error, OSError):
        return DiskFull(str(error)) if error.errno in _NO_ROOM else DiskFailed(str(error))
    family = _FAMILIES.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY)
    return family(str(error)) if family else None
