"""Counters and cities that a test starts with a fault planned, and ends itself, whatever happens."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.server import READY_SECONDS, RESOURCES, ROOT, CityDatabase

PATIENCE_S = 60.0


@dataclass
class Program:
    """One forked process."""

    pid: int
    url: str = ""

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@dataclass
class Ended:
    """How it went: what it said, line by line, and its exit code, negative for a signal."""

    said: list[str]
    code: int


@dataclass
class Programs:
    """`tests.support.forge` at work; every wait has an end."""

    folder: Path
    _running: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._forge = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forge"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        self._heard = b""

    def counter(self, *told: object, fail: str = "") -> Program:
        """A counter that plays one scenario of tests/support/walkers.py."""
        return self._start("counter", [str(one) for one in told], fail)

    def city(self, database: CityDatabase, port: int = 0, fail: str = "") -> Program:
        """`city-server serve` on a database."""
        told = ["serve", "--database", database.url, "--resources", str(RESOURCES)]
        return self._start("city", [*told, "--port", str(port), "--blobs", database.blobs], fail)

    def wait(self, one: Program) -> Ended:
        """Until it ends by itself or by its fault."""
        told = self._ask({"do": "wait", "pid": one.pid})
        self._running.discard(one.pid)
        return Ended(str(told["said"]).splitlines(), int(str(told["code"])))

    def runs(self, one: Program) -> bool:
        """Whether nobody has waited for its end yet."""
        return one.pid in self._running

    def kill(self, one: Program) -> Ended:
        """End it the hard way."""
        with suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGKILL)
        return self.wait(one)

    def close(self) -> None:
        """End all that is left, the forge last."""
        for pid in self._running:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._forge.kill()
        self._forge.wait(timeout=READY_SECONDS)
        for pipe in (self._forge.stdin, self._forge.stdout):
            assert pipe is not None
            pipe.close()

    def _start(self, what: str, told: list[str], fail: str) -> Program:
        log = str(self.folder / f"{what}.log")
        answer = self._ask({"do": "start", "what": what, "told": told, "fail": fail, "log": log})
        pid, said = int(str(answer["pid"])), str(answer["said"])
        self._running.add(pid)
        if what == "city":
            assert "ready on" in said, (said, Path(log).read_text())
        return Program(pid, said.rpartition(" ")[2].strip())

    def _ask(self, told: dict[str, object]) -> dict[str, object]:
        assert self._forge.stdin is not None
        assert self._forge.stdout is not None
        self._forge.stdin.write(json.dumps(told).encode() + b"\n")
        self._forge.stdin.flush()
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self._forge.stdout], [], [], PATIENCE_S)
            part = os.read(self._forge.stdout.fileno(), 65536) if ready else b""
            if not part:
                raise AssertionError(f"no answer to {told}")
            self._heard += part
        line, _, self._heard = self._heard.partition(b"\n")
        answer: dict[str, object] = json.loads(line)
        return answer


class Held:
    """Where a process stops at its place until the test has done its part."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(PATIENCE_S)

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def meanwhile(self, act: Callable[[], None]) -> None:
        """Act while the process stands still, then let it go on if it lives."""
        line, _ = self._listener.accept()
        with line:
            line.settimeout(PATIENCE_S)
            assert line.recv(16) == b"here"
            act()
            with suppress(OSError):
                line.sendall(b".")

    def close(self) -> None:
        self._listener.close()
