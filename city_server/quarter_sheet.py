"""The quarterly sheet of reviews as a workbook that can be printed and published; its words are data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.reviews.levels import CARDS
from outlet_app.domain.reviews.quarterly import WHOLE, Row

HEAD_ROW = 3
WIDTHS = (30, 30, 8, 8, 8, 8, 9, 10, 8, 10, 8, 12, 9, 8, 8, 8, 9, 14, 44)
EXAMPLE_WIDTHS = (16, 26, 22, 60, 60)
LANDSCAPE, A4 = "landscape", 9
FONT = "SimSun"
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
Words = Mapping[str, Any]
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class QuarterSheet:
    """What the workbook tells: the rows with the names behind their keys, and the cases of mending to show.

    outlets: by code. items: by number. publish: the last day to publish it.
    """

    quarter: Quarter
    rows: Sequence[Row]
    outlets: Mapping[str, str]
    items: Mapping[int, str]
    publish: str
    examples: Sequence[Task] = ()


def read_words(resources: Path) -> Words:
    """Titles, heads and notes of the sheet, as the city keeps them."""
    told: Words = json.loads((resources / "reviews" / "quarter.json").read_text(encoding="utf-8"))
    return told


def build_sheet(told: QuarterSheet, words: Words) -> bytes:
    """The workbook's bytes; what is held back is a mark, what cannot be counted a dash."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a fresh workbook has one"
    sheet.title = words["sheet"]
    heads = words["heads"]
    _title(sheet, words["title"], len(heads))
    span = words["span"].format(
        year=told.quarter.year,
        quarter=told.quarter.number,
        first=told.quarter.first.isoformat(),
        last=told.quarter.last.isoformat(),
        publish=told.publish,
    )
    sheet.cell(2, 1, span).font = Font(name=FONT, size=10.5)
    _table(sheet, HEAD_ROW, heads, [cells(row, told, words) for row in told.rows], WIDTHS)
    note = sheet.cell(HEAD_ROW + len(told.rows) + 2, 1, words["note"])
    note.font = Font(name=FONT, size=9)
    _set_up(sheet, words["foot"])
    if told.examples:
        _examples(book, told, words)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


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


def _examples(book: Workbook, told: QuarterSheet, words: Words) -> None:
    """What was mended and how, as whoever publishes it has chosen; no name stands in a task."""
    sheet = book.create_sheet(words["examples_sheet"])
    _title(sheet, words["examples_sheet"], len(EXAMPLE_WIDTHS))
    rows = [
        [
            task.number,
            told.items.get(task.opened.item, words["not_listed"]),
            words["findings"].get(task.classified.finding.value, "") if task.classified else "",
            task.mended.measures if task.mended else "",
            task.mended.reply if task.mended else "",
        ]
        for task in told.examples
    ]
    _table(sheet, HEAD_ROW, words["example_heads"], rows, EXAMPLE_WIDTHS)
    _set_up(sheet, words["foot"])


def _title(sheet: Worksheet, title: str, columns: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    cell = sheet.cell(1, 1, title)
    cell.font, cell.alignment = Font(name=FONT, size=16, bold=True), Alignment(horizontal="center")


def _table(
    sheet: Worksheet, top: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float]
) -> None:
    for at, told in enumerate([heads, *rows]):
        for place, value in enumerate(told, 1):
            cell = sheet.cell(top + at, place)
            # What looks like a formula is the text it is.
            cell.value, cell.data_type = value, "s" if isinstance(value, str) else "n"
            left = isinstance(value, str) and place in (1, 2, len(heads)) and at
            cell.alignment = Alignment(
                horizontal="left" if left else "center", vertical="center", wrap_text=True
            )
            cell.font, cell.border = Font(name=FONT, size=10.5, bold=not at), _BOX
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _set_up(sheet: Worksheet, foot: str) -> None:
    """A4 landscape, as wide as the page, the head on every one of them."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = LANDSCAPE, A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 3)
    sheet.oddFooter.right.text = foot
