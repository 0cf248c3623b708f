"""Since when other windows of the outlet have not been heard of, on screen and on paper."""

from collections.abc import Sequence

from outlet_app.domain.calendar import CST
from outlet_app.domain.windows import Window

MOST_NAMED = 3
_ONE = "{terminal} 号窗口自 {since} 起"
_BETWEEN = "、"
_OF_MANY = "等 {count} 个窗口"
_END = "未联系，其后办件可能未含"
SCREEN = "%m-%d %H:%M"
PAPER = "%Y-%m-%d %H:%M"
STOP = "。"


def unheard(windows: Sequence[Window], written: str = SCREEN) -> str:
    """02 号窗口自 11-18 09:12 起未联系，其后办件可能未含; empty where all were heard of.

    Of many the ones silent for longest are named.
    """
    if not windows:
        return ""
    named = sorted(windows, key=lambda one: one.heard)[:MOST_NAMED]
    told = _BETWEEN.join(
        _ONE.format(terminal=one.terminal, since=one.heard.astimezone(CST).strftime(written))
        for one in sorted(named, key=lambda one: one.terminal)
    )
    return told + (_OF_MANY.format(count=len(windows)) if len(windows) > MOST_NAMED else "") + _END
