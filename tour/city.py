"""The trial city: a real city server on loopback with a database of its own in the trial folder."""

import json
import re
import shutil
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

from tour.ending import end
from tour.policies import register, release

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"
OUTLET = "1508262001"
CITY_WINDOW = "1508001001"
READER = "1508000001"
PATIENCE_S = 30


class CityWontStart(Exception):  # noqa: N818 - said to whoever runs the tour
    """The server process ended before it listened."""


class City:
    """Starts, stops and asks the server; the port stays the same, so that a counter finds it again."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = f"sqlite:///{folder / 'city.db'}"
        self._log = folder / "city.log"
        self.review_key = folder / "review-key.pem"
        self._policy_key = folder / "policy-key.pem"
        self._resources = folder / "resources"
        self.port = _kept_port(folder / "port")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the counter finds it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, wait: bool = True) -> None:
        """Start the process; with `wait`, return when it listens. CityWontStart where the port is taken."""
        if not _is_free(self.port):
            raise CityWontStart(f"port {self.port} is taken; is the trial already running?")
        if not self.review_key.exists():
            self._ask("reviews", "key", "--key", str(self.review_key))
        self._lay_out()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command("serve", "--resources", str(self._resources), "--port", str(self.port)),
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
            )
        if wait:
            self._await_ready(self._process)

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._process is None:
            return
        end(self._process, PATIENCE_S)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None

    def enrolment_code(self, staff_no: str, name: str, outlet: str = OUTLET) -> str:
        """A one-time code for a window of the trial, by default the county's."""
        return self._ask("enrol", "--outlet", outlet, "--staff", staff_no, "--name", name).strip()

    def counts(self) -> dict[str, object]:
        """What the server has of the outlet: cases, events, digest, case numbers."""
        found: dict[str, object] = json.loads(self._ask("counts", "--outlet", OUTLET, "--json"))
        return found

    def reviews(self) -> list[dict[str, object]]:
        """What the city's reader sees of the reviews it holds."""
        told = self._ask("reviews", "list", "--key", str(self.review_key))
        return [json.loads(line) for line in told.splitlines()]

    def task_states(self) -> list[str]:
        """How far every bad review has come, as the city's reader sees it."""
        told = self._ask("tasks", "list")
        return [str(json.loads(line)["state"]) for line in told.splitlines()]

    def open_tasks(self) -> None:
        """The city's reader makes a task of every bad review that has none."""
        key = ("--key", str(self.review_key))
        for line in self._ask("reviews", "list", "--bad", *key).splitlines():
            where = ("--resources", str(self._resources), "--by", READER, "--no-text")
            self._ask("tasks", "open", "--review", str(json.loads(line)["review"]), *key, *where)

    def _lay_out(self) -> None:
        """The city's own copy of the data, and beside it what its policy office signed on the first day."""
        for name in ("catalogue", "calendar", "forms"):
            shutil.copytree(RESOURCES / name, self._resources / name, dirs_exist_ok=True)
        shutil.copy(RESOURCES / "outlets.json", self._resources)
        if self._policy_key.exists():
            return
        self._ask("policies", "key", "--key", str(self._policy_key))
        today = date.today()
        for kind, told in (("policies", release(today)), ("register", register(today))):
            file = self._resources / f"{kind}.json"
            file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            self._sign(kind, today.isoformat(), file)

    def _sign(self, kind: str, ref: str, file: Path) -> None:
        named = ["--kind", kind, "--ref", ref, "--file", str(file), "--resources", str(self._resources)]
        words = [sys.executable, "-m", "city_server", "policies", "sign", "--key", str(self._policy_key)]
        subprocess.run([*words, *named], capture_output=True, cwd=ROOT, timeout=PATIENCE_S, check=True)

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        line = process.stdout.readline().decode()
        if not re.fullmatch(r"city-server ready on http://\S+\s*", line):
            process.kill()
            raise CityWontStart(f"the city server did not start; see {self._log.name}")

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            self._command(*words), capture_output=True, cwd=ROOT, timeout=PATIENCE_S, check=True
        )
        return done.stdout.decode()

    def _command(self, verb: str, *words: str) -> list[str]:
        return [sys.executable, "-m", "city_server", verb, *words, "--database", self._database]


def _kept_port(file: Path) -> int:
    """The port of the first start for ever: the enrolled counter knows the city by it."""
    if file.exists():
        return int(file.read_text(encoding="ascii"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    file.write_text(str(port), encoding="ascii")
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
