"""Words of sending: the queue's rows, the banner of 同步中心 and the codes of the city."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from outlet_app.domain.calendar import CST
from outlet_app.wording.formats import clock
from outlet_app.wording.refusals import VERDICTS
from outlet_app.wording.refusals.posts import POST_VERDICTS
from outlet_app.wording.refusals.tracking import TRACKING_REASONS
from outlet_app.wording.review_words import NO_CASE
from outlet_app.wording.review_words import REASONS as REVIEW_REASONS
from outlet_app.wording.states import Words
from outlet_app.wording.statuses import Status, reworded, status
from outlet_app.wording.timeline import stamp, title_of
from outlet_app.wording.transfer import CITY_REASONS

TITLE = "同步中心"
SUBTITLE = "本机与市级服务器之间的收发"
QUEUE = "发送队列"
TABS: Mapping[str, str] = {
    "all": "全部",
    "needs_you": "需您处理",
    "send_failed": "发送失败",
    "waiting": "等待发送",
}
COLUMNS: Mapping[str, str] = {"status": "状态", "case": "内容", "why": "说明", "at": "保存时间"}
LINE = "收发情况"
LINE_FACTS: Mapping[str, str] = {
    "last": "上次同步",
    "sent": "今日已发送",
    "waiting": "等待发送",
    "oldest": "最早一件",
    "files": "附件待传",
    "next": "自动重试",
}
VIEW = "队列或情况"
QUEUE_VIEW = "队列"
LINE_VIEW = "情况"
UNNAMED = "未留姓名"
SYNC_NOW = "立即同步 F8"
TRY_NOW = "立即重试 F8"
SYNCING = "正在同步"
DELIVERED = "已送达"
PARKED = "待市级处理"
CHOSEN = "选中的一件"
OPEN_CASE = "打开办件(&O)"
NOTED = "知道了(&Z)"
NOTED_SAID = ("已知道", "这一步没有生效，不再提示")
TECHNICAL = "技术信息(&J)"
ALL_SENT = "全部已发送"
SET_ASIDE = "SET_ASIDE"
NEVER = "还没有同步过"
UNREAD = ("没有读出来", "本机数据完好，请重试")
RETRY = "重试 F5"
NONE_IN_TAB = "这里没有办件"
OFFLINE_TEXT = "办件照常办理，全部保存在本机。网络恢复后自动发送，不必重复录入。"
STUCK_TITLE = "网络正常，有办件超过 15 分钟没有发出"
STUCK_TEXT = "办件已存本机。请按立即重试，仍不行请联系市级管理员。"
STOPPED_TITLE = "本机数据与市级记录对不上，请联系市级管理员"
STOPPED_TEXT = "已停止发送。办件照常办理，全部保存在本机。"
UNTRUSTED_TITLE = "连到的服务器证书不是市级服务器的"
UNTRUSTED_TEXT = "没有发送任何内容。请联系市级管理员。办件照常办理，全部保存在本机。"
UNTIMELY_TITLE = "按本机时间，市级服务器的证书不在有效期内"
UNTIMELY_TEXT = "请先核对本机日期；日期无误的请联系市级管理员。办件照常办理，全部保存在本机。"
CAPTIVE_TITLE = "网络需要先登录"
CAPTIVE_TEXT = "连到的不是市级服务器，请先完成网络登录。办件照常办理，全部保存在本机。"

_WAITS: Mapping[str, tuple[str, str]] = {
    "sync.fork": (
        "本机数据恢复过，接通网络后自动核对",
        "办件照常办理，全部保存在本机，编号不会重复。接通网络后按立即重试，本机换用新的终端号。",
    ),
    "sync.copied": (
        "本机数据来自另一台机器，接通网络后换用新的终端号",
        "换用以前不能编新号，查询和填写照常。请接通网络后按立即重试。",
    ),
}
_CHIPS: Mapping[str, str] = {
    "waiting": "waiting",
    "sending": "sending",
    "failed": "send_failed",
    "send_failed": "send_failed",
    "needs_you": "needs_you",
    "parked": "parked",
    "sent": "sent",
    "sent_with_hint": "sent",
}
_REASONS: Mapping[str, tuple[str, str]] = {
    "state.guard": ("其他窗口已先办，这一步没有生效", "打开办件看当前环节，需要时重新办理"),
    "case.unknown": ("市级没有这个办件的首问登记", "请联系市级管理员"),
    "case.exists": ("市级已有相同的办件", "打开办件核对"),
    "check.order": ("材料已由其他窗口核对过", "打开办件重新核对材料"),
    "notice.order": ("这个办件已由其他窗口告知过", "打开办件核对告知书"),
    "notice.empty": ("告知书上没有需要补正的材料", "打开办件核对"),
    "promise.empty": ("没有可以容缺的材料", "打开办件核对"),
    **VERDICTS,
    "notice.second_needs_approval": ("再次告知需要负责人同意", "请窗口负责人说明原因"),
    **REVIEW_REASONS,
    **TRACKING_REASONS,
    "UNKNOWN_KIND": ("市级程序还不认识这一步", "市级升级后自动生效，不用重办"),
    "UNREADABLE": ("市级没能读出这一步", "请联系市级管理员"),
    "FAULT": ("市级服务器处理这一步时出错", "市级处理后自动生效，不用重办"),
    "CASE_NO_TAKEN": ("办件号与另一台机器重复", "请联系市级管理员，先不要改动纸质文书"),
    "PAPER_NO_TAKEN": ("文书编号与另一台机器重复", "请联系市级管理员，先不要改动纸质文书"),
    "FOREIGN_OUTLET": ("这一步记在别的网点名下", "请联系市级管理员"),
    "FOREIGN_CASE": ("这个办件不归本网点办理", "打开办件核对"),
    "CASE_GAP": ("市级还缺这个办件的前一步", "前一步送达后自动生效"),
    "DEPENDS": ("前一步市级没有接收", "先处理前一步"),
    SET_ASIDE: ("市级核对后，这一步没有生效", "打开办件核对，需要时重新办理"),
    "REVOKED": ("本机停用以后所做的，由市级核对", "记录已在市级保存，请联系市级管理员"),
    **POST_VERDICTS,
    "CLOCK": ("本机时间与市级相差太多", "请校准本机时间"),
    "NO_ROOM": ("市级存放附件的地方已满", "请联系市级管理员，附件仍在本机"),
    "WRONG_DIGEST": ("附件传到市级后核对不符", "自动重传，三次不符请重新扫描"),
    "BUSY": ("市级服务器正忙", "稍后自动再试"),
    "PROTO": ("本机程序版本太旧", "请升级程序，办件照常办理"),
    "MODE": ("市级已暂停接收本机", "请联系市级管理员"),
    "SIGNATURE": ("市级不认可本机的签名", "请联系市级管理员"),
    "NO_DEVICE": ("市级没有登记本机", "请联系市级管理员"),
    "SEAL": ("市级打不开这份外送包", "请在原机器上再导出一次"),
    "SERVER_FAULT": ("市级服务器出错", "稍后自动再试"),
    "SEQ_GAP": ("市级缺少前面的记录", "自动从缺处补发"),
    "server.offline": ("连不上市级服务器", "恢复连接后自动发送"),
    "server.untrusted": ("服务器证书不是市级服务器的", "请联系市级管理员"),
    "server.untimely": ("按本机时间，服务器证书不在有效期内", "请先核对本机日期"),
    "server.captive": ("网络被拦截，连到的不是市级服务器", "请检查网络登录页"),
    "sync.fork": ("本机数据与市级记录对不上", "接通网络后自动核对"),
    "sync.copied": ("本机数据来自另一台机器", "接通网络后换用新的终端号"),
    "sync.epoch": ("市级服务器恢复过数据，正在核对", "稍后自动补发，办件照常办理"),
    **CITY_REASONS,
}


def stopped(code: str, *, online: bool) -> tuple[str, str]:
    """Title and text while this machine has no name of its own: it waits for the line, or for a person."""
    return (STOPPED_TITLE, STOPPED_TEXT) if online else _WAITS[code]


def chip(code: str) -> Status:
    """The chip of a row's status code; an unknown code waits."""
    found = _CHIPS.get(code, "waiting")
    # The other half of 已送达，待市级处理 stands beside it, in the row's explanation.
    return reworded("parked", DELIVERED) if found == "parked" else status(found)


def group_of(code: str) -> str:
    """Which tab a status code belongs to."""
    return _CHIPS.get(code, "waiting")


def reason(code: str) -> tuple[str, str]:
    """What the city's code says and what to do; an unknown code is given as a number (decisions.md 27)."""
    return _REASONS.get(code, (f"市级服务器未接收，编号 {code}", "请把编号告诉市级管理员"))


def explain(code: str, why: str, at: datetime, place: int, online: bool, said: str = "") -> Words:
    """说明 of a row: what happened above, what comes next below; `place` counts the waiting rows from 1.

    `said` is what a person in the city gave as the reason.
    """
    group = group_of(code)
    if group == "needs_you" and said:
        return Words(reason(why)[0], f"市级说明：{said}", "warn")
    if group == "needs_you":
        return Words(*(reason(why) if why else ("市级没有接收这一步", "打开办件核对")), "warn")
    if group == "parked":
        return Words(PARKED, reason(why)[0] if why else "市级核对后自动生效，不用重办")
    if group == "sent":
        hint = reason(why)[0] if why else ""
        return Words("市级服务器已收到", hint or f"{clock(at)} 保存")
    if group == "sending":
        return Words("正在发送", "请稍候")
    return Words("等待发送" if online else "等待网络恢复", f"第 {place} 位")


def explain_failure(why: str, tries: int, next_try: datetime | None) -> Words:
    """说明 of a row whose sending failed."""
    happened = reason(why)[0] if why else "市级服务器没有答复"
    again = f"{clock(next_try)} 自动再试" if next_try else "恢复连接后自动再试"
    return Words(happened, f"已试 {tries} 次，{again}" if tries else again, "bad")


def row_title(applicant: str, kind: str) -> str:
    """巴特尔　首问登记: whose and which step."""
    return f"{applicant}　{title_of(kind)}" if applicant and kind not in NO_CASE else title_of(kind)


def whose(applicant: str, kind: str) -> str:
    """Whose row it is; what belongs to no case is called by what it is."""
    return title_of(kind) if kind in NO_CASE else applicant or UNNAMED


def row_detail(kind: str, case_no: str) -> str:
    """首问登记　HH05-…: the step and the number."""
    return NO_CASE.get(kind) or f"{title_of(kind)}　{case_no}"


def saved(at: datetime) -> str:
    """10:40 保存，等待发送."""
    return f"{clock(at)} 保存，等待发送"


def span(length: timedelta) -> str:
    """26 分钟, 3 小时 5 分, 2 天."""
    minutes = max(int(length.total_seconds() // 60), 0)
    if minutes < 60:
        return f"{max(minutes, 1)} 分钟"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} 小时 {rest} 分" if rest else f"{hours} 小时"
    return f"{hours // 24} 天"


def offline_title(length: timedelta | None) -> str:
    """连不上市级服务器，已离线 26 分钟."""
    return f"连不上市级服务器，已离线 {span(length)}" if length is not None else "连不上市级服务器"


def sent_today(count: int, last: datetime | None, now: datetime) -> str:
    """The foot of the queue."""
    when = f"，最近一次 {recent(last, now)}" if last else ""
    return f"今日已发送 {count} 件{when}"


def recent(at: datetime, now: datetime) -> str:
    """10:16 of today, 11-17 10:16 of another day."""
    same = at.astimezone(CST).date() == now.astimezone(CST).date()
    return clock(at) if same else stamp(at, now)


def last_sync(last: datetime | None, now: datetime) -> str:
    """上次同步 10:16."""
    return f"上次同步 {recent(last, now)}" if last else NEVER


def line_facts(
    last: datetime | None,
    sent_today: int,
    waiting: int,
    oldest: datetime | None,
    next_try: datetime | None,
    now: datetime,
    files: str = "—",
) -> dict[str, str]:
    """The values beside LINE_FACTS."""
    return {
        "last": recent(last, now) if last else NEVER,
        "sent": f"{sent_today} 件",
        "waiting": f"{waiting} 件",
        "oldest": f"{recent(oldest, now)} 保存" if oldest else "—",
        "files": files,
        "next": clock(next_try) if next_try else "—",
    }


def technical(code: str, case_id: str, kind: str, tries: int) -> str:
    """What support asks for."""
    return f"代码 {code or '—'}\n类型 {kind}\n内部编号 {case_id}\n发送次数 {tries}"


def failure_in_short(why: str, next_try: datetime | None) -> str:
    """市级服务器没有答复，10:50 自动重试."""
    happened = reason(why)[0] if why else "市级服务器没有答复"
    return f"{happened}，{clock(next_try)} 自动重试" if next_try else happened
