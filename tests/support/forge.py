"""Both programs imported once; each line on stdin forks one of them, so that no walk waits for imports.

{"do": "start", "what": "counter" | "city", "told": […], "log": FILE,
 "fail": "PLACE:kill@N" | "PLACE:hold@N:PORT" | ""}
{"do": "wait", "pid": N}   what it said and how it ended, once it has
"""

import ctypes
import json
import os
import signal
import socket
import sys
from importlib import import_module
from typing import Any

from outlet_app.failpoints import Failpoint, arm

_DIE_WITH_PARENT = 1
_PATIENCE_S = 60.0
_MOST_SAID = 1_000_000


class Planned:
    """At the nth arrival at a place: ends this process, or tells a port and waits for its word."""

    def __init__(self, told: str) -> None:
        place, how, *port = told.split(":")
        what, _, nth = how.partition("@")
        self.place, self.kills, self.left = Failpoint(place), what == "kill", int(nth)
        self.port = int(port[0]) if port else 0

    def __call__(self, place: Failpoint) -> None:
        if place is not self.place:
            return
        self.left -= 1
        if self.left:
            return
        if self.kills:
            os.kill(os.getpid(), signal.SIGKILL)
        with socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE_S) as line:
            line.sendall(b"here")
            line.recv(1)


def main() -> int:
    walkers: Any = import_module("tests.support.walkers")
    cli: Any = import_module("city_server.cli")
    programs = {"counter": walkers.main, "city": cli.main}
    walkers.warm()
    said: dict[int, int] = {}
    for line in sys.stdin:
        told = json.loads(line)
        answer = _start(told, programs, said) if told["do"] == "start" else _wait(told["pid"], said)
        print(json.dumps(answer), flush=True)
    return 0


def _start(told: dict[str, Any], programs: dict[str, Any], said: dict[int, int]) -> dict[str, Any]:
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        _become(told, programs[told["what"]], there)
    os.close(there)
    said[pid] = here
    first = _line(here) if told["what"] == "city" else ""
    return {"pid": pid, "said": first}


def _become(told: dict[str, Any], program: Any, there: int) -> None:
    """The child; never comes back."""
    code = 70
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(there, 1)
        os.dup2(os.open(told["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
        if told["fail"]:
            arm(Planned(told["fail"]))
        code = program(told["told"])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _line(here: int) -> str:
    found = b""
    while not found.endswith(b"\n"):
        part = os.read(here, 1)
        if not part:
            break
        found += part
    return found.decode()


def _wait(pid: int, said: dict[int, int]) -> dict[str, Any]:
    with os.fdopen(said.pop(pid), "rb") as here:
        text = here.read(_MOST_SAID).decode()
    _, status = os.waitpid(pid, 0)
    return {"said": text, "code": os.waitstatus_to_exitcode(status)}


if __name__ == "__main__":
    sys.exit(main())
