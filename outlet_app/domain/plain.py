"""Strict reading of parsed data files: whatever is refused is named by row and column."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

_E = TypeVar("_E", bound=StrEnum)
_R = TypeVar("_R")
Plain = Mapping[str, object]


class DataError(Exception):
    """A data file that cannot be used: where it is wrong (row, column) and why, as codes."""

    def __init__(self, row: str, column: str, reason: str) -> None:
        super().__init__(f"{row}: {column}: {reason}")
        self.row = row
        self.column = column
        self.reason = reason
        # The object in which it stands, where that is known: whoever read the file can say its line.
        self.plain: object = None


class PlainRow:
    """One object of a data file; every getter returns the wanted type or raises the file's own error."""

    def __init__(self, plain: object, row: str, error: type[DataError]) -> None:
        if not isinstance(plain, dict) and not isinstance(plain, Mapping):
            raise error(row, "", "not_an_object")
        self.plain: Plain = plain
        self.row = row
        self.error = error

    def refuse(self, column: str, reason: str) -> DataError:
        """Return the error to raise for a column of this row."""
        made = self.error(self.row, column, reason)
        made.plain = self.plain
        return made

    def text(self, column: str, *, may_be_empty: bool = False) -> str:
        """Return a text, as it stands in the file."""
        found = self.plain.get(column)
        if not isinstance(found, str) or not (may_be_empty or found.strip()):
            raise self.refuse(column, "text_expected")
        return found

    def number(self, column: str, least: int, default: int | None = None) -> int:
        """Return a whole number not under the least one."""
        found = self.plain.get(column, default)
        if not isinstance(found, int) or isinstance(found, bool) or found < least:
            raise self.refuse(column, "number_expected")
        return found

    def claim(self, column: str, default: bool | None = None) -> bool:
        """Return true or false; nothing else counts as either."""
        found = self.plain.get(column, default)
        if not isinstance(found, bool):
            raise self.refuse(column, "true_or_false_expected")
        return found

    def member(self, column: str, kind: type[_E], default: _E | None = None) -> _E:
        """Return a member of a closed list."""
        found = self.plain.get(column, default)
        try:
            return kind(str(found))
        except ValueError as wrong:
            raise self.refuse(column, "unknown_value") from wrong

    def texts(self, column: str) -> tuple[str, ...]:
        """Return a list of texts, none of them blank."""
        found = self.values(column)
        if not all(isinstance(one, str) and one.strip() for one in found):
            raise self.refuse(column, "text_expected")
        return tuple(str(one) for one in found)

    def day(self, column: str) -> date:
        """Return a date written 2026-11-22."""
        try:
            return date.fromisoformat(self.text(column))
        except ValueError as wrong:
            raise self.refuse(column, "date_expected") from wrong

    def spans(self, column: str) -> tuple[tuple[time, time], ...]:
        """Return spans of the day written [["08:30", "12:00"], …]: in order, none over another."""
        found = tuple(self._span(column, one) for one in self.values(column))
        marks = [mark for span in found for mark in span]
        if not found or any(early >= late for early, late in pairwise(marks)):
            raise self.refuse(column, "spans_out_of_order")
        return found

    def month_day(self, column: str) -> tuple[int, int]:
        """Return a day of any year written 05-01."""
        try:
            # A leap year, so that 02-29 may stand.
            day = date.fromisoformat(f"2000-{self.text(column)}")
        except ValueError as wrong:
            raise self.refuse(column, "date_expected") from wrong
        return day.month, day.day

    def inside(self, column: str) -> "PlainRow":
        """Return an object that stands in this one."""
        return PlainRow(self.plain.get(column), f"{self.row}/{column}", self.error)

    def rows(self, column: str, key: str, make: Callable[["PlainRow"], _R]) -> tuple[_R, ...]:
        """Read a list of objects, each named in errors by its key, no key twice."""
        found = self.values(column)
        names = [_name(one, key, f"{self.row}/{column}[{place}]") for place, one in enumerate(found)]
        if len(set(names)) < len(names):
            twice = next(name for name, times in Counter(names).items() if times > 1)
            again = len(names) - 1 - names[::-1].index(twice)
            raise PlainRow(found[again], twice, self.error).refuse(key, "used_twice")
        return tuple(make(PlainRow(one, name, self.error)) for one, name in zip(found, names, strict=True))

    def values(self, column: str) -> list[object]:
        """Return a list as it stands in the file."""
        found = self.plain.get(column)
        if not isinstance(found, list):
            raise self.refuse(column, "list_expected")
        return found

    def _span(self, column: str, plain: object) -> tuple[time, time]:
        try:
            opens, closes = (time.fromisoformat(str(mark)) for mark in plain)  # type: ignore[attr-defined]
        except (TypeError, ValueError) as wrong:
            raise self.refuse(column, "span_expected") from wrong
        return opens, closes


def _name(plain: object, key: str, otherwise: str) -> str:
    found = plain.get(key) if isinstance(plain, Mapping) else None
    return otherwise if found is None else str(found)
