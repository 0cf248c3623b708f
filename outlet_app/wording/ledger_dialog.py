"""Words around the ledgers: which one, of which days, what became of it."""

from datetime import date

from outlet_app.wording.ledgers import NAMES

BUTTON = "台账(&L)"
TITLE = "查阅台账"
LEDGER = "台账"
SINCE = "起"
UNTIL = "止"
HINT = "最长一年"
NO_SPAN = "起止日期不对，请核对"
CANCEL = "取消 Esc"
SEE = "查看和打印(&V)"
SAVE = "导出 Excel(&X)"
WORKBOOKS = "Excel 工作簿 (*.xlsx)"
SAVED = "已导出"


def typed(day: date) -> str:
    """A day as a clerk would type it."""
    return f"{day:%Y-%m-%d}"


def file_name(code: str, since: date, until: date) -> str:
    """一次性告知台账 20261101-20261120."""
    return f"{NAMES[code]} {since:%Y%m%d}-{until:%Y%m%d}"
