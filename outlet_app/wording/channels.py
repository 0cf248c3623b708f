"""Words of how a matter came in, what it tells of itself, and how its answer goes back."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.channels import Entrance
from outlet_app.domain.events import Channel, Incoming, ReplyWay

CHANNELS: Mapping[Channel, str] = {
    Channel.COUNTER: "窗口",
    Channel.PHONE: "电话",
    Channel.ONLINE: "线上",
    Channel.ON_SITE: "上门",
    Channel.LETTER: "信函",
    Channel.HOTLINE: "12345 转办",
    Channel.SUPERIOR: "上级交办",
    Channel.MESSAGE: "微信、网络留言",
}
CHANNEL_KEYS: Mapping[Channel, tuple[str, ...]] = {
    Channel.COUNTER: ("1", "ck"),
    Channel.PHONE: ("2", "dh"),
    Channel.ONLINE: ("3", "xs"),
    Channel.ON_SITE: ("4", "sm"),
    Channel.LETTER: ("5", "xh"),
    Channel.HOTLINE: ("6", "rx", "热线"),
    Channel.SUPERIOR: ("7", "sj", "jb"),
    Channel.MESSAGE: ("8", "wx", "ly"),
}
ENTRANCES: Mapping[Entrance, str] = {
    Entrance.COUNTER: "窗口",
    Entrance.PHONE: "电话",
    Entrance.ONLINE: "线上",
    Entrance.ON_SITE: "上门",
    Entrance.OTHER: "其他",
}
NUMBERS: Mapping[Channel, str] = {
    Channel.LETTER: "收文编号",
    Channel.HOTLINE: "转办编号",
    Channel.SUPERIOR: "交办文号",
    Channel.MESSAGE: "留言编号",
}
SENDERS: Mapping[Channel, str] = {
    Channel.LETTER: "寄信地址",
    Channel.HOTLINE: "转来单位",
    Channel.SUPERIOR: "交办单位",
    Channel.MESSAGE: "平台和昵称",
}
NUMBER, SENDER, DUE, REPLY = "来件编号", "来件单位或地址", "要求办结日期", "答复方式"
DUE_HINT = "来件没有写明的不填"
POSTED, POSTED_HINT = "邮戳日", "看不清不填"
OLD = "超过 {days} 天"
REPLIES: Mapping[ReplyWay, str] = {
    ReplyWay.PLATFORM: "原平台回复",
    ReplyWay.PHONE: "电话",
    ReplyWay.POST: "书信",
    ReplyWay.REPORT: "书面报告",
    ReplyWay.IN_PERSON: "当面",
}
PASSED = "日期已过"
PART = "{label}：{text}"
TOLD_JOIN = "，"


def told(channel: Channel, incoming: Incoming | None) -> str:
    """转办编号：BY2026-1，转来单位：…，要求办结日期：2026-11-30，答复方式：原平台回复; nothing of a visit."""
    if incoming is None:
        return ""
    parts = (
        (NUMBERS.get(channel, NUMBER), incoming.number),
        (POSTED, day(incoming.posted_on) if channel is Channel.LETTER else ""),
        (SENDERS.get(channel, SENDER), incoming.sender),
        (DUE, day(incoming.due_on)),
        (REPLY, REPLIES[incoming.reply_by]),
    )
    return TOLD_JOIN.join(PART.format(label=label, text=text) for label, text in parts if text)


def read(coded: str) -> str:
    """The same from the lines a ledger codes them in: channel, number, sender, day, way, 邮戳日 if any."""
    channel, number, sender, due, way, *posted = coded.split("\n")
    due_on = date.fromisoformat(due) if due else None
    posted_on = date.fromisoformat(posted[0]) if posted else None
    return told(Channel(channel), Incoming(number, sender, due_on, ReplyWay(way), posted_on))


def day(one: date | None) -> str:
    """2026-11-30; nothing where no day was named."""
    return f"{one:%Y-%m-%d}" if one else ""
