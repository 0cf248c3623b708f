"""The status vocabulary: code → word, icon and tone; no other words, icons or tones exist."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Status:
    """One chip: what it says, its icon and its tone (ok, warn, bad, info, mute)."""

    text: str
    icon: str
    tone: str


STATUSES: Mapping[str, Status] = {
    "overdue": Status("已超期", "octagon-alert", "bad"),
    "due_today": Status("今日到期", "clock-alert", "warn"),
    "due_near": Status("临期", "clock", "warn"),
    "due_soon": Status("即将到期", "clock", "mute"),
    "due_at": Status("即将到期", "clock", "mute"),
    "correcting": Status("待补正", "pencil", "warn"),
    "deferred_due": Status("容缺待补", "hourglass", "info"),
    "in_progress": Status("办理中", "circle-dot", "info"),
    "following": Status("长期跟踪", "history", "mute"),
    "closed": Status("已办结", "circle-check", "mute"),
    "answered": Status("当场答复", "message-square-text", "mute"),
    "transferred": Status("已转办", "forward", "mute"),
    "to_receive": Status("待接收", "inbox", "warn"),
    "unanswered": Status("接收超时", "octagon-alert", "bad"),
    "returned": Status("已退回", "undo-2", "warn"),
    "rejected": Status("不予受理", "ban", "mute"),
    "time_unsure": Status("时间待核", "clock-alert", "warn"),
    "void": Status("作废", "ban", "mute"),
    "to_confirm": Status("待确认", "circle-alert", "warn"),
    "release_in_force": Status("使用中", "check", "ok"),
    "release_replaced": Status("已被替代", "history", "mute"),
    "release_waiting": Status("尚未施行", "clock", "info"),
    "release_elsewhere": Status("未下发到本网点", "building-2", "mute"),
    "release_withdrawn": Status("已撤回", "undo-2", "warn"),
    "release_at_sign_in": Status("下次登录起使用", "log-in", "info"),
    "draft": Status("草稿", "file-pen", "mute"),
    "material_complete": Status("齐全", "circle-check", "ok"),
    "material_missing": Status("缺少", "circle-x", "bad"),
    "material_faulty": Status("需补正", "pencil", "warn"),
    "material_deferred": Status("容缺", "hourglass", "info"),
    "material_pledged": Status("承诺", "handshake", "info"),
    "material_exempt": Status("免予提交", "database", "mute"),
    "material_not_needed": Status("不需要", "ban", "mute"),
    "waiting": Status("等待发送", "clock", "mute"),
    "sending": Status("正在发送", "loader-circle", "info"),
    "send_failed": Status("发送失败", "triangle-alert", "bad"),
    "needs_you": Status("需您处理", "circle-alert", "warn"),
    "parked": Status("已送达，待市级处理", "circle-check", "info"),
    "sent": Status("已发送", "circle-check", "mute"),
    "exported": Status("已导出", "usb", "info"),
    "online": Status("在线", "wifi", "ok"),
    "offline": Status("离线，照常办理", "cloud-off", "warn"),
}

PHRASES: Mapping[str, str] = {
    "overdue": "超期 {days} 个工作日",
    "due_today": "今日 {time} 前",
    "due_near": "剩 {days} 个工作日",
    "due_soon": "剩 {days} 个工作日",
    "due_at": "{moment} 前",
    "correcting": "补正至 {date}",
    "deferred_due": "容缺至 {date}",
    "following": "下次回访 {date}",
    "to_receive": "{moment} 前接收",
}


def status(code: str, **facts: object) -> Status:
    """The chip of a code; with facts (days, time, date) in its longer wording."""
    found = STATUSES[code]
    return replace(found, text=PHRASES[code].format(**facts)) if facts else found


def reworded(code: str, text: str) -> Status:
    """Icon and tone of a code under the caller's own words (a deadline on a chip)."""
    return replace(STATUSES[code], text=text)
