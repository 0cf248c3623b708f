"""Words of 值班、交接班 and 用印: the dialog, what is pending, and the cells of their ledgers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from outlet_app.domain.attendance import Stay
from outlet_app.domain.calendar import local_day
from outlet_app.domain.facts.duty import (
    AwayReason,
    DutyAway,
    DutyBack,
    DutyBegun,
    DutyEnded,
    DutyHanded,
    Pending,
    SealUsed,
    SignedInHere,
    SignedOutHere,
    SignOutWay,
    TicketCalled,
    TicketEnded,
    TicketServed,
)
from outlet_app.domain.ledgers.duty import WORKED
from outlet_app.wording import tickets
from outlet_app.wording.formats import clock, short_moment
from outlet_app.wording.voices import duty as voices

LEDGER = "值班与交接班台账"
TITLE = "值班、交接班"
NOBODY = "现在没有人登记到岗。"
ON_DUTY = "值班：{name}，{since} 起{away}。"
AWAY = "，离岗中"
PENDING_TITLE = "本窗口待办"
PENDING = "您承办 {open_cases} 件（超期 {late} 件、待补正 {correcting} 件），待接收转办 {to_receive} 件，"
PENDING_REST = "未发送 {unsent} 项，未确认打印 {unprinted} 份，未登记用印 {unsealed} 份。"
PARTS = (
    "在办 {n} 件", "超期 {n} 件", "待补正 {n} 件", "待接收 {n} 件",
    "未发送 {n} 项", "未打印 {n} 份", "未用印 {n} 份",
)  # fmt: skip
NOTHING_PENDING = "无"
BEGIN, HAND, LEAVE = "到岗(&D)", "交接(&J)", "离岗(&L)"
BACK, END, SEAL_OTHER = "返岗(&F)", "下班(&X)", "登记用印(&Y)"
CLOSE = "关闭 Esc"
BEGIN_TITLE, BEGIN_GO = "到岗", "登记到岗(&D)"
BEGIN_TEXT = "写明接手时清点的印章和设备。前一位没有交接就离开的，会写成未交接、顶岗。"
HAND_TITLE, HAND_GO = "交接", "交接(&J)"
HAND_TEXT = "两人当面清点。接班人在本机输入自己的口令，交接才生效；待办数由系统统计后写入。"
LEAVE_TITLE, LEAVE_GO = "离岗", "登记离岗(&L)"
LEAVE_TEXT = "短时离开窗口。有人顶岗的选顶岗人；返回后按返岗。"
END_TITLE, END_GO = "下班", "登记下班(&X)"
END_TEXT = "没有人接班。写明印章锁在哪里，待办数由系统统计后写入。"
FIELDS: Mapping[str, str] = {
    "seals": "印章",
    "devices": "设备",
    "papers": "材料和文书",
    "note": "需要说明的",
    "reason": "原因",
    "stand_in": "顶岗人",
    "to": "接班人",
}
END_FIELDS: Mapping[str, str] = {**FIELDS, "seals": "印章存放"}
HINTS: Mapping[str, str] = {
    "seals": "如 业务专用章 1 枚",
    "devices": "如 扫码枪 1 把、高拍仪 1 台、打印机 1 台",
    "papers": "如 张三的委托书原件 1 份在抽屉",
}
NOTE_HINT = "正在办的事、约好的人和时间"
PASSWORD = "接班人口令"
NOBODY_STANDS = "无人顶岗"
AWAY_REASONS: Mapping[str, str] = {
    AwayReason.MEAL: "用餐",
    AwayReason.ERRAND: "公务外出",
    AwayReason.TRAINING: "参加会议、培训",
    AwayReason.UNWELL: "身体不适",
    AwayReason.OTHER: "其他",
}
STAYS_TITLE = "今天在本机登录"
STAYS_NONE = "没有记录。"
STAYS_MORE = "另有 {n} 次，见值班与交接班台账"
STAYS_SHOWN = 4
STAY = "{name} {since}—{until}（{way}）"
STAY_OPEN, STAY_CUT = "{name} {since} 起，尚未签退", "{name} {since} 起，未签退"
WAYS: Mapping[str, str] = {
    SignOutWay.CHANGED: "换人登录",
    SignOutWay.LOCKED: "锁屏后换人登录",
    SignOutWay.QUIT: "退出程序",
    SignOutWay.HANDED: "交接",
    SignOutWay.SENT_AWAY: "不再是本网点人员",
}
SIGNED_OUT = "{since} 登录，{left} 离开（{way}）"
HANDED_NEXT = "请接班人登录"
DONE: Mapping[str, str] = {
    "begin": "已登记到岗",
    "hand": "已交接",
    "leave": "已登记离岗",
    "back": "已登记返岗",
    "end": "已登记下班",
}
SEAL_TITLE, SEAL_GO = "登记用印", "登记用印(&Y)"
SEAL_TEXT = "今天打印、需要用印、还没有登记的文书。不选的不登记。"
SEAL_FIELDS: Mapping[str, str] = {
    **FIELDS,
    "number": "文书",
    "seal": "印章",
    "copies": "用印份数",
}
SEAL_HINT = "用印后按 Shift+F9 登记"
SEAL_DONE = "已登记用印"
SEAL_NONE = "没有待登记用印的文书"
SEAL_NONE_TEXT = "今天确认打印的文书，没有还未登记用印的"
SEALS_NAMED: Mapping[str, str] = voices.SEALS
ENTRIES: Mapping[str, str] = {
    WORKED: "办理业务",
    DutyBegun.KIND: "到岗",
    DutyHanded.KIND: "交接",
    DutyAway.KIND: "离岗",
    DutyBack.KIND: "返岗",
    DutyEnded.KIND: "下班",
    SealUsed.KIND: "用印",
    SignedInHere.KIND: "登录",
    SignedOutHere.KIND: "签退",
    TicketCalled.KIND: "叫号",
    TicketServed.KIND: "排队号已登记",
    TicketEnded.KIND: "排队号去向",
}
GAPS: Mapping[str, str] = {
    "not_on_duty": "未登记到岗",
    "nobody_stood_in": "无人顶岗",
    "not_back": "未登记返岗",
    "not_handed_over": "未交接，顶岗",
    "still_on": "未交接、未下班",
    "not_signed_out": "未签退",
    "not_yet_signed_out": "尚未签退",
}
HEADS: Mapping[str, str] = {
    **tickets.HEADS,
    "duty": "值班事项",
    "post": "终端",
    "partner": "接班人、顶岗人",
    "pending": "待办",
    "seals": FIELDS["seals"],
    "devices": FIELDS["devices"],
    "said": "材料和说明",
    "gap": "核对",
    "seal": "用印",
}
_JOIN = "、"


def on_duty(name: str, since: datetime | None, *, away: bool) -> str:
    """值班：苏日娜，08:31 起，离岗中。"""
    if not name or since is None:
        return NOBODY
    return ON_DUTY.format(name=name, since=clock(since), away=AWAY if away else "")


def pending(one: Pending) -> str:
    """What lies on the desk, in one sentence."""
    told = {name: getattr(one, name) for name in Pending.__slots__}
    return (PENDING + PENDING_REST).format(**told)


def stays(told: Sequence[Stay], names: Mapping[str, str]) -> str:
    """Who had this terminal open today, the latest lines of it; a missing 签退 is said and not guessed."""
    if not told:
        return STAYS_NONE
    lines = [_stay(one, names.get(one.staff_no, one.staff_no[-4:])) for one in told[-STAYS_SHOWN:]]
    left_out = len(told) - len(lines)
    return "\n".join((*lines, STAYS_MORE.format(n=left_out)) if left_out else lines)


def _stay(one: Stay, name: str) -> str:
    since = clock(one.since)
    if one.until is None or one.way is None:
        return (STAY_CUT if one.is_cut else STAY_OPEN).format(name=name, since=since)
    if local_day(one.since) != local_day(one.until):
        since = short_moment(one.since)
    return STAY.format(name=name, since=since, until=clock(one.until), way=WAYS[one.way])


def sealed(used: SealUsed) -> str:
    """HH0501 受〔2026〕0001 号，业务专用章 2 份."""
    return f"{used.number}，{seal(used.seal.value, used.copies)}"


def seal(code: str, copies: int) -> str:
    """业务专用章 2 份."""
    return f"{SEALS_NAMED[code]} {copies} 份"


def _pending(value: Any) -> str:
    numbers = map(int, str(value).split("|"))
    parts = [label.format(n=n) for label, n in zip(PARTS, numbers, strict=True) if n]
    return _JOIN.join(parts) or NOTHING_PENDING


def _said(value: Any) -> str:
    """An away reason before its note, how a terminal was left; anything else as it was written."""
    code, bar, note = str(value).partition("|")
    if bar and code in WAYS:
        since, left = (short_moment(datetime.fromisoformat(one)) for one in note.split("|"))
        return SIGNED_OUT.format(since=since, left=left, way=WAYS[code])
    if bar and code in AWAY_REASONS:
        return _JOIN.join(filter(None, (AWAY_REASONS[code], note)))
    return str(value)


def _seal(value: Any) -> str:
    code, _, copies = str(value).partition("|")
    return seal(code, int(copies))


FORMATS: Mapping[str, Callable[[Any], str]] = {
    **tickets.FORMATS,
    "duty": lambda value: ENTRIES[value],
    "gap": lambda value: _JOIN.join(GAPS[code] for code in str(value).split("\n")),
    "pending": _pending,
    "said": _said,
    "seal": _seal,
}
