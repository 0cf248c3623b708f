"""Words of the 日结核对单 W28."""

from collections.abc import Mapping
from datetime import date, datetime

from outlet_app.domain.closing import Difference, Unlike
from outlet_app.wording.formats import NOTHING, full_weekday, long_day, stamp

OUTLET, TERMINAL, DAY, AT = "网点", "终端", "核对日期", "核对时间"
NAMED = "{name}（{sign}）"
EDITION = "{at}　第 {n} 版"
RESULT = "核对结果"
AGREED = "已与市局核对，相符。"
DIFFERING = "已与市局核对，{n} 处不符，见核对不符的编号。"
UNCHECKED = "未与市局核对：核对时联系不上市级服务器。联网后请重新核对、打印。"
SUMS = "当日数据"
CASES, RECORDS, EVENTS, UNSENT = (
    "办件（件）",
    "值班、活动等记录（份）",
    "办理记录（条）",
    "其中尚未发送（条）",
)
PAPERS, CODE = "文书（份）", "校验码"
NUMBERS = "编号使用"
UNLIKE = "核对不符的编号"
NO_NUMBER = "值班、活动等记录"
CHECKED_BY, LED_BY = "窗口负责人", "值班领导"
_HOW: Mapping[Unlike, str] = {
    Unlike.UNSENT: "本机有 {here} 条，市局收到 {there} 条，其余尚未发送",
    Unlike.CITY_LACKS: "本机有 {here} 条，市局没有这件",
    Unlike.NOT_HERE: "市局有 {there} 条，本机没有收到这件",
    Unlike.DIFFERS: "本机 {here} 条，市局 {there} 条，内容不一致",
    Unlike.PAPER_LACKED: "本机打印过，市局没有这份文书",
    Unlike.PAPER_NOT_HERE: "市局有这份文书，本机没有收到",
    Unlike.COPIES: "本机打印到第 {here} 次，市局记到第 {there} 次",
}


def result(checked: bool, differing: int) -> str:
    """How the comparison ended, in one sentence."""
    if not checked:
        return UNCHECKED
    return DIFFERING.format(n=differing) if differing else AGREED


def how(one: Difference) -> str:
    """What is unlike about a number."""
    return _HOW[one.kind].format(here=one.here, there=one.there)


def day_line(day: date) -> str:
    """2026年11月20日 星期五."""
    return f"{long_day(day)} {full_weekday(day)}"


def edition(at: datetime, number: int) -> str:
    """2026-11-20 17:35　第 1 版."""
    return EDITION.format(at=stamp(at), n=number)


def count(number: int | None) -> str:
    """A figure; a dash where the city was not asked."""
    return NOTHING if number is None else str(number)
