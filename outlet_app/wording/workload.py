"""Words of 统计报表 on screen; the sheet's own words are those of the paper."""

from collections.abc import Mapping
from datetime import date, datetime

from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Extra, Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.sheet_columns import Figure
from outlet_app.wording.channels import ENTRANCES
from outlet_app.wording.formats import NOTHING, clock, weekday
from outlet_app.wording.sheet_groups import EXTRAS
from outlet_app.wording.timeline import month_day

TITLE = "日工作量统计表"
VIEWS: Mapping[str, str] = {"items": "按事项", "clerks": "按人员", "flow": "办件流转", "groups": "专项统计"}
VIEW = "统计口径"
DAY = "统计日期"
DAY_BEFORE = "前一天"
DAY_AFTER = "后一天"
BAD_DAY = "日期不对，如 11-17"
FUTURE_DAY = "这一天还没有到"
NO = "序号"
ITEM = "服务事项"
CLERK = "姓名"
NOT_LISTED = "未列入清单"
TOTAL = "合计"
VISITS = "接待人次"
SUBTOTAL = "小计"
RESULTS = "处理结果"
DECISIONS: Mapping[Decision, str] = {
    Decision.ANSWER: "答复",
    Decision.ACCEPT: "受理",
    Decision.NOTICE: "告知",
    Decision.DEFICIENT: "容缺",
    Decision.TRANSFER: "转办",
    Decision.REJECT: "不予",
    Decision.RECEIVE: "收件",
}
WHOLE_DECISIONS: Mapping[Decision, str] = {
    Decision.ANSWER: "当场答复",
    Decision.ACCEPT: "受理",
    Decision.NOTICE: "一次性告知",
    Decision.DEFICIENT: "容缺受理",
    Decision.TRANSFER: "转办",
    Decision.REJECT: "不予受理",
    Decision.RECEIVE: "收件（待审）",
}
CHANNEL_WORDS: Mapping[Entrance, str] = ENTRANCES
SPECIALS: Mapping[Special, str] = {
    Special.ASSISTED: "帮办\n代办",
    Special.CLOSED: "当日\n办结",
    Special.OVERDUE: "超期",
}
STOCK = "办件结存"
INTAKE = "收件和受理"
FLOW_NOTE = (
    "上日结存＋新收＋转入＋更正重开＝办结＋不予受理＋撤回或终止＋转出＋本日结存。"
    "人员之间移交的，只计入各人员的转入、转出。"
)
GROUPS_NOTE = "各等级只列合计，不按人员分列。"
CALLS = "叫号"
BY_LEVEL = "服务评价各等级"
NOTES: Mapping[str, str] = {"flow": FLOW_NOTE, "groups": GROUPS_NOTE}
SHEET_NOTE = "接待人次等于处理结果之和，处理结果按首次处理统计。"
CHECKED = "数据已核对"
BROKEN = "核对不符"
OWN_ROW = "只显示本人"
RESULTS_CHART = "处理结果"
CHANNELS_CHART = "来访方式"
CASES = "件"
PEOPLE = "人次"
NOTHING_DONE = "这一天没有接待"
PREVIEW = "预览(&V)"
EXPORT = "导出 PDF(&F)"
PRINT = "打印 F9"
EXPORTED = "已导出"
PDF_FILES = "PDF 文书 (*.pdf)"
UNREAD = ("没有读出来", "本机数据完好，请重试")
OPEN_HINT = "Enter 打开对应办件"


def head(figure: Figure) -> str:
    """The head of a column of counts on screen, where there is little room."""
    match figure:
        case Entrance():
            return CHANNEL_WORDS[figure]
        case Decision():
            return DECISIONS[figure]
        case Special():
            return SPECIALS[figure]
    return SUBTOTAL


def number(count: int) -> str:
    """A count in the grid: zero is a dash."""
    return str(count) if count else NOTHING


def day_line(day: date) -> str:
    """2026-11-17 周二."""
    return f"{day:%Y-%m-%d} {weekday(day)}"


def counted_until(at: datetime, day: date) -> str:
    """统计截至 17:30; a past day is whole."""
    return f"统计截至 {clock(at)}" if at.date() == day else "统计截至当日 24:00"


def file_name(sign: str, day: date) -> str:
    """The name of an exported sheet."""
    return f"{sign} 日工作量统计表 {day:%Y-%m-%d}.pdf"


def preview_title(day: date) -> str:
    """日工作量统计表 2026-11-17 周二."""
    return f"{TITLE} {day_line(day)}"


def problems(count: int) -> str:
    """核对不符 2 处."""
    return f"{BROKEN} {count} 处"


def counted(day: date, column: Entrance | Decision | Special | Extra | None, today: date) -> str:
    """11-17 超期: a figure of the sheet as a filter of the list."""
    match column:
        case Entrance():
            word = CHANNEL_WORDS[column]
        case Decision():
            word = WHOLE_DECISIONS[column]
        case Special():
            word = SPECIALS[column].replace("\n", "")
        case Extra():
            word = EXTRAS[column].replace("\n", "")
        case _:
            word = VISITS
    return f"{month_day(day, today)} {word}"
