"""Sheets, heads and sentences of releases: data of the city's, read from its resources."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from city_server.releases.placed import Fault, Placed

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: what it fills, what stands over it, and how its cells are read."""

    field: str
    head: str
    kind: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: which list its rows make (`head`: the release itself) and under which row of which list.

    key: the field by which rows of the list below name their parent.
    """

    name: str
    level: str
    columns: tuple[Column, ...]
    key: str = ""
    under: str = ""
    parent: str = ""


def read_words(resources: Path) -> Words:
    """Everything that is said about releases."""
    told: Words = json.loads((resources / "releases" / "words.json").read_text(encoding="utf-8"))
    return told


def sheets_of(words: Words, subject: str) -> tuple[Sheet, ...]:
    """The sheets of a subject's workbook; empty for a subject that is edited as text only."""
    return tuple(
        Sheet(
            name=one["sheet"],
            level=one["level"],
            columns=tuple(Column(**column) for column in one["columns"]),
            key=one.get("key", ""),
            under=one.get("under", ""),
            parent=one.get("parent", ""),
        )
        for one in words["sheets"].get(subject, ())
    )


def sentence(fault: Fault, words: Words) -> str:
    """One fault in plain words: where and why."""
    places, reason = words["places"], words["reasons"].get(fault.reason, fault.reason)
    if fault.found:
        reason += places["found"].format(found=fault.found)
    return str(places[_place(fault)]).format(
        sheet=fault.sheet, row=fault.row, column=fault.column, letter=fault.letter, reason=reason
    )


def _place(fault: Fault) -> str:
    if fault.sheet:
        if fault.row:
            return "cell" if fault.column and fault.letter else "row"
        return "column" if fault.column else "sheet"
    if fault.row:
        if fault.letter:
            return "line" if fault.column else "bare_line"
        return "only_row"
    return "none"


def fault_at(row: Placed, field: str, reason: str, sheets: Iterable[Sheet] = ()) -> Fault:
    """A finding about one cell of a row, under the head that stands over it."""
    line, letter = row.cells.get(field, (row.row, ""))
    heads = {
        column.field: column.head for sheet in sheets if sheet.name == row.sheet for column in sheet.columns
    }
    value = row.get(field)
    shown = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return Fault(reason, row.sheet, line, heads.get(field, field), letter, shown)
