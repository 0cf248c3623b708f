"""Programs of Debian that the tests drive, fetched as root where they are missing; one process at a time."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")
# PostgreSQL and faketime come in one step: whichever test is first brings both.
BOTH = ("postgresql", "faketime")
_UPDATE = ["apt-get", "update"]
_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]
_WAIT = ["-o", "DPkg::Lock::Timeout=300"]
_LOCK = Path(tempfile.gettempdir()) / "tests-of-counter-apt.lock"


def line(packages: tuple[str, ...]) -> str:
    """What a person would type."""
    return " ".join([*_INSTALL, *packages])


def brought(packages: tuple[str, ...], find: Callable[[], Found | None]) -> Found | None:
    """What `find` finds, after the packages were installed if need be; None where that cannot be."""
    found = find()
    if found is not None or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    with _LOCK.open("w") as held:
        # Another process of this run may be at it; when it is done, there is nothing left to do.
        fcntl.flock(held, fcntl.LOCK_EX)
        found = find()
        if found is None:
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run([*_UPDATE, *_WAIT], capture_output=True, timeout=300, check=False)
            subprocess.run(
                [*_INSTALL, *packages, *_WAIT], capture_output=True, timeout=600, check=False, env=quiet
            )
            found = find()
    return found
