"""Words of 日结核对 on screen; the sheet's own words are those of the paper."""

from collections.abc import Sequence
from datetime import date, datetime

from outlet_app.wording.formats import clock
from outlet_app.wording.timeline import month_day

TITLE = "日结核对单"
BUTTON = "日结核对(&J)"
COMPARING = "正在与市局核对…"
_AGREED, _DIFFERING, _UNCHECKED = "日结已核对，相符", "日结已核对，{n} 处不符", "日结未与市局核对"
_AT, _NOT_YET, _OPEN = "{told}（{at}）", "尚未日结核对", "{days} 的日结还没有与市局核对，联网后请补"
_JOIN, _SHOWN, _MORE = "、", 3, "{days} 等 {n} 天"


def title(day: date) -> str:
    """日结核对单 11月20日."""
    return f"{TITLE} {month_day(day)}"


def file_name(sign: str, day: date) -> str:
    """The name of an exported sheet."""
    return f"{sign} {TITLE} {day:%Y-%m-%d}.pdf"


def standing(at: datetime | None, checked: bool, differing: int) -> str:
    """How a day stands: 日结已核对，相符（17:35）."""
    if at is None:
        return _NOT_YET
    told = (_DIFFERING.format(n=differing) if differing else _AGREED) if checked else _UNCHECKED
    return _AT.format(told=told, at=f"{month_day(at.date())} {clock(at)}")


def still_open(days: Sequence[date]) -> str:
    """Which days are to be completed; nothing where there are none."""
    if not days:
        return ""
    told = _JOIN.join(map(month_day, days[:_SHOWN]))
    return _OPEN.format(days=_MORE.format(days=told, n=len(days)) if len(days) > _SHOWN else told)
