"""Words of 服务评价, and of 今日评价 on the first page."""

from collections.abc import Mapping

from outlet_app.domain.reviews.levels import CARDS, Level
from outlet_app.domain.reviews.rates import Standing
from outlet_app.domain.reviews.suspicion import Pattern, Suspicion
from outlet_app.wording.formats import clock, rate
from outlet_app.wording.review_words import LEVELS

TITLE = "服务评价"
SERVICES = "今日服务"
OWN_SERVICES = "我的今日服务"
INVITE = "邀请评价 F7"
COLUMNS: Mapping[str, str] = {
    "at": "时间",
    "case_no": "办件号",
    "applicant": "申请人",
    "item": "事项",
    "occasion": "服务",
    "clerk": "经办人",
    "asked": "评价",
}
UNNAMED = "未留姓名"
OUTSIDE_LIST = "未列入清单"
ASKED: Mapping[str, tuple[str, str, str]] = {
    "not_yet": ("未邀请", "", "text3"),
    "unrated": ("未评价", "", "text2"),
    "rated": ("已评价", "circle-check", "text"),
}
NO_SERVICES = ("今天还没有服务", "办理以后，在这里邀请评价")
UNREAD = ("没有读出来", "本机数据完好，请重试")
SECRET = "每条只记有没有评价；等级、原因和文字已加密，只有市级评价人员能看"
TODAY = "今日评价"
NONE_TODAY = "今天还没有评价"
OFFERED = "已邀请"
RATED = "已评价"
UNRATED = "未评价"
SATISFACTION = "满意度"
RATE = "评价率"
BY_ITEM = "按事项"
HELD_BACK = "另有 {n} 条评价的事项不足 5 条，只计入合计。"
NOT_BY_ITEM = "满 5 条评价的事项才分开显示。"
HERE_ONLY = "只计本机的评价；两台终端的，各计各的。"
REVIEWS = "{n} 条"
LOOK = "请核实"
ALERTS: Mapping[Pattern, str] = {
    Pattern.HURRIED: "{span}（{device} 号终端）\n{n} 条评价间隔不足 10 秒",
    Pattern.UNIFORM: "{span}（{device} 号终端）\n{n} 条评价等级和标签完全相同",
    Pattern.ODD_HOURS: "{span}（{device} 号终端）\n{n} 条评价在工作时间以外",
}
LOOK_NOTE = "只作提醒，不影响统计；请核实评价是不是群众自己按的。"
RECEIVED = "收到评价"
UNIT = "条"
SATISFIED = "满意 {share}"
COLORS: Mapping[Level, str] = {
    Level.VERY_SATISFIED: "accent",
    Level.SATISFIED: "accent_line",
    Level.BASICALLY_SATISFIED: "control",
    Level.DISSATISFIED: "warn",
    Level.VERY_DISSATISFIED: "bad",
}


def alert(one: Suspicion) -> str:
    """09:12 至 09:13（01 号终端）, then 4 条评价间隔不足 10 秒."""
    span = " 至 ".join(dict.fromkeys((clock(one.first), clock(one.last))))
    return ALERTS[one.pattern].format(span=span, n=one.count, device=one.device)


def services(outlet: bool) -> str:
    """The head of the list: one's own, or the outlet's."""
    return SERVICES if outlet else OWN_SERVICES


def reviews(count: int) -> str:
    """11 条."""
    return REVIEWS.format(n=count)


def satisfaction(standing: Standing) -> str:
    """满意度, — where nobody answered."""
    satisfied = sum(count for level, count in standing.levels.items() if level.is_satisfied)
    return rate(satisfied, standing.rated)


def satisfaction_line(standing: Standing) -> str:
    """满意度 100.0%."""
    return f"{SATISFACTION} {satisfaction(standing)}"


def satisfied(standing: Standing) -> str:
    """满意 100.0%, under the figure of the first page."""
    return SATISFIED.format(share=satisfaction(standing)) if standing.rated else ""


def review_rate(standing: Standing) -> str:
    """评价率, — where nobody was asked."""
    return rate(min(standing.rated, standing.offered), standing.offered)


def parts(standing: Standing) -> tuple[tuple[str, int, str], ...]:
    """Word, count and colour of each level; the bad ones only where there are any."""
    return tuple(
        (LEVELS[level], count, COLORS[level])
        for level in CARDS
        if (count := standing.levels.get(level, 0)) or not level.is_bad
    )


def item_line(name: str, standing: Standing) -> str:
    """信息查询　6 条　满意度 83.3%."""
    return f"{name}　{reviews(standing.rated)}　{satisfaction_line(standing)}"


def figures(standing: Standing) -> tuple[tuple[str, str], ...]:
    """The numbers of the day with their names."""
    return (
        (OFFERED, str(standing.offered)),
        (RATED, str(standing.rated)),
        (UNRATED, str(standing.unrated)),
        (SATISFACTION, satisfaction(standing)),
        (RATE, review_rate(standing)),
    )


def held_back(count: int) -> str:
    """Why the items do not add up to the whole."""
    return HELD_BACK.format(n=count) if count else NOT_BY_ITEM
