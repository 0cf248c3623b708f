"""How dates, times, counts and codes are written, on screen and on paper (UI.md §8, §12)."""

from datetime import date, datetime

from outlet_app.domain.calendar import CST

NOTHING = "—"
UNNUMBERED = "——"
_WEEK = "一二三四五六日"
_SHORTER = (
    ("巴彦淖尔市政务服务中心知识产权综合窗口", "市级窗口"),
    ("市市场监督管理局知识产权科", "市知识产权科"),
    ("知识产权公共服务窗口", "窗口"),
    ("公共服务网点", "网点"),
)


def long_day(day: date) -> str:
    """2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_day(day: date) -> str:
    """11月22日, where the year is plain from the page."""
    return f"{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """周一."""
    return f"周{_WEEK[day.weekday()]}"


def full_weekday(day: date) -> str:
    """星期一."""
    return f"星期{_WEEK[day.weekday()]}"


def clock(at: datetime) -> str:
    """09:52, in local time."""
    return at.astimezone(CST).strftime("%H:%M")


def long_moment(at: datetime) -> str:
    """2026年11月18日 09:52."""
    return f"{long_day(at.astimezone(CST))} {clock(at)}"


def stamp(at: datetime) -> str:
    """2026-11-18 10:42."""
    return at.astimezone(CST).strftime("%Y-%m-%d %H:%M")


def short_day(day: date) -> str:
    """11-23 周一."""
    return f"{day:%m-%d} {weekday(day)}"


def short_moment(at: datetime, today: date | None = None) -> str:
    """11-23 周一 17:30; on the day itself 今日 17:30."""
    here = at.astimezone(CST)
    day = "今日" if here.date() == today else short_day(here)
    return f"{day} {clock(at)}"


def due_in_full(at: datetime) -> str:
    """2026年11月23日（周一）17:30."""
    here = at.astimezone(CST)
    return f"{long_day(here)}（{weekday(here)}）{clock(at)}"


def fours(code: str) -> str:
    """7K4M 92QX: a code in groups of four, as it is read out."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def count(number: int) -> str:
    """A count in a table: zero is a dash."""
    return str(number) if number else NOTHING


def average(number: float | None) -> str:
    """12.5; a dash where there is nothing to take it of."""
    return NOTHING if number is None else f"{number:.1f}"


def rate(part: int, whole: int) -> str:
    """92.3%; a dash where there is nothing to divide by."""
    return f"{part / whole * 100:.1f}%" if whole else NOTHING


def short_outlet(name: str) -> str:
    """临河区窗口: an outlet's or a division's name where a list has little room."""
    for long, short in _SHORTER:
        name = name.replace(long, short)
    return name
