"""Plain data that remembers where in which file it was written, and what is wrong with a file."""

from collections.abc import Iterator
from dataclasses import dataclass


class Placed(dict[str, object]):
    """One object of a file: `sheet` is empty in a text file, `cells` has row and column letter by key."""

    def __init__(self, sheet: str, row: int, cells: dict[str, tuple[int, str]] | None = None) -> None:
        super().__init__()
        self.sheet = sheet
        self.row = row
        self.cells = cells or {}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: where, as the file counts, and why, as a code with what stood there."""

    reason: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    letter: str = ""
    found: str = ""


class FileUnusable(Exception):  # noqa: N818 - an answer to whoever edited the file
    """A file that cannot become a release; every fault found, in the order of the file."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(str(faults))
        self.faults = faults


def placed_in(plain: object) -> Iterator[Placed]:
    """Every object of a file, outer ones first."""
    if isinstance(plain, Placed):
        yield plain
    parts = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    for part in parts:
        yield from placed_in(part)
