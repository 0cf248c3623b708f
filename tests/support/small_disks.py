"""A disk of a few megabytes that fills up and has room again; or, without the right to mount, short files."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

_FREE = "unlimited"


class SmallDisk:
    """A folder with so many megabytes; `users` are the processes that write there.

    Mounted as a tmpfs where this is allowed. Elsewhere `fill` lets no file of the users grow beyond `at_most`
    bytes (RLIMIT_FSIZE), which they meet in the same call of the system with another number.
    """

    def __init__(
        self, folder: Path, megabytes: int, users: Callable[[], list[psutil.Process]], at_most: int
    ) -> None:
        self.folder = folder
        self._users, self._at_most = users, at_most
        folder.mkdir()
        told = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "small-disk", str(folder)]
        self.is_mounted = subprocess.run(told, capture_output=True, check=False).returncode == 0

    def fill(self) -> None:
        """Not one more page has room here."""
        if not self.is_mounted:
            self._bound(str(self._at_most))
            return
        with (self.folder / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
            while ballast.write(bytes(4_096)):
                pass

    def free(self) -> None:
        """Somebody made room."""
        if self.is_mounted:
            (self.folder / "ballast").unlink(missing_ok=True)
        else:
            self._bound(_FREE)

    def remove(self) -> None:
        """Nobody needs it any more."""
        if self.is_mounted:
            subprocess.run(["umount", "-l", str(self.folder)], capture_output=True, check=True)
        shutil.rmtree(self.folder)

    def _bound(self, most: str) -> None:
        # Who owns a process may set its bounds, root of a container often may not.
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        for one in self._users():
            told = [*as_owner, "prlimit", "--pid", str(one.pid), f"--fsize={most}:"]
            done = subprocess.run(told, capture_output=True, text=True, check=False)
            assert not done.returncode or not one.is_running(), done.stderr
