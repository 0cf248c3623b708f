"""Every word about cases that wait: pauses, and what a missed period proposes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from outlet_app.domain.events import DueStamp, HandedBack
from outlet_app.wording.formats import short_day, short_moment
from outlet_app.wording.voices.waiting import PAUSES, PROPOSED

URGENT_ACTIONS: Mapping[str, tuple[str, str]] = {
    "correct": ("补正收件(&K)", "inbox"),
    "examine": ("审核(&K)", "list-checks"),
    "deem_accepted": ("视为受理(&S)", "circle-dot"),
    "deem_withdrawn": ("视为撤回(&R)", "ban"),
    "decline": ("暂不确认(&N)", "clock"),
    "resume": ("恢复计时(&E)", "play"),
}
FURTHER_ACTIONS: Mapping[str, tuple[str, str]] = {
    "pause": ("暂停计时(&E)", "pause"),
    "tell": ("受理后告知(&K)", "file-text"),
}

PAUSE_REASONS = {code: word for code, word in PAUSES.items() if code != "correction"}
PAUSE_TITLE = "暂停计时"
PAUSE_TEXT = "暂停期间工作日时限不走，恢复后按整工作日顺延；按小时计的时限照常走。"
PAUSED_BEFORE = "此前已暂停 {n} 个工作日。"
PAUSE_FIELDS: Mapping[str, str] = {"reason": "暂停原因", "evidence": "依据"}
PAUSE_HINTS: Mapping[str, str] = {"evidence": "写明文书名称和编号"}
PAUSE_GO = "暂停计时(&E)"
PAUSED = "已暂停计时"

RESUME_TITLE = "恢复计时"
RESUME_TEXT = "本次暂停 {days} 个工作日，累计 {total} 个工作日。{due}"
RESUME_DUE = "恢复后时限到 {due}。"
RESUME_FIELDS: Mapping[str, str] = {"evidence": "恢复依据"}
RESUME_HINTS: Mapping[str, str] = {"evidence": "可以不填"}
RESUME_GO = "恢复计时(&E)"
RESUMED = "已恢复计时"

ACCEPT_TITLE = "视为受理"
ACCEPT_TEXT = "收件后 5 个工作日内没有一次性告知，依法自收到材料之日起即为受理。请核对后确认。"
ACCEPT_FROM = "受理日：{day}"
ACCEPT_DUE = "办理时限：{due}"
ACCEPT_PAPER = "确认后打印受理通知书，送达申请人。"
ACCEPT_GO = "确认视为受理(&S)"
ACCEPTED = "已视为受理"

WITHDRAW_TITLE = "视为撤回"
WITHDRAW_TEXT = "补正期限 {due} 已过，申请人没有补正。确认后办件终结，不能恢复；请先电话联系申请人。"
WITHDRAW_BACK = "退还材料：{names}，打印视为撤回通知书由申请人签收。"
WITHDRAW_NOTHING_BACK = "没有要退还的材料，打印视为撤回通知书送达申请人。"
WITHDRAW_FIELDS: Mapping[str, str] = {"reason": "原因"}
WITHDRAW_READY = "补正期限届满，申请人未补正，也未说明正当理由"
WITHDRAW_GO = "确认视为撤回(&R)"
WITHDRAWN = "已视为撤回"

DECLINE = "暂不确认(&N)"
CONFIRMING: Mapping[str, str] = {
    "deem_accepted": "确认视为受理(&Q)",
    "deem_withdrawn": "确认视为撤回(&Q)",
    "lapse": "逾期处理(&Q)",
    "silence_soon": "审核(&Q)",
    "declare": "登记申报(&Q)",
}
PROPOSED_LINES: Mapping[str, str] = {
    "deem_accepted": "收件后 5 个工作日内没有告知，提请确认视为受理",
    "deem_withdrawn": "补正期限 {due} 已过，提请确认视为撤回",
    "lapse": "容缺材料逾期没有补齐，提请处理",
    "silence_soon": "{due} 前没有告知的，视为受理，请尽快审核",
    "declare": "申报期已到，告知申请人并登记申报",
}
DECLINE_TITLE = "暂不确认"
DECLINE_TEXT = "“{proposal}”今天不确认，写明原因；到了下面的日期再提请。办件照原来的环节办理。"
DECLINE_FIELDS: Mapping[str, str] = {"reason": "原因", "again": "再提请的日期"}
DECLINE_HINTS: Mapping[str, str] = {
    "reason": "例如已电话联系，材料已寄出",
    "again": "今天以后、30 天以内",
}
DECLINE_GO = "保存(&B)"
DECLINED = "已记下，到时再提请"
GONE = "这个办件已经不是提请时的样子"
GONE_TEXT = "请看当前环节再办"


def proposed_line(proposal: str, due: DueStamp | None) -> str:
    """What is proposed for a case, or that silence will soon mean acceptance."""
    return PROPOSED_LINES[proposal].format(due=short_moment(due.at) if due and due.at else "")


def decline_text(proposal: str) -> str:
    """What is not confirmed today."""
    return DECLINE_TEXT.format(proposal=PROPOSED.get(proposal, proposal))


def pause_text(before: int) -> str:
    """What a pause does, and how long the case has stood still already."""
    return PAUSE_TEXT + (PAUSED_BEFORE.format(n=before) if before else "")


def resume_text(days: int, total: int, due: DueStamp | None) -> str:
    """How long the pause took, and until when the time is now."""
    limit = RESUME_DUE.format(due=short_moment(due.at)) if due and due.at else ""
    return RESUME_TEXT.format(days=days, total=total, due=limit)


def accept_lines(received: date, due: datetime | None) -> tuple[str, ...]:
    """What 视为受理 means for this case."""
    day = ACCEPT_FROM.format(day=short_day(received))
    limit = ACCEPT_DUE.format(due=short_moment(due)) if due else ""
    return tuple(line for line in (day, limit, ACCEPT_PAPER) if line)


def withdraw_text(due: datetime | None, returned: Sequence[HandedBack]) -> str:
    """That nobody came, and what goes back."""
    names = "、".join(one.name for one in returned)
    back = WITHDRAW_BACK.format(names=names) if names else WITHDRAW_NOTHING_BACK
    return WITHDRAW_TEXT.format(due=short_moment(due) if due else "") + back


def total_pause(days: int, *, running: bool) -> str:
    """累计暂停 3 个工作日, in the facts of a case."""
    return f"累计暂停 {days} 个工作日" + ("，正在暂停" if running else "")
