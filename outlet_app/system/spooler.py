"""Takes a finished PDF to a printer (decisions.md 33): CUPS on Linux, GDI on Windows, or a record."""

import logging
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

Picture = tuple[int, int, bytes]
# Every page of a PDF at a resolution, as width, height and BGRA bytes; bootstrap hands in printing's.
Raster = Callable[[bytes, int], Iterable[Picture]]

NONE, FAILED, TIMEOUT = "printer.none", "printer.failed", "printer.timeout"
UNCHOSEN = "printer.unchosen"
PATIENCE_S = 30.0
_AS_PAPER = ("-o", "media=A4", "-o", "sides=one-sided")


class SpoolerTrouble(Exception):  # noqa: N818 - the paper is kept, the clerk is told
    """No printer took the paper; `code` is one of the four above."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Spooler(Protocol):
    """A way to a printer."""

    def spool(self, pdf: bytes, title: str, copies: int, printer: str = "") -> None:
        """Hand the PDF over, to the system's printer where none is named; SpoolerTrouble."""
        ...

    def printers(self) -> tuple[str, ...]:
        """The names of the printers there are."""
        ...


class LpSpooler:
    """Hands the PDF to `lp` on its standard input; nothing is written to disk on the way."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience = patience_s

    def spool(self, pdf: bytes, title: str, copies: int, printer: str = "") -> None:
        """Queue the PDF, single-sided A4; SpoolerTrouble.

        A system with one printer need not have been told that it is the usual one.
        """
        named = ("-d", printer) if printer else ()
        command = ("lp", "-t", title, "-n", str(copies), *_AS_PAPER)
        answer = self._run(*command, *named, "-", given=pdf)
        if not answer.returncode:
            return
        names = self.printers()
        if names and not printer and not self._has_usual(names):
            if len(names) > 1:
                raise SpoolerTrouble(UNCHOSEN, _first_line(answer.stderr))
            answer = self._run(*command, "-d", names[0], "-", given=pdf)
        if answer.returncode:
            raise SpoolerTrouble(FAILED if names else NONE, _first_line(answer.stderr))

    def printers(self) -> tuple[str, ...]:
        """The names `lpstat` knows; none where there is no CUPS."""
        try:
            answer = self._run("lpstat", "-e")
        except SpoolerTrouble as trouble:
            log.info("no list of printers: %s", trouble)
            return ()
        return tuple(answer.stdout.decode(errors="replace").split())

    def _has_usual(self, names: tuple[str, ...]) -> bool:
        # Said in the system's language; only the name at its end is the same everywhere.
        answer = self._run("lpstat", "-d")
        return answer.stdout.decode(errors="replace").strip().endswith(names)

    def _run(self, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                command, input=given, capture_output=True, timeout=self._patience, check=False
            )
        except FileNotFoundError as error:
            raise SpoolerTrouble(NONE, command[0]) from error
        except subprocess.TimeoutExpired as error:
            raise SpoolerTrouble(TIMEOUT, command[0]) from error
        except OSError as error:
            raise SpoolerTrouble(FAILED, command[0]) from error


@dataclass(frozen=True, slots=True)
class Job:
    """What was handed to the recording spooler."""

    pdf: bytes
    title: str
    copies: int
    printer: str = ""


class RecordingSpooler:
    """Keeps what it is given, in a list and, if there is a folder, as files; for tests and the tour."""

    def __init__(self, folder: Path | None = None, names: tuple[str, ...] = ()) -> None:
        self.jobs: list[Job] = []
        self.trouble = ""
        self._folder = folder
        self._names = names

    def spool(self, pdf: bytes, title: str, copies: int, printer: str = "") -> None:
        """Keep the job, or fail with the trouble that was asked for."""
        if self.trouble:
            raise SpoolerTrouble(self.trouble)
        self.jobs.append(Job(pdf, title, copies, printer))
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{len(self.jobs):03}.pdf").write_bytes(pdf)

    def printers(self) -> tuple[str, ...]:
        """The names it was told to have."""
        return self._names


def _first_line(answer: bytes) -> str:
    lines = answer.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else ""
