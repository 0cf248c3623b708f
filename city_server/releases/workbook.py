"""Reads a workbook the city edits into plain data that knows its cells, and writes one to begin from."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from city_server.releases.cells import CellWrong, read_cell, write_cell
from city_server.releases.placed import Fault, FileUnusable, Placed
from city_server.releases.words import Column, Sheet, Words

Grid = Sequence[Sequence[object]]
FONT, NARROW, WIDE = "SimSun", 14, 40
PARENT = "parent"


def read_workbook(content: bytes, sheets: Sequence[Sheet], words: Words) -> Placed:
    """The release as plain data; FileUnusable names every bad cell by sheet, row and column."""
    try:
        book = load_workbook(BytesIO(content), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError) as wrong:
        raise FileUnusable(Fault("not_a_workbook")) from wrong
    reading = _Reading(words)
    for sheet in sheets:
        if sheet.name in book.sheetnames:
            reading.take(sheet, list(book[sheet.name].iter_rows(values_only=True)))
        else:
            reading.faults.append(Fault("sheet_missing", sheet.name))
    if reading.faults:
        raise FileUnusable(*reading.faults)
    return reading.release


class _Reading:
    """Goes through the sheets in order, so that a parent is there before its rows."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._rows: dict[str, dict[object, Placed]] = {}
        self.release = Placed("", 0)
        self.faults: list[Fault] = []

    def take(self, sheet: Sheet, grid: Grid) -> None:
        """Read one sheet into its list."""
        columns = self._columns(sheet, grid[0] if grid else ())
        if columns is None:
            return
        rows = [
            (number, line)
            for number, line in enumerate(grid[1:], 2)
            if any(cell not in (None, "") for cell in line)
        ]
        if sheet.level == "head":
            self._take_head(sheet, rows, columns)
            return
        home = self._rows.setdefault(sheet.level, {})
        if not sheet.under:
            self.release[sheet.level] = []
        for number, line in rows:
            row, parent = self._row(sheet, number, line, columns)
            self._lay(sheet, row, parent)
            if sheet.key in row:
                home.setdefault(row[sheet.key], row)
            for below in _BELOW.get(sheet.level, ()):
                row.setdefault(below, [])

    def _take_head(
        self, sheet: Sheet, rows: Sequence[tuple[int, Sequence[object]]], columns: Mapping[int, Column]
    ) -> None:
        if len(rows) != 1:
            self.faults.append(Fault("one_row_expected", sheet.name, rows[1][0] if rows else 2))
            return
        told, _ = self._row(sheet, *rows[0], columns)
        self.release.update(told)
        self.release.sheet, self.release.row, self.release.cells = told.sheet, told.row, told.cells

    def _columns(self, sheet: Sheet, heads: Sequence[object]) -> dict[int, Column] | None:
        known = {column.head: column for column in sheet.columns}
        told = {place: str(head).strip() for place, head in enumerate(heads) if head not in (None, "")}
        wrong = [Fault("unknown_column", sheet.name, 1, head, get_column_letter(place + 1))
                 for place, head in told.items() if head not in known]  # fmt: skip
        there = set(told.values())
        wrong += [
            Fault("column_missing", sheet.name, column=column.head)
            for column in sheet.columns
            if column.head not in there and not column.optional
        ]
        self.faults += wrong
        return None if wrong else {place: known[head] for place, head in told.items()}

    def _row(
        self, sheet: Sheet, number: int, line: Sequence[object], columns: Mapping[int, Column]
    ) -> tuple[Placed, Placed | None]:
        row, parent = Placed(sheet.name, number), None
        for place, column in columns.items():
            letter = get_column_letter(place + 1)
            try:
                value = read_cell(column, line[place] if place < len(line) else None, self._words)
                if column.kind == PARENT:
                    parent = self._parent(sheet, value)
                    row.cells[PARENT] = (number, letter)
                    continue
            except CellWrong as wrong:
                self.faults.append(Fault(wrong.reason, sheet.name, number, column.head, letter, wrong.found))
                continue
            row.cells[column.field] = (number, letter)
            if value is not None:
                row[column.field] = value
        return row, parent

    def _parent(self, sheet: Sheet, value: object) -> Placed:
        above = {str(key): row for key, row in self._rows.get(sheet.under, {}).items()}
        if str(value) not in above:
            raise CellWrong("no_such_parent", str(value))
        return above[str(value)]

    def _lay(self, sheet: Sheet, row: Placed, parent: Placed | None) -> None:
        home = parent if sheet.under else self.release
        if home is not None:
            rows = home.setdefault(sheet.level, [])
            assert isinstance(rows, list), "lists are made here only"
            rows.append(row)


_BELOW = {"items": ("sub_items",), "sub_items": ("clocks", "materials")}


def write_workbook(plain: Mapping[str, object], sheets: Sequence[Sheet], words: Words) -> bytes:
    """The release as a workbook with every sheet and head, choices to pick from, all cells as text."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        rows = list(_written(plain, sheet, sheets))
        _fill(page, sheet.columns, [[write_cell(*one, words) for one in row] for row in rows])
        _offer_choices(page, sheet.columns, words)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _written(
    plain: Mapping[str, object], sheet: Sheet, sheets: Sequence[Sheet]
) -> Iterator[list[tuple[Column, object]]]:
    """Every row of a sheet, cell by cell, those of a list below with the name of their parent."""
    if sheet.level == "head":
        yield [(column, plain.get(column.field)) for column in sheet.columns]
        return
    for parent in _all(plain, sheet.under, sheets) if sheet.under else [plain]:
        for row in _list(parent, sheet.level):
            yield [
                (column, parent.get(sheet.parent) if column.kind == PARENT else row.get(column.field))
                for column in sheet.columns
            ]


def _all(plain: Mapping[str, object], level: str, sheets: Sequence[Sheet]) -> Iterator[Mapping[str, object]]:
    own = next(sheet for sheet in sheets if sheet.level == level)
    for parent in _all(plain, own.under, sheets) if own.under else [plain]:
        yield from _list(parent, level)


def _list(plain: Mapping[str, object], level: str) -> list[Mapping[str, object]]:
    found = plain.get(level, [])
    assert isinstance(found, list), "what is written out has been read before"
    return found


def _fill(page: Worksheet, columns: Sequence[Column], rows: Grid) -> None:
    for at, line in enumerate([[column.head for column in columns], *rows], 1):
        for place, value in enumerate(line, 1):
            cell = page.cell(at, place)
            cell.value = value
            if isinstance(value, str):
                # What looks like a formula or a number is the text it is.
                cell.data_type, cell.number_format = "s", "@"
            cell.font = Font(name=FONT, size=10.5, bold=at == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    page.freeze_panes = "A2"
    for place, column in enumerate(columns, 1):
        wide = column.kind in ("text", "lines") and "code" not in column.field
        page.column_dimensions[get_column_letter(place)].width = WIDE if wide else NARROW


def _offer_choices(page: Worksheet, columns: Sequence[Column], words: Words) -> None:
    for place, column in enumerate(columns, 1):
        named = words["flags"] if column.kind == "flag" else words["choices"].get(column.field, {})
        if column.kind in ("flag", "choice"):
            told = ",".join(word for word in named.values() if word)
            rule = DataValidation(type="list", formula1=f'"{told}"', allow_blank=True)
            page.add_data_validation(rule)
            rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}2000")
