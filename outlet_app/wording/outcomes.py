"""Words of the step that puts an outcome in writing."""

from collections.abc import Mapping, Sequence
from datetime import date

from outlet_app.domain.catalogue import Catalogue, ServiceItem
from outlet_app.wording import items
from outlet_app.wording.answers import source_words
from outlet_app.wording.formats import long_day

ACTIONS: Mapping[str, tuple[str, str]] = {"outcome": ("结果文书(&R)", "file-check")}
CHOOSE_TITLE = "结果文书"
CHOOSE_TEXT = "选择要出具的结果文书。"
CHOOSE_GO = "填写(&N)"
TEXT = "保存后取得编号，按规定份数送打印机。"
OFFERED = "已到出具结果文书的环节。现在不出具的，按 Esc，以后在“结果文书”中办理。"
DONE_ON = "出具日期"
CUTOFF = "数据截止日期"
ROWS = "明细"
ROWS_HINT = "可从表格中复制粘贴"
ITEM = "服务事项"
LIBRARY = "library"
NAMED_IN = "办件 {case_no} 中提到"
GO = "出具并打印(&P)"
WRITTEN = "已出具结果文书，已送打印机"

FIELDS: Mapping[str, str] = {"item": ITEM, "rows": ROWS, "done_on": DONE_ON, "cutoff": CUTOFF}
HINTS: Mapping[str, str] = {"rows": ROWS_HINT}


def ready(value: str | date, key: str = "") -> str:
    """What stands in a field at first; an entry of 政策问答 by its name."""
    if key == LIBRARY and isinstance(value, str):
        return source_words(value) or value
    return long_day(value) if isinstance(value, date) else value


def named_in(case_no: str) -> str:
    """Where a number is known from."""
    return NAMED_IN.format(case_no=case_no)


def typed(day: date) -> str:
    """A day as a clerk would type it."""
    return f"{day:%Y-%m-%d}"


def item_entries(item: ServiceItem, catalogue: Catalogue) -> Mapping[str, str]:
    """An item's seven elements word for word, and of which release."""
    said = {key: items.element(item, key) for key in items.ELEMENTS}
    return {**said, "release": items.in_force(catalogue)}


def item_choices(listed: Sequence[ServiceItem]) -> Mapping[str, str]:
    """The items of the list by number."""
    return {str(one.number): f"{one.number}　{one.name}" for one in listed}
