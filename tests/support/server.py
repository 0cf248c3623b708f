"""A real city server: its own process, over HTTP, on SQLite or PostgreSQL."""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from city_server import enrolment, schema
from city_server.store import Store, add_missing
from tests.support.bucket import KEYS
from tests.support.postgres import Cluster

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
READY_SECONDS = 30
LOGGED_WITHIN_S = 20


class CityDatabase(Protocol):
    """A database for one city, which can be set back to an earlier copy of itself."""

    @property
    def url(self) -> str: ...

    @property
    def blobs(self) -> str: ...

    def copy(self) -> str: ...

    def set_back(self, copy: str) -> None: ...


@dataclass
class SqliteCity:
    """A city in one file; copying and setting back work under a running server, as a snapshot does."""

    file: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    @property
    def blobs(self) -> str:
        return str(self.file.with_suffix(".blobs"))

    def copy(self) -> str:
        """A copy of the database as it is now."""
        kept = self.file.with_suffix(".copy")
        _pour(self.file, kept)
        return str(kept)

    def set_back(self, copy: str) -> None:
        """Put the copy in the place of the database."""
        _pour(Path(copy), self.file)


@dataclass
class PostgresCity:
    """A city in a PostgreSQL database; the server's connections are cut for copying and setting back."""

    cluster: Cluster
    name: str

    @property
    def url(self) -> str:
        return self.cluster.url(self.name)

    @property
    def blobs(self) -> str:
        return str(self.cluster.folder / f"{self.name}.blobs")

    def copy(self) -> str:
        """A copy of the database as it is now."""
        self.cluster.throw_out(self.name)
        return self.cluster.new_database(template=self.name)

    def set_back(self, copy: str) -> None:
        """Put the copy in the place of the database."""
        self.cluster.drop(self.name)
        self.cluster.execute(f"ALTER DATABASE {copy} RENAME TO {self.name}")


def _pour(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


class ServerProcess:
    """`city-server serve` as it runs in the city; `faults` runs it with planted faults (tests/support)."""

    def __init__(
        self,
        database: CityDatabase,
        *,
        port: int = 0,
        faults: str = "",
        resources: Path = RESOURCES,
        blobs: str = "",
        more: Sequence[str] = (),
    ) -> None:
        self.database = database
        self.url = ""
        program = ["-m", "tests.support.faulty_city", faults] if faults else ["-m", "city_server"]
        told = ["serve", "--database", database.url, "--resources", str(resources), "--port", str(port)]
        told += ["--blobs", blobs or database.blobs, *more]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        self.process = subprocess.Popen(
            [sys.executable, *program, *told],
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=ROOT,
            env=os.environ | KEYS,
        )
        self._await_ready()

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self.process.poll() is not None

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.url.rpartition(":")[2])

    def log(self) -> str:
        """What it has written to its log so far."""
        return os.pread(self._log.fileno(), 10_000_000, 0).decode()

    def log_with(self, word: str) -> str:
        """The same once a word stands in it: a request is noted after its answer has gone out."""
        end = time.monotonic() + LOGGED_WITHIN_S
        while word not in (told := self.log()):
            assert time.monotonic() < end, f"{word} was never logged"
            time.sleep(0.01)
        return told

    def stop(self) -> int:
        """Ask it to end and wait; the exit code."""
        self.process.terminate()
        return self._ended()

    def kill(self) -> None:
        """End it the hard way."""
        self.process.kill()
        self._ended()

    def wait(self) -> int:
        """Wait until it ends by itself; the exit code."""
        return self._ended()

    def _await_ready(self) -> None:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        found = re.fullmatch(r"city-server ready on (https?://\S+)\n", line)
        if not found:
            self.process.kill()
            self._log.seek(0)
            told = self._log.read().decode()
            self._ended()
            raise AssertionError(f"the city server did not start: {line!r}\n{told}")
        self.url = found[1]

    def _ended(self) -> int:
        code = self.process.wait(timeout=READY_SECONDS)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()
        return code


def enrolment_code(
    database: CityDatabase, outlet: str, staff: str = "1508260001", name: str = "窗口负责人"
) -> str:
    """A one-time code, as `city-server enrol` prints it."""
    store = Store(database.url)
    try:
        return store.settle(lambda conn: _make_code(conn, outlet, staff, name))
    finally:
        store.close()


def _make_code(conn: Connection, outlet: str, staff: str, name: str) -> str:
    row: dict[str, object] = {"code": outlet, "sign": "HH05", "name": "陕坝镇网点", "last_terminal": 0}
    add_missing(conn, schema.outlet, [row])
    return enrolment.make_code(conn, outlet, staff, name)
