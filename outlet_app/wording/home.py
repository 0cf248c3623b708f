"""Words of 工作台."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.decisions import Decision
from outlet_app.wording.states import DECISIONS

TITLE = "工作台"
UNNAMED = "未留姓名"
OUTSIDE_LIST = "未列入清单"
TILES: Mapping[str, tuple[str, str, str, str]] = {
    "intake": ("首问登记", "来访、来电、线上咨询和申请", "file-plus", "F2"),
    "corrections": ("补正收件", "收取补交材料", "inbox", "F11"),
    "assistance": ("帮办代办", "代填代交申请", "hand-helping", "F12"),
    "review": ("邀请评价", "请群众评价服务", "star", "F7"),
    "print_day": ("打印日报", "今日工作量", "printer", "F9"),
}
RECEIVED = "今日接待"
VISITS = "人次"
CASES = "件"
NOTICES = "份"
NUMBERS = "今日工作量"
WEEK = "近 7 个工作日接待"
TODO = "待办提醒"
TABS: Mapping[str, str] = {
    "all": "全部",
    "overdue": "已超期",
    "today": "今日到期",
    "materials": "待补材料",
    "receive": "待接收",
    "unsent": "未发送",
    "oversee": "督办",
    "confirm": "待确认",
}
OPEN_HINT = "Enter 打开"
COLUMNS: Mapping[str, str] = {
    "due": "时限",
    "case_no": "办件号",
    "applicant": "申请人",
    "item": "事项",
    "step": "当前环节",
    "due_at": "到期时间",
    "handler": "承办人",
}
NO_TODO = ("没有待办", "今天没有到期和超期的办件")
NONE_IN_TAB: Mapping[str, tuple[str, str]] = {
    "overdue": ("没有超期办件", "都在时限内"),
    "today": ("今天没有到期的办件", "可以看全部待办"),
    "materials": ("没有待补材料的办件", "没有等申请人补正或补交的"),
    "oversee": ("没有要督办的办件", "超期、未接收、退回两次和上报的，都在这里"),
    "confirm": ("没有要确认的提请", "视为受理、视为撤回和容缺逾期到时在这里提请"),
    "receive": ("没有待接收的转办", "转给您的、您转出还没有回音的，都在这里"),
}
UNSENT = "未发送"
SYNC_NOW = "立即同步 F8"
ALL_SENT = "全部已发送"
UNREAD = ("没有读出来", "本机数据完好，请重试")
RETRY = "重试 F5"
UNCONFIRMED = "已生成，未确认打印"
PRINT_AGAIN = "重新打印"
PRINTED = "已打印"
PRINTING = "已送打印机"
HANDLE = "处理"
SEND_AGAIN = "重试"


def unit_of(decision: Decision | None) -> str:
    """What a figure of the strip counts."""
    if decision is None:
        return VISITS
    return NOTICES if decision is Decision.NOTICE else CASES


def figure_title(decision: Decision | None) -> str:
    """The word under a figure of the strip."""
    return DECISIONS[decision] if decision else RECEIVED


def yesterday(count: int) -> str:
    """昨日 17."""
    return f"昨日 {count}"


def week_caption(first: date, last: date) -> str:
    """11月，人次; over the turn of a month both are named."""
    months = f"{first.month}月" if first.month == last.month else f"{first.month}月～{last.month}月"
    return f"{months}，{VISITS}"


def day_of_month(day: date) -> str:
    """9日."""
    return f"{day.day}日"


def assisted(count: int) -> str:
    """含帮办 1."""
    return f"含帮办 {count}"


def cases(count: int) -> str:
    """5 件."""
    return f"{count} 件"


def more_unsent(count: int) -> str:
    """The queue's rest, which 同步中心 shows."""
    return f"还有 {count} 件，在同步中心查看"


def unconfirmed(paper: str, number: str, applicant: str, others: int) -> str:
    """The first paper nobody has confirmed, and how many wait behind it."""
    whose = f"，{applicant}" if applicant else ""
    rest = f"；另有 {others} 份" if others else ""
    return f"{paper} {number}{whose}{rest}"
