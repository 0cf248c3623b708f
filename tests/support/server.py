"""A real city server: its own process, over HTTP, on SQLite or PostgreSQL."""

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from city_server import enrolment
from city_server.packs import read_outlet_table
from city_server.store import Store
from tests.support.postgres import Cluster

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
READY_SECONDS = 30


class CityDatabase(Protocol):
    """A database for one city, which can be set back to an earlier copy of itself."""

    @property
    def url(self) -> str: ...

    def copy(self) -> str: ...

    def set_back(self, copy: str) -> None: ...


@dataclass
class SqliteCity:
    """A city in one file."""

    file: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def copy(self) -> str:
        """A copy of the database, made while nobody uses it."""
        kept = self.file.with_suffix(".copy")
        shutil.copy(self.file, kept)
        return str(kept)

    def set_back(self, copy: str) -> None:
        """Put the copy in the place of the database."""
        for leftover in self.file.parent.glob(self.file.name + "-*"):
            leftover.unlink()
        shutil.copy(copy, self.file)


@dataclass
class PostgresCity:
    """A city in a PostgreSQL database."""

    cluster: Cluster
    name: str

    @property
    def url(self) -> str:
        return self.cluster.url(self.name)

    def copy(self) -> str:
        """A copy of the database, made while nobody uses it."""
        return self.cluster.new_database(template=self.name)

    def set_back(self, copy: str) -> None:
        """Put the copy in the place of the database."""
        self.cluster.drop(self.name)
        self.cluster.execute(f"ALTER DATABASE {copy} RENAME TO {self.name}")


class ServerProcess:
    """`city-server serve` as it runs in the city; `faults` runs it with planted faults (tests/support)."""

    def __init__(self, database: CityDatabase, *, port: int = 0, faults: str = "") -> None:
        self.database = database
        self.url = ""
        program = ["-m", "tests.support.faulty_city", faults] if faults else ["-m", "city_server"]
        told = ["serve", "--database", database.url, "--resources", str(RESOURCES), "--port", str(port)]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        self.process = subprocess.Popen(
            [sys.executable, *program, *told], stdout=subprocess.PIPE, stderr=self._log, cwd=ROOT
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
        found = re.fullmatch(r"city-server ready on (http://\S+)\n", line)
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
        return store.settle(lambda conn: enrolment.make_code(conn, outlet, staff, name))
    finally:
        store.close()


@cache
def outlet_codes() -> tuple[str, ...]:
    """Codes of every outlet in the city's table."""
    return tuple(one.code for one in read_outlet_table(RESOURCES).all)
