"""A real PostgreSQL of our own: fresh folder, socket only, never as root (decisions.md 42)."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path

import psutil
import psycopg

from tests.support.debian import BOTH, brought, line

_serial = count(1)


class PostgresMissing(AssertionError):  # noqa: N818 - read as a sentence in the report
    """PostgreSQL cannot run here; the tests fail with this sentence, they do not skip."""


class Cluster:
    """One running server with one empty database after another."""

    def __init__(self, *, log_in: Path | None = None, made_for: Sequence[Path] = ()) -> None:
        self._bin = _binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        if _is_root():
            shutil.chown(self.folder, "postgres", "postgres")
        for folder in made_for:
            folder.mkdir()
            if _is_root():
                shutil.chown(folder, "postgres", "postgres")
        self._data = self.folder / "data"
        told = ["-D", self._data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
        # A log in pieces of a megabyte on a disk of its own, which is soon full.
        self._small_log = ["-c", "min_wal_size=2MB", "-c", "max_wal_size=4MB"] if log_in else []
        self._run("initdb", *told, *(["-X", log_in, "--wal-segsize=1"] if log_in else []))
        self.start()

    def start(self) -> None:
        """Start the server, after its end or for the first time, and wait until it answers."""
        # Only our processes are killed here, never the machine: without fsync the tests are quicker.
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=60 "
        options += " ".join(self._small_log)
        self._run("pg_ctl", "-D", self._data, "-w", "-l", self.folder / "log", "-o", options, "start")
        self.is_up = True

    def processes(self) -> list[psutil.Process]:
        """The postmaster and every process it started; nobody where it has ended by itself."""
        try:
            postmaster = psutil.Process(int((self._data / "postmaster.pid").read_text().split()[0]))
            return [postmaster, *postmaster.children(recursive=True)]
        except (FileNotFoundError, psutil.NoSuchProcess):
            return []

    def kill(self) -> None:
        """End the postmaster and every process it started, all at once and the hard way."""
        everybody = self.processes()
        for one in everybody:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        _, alive = psutil.wait_procs(everybody, timeout=30)
        assert not alive
        self.is_up = False

    def url(self, database: str) -> str:
        """SQLAlchemy URL of a database of this cluster."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def new_database(self, template: str = "template1", *, tablespace: Path | None = None) -> str:
        """Name of a fresh database, empty or a copy of another one that nobody uses; its files elsewhere."""
        name, where = f"t{next(_serial)}", ""
        if tablespace is not None:
            self.execute(f"CREATE TABLESPACE s_{name} LOCATION '{tablespace}'")
            where = f" TABLESPACE s_{name}"
        self.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"{where}')
        return name

    def throw_out(self, database: str) -> None:
        """Cut every connection to a database."""
        self.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        )

    def drop(self, database: str) -> None:
        """Remove a database and throw out whoever is still in it."""
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def dump(self, database: str) -> Path:
        """A file of pg_dump, as the city's nightly backup writes it."""
        file = self.folder / f"{database}.dump"
        self._run("pg_dump", "-h", self.folder, "-U", "postgres", "-Fc", "-f", file, database)
        return file

    def restore(self, dump: Path, database: str) -> None:
        """Read a dump of any cluster into an empty database of this one."""
        self._run("pg_restore", "-h", self.folder, "-U", "postgres", "-d", database, dump)

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as conn:
            conn.execute(statement)

    def stop(self) -> None:
        """Stop the server and remove its folder; a second time does nothing."""
        if not self.folder.exists():
            return
        if self.is_up:
            self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *args: object) -> None:
        command = [str(self._bin / program), *map(str, args)]
        if _is_root():
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=120, check=False
        )
        if done.returncode:
            raise PostgresMissing(f"PostgreSQL did not run {program}: {done.stderr.strip() or done.stdout}")


@cache
def the_cluster() -> Cluster:
    """The one cluster of this test run."""
    return Cluster()


def _binaries() -> Path:
    found = brought(BOTH, _newest)
    if found is None:
        raise PostgresMissing("PostgreSQL is not installed; as root run: " + line(BOTH))
    return found


def _newest() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
