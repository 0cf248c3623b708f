"""A line outside the database for every number handed out: the store may be set back, this file is not."""

import json
import logging
import os
from pathlib import Path

_Line = tuple[str, int, str, int]
log = logging.getLogger(__name__)


class Witness:
    """Appends and flushes to the disk before anything is printed (sync.md D.1)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._high: dict[str, dict[str, int]] | None = None

    def append(self, instance_id: str, seq: int, series: str, n: int) -> None:
        """Write one line and wait until the disk has it."""
        high = self._all()
        line = json.dumps([instance_id, seq, series, n], ensure_ascii=False) + "\n"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        _raise(high, instance_id, series, n)

    def high_water(self, instance_id: str) -> dict[str, int]:
        """The highest number of each series ever handed out under an enrolment."""
        return dict(self._all().get(instance_id, {}))

    def _all(self) -> dict[str, dict[str, int]]:
        if self._high is None:
            self._high = {}
            for line in self._lines():
                _raise(self._high, line[0], line[2], line[3])
        return self._high

    def _lines(self) -> list[_Line]:
        if not self._path.exists():
            return []
        whole, _, torn = self._path.read_bytes().rpartition(b"\n")
        if torn:
            # Power was lost in the middle of a line: its number was never printed.
            with self._path.open("rb+") as file:
                file.truncate(len(whole) + 1 if whole else 0)
        read = [_read(line) for line in whole.split(b"\n")] if whole else []
        if None in read:
            # The store counts on by itself; a line that rotted must not keep a counter from working.
            log.error("%d lines of the witness cannot be read", read.count(None))
        return [line for line in read if line is not None]


def _read(line: bytes) -> _Line | None:
    try:
        instance_id, seq, series, n = json.loads(line)
    except (ValueError, TypeError):
        return None
    whole = isinstance(instance_id, str) and isinstance(series, str) and isinstance(n, int)
    return (instance_id, seq, series, n) if whole else None


def _raise(high: dict[str, dict[str, int]], instance_id: str, series: str, n: int) -> None:
    mine = high.setdefault(instance_id, {})
    mine[series] = max(n, mine.get(series, 0))
