"""pg_dump and pg_restore as programs of their own; the password never stands among their arguments."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL

_PLACES = Path("/usr/lib/postgresql")


class ToolFailed(Exception):  # noqa: N818 - said to the administrator as it is
    """PostgreSQL's own program is missing or did not do it; its words say why."""


def dump(url: URL, file: Path) -> None:
    """Write the whole database, as of one moment, while it is being used; ToolFailed."""
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def restore(url: URL, file: Path) -> None:
    """Bring a dump into an empty database, all of it or nothing; ToolFailed."""
    told = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
    _run("pg_restore", url, *told, str(file))


def _run(program: str, url: URL, *words: str) -> None:
    done = subprocess.run(
        [_found(program), *_to(url), *words],
        env={**os.environ, **_secret(url)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ToolFailed(f"{program}: {done.stderr.strip() or done.returncode}")


def _found(program: str) -> str:
    # The newest one understands every older server; the one on the path may be an older one.
    versions = sorted(_PLACES.glob(f"*/bin/{program}"), key=lambda path: path.parts[-3].zfill(4))
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        raise ToolFailed(f"{program} is not installed; it comes with PostgreSQL's client programs")
    return found


def _to(url: URL) -> list[str]:
    host = url.host or url.query.get("host")
    told = {"--host": host, "--port": url.port, "--username": url.username, "--dbname": url.database}
    return [f"{name}={value}" for name, value in told.items() if value]


def _secret(url: URL) -> Mapping[str, str]:
    return {"PGPASSWORD": url.password} if url.password else {}
