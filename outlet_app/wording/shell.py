"""What the window itself says: navigation, status bar, dialogs, toasts, display choices."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

PROGRAM = "知识产权公共服务"
PROGRAM_PART = "网点工作台"
WINDOW_TITLE = f"{PROGRAM}{PROGRAM_PART}"
BADGE = "知"

PAGES: Mapping[str, str] = {
    "workbench": "工作台",
    "intake": "首问登记",
    "cases": "办件查询",
    "notice": "告知文书",
    "reviews": "服务评价",
    "reports": "统计报表",
    "sync": "同步中心",
    "catalogue": "事项清单",
    "settings": "设置",
    "corrections": "补正收件",
    "policies": "免申即享",
    "assistance": "帮办代办",
    "packages": "集成办",
}
GROUP_COUNTER = "办理"
GROUP_OFFICE = "管理"
HELP = "帮助与快捷键"
HELP_SHORT = "帮助"
LOCK = "锁屏"
DISPLAY = "显示"
SIZE = "显示大小"
COLOURS = "配色"
SCHEMES: Mapping[str, str] = {
    "light": "浅色",
    "dark": "深色",
    "high_contrast": "高对比",
    "system": "跟随系统",
}

FIND_HINT = "办件号、申请人或拼音首字母"
FIND_BRIEF = "办件号、申请人"
FIND_NAME = "查找办件"

NAVIGATION = "导航"
STATUS_BAR = "状态栏"
NO_CLERK = "未登录"
NEVER_SYNCED = "尚未同步"
SENDING_STOPPED = "已停止发送"
HEAD_POST = "负责人"
STAFF_NO = "工号"

CLOSE = "关闭"
CANCEL = "取消"
KNOWN = "知道了"
FILE_LABELS = ("位置(&L)：", "文件名(&N)：", "类型(&T)：", "保存(&S)", "取消")
RECENT = "最近的提示"
NO_RECENT = "还没有提示"
BUG_TITLE = "程序出了错"
BUG_SAFE = "已保存的办件不受影响，页面上还没有保存的内容请再核对一遍。"
BUG_REFERENCE = "请把编号 {reference} 告诉市级管理员。"
UNKNOWN_TROUBLE = "没有办成，编号 {code}。"
UNKNOWN_SAFE = "已保存的办件不受影响。"
UNKNOWN_NOW = "请再试一次；仍不行请把编号告诉市级管理员。"

NEWS_TITLE = "收到新的事项清单或节假日安排"
NEWS_TEXT = "下次登录起使用，受影响的期限到时重新计算"
SYNC_DONE = "全部已发送"
SYNC_PARTLY = "已与市级服务器收发"
SYNC_OFFLINE = "连不上市级服务器，办件照常办理"
SYNC_OFFLINE_TEXT = "恢复连接后自动发送"
READING = "正在读取…"
READING_LONG = "正在读取，已用 {seconds} 秒"

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
DAY_WORDS: Mapping[str, str] = {"start": "受理", "off": "休", "due": "到期"}


def clock_line(now: datetime) -> str:
    """2026-11-18 周三 10:42."""
    return f"{now:%Y-%m-%d} {WEEKDAYS[now.weekday()]} {now:%H:%M}"


def outlet_line(name: str, sign: str) -> str:
    """The outlet and its sign in brackets."""
    return f"{name}（{sign}）"


def clerk_line(name: str, short_no: str, post: str = "") -> str:
    """The person at the counter, the last four digits of the 工号, and the post of a head."""
    return f"{name}  {STAFF_NO} {short_no}" + (f"（{post}）" if post else "")


def queue_line(waiting: int, failed: int) -> str:
    """待发送 N 件，M 件出错."""
    return f"待发送 {waiting} 件" + (f"，{failed} 件出错" if failed else "")


def to_seal(count: int, *, short: bool) -> str:
    """待用印 2 份 Shift+F9: what has been printed and waits for a use of the seal to be written down."""
    return f"待用印 {count}" if short else f"待用印 {count} 份  Shift+F9"


def sync_line(last: datetime | None, today: date) -> str:
    """When data last went both ways; never a bare date for today."""
    if last is None:
        return NEVER_SYNCED
    if last.date() == today:
        return f"上次同步 今天 {last:%H:%M}"
    return f"上次同步 {last:%m-%d %H:%M}"


def sync_in_short(last: datetime | None, today: date) -> str:
    """The same where there is little room: the time of today, the day before that."""
    if last is None:
        return NEVER_SYNCED
    return f"同步 {last:%H:%M}" if last.date() == today else f"同步 {last:%m-%d}"


def reading(seconds: int | None) -> str:
    """What a waiting list says; with the seconds once it takes long."""
    return READING if seconds is None else READING_LONG.format(seconds=seconds)


def preview_spoken(name: str, page: int, pages: int) -> str:
    """The preview as assistive technology reads it."""
    return f"{name}，第 {page} 页，共 {pages} 页"


def named(name: str, said: str) -> str:
    """A thing and what it says, for assistive technology: 处理结果：当场答复 8，受理 4."""
    return f"{name}：{said}" if said else name


def listed(parts: Iterable[str]) -> str:
    """Parts of one sentence: 当场答复 8，受理 4."""
    return "，".join(parts)


def in_turn(steps: Iterable[str]) -> str:
    """Steps of a course, one after the other."""
    return "；".join(steps)


def headline(sentence: str) -> str:
    """A sentence as a title: without its full stop."""
    return sentence.rstrip("。")


def percent(factor: float) -> str:
    """1.25 as 125%."""
    return f"{round(factor * 100)}%"


def sync_left(waiting: int, needs_you: int) -> str:
    """等待发送 2 件，需您处理 1 件."""
    left = {"等待发送": waiting, "需您处理": needs_you}
    return "，".join(f"{word} {count} 件" for word, count in left.items() if count)
