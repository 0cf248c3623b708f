"""核定时间: what is asked about a moment that a wrong clock wrote, and what is said after."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.wording.timeline import title_of

ACTIONS: Mapping[str, tuple[str, str]] = {"confirm_time": ("核定时间", "clock-alert")}
TITLE = "核定时间"
TEXT = (
    "{title}时本机时间不准，记为 {at}。请查明实际是什么时候，原来的记录保留。"
    "本件中时间不准的其他记录按同样的差数推算；时限重新计算，申请人的期限只延长不缩短。"
)
FIELDS: Mapping[str, str] = {"day": "实际日期", "time": "实际时间", "proof": "核实依据"}
HINTS: Mapping[str, str] = {
    "day": "如 1120",
    "time": "如 1620",
    "proof": "如叫号单、监控录像、申请人手机上的通话时间",
}
GO = "核定(&G)"
CONFIRMED = "已核定时间"


def text(kind: str, at: datetime) -> str:
    """What a clock wrote down wrong, and what a confirmation does."""
    return TEXT.format(title=title_of(kind), at=f"{at.astimezone(CST):%Y-%m-%d %H:%M}")
