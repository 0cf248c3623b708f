"""The quarterly sheet as a workbook that can be printed and published."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from city_server.quarter_sheet import Cell, Document

HEAD_ROW = 3
WIDTHS = (30, 30, 8, 8, 8, 8, 9, 10, 8, 10, 8, 12, 9, 8, 8, 8, 9, 14, 44)
EXAMPLE_WIDTHS = (16, 26, 22, 60, 60)
LANDSCAPE, A4 = "landscape", 9
FONT = "SimSun"
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def build_workbook(told: Document) -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a fresh workbook has one"
    sheet.title = told.tab
    _title(sheet, told.title, len(told.heads))
    sheet.cell(2, 1, told.span).font = Font(name=FONT, size=10.5)
    _table(sheet, HEAD_ROW, told.heads, [line.cells for line in told.lines], WIDTHS)
    for place, note in enumerate(told.notes, HEAD_ROW + len(told.lines) + 2):
        sheet.cell(place, 1, note).font = Font(name=FONT, size=9)
    _set_up(sheet, told.foot)
    if told.examples:
        _examples(book, told)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _examples(book: Workbook, told: Document) -> None:
    sheet = book.create_sheet(told.example_title)
    _title(sheet, told.example_title, len(EXAMPLE_WIDTHS))
    _table(sheet, HEAD_ROW, told.example_heads, told.examples, EXAMPLE_WIDTHS)
    _set_up(sheet, told.foot)


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
