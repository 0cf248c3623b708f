"""Words of 期限计算: what is asked for, and what the dates mean for the person at the counter."""

from collections.abc import Mapping, Sequence
from datetime import date

from outlet_app.domain.ip_terms import Deadline, Renewal, Standing, Unit
from outlet_app.wording.formats import long_day

TITLE = "期限计算"
TEXT = "按国家规定推算，供答复咨询用；以国家知识产权局的公告和通知为准。"
KIND = "计算什么"
KINDS: Mapping[str, str] = {
    "renewal": "商标续展",
    "registration": "商标有效期（按注册日）",
    "opposition": "商标异议",
    "reply": "按通知书答复",
    "seasons": "政策申报期",
}
DAY_OF: Mapping[str, str] = {
    "renewal": "有效期届满日",
    "registration": "注册日",
    "opposition": "初审公告日",
    "reply": "收到通知之日",
}
DAY_HINT = "如 2026-11-27"
LENGTH = "答复期限"
UNITS: Mapping[Unit, str] = {Unit.DAYS: "日", Unit.MONTHS: "个月"}
UNIT = "单位"
RESULT = "结果"
SEASONS_UNREAD = "还没有读出政策数据。"
NO_SEASONS = "本机没有市级下发的政策，按 F8 同步后再看。"
SEASON = "{name}：{season}"
MORE_SEASONS = "另有 {n} 项，在免申即享（Shift+F3）查看"
MOST_SEASONS = 12
NOTHING_YET = "填好日期后显示结果"
COPY = "复制结果(&C)"
CLOSE = "关闭 Esc"
COPIED = "已复制计算结果"
ASSUMED = "节假日安排未更新，按周一至周五计算。"
_RENEWAL: Mapping[Standing, str] = {
    Standing.EARLY: "今天还不能申请续展。",
    Standing.OPEN: "今天可以申请续展。",
    Standing.GRACE: "今天在宽展期内，仍可申请续展。",
    Standing.OVER: "宽展期已过，商标已失效，需重新申请注册。",
}
_DEADLINE: Mapping[Standing, str] = {
    Standing.EARLY: "期限从次日起算。",
    Standing.OPEN: "今天在期限内，还剩 {left} 天。",
    Standing.OVER: "期限已过。",
}


def renewal(found: Renewal, today: date) -> str:
    """What to tell the owner of a mark."""
    lines = [
        f"续展申请期：{long_day(found.opens)}至{long_day(found.ends)}",
        f"宽展期：至{long_day(found.grace_ends)}",
        _RENEWAL[found.standing(today)],
    ]
    return "\n".join([*lines, ASSUMED] if found.assumed else lines)


def expiry(last: date, found: Renewal, today: date) -> str:
    """The end of the ten years, and the renewal that goes with it."""
    return f"有效期届满日：{long_day(last)}\n{renewal(found, today)}"


def seasons(told: Sequence[tuple[str, str]]) -> str:
    """The policies in force, a line each."""
    lines = [SEASON.format(name=name, season=when) for name, when in told[:MOST_SEASONS]]
    left = len(told) - MOST_SEASONS
    return "\n".join([*lines, MORE_SEASONS.format(n=left)] if left > 0 else lines) or NO_SEASONS


def deadline(kind: str, found: Deadline, today: date) -> str:
    """The last day of an opposition or a reply."""
    name = "异议期" if kind == "opposition" else "答复期"
    left = (found.ends - today).days
    lines = [
        f"{name}：{long_day(found.begins)}至{long_day(found.ends)}",
        _DEADLINE[found.standing(today)].format(left=left),
    ]
    return "\n".join([*lines, ASSUMED] if found.assumed else lines)
