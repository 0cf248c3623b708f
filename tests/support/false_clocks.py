"""A counter in a process of its own whose clock is false: libfaketime, changed while it runs."""

import json
import os
import select
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.support.debian import BOTH, brought, line
from tests.support.server import ROOT

PATIENCE_S = 90.0
RIGHT = timedelta()
_HOMES = ("/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/local/lib/faketime")


class FaketimeMissing(AssertionError):  # noqa: N818 - read as a sentence in the report
    """faketime cannot run here; the tests fail with this sentence, they do not skip."""


class FalseClock:
    """One process; `turn` sets its clock so far from the right time, `do` asks it for one piece of work.

    Only the wall clock is false: ticks since the machine started go on, as on a real machine.
    """

    def __init__(self, folder: Path) -> None:
        self._offset = folder / "offset"
        self.turn(RIGHT)
        self._log = (folder / "log").open("w+b")
        false = {
            "LD_PRELOAD": str(_library()),
            "FAKETIME_TIMESTAMP_FILE": str(self._offset),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # The times of files are the disk's.
            "NO_FAKE_STAT": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.clerk_in_time"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=ROOT,
            env={**os.environ, **false, "QT_QPA_PLATFORM": "offscreen"},
        )
        self._heard = b""

    def turn(self, away: timedelta) -> None:
        """From now on the clock is so far ahead (or behind), in whole seconds."""
        fresh = self._offset.with_suffix(".new")
        fresh.write_text(f"{round(away.total_seconds()):+d}\n")
        fresh.replace(self._offset)

    def do(self, what: str, *told: str) -> dict[str, Any]:
        """One piece of work and what came of it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([what, *told]).encode() + b"\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait(PATIENCE_S)
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            assert pipe is not None
            pipe.close()

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE_S)
            part = os.read(self._process.stdout.fileno(), 65536) if ready else b""
            if not part:
                self._log.seek(0)
                raise AssertionError(f"the counter says nothing:\n{self._log.read().decode()}")
            self._heard += part
        told, _, self._heard = self._heard.partition(b"\n")
        return told


def _library() -> Path:
    found = brought(BOTH, _found)
    if found is None:
        raise FaketimeMissing("faketime is not installed; as root run: " + line(BOTH))
    return found


def _found() -> Path | None:
    roots = [path for home in _HOMES for path in Path("/").glob(home.lstrip("/"))]
    return next((one for root in roots if (one := root / "libfaketime.so.1").exists()), None)
