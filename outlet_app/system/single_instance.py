"""One program on one data folder: the second start is told so."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self


class AlreadyRunning(Exception):  # noqa: N818 - the name says what happened
    """Another process holds this data folder."""

    code = "start.already_running"


class SingleInstance:
    """Holds the folder's lock until released; the system drops it if the process dies."""

    def __init__(self, lock: Path) -> None:
        self._path = lock
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the folder, or raise AlreadyRunning."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
        except OSError as error:
            os.close(file)
            raise AlreadyRunning(str(self._path)) from error
        self._file = file

    def release(self) -> None:
        """Give the folder back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
