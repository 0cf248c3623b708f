"""Ending on request: what is in hand comes to its end, then whatever was started is ended, in silence."""

import signal
import subprocess
from types import FrameType

POLL_S = 0.1
# Whoever asks: Ctrl+C, the system, a closed terminal, and on Windows dev.py by Ctrl+Break.
REQUESTS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
ENDED = 130


class Ended(Exception):  # noqa: N818 - no error: somebody asked for it
    """The story was broken off on request."""


class Ending:
    """Remembers the request instead of raising: a child just being started would be lost otherwise."""

    def __init__(self) -> None:
        self.is_asked = False
        for name in REQUESTS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._note)

    def wait(self, process: subprocess.Popen[bytes]) -> int:
        """Until the process ends by itself, or is ended on request; its exit code, or 130."""
        while True:
            try:
                return process.wait(POLL_S)
            except subprocess.TimeoutExpired:
                if self.is_asked:
                    end(process)
                    return ENDED

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.is_asked = True


def end(process: subprocess.Popen[bytes], patience_s: float = 15) -> None:
    """Ask the process to end, and end it where it does not listen."""
    process.terminate()
    try:
        process.wait(patience_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
