"""The quarterly sheet of reviews as a document of plain cells, from which page and workbook are drawn."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.reviews.levels import CARDS
from outlet_app.domain.reviews.quarterly import WHOLE, Row

Words = Mapping[str, Any]
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class QuarterSheet:
    """What the sheet tells: the rows with the names behind their keys, and the cases of mending to show.

    outlets: by code. items: by number. publish: the last day to publish it. closed: the reviews in the
    city's keeping that none of the keys opened, of whatever quarter, and that are in no figure therefore.
    """

    quarter: Quarter
    rows: Sequence[Row]
    outlets: Mapping[str, str]
    items: Mapping[int, str]
    publish: str
    examples: Sequence[Task] = ()
    closed: int = 0


class Span(StrEnum):
    """What a line of the sheet sums up."""

    ITEM = "item"
    OUTLET = "outlet"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is written; outlet: the code behind the name in its first cell, empty for the city."""

    span: Span
    outlet: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A head over so many columns; without a name these have heads of their own alone."""

    name: str
    columns: int


@dataclass(frozen=True, slots=True)
class Document:
    """The sheet in words: what is held back is a mark in it already, so that keeping it tells no more."""

    title: str
    span: str
    tab: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    foot: str
    example_title: str
    example_heads: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...] = ()


def read_words(resources: Path) -> Words:
    """Titles, heads and notes of the sheet, as the city keeps them."""
    told: Words = json.loads((resources / "reviews" / "quarter.json").read_text(encoding="utf-8"))
    return told


def document(told: QuarterSheet, words: Words) -> Document:
    """The sheet as it is printed and published."""
    quarter, closed = told.quarter, words["closed"].format(count=told.closed)
    return Document(
        title=words["title"],
        span=words["span"].format(
            year=quarter.year,
            quarter=quarter.number,
            first=quarter.first.isoformat(),
            last=quarter.last.isoformat(),
            publish=told.publish,
        ),
        tab=words["sheet"],
        heads=tuple(words["heads"]),
        groups=tuple(Group(one["name"], one["columns"]) for one in words["groups"]),
        lines=tuple(Line(_span(row), row.outlet, tuple(cells(row, told, words))) for row in told.rows),
        notes=(*words["notes"], *([closed] if told.closed else [])),
        foot=words["foot"],
        example_title=words["examples_sheet"],
        example_heads=tuple(words["example_heads"]),
        examples=tuple(_example(task, told, words) for task in told.examples),
    )


def _span(row: Row) -> Span:
    if not row.outlet:
        return Span.CITY
    return Span.OUTLET if row.item == WHOLE else Span.ITEM


def cells(row: Row, told: QuarterSheet, words: Words) -> list[Cell]:
    """One row as it is written."""
    held, none = words["held_back"], words["nothing"]
    inner = [row.levels.get(level, 0) for level in CARDS]
    mending = row.mending
    secret: list[Cell] = [
        *inner,
        _share(row.satisfaction, none),
        row.bad,
        mending.due,
        mending.done,
        _share(mending.done / mending.due if mending.due else None, none),
        none if mending.days is None else round(mending.days, 1),
        words["join"].join(words["tags"].get(tag, tag) for tag in row.tags) or none,
    ]
    shown = [held] * len(secret) if row.is_held_back else secret
    return [*_names(row, told, words), row.cases, row.served, row.rated, row.excluded,
            _share(row.rate, none), *shown]  # fmt: skip


def _names(row: Row, told: QuarterSheet, words: Words) -> tuple[str, str]:
    if not row.outlet:
        return words["city"], ""
    item = words["whole"] if row.item == WHOLE else told.items.get(row.item, words["not_listed"])
    return told.outlets.get(row.outlet, row.outlet), item


def _share(share: float | None, none: str) -> str:
    return none if share is None else f"{share:.1%}"


def _example(task: Task, told: QuarterSheet, words: Words) -> tuple[str, ...]:
    """What was mended and how, as whoever publishes it has chosen; no name stands in a task."""
    return (
        task.number,
        told.items.get(task.opened.item, words["not_listed"]),
        words["findings"].get(task.classified.finding.value, "") if task.classified else "",
        task.mended.measures if task.mended else "",
        task.mended.reply if task.mended else "",
    )
