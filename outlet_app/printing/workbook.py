"""A ledger as .xlsx: dates as dates, numbers as text, the head frozen, ready to be printed landscape."""

from datetime import date, datetime
from io import BytesIO

import xlsxwriter

from outlet_app.domain.calendar import CST
from outlet_app.domain.ledgers import Cell
from outlet_app.printing.ledger import LedgerValues, spoken_span
from outlet_app.printing.ledger_columns import widths
from outlet_app.printing.paper import MM
from outlet_app.wording import ledgers as words

A4, LANDSCAPE_MARGIN = 9, 0.5
MM_PER_CHARACTER = 2.1
HEAD_ROW = 2
FONT = "SimSun"
BOXED = {"font_name": FONT, "font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
SUM_NAME, SUM_FIGURE = 40, 16
LONGEST_SHEET_NAME = 31


def build_workbook(values: LedgerValues) -> bytes:
    """The workbook's bytes; what looks like a formula is written as the text it is."""
    held = BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, {"in_memory": True, **as_text})
    # The moment of reading, not of writing: the same values make the same bytes.
    made = _naive(values.imprint.printed_at)
    book.set_properties({"title": words.name(values.code), "created": made})
    _write(book, values)
    if values.sums:
        _write_sums(book, values)
    book.close()
    return held.getvalue()


def _write(book: xlsxwriter.Workbook, values: LedgerValues) -> None:
    sheet = book.add_worksheet(words.name(values.code)[:LONGEST_SHEET_NAME])
    styles = _styles(book)
    heads = words.heads(values.columns)
    sheet.merge_range(0, 0, 0, len(heads) - 1, words.name(values.code), styles["title"])
    where = f"{values.imprint.outlet}　{spoken_span(values)}"
    sheet.merge_range(1, 0, 1, len(heads) - 1, where, styles["where"])
    sheet.write_row(HEAD_ROW, 0, heads, styles["head"])
    for at, line in enumerate(values.lines):
        row = HEAD_ROW + 1 + at
        sheet.write_number(row, 0, at + 1, styles["cell"])
        sheet.write_datetime(row, 1, _naive(line.at), styles["moment"])
        sheet.write_string(row, 2, words.cells(line, ())[1], styles["cell"])
        for place, column in enumerate(values.columns, 3):
            _put(sheet, row, place, column, line.cells.get(column), styles)
    for place, width in enumerate(widths(values.columns)):
        sheet.set_column(place, place, width / MM / MM_PER_CHARACTER)
    _set_up(sheet, len(values.lines), len(heads))


def _write_sums(book: xlsxwriter.Workbook, values: LedgerValues) -> None:
    """The figures on a sheet of their own, numbers as numbers."""
    foot, styles = words.foot(values.code), _styles(book)
    sheet = book.add_worksheet(foot.title)
    rate = book.add_format({**BOXED, "num_format": "0.0%"})
    sheet.write_row(0, 0, foot.heads, styles["head"])
    for row, one in enumerate(values.sums, 1):
        sheet.write_string(row, 0, words.sum_name(one, values.code), styles["cell"])
        sheet.write_number(row, 1, one.all, styles["cell"])
        sheet.write_number(row, 2, one.some, styles["cell"])
        if one.share is not None:
            sheet.write_number(row, 3, one.share, rate)
    sheet.set_column(0, 0, SUM_NAME)
    sheet.set_column(1, 3, SUM_FIGURE)
    sheet.set_paper(A4)


def _put(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    place: int,
    column: str,
    value: Cell,
    styles: dict[str, xlsxwriter.format.Format],
) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, _naive(value), styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, styles["day"])
    elif isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, place, value, styles["cell"])
    else:
        sheet.write_string(row, place, words.cell(column, value), styles["cell"])


def _naive(at: datetime) -> datetime:
    """Spreadsheets know no time zone: the local time as on the paper."""
    return at.astimezone(CST).replace(tzinfo=None, second=0, microsecond=0)


def _styles(book: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    return {
        "title": book.add_format({"font_name": FONT, "font_size": 16, "bold": True, "align": "center"}),
        "where": book.add_format({"font_name": FONT, "font_size": 10.5}),
        "head": book.add_format({**BOXED, "bold": True, "align": "center"}),
        "cell": book.add_format(BOXED),
        "moment": book.add_format({**BOXED, "num_format": "yyyy-mm-dd hh:mm"}),
        "day": book.add_format({**BOXED, "num_format": "yyyy-mm-dd"}),
    }


def _set_up(sheet: xlsxwriter.worksheet.Worksheet, lines: int, columns: int) -> None:
    sheet.freeze_panes(HEAD_ROW + 1, 3)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + lines, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(*(LANDSCAPE_MARGIN,) * 2)
    sheet.set_footer(words.WORKBOOK_FOOT)
