"""Words of 叫号: the sheet that is asked, and the cells of L24."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from outlet_app.domain.facts.duty import TicketFate
from outlet_app.domain.ledgers.tickets import MISSING, SERVED, WAITING
from outlet_app.wording.formats import clock
from outlet_app.wording.review_ledger import Foot

LEDGER = "叫号登记核查台账"
FOOT = Foot("叫号登记率", ("范围", "叫号", "有首问登记", "登记率"))
CALL_TITLE, CALL_GO = "叫号", "叫号(&K)"
CALL_TEXT = "填写叫到窗口的号。来人在窗口登记后，登记与这个号自动对应；没有登记的，下次叫号时写明去向。"
CALL_FIELDS: Mapping[str, str] = {"number": "排队号"}
CALL_HINTS: Mapping[str, str] = {"number": "如 A012"}
END_TITLE, END_GO = "这个号的去向", "登记去向(&K)"
END_TEXT = "{number} 号 {since} 叫到窗口，还没有首问登记。要登记的，按 Esc 关闭后按 F2；没有登记的写明去向。"
FATE_FIELDS: Mapping[str, str] = {"fate": "去向", "note": "说明", "following": "接着叫的号"}
FATE_HINTS: Mapping[str, str] = {
    "note": "问了什么，或者引导到哪里",
    "following": CALL_HINTS["number"],
}
CALLED, ENDED, ENDED_AND_CALLED = "已叫 {number} 号", "{number} 号：{fate}", "接着叫 {following} 号"
FATES: Mapping[str, str] = {
    TicketFate.PASSED: "过号，没有到窗口",
    TicketFate.LEFT: "离开，没有办理",
    TicketFate.ASKED: "咨询了，没有登记",
    TicketFate.ELSEWHERE: "引导到其他窗口",
}
# As a ledger has room for them.
_SHORT: Mapping[str, str] = {
    TicketFate.PASSED: "过号",
    TicketFate.LEFT: "离开",
    TicketFate.ASKED: "咨询未登记",
    TicketFate.ELSEWHERE: "引导他处",
    SERVED: "已登记",
    WAITING: "未写去向",
}
ONE_LEFT_OUT, SEVERAL_LEFT_OUT = "缺 {first} 号", "缺 {first}～{last} 号"
HEADS: Mapping[str, str] = {"ticket": "排队号", "fate": "去向", "queue": "核查情况"}


def waiting(number: str, since: datetime | None) -> str:
    """A012 号 10:42 叫到窗口 …"""
    return END_TEXT.format(number=number, since=clock(since) if since else "")


def ended(number: str, fate: str, following: str) -> tuple[str, str]:
    """Title and text of the notice after it."""
    text = ENDED_AND_CALLED.format(following=following) if following else ""
    return ENDED.format(number=number, fate=_SHORT[fate]), text


def _queue(value: Any) -> str:
    kind, _, rest = str(value).partition("|")
    if kind != MISSING:
        return _SHORT[kind]
    first, _, last = rest.partition("|")
    return (ONE_LEFT_OUT if first == last else SEVERAL_LEFT_OUT).format(first=first, last=last)


FORMATS: Mapping[str, Callable[[Any], str]] = {
    "fate": lambda value: _SHORT[value],
    "queue": _queue,
}
