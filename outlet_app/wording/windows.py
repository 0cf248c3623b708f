"""Since when other windows of the outlet have not been heard of, on screen and on paper."""

from collections.abc import Sequence

from outlet_app.domain.calendar import CST
from outlet_app.domain.windows import Window

MOST_NAMED = 3
_ONE = "{terminal} 号窗口自 {since} 起"
_BETWEEN = "、"
_OF_MANY = "等 {count} 个窗口"
_SILENT = "未联系"
_BY_STICK = "{terminal} 号窗口经 U 盘报送至 {since}"
_AND = "，"
_END = "，其后办件可能未含"
SCREEN = "%m-%d %H:%M"
PAPER = "%Y-%m-%d %H:%M"
STOP = "。"


def unheard(windows: Sequence[Window], written: str = SCREEN) -> str:
    """02 号窗口自 11-18 09:12 起未联系，其后办件可能未含; empty where all were heard of.

    Of many the ones silent for longest are named. A window whose work came by stick is no silent one:
    03 号窗口经 U 盘报送至 11-18 17:05.
    """
    if not windows:
        return ""
    named = sorted(sorted(windows, key=lambda one: one.heard)[:MOST_NAMED], key=lambda one: one.terminal)
    many = _OF_MANY.format(count=len(windows)) if len(windows) > MOST_NAMED else ""
    by_stick = _told(_BY_STICK, [one for one in named if one.way], written)
    silent = _told(_ONE, [one for one in named if not one.way], written)
    if silent:
        silent += _SILENT if by_stick else many + _SILENT
    if by_stick:
        by_stick += f" {many}" if many else ""
    return _AND.join(filter(None, (silent, by_stick))) + _END


def _told(pattern: str, windows: Sequence[Window], written: str) -> str:
    return _BETWEEN.join(
        pattern.format(terminal=one.terminal, since=one.heard.astimezone(CST).strftime(written))
        for one in windows
    )
