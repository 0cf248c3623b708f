"""Files on a stick or in a folder: written whole under their name or not at all, and read back."""

import os
from contextlib import suppress
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from pathlib import Path

from outlet_app.failpoints import Failpoint, reach

# Events of months and 64 MB of attachments stay far below.
LONGEST = 512 * 1_048_576
_FULL = frozenset({ENOSPC, EDQUOT, EFBIG})
_SHUT = frozenset({EROFS, EACCES, EPERM})


class StickFault(Exception):  # noqa: N818 - what became of the stick
    """`full`, `shut` (nothing may be written there), `gone`, `unlike` (read back otherwise), `long`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def write_whole(folder: Path, name: str, content: bytes) -> Path:
    """The file as it now lies there, flushed, named only when whole, and read back; StickFault.

    A name that is taken by other bytes gets a digit: nothing on somebody's stick is written over.
    """
    fresh = folder / f".{name}.new"
    try:
        _write(fresh, content)
        path = _free(folder, name, content)
        reach(Failpoint.EXPORT_BEFORE_NAME)
        os.replace(fresh, path)
        _flush(folder)
        is_alike = path.read_bytes() == content
    except OSError as wrong:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise StickFault(_why(wrong)) from wrong
    if not is_alike:
        raise StickFault("unlike")
    return path


def read_whole(path: Path) -> bytes:
    """All bytes of a file; StickFault(long, gone)."""
    try:
        if path.stat().st_size > LONGEST:
            raise StickFault("long")
        return path.read_bytes()
    except OSError as wrong:
        raise StickFault("gone") from wrong


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        _forget(file.fileno())


def _free(folder: Path, name: str, content: bytes) -> Path:
    first = path = folder / name
    n = 2
    while path.exists() and path.read_bytes() != content:
        path = first.with_stem(f"{first.stem}-{n}")
        n += 1
    return path


def _forget(handle: int) -> None:
    """Let the reading back come from the stick and not from memory, where the system can do that."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _flush(folder: Path) -> None:
    if os.name == "nt":
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        # Some kinds of sticks know no flushing of folders; what is in the file was flushed before.
        with suppress(OSError):
            os.fsync(held)
    finally:
        os.close(held)


def _why(wrong: OSError) -> str:
    if wrong.errno in _FULL:
        return "full"
    return "shut" if wrong.errno in _SHUT else "gone"
