"""Reads a damaged store row by row: all that stands on whole pages, without its indexes."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from outlet_app.models.backup import SIDES
from outlet_app.models.errors import DatabaseDamaged
from outlet_app.models.sqlcipher import connect, translated

_BLOCK = 128
_SCRATCH = ".salvage"
Row = Mapping[str, Any]


class Wreck:
    """A copy of the damaged file; a page that cannot be read takes its own rows with it, and no others."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._raw = self._opened()

    def rows(self, table: str) -> Iterator[Row]:
        """Every row that can be read, in the order in which they were written."""
        if not self._ask("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)):
            return
        newest = self._ask(f"SELECT max(rowid) FROM {table}")
        # Where not even the end can be read, the first block without any row is taken for it.
        last = (newest[0]["max(rowid)"] or 0) if newest else None
        for first in count(1, _BLOCK) if last is None else range(1, last + 1, _BLOCK):
            found = self._between(table, first, first + _BLOCK - 1)
            yield from found
            if last is None and not found:
                return

    def under(self, table: str, column: str, value: str) -> Sequence[Row] | None:
        """The rows of one key, of a table without row numbers; None where they cannot be read."""
        return self._ask(f"SELECT * FROM {table} WHERE {column} = ?", (value,))

    def close(self) -> None:
        """Give the copy back."""
        if self._raw is not None:
            self._raw.close()

    def _opened(self) -> Any:
        with suppress(DatabaseDamaged):
            return connect(self._path, self._key)
        return None

    def _between(self, table: str, first: int, last: int) -> Sequence[Row]:
        """The readable rows of a range, looked for in ever smaller ones around what is broken."""
        found = self._ask(f"SELECT * FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid", (first, last))
        if found is not None:
            return found
        if first == last:
            return ()
        middle = (first + last) // 2
        return (*self._between(table, first, middle), *self._between(table, middle + 1, last))

    def _ask(self, sql: str, values: Sequence[object] = ()) -> Sequence[Row] | None:
        if self._raw is None:
            return None
        try:
            asked = self._raw.execute(sql, values)
            names = [column[0] for column in asked.description]
            return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
        except dbapi2.Error:
            # SQLCipher answers no more on a connection that read a page badly once.
            self._raw.close()
            self._raw = self._opened()
            return None


def wrecks_beside(path: Path) -> tuple[Path, ...]:
    """The damaged files that were put aside for copies, the first one first."""
    found = [one for one in path.parent.glob(f"{path.name}.damaged-*") if one.name[-1].isdecimal()]
    return tuple(sorted(found, key=lambda one: int(one.name.rpartition("-")[2])))


@contextmanager
def copy_of_wreck(wreck: Path, key: bytes) -> Iterator[Wreck]:
    """A damaged file to read in, which itself stays as it was found; DiskFull, DiskFailed."""
    folder = wreck.with_name(wreck.name + _SCRATCH)
    with translated():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    try:
        with translated():
            for side in SIDES[:2]:
                if Path(f"{wreck}{side}").exists():
                    shutil.copyfile(f"{wreck}{side}", folder / f"copy{side}")
        opened = Wreck(folder / "copy", key)
        try:
            yield opened
        finally:
            opened.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
