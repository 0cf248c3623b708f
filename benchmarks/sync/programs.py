"""The three programs of the head-to-head: how each server is started and what each client is asked to do."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import psutil

from tests.support.postgres import the_cluster
from tests.support.server import PostgresCity, ServerProcess, enrolment_code

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUTLET = "1508263000"
Line = dict[str, object]


class Program(Protocol):
    """One program: a server that runs and clients that can be made."""

    name: str
    server_pid: int
    port: int

    def begin(self) -> Sequence[str]:
        """What a fresh client does before anything is measured."""

    def command(self, folder: Path, port: int, steps: Sequence[str]) -> list[str]:
        """The client process that does these steps."""

    def words(self) -> str:
        """What a client reads on its standard input."""

    def stop(self) -> None:
        """End the server."""


class Ours:
    """The counter and the city server on PostgreSQL, enrolled, signed and judged as in the city."""

    name = "ours"

    def __init__(self) -> None:
        self._database = PostgresCity(the_cluster(), the_cluster().new_database())
        self._city = ServerProcess(self._database)
        self.server_pid, self.port = self._city.process.pid, self._city.port

    def begin(self) -> Sequence[str]:
        return ["enrol", "sync"]

    def command(self, folder: Path, port: int, steps: Sequence[str]) -> list[str]:
        module = ["-m", "benchmarks.sync.our_client"]
        return [sys.executable, *module, str(folder), f"http://127.0.0.1:{port}", *steps]

    def words(self) -> str:
        return enrolment_code(self._database, OUTLET) + "\n"

    def stop(self) -> None:
        assert self._city.stop() == 0


class Pouch:
    """PouchDB with express-pouchdb on express 4, leveldb on both sides."""

    name = "pouchdb"

    def __init__(self, folder: Path, peers: Path, texts: Path) -> None:
        self._texts, self._peers = texts, peers
        home = folder / "pouch-server"
        home.mkdir()
        self._server = subprocess.Popen(
            ["node", str(peers / "pouch_server.mjs"), str(home)], stdout=subprocess.PIPE, text=True
        )
        assert self._server.stdout is not None
        self.port = int(self._server.stdout.readline().split()[1])
        self.server_pid = self._server.pid

    def begin(self) -> Sequence[str]:
        return ["sync"]

    def command(self, folder: Path, port: int, steps: Sequence[str]) -> list[str]:
        client = self._peers / "pouch_client.mjs"
        return ["node", str(client), str(folder), f"http://127.0.0.1:{port}/cases", str(self._texts), *steps]

    def words(self) -> str:
        return ""

    def stop(self) -> None:
        self._server.kill()
        self._server.wait()


class Anki:
    """Anki's own sync server and library; its first collection goes up whole, which is not measured."""

    name = "anki"

    def __init__(self, folder: Path, python: Path, texts: Path) -> None:
        self._python, self._texts, self._is_first = python, texts, True
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        told = {
            "SYNC_USER1": "counter:word",
            "SYNC_BASE": str(folder / "anki-server"),
            "SYNC_HOST": "127.0.0.1",
            "SYNC_PORT": str(self.port),
            "RUST_LOG": "off",
        }
        self._server = subprocess.Popen(
            [str(python), "-m", "anki.syncserver"], env={**os.environ, **told}, stdout=subprocess.DEVNULL
        )
        self.server_pid = self._server.pid
        _await_port(self.port)

    def begin(self) -> Sequence[str]:
        if self._is_first:
            self._is_first = False
            return ["make:1", "whole:1"]
        return ["whole:0"]

    def command(self, folder: Path, port: int, steps: Sequence[str]) -> list[str]:
        client = HERE / "peers" / "anki_client.py"
        url = f"http://127.0.0.1:{port}/"
        return [str(self._python), str(client), str(folder), url, str(self._texts), *steps]

    def words(self) -> str:
        return ""

    def stop(self) -> None:
        self._server.kill()
        self._server.wait()


class Client:
    """One client folder of a program; each run is a process of its own, as after a start in the morning."""

    def __init__(self, program: Program, folder: Path, port: int = 0) -> None:
        self.program, self.folder, self.port = program, folder, port or program.port
        if not folder.exists():
            folder.mkdir()
            self.run(*program.begin(), words=program.words())

    def start(self, *steps: str) -> "subprocess.Popen[str]":
        """The process that does these steps; its lines come on stdout."""
        told = self.program.command(self.folder, self.port, steps)
        return subprocess.Popen(
            told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_surroundings()
        )

    def run(self, *steps: str, words: str = "") -> list[Line]:
        """Do the steps and wait; one line a step and one at the end."""
        process = self.start(*steps)
        told, _ = process.communicate(words, timeout=600)
        assert process.returncode == 0, (self.program.name, steps, told)
        return [json.loads(line) for line in told.splitlines()]


def rss_mib(pid: int) -> float:
    """Resident memory of a process and its children."""
    one = psutil.Process(pid)
    return sum(p.memory_info().rss for p in (one, *one.children(recursive=True))) / 1048576


def install_peers(home: Path) -> tuple[Path, Path]:
    """Folder with PouchDB and the Python with Anki, from the registries, as the locks here say."""
    pouch, anki = home / "pouch", home / "anki"
    if not (pouch / "node_modules" / "pouchdb").exists():
        pouch.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "peers" / name, pouch)
        subprocess.run(["npm", "ci", "--silent"], cwd=pouch, check=True)
    for script in HERE.glob("peers/*.mjs"):
        shutil.copy(script, pouch)
    python = anki / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(anki)], check=True)
        lock = str(HERE / "peers" / "anki.txt")
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], check=True
        )
    return pouch, python


def _surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _await_port(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing listens on {port}")
