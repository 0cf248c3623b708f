"""Words of the page 免申即享: what is at hand, the list, the reasons, what is asked for each choice."""

from collections.abc import Mapping, Sequence
from datetime import date

from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import MatchLine
from outlet_app.domain.policies.policy import Policy, PolicyMode, PolicyRelease
from outlet_app.wording.policies import CHOICES, TRUTHS
from outlet_app.wording.statuses import Status

TITLE = "免申即享"
FIND = "查找企业"
SHOWN = "当前企业"
FIND_HINT = "名称、拼音首字母或统一社会信用代码"
FIND_FOOT = "↑ ↓ 选择，Enter 查看可以享受的政策"
NOT_IN_REGISTER = "企业库里没有 {code}，按待核办理"
LIST = "政策"
COUNT = "{n} 项，其中 {waiting} 项待确认意愿"
COLUMNS: Mapping[str, str] = {"truth": "匹配", "name": "政策名称和申报期", "will": "意愿"}
STATUSES: Mapping[Truth, Status] = {
    Truth.TRUE: Status(TRUTHS[Truth.TRUE], "circle-check", "ok"),
    Truth.UNKNOWN: Status(TRUTHS[Truth.UNKNOWN], "circle-help", "warn"),
    Truth.FALSE: Status(TRUTHS[Truth.FALSE], "circle-x", "mute"),
}
MARKS: Mapping[Truth, tuple[str, str]] = {
    Truth.TRUE: ("circle-check", "ok"),
    Truth.UNKNOWN: ("circle-help", "warn"),
    Truth.FALSE: ("circle-x", "bad"),
}
NEEDS_APPLYING = "需申报"
NOTHING_CHOSEN = ("先找到企业", "在上面输入企业名称或统一社会信用代码，列出每项政策符合不符合和理由")
NO_DATA = ("还没有政策数据", "市级还没有下发，或者本机还没有同步；按 F8 同步后再看")
UNREAD = ("没有读出来", "本机数据完好，请按 F5 重试")
DETAIL = "政策和理由"
FIELDS: Mapping[str, str] = {
    "number": "政策编号",
    "document_no": "文号",
    "basis": "依据",
    "standard": "兑现标准",
    "cap": "上限",
    "excludes": "不重复享受",
    "materials": "申报材料",
}
NUMBERED = "{number}，第 {version} 版"
LINES = "逐项核对"
CONFIRM, LATER, DECLINE = "确认享受(&S)", "暂缓(&H)", "放弃(&F)"
SIGHT = "窗口核验(&V)"
OPEN_CASE = "打开办件(&O)"
SAID = "{day} 已{choice}，办件号 {case_no}"
APPLY_INSTEAD = "这项政策需要申报：在首问登记里选政策资助奖励。"
DOES_NOT_FIT = "按企业库数据不符合，不能确认意愿；理由见下。数据有误的，报市级更正。"
OUT_OF_SEASON = "今天不能确认享受，可以记暂缓。"
AT_HAND = "政策数据 {version}（{issued:%Y-%m-%d} 签发），企业库 {as_of}，{n} 家企业"
NO_REGISTER = "还没有收到"
EXPIRED = ("政策数据已过有效期", "{until:%Y-%m-%d} 后不能再据此确认意愿，请按 F8 同步。匹配结果仅供参考。")
REFUSED = "市级下发的数据有 {n} 件没有采用"
REFUSED_ONE = "{kind} {ref}：{reason}"
KINDS: Mapping[str, str] = {"policies": "政策数据", "register": "企业库"}
REASONS: Mapping[str, str] = {
    "unsigned": "没有市级签名",
    "other_key": "不是本机认可的市级密钥签的",
    "tampered": "签名和内容对不上，内容可能被改动",
    "no_key": "本机还没有市级的公钥",
    "unreadable": "内容不符合约定，读不出来",
}
STILL = "原有的数据不受影响，照常使用；请把这句话告诉市级管理员。"

NAME, CONTACT, PHONE = "企业名称", "联系人", "联系电话"
WAY = "来访方式"
WAYS: Mapping[str, str] = {"counter": "窗口", "phone": "电话", "online": "线上", "on_site": "上门"}
ASKER: Mapping[str, str] = {"name": NAME, "contact": CONTACT, "phone": PHONE, "channel": WAY}
ACCOUNT_NAME, BANK, ACCOUNT_NO = "户名", "开户银行", "账户号码"
CONSENT = "企业同意为办理本项政策使用必要信息"
CONSENT_HINT = "不同意的不能确认享受；没有确认享受的，不收账户信息"
REASON = "理由"
WILL: Mapping[str, str] = {
    **ASKER,
    "reason": REASON,
    "account_name": ACCOUNT_NAME,
    "bank": BANK,
    "account_no": ACCOUNT_NO,
    "consents": CONSENT,
}
TITLES: Mapping[IntentChoice, str] = {
    IntentChoice.ACCEPT: "确认享受：{name}",
    IntentChoice.LATER: "暂缓：{name}",
    IntentChoice.DECLINE: "放弃：{name}",
}
TEXTS: Mapping[IntentChoice, str] = {
    IntentChoice.ACCEPT: "保存后打印意愿确认书一式两份，由企业签字或者盖章；市级核查、公示后兑现。",
    IntentChoice.LATER: "记下暂缓，打印意愿确认书；申报期内可以再确认。",
    IntentChoice.DECLINE: "记下放弃和理由，打印意愿确认书；有效期内改变主意的，可以重新确认。",
}
OPEN_LINES = "还有 {n} 项待核，兑现前由市级核查。"
GO: Mapping[IntentChoice, str] = {
    IntentChoice.ACCEPT: "保存并打印(&S)",
    IntentChoice.LATER: "记为暂缓(&S)",
    IntentChoice.DECLINE: "记为放弃(&S)",
}
DONE: Mapping[IntentChoice, str] = {
    IntentChoice.ACCEPT: "已确认享受",
    IntentChoice.LATER: "已记为暂缓",
    IntentChoice.DECLINE: "已记为放弃",
}
REQUEST = "免申即享意愿确认：{name}（{number}）"
ANSWERS: Mapping[IntentChoice, str] = {
    IntentChoice.ACCEPT: "",
    IntentChoice.LATER: "企业暂缓享受“{name}”，已告知申报期和再次确认的办法。",
    IntentChoice.DECLINE: "企业放弃享受“{name}”，理由：{reason}。已告知有效期内可以重新确认。",
}
SIGHT_TITLE = "窗口核验"
SIGHT_TEXT = "企业库里没有的数据，可以看企业带来的材料核对。只记这次看到的，企业库有数据的不能改。"
SIGHT_FIELDS: Mapping[str, str] = {"line": "核对哪一项", "found": "核对结果", "paper": "看的材料"}
SIGHT_RESULTS: Mapping[str, str] = {"yes": "符合", "no": "不符合"}
SIGHT_GO = "记下(&S)"
SIGHTED = "已记下窗口核验"


def at_hand(release: PolicyRelease, register_as_of: date | None, enterprises: int) -> str:
    """Which data stand behind the page, and of what day."""
    as_of = f"{register_as_of:%Y-%m-%d}" if register_as_of else NO_REGISTER
    return AT_HAND.format(version=release.version, issued=release.issued_on, as_of=as_of, n=enterprises)


def refused(packs: Sequence[tuple[str, str, str]]) -> tuple[str, str]:
    """What was not taken (kind, name, reason) and why, and that nothing is lost."""
    told = (
        REFUSED_ONE.format(kind=KINDS.get(kind, kind), ref=ref, reason=REASONS.get(reason, reason))
        for kind, ref, reason in packs
    )
    return REFUSED.format(n=len(packs)), "；".join(told) + "。" + STILL


def will_cell(mode: PolicyMode, choice: IntentChoice | None) -> str:
    """What the enterprise said of it, or that saying is not enough."""
    if choice is not None:
        return CHOICES[choice]
    return NEEDS_APPLYING if mode is PolicyMode.APPLIED else ""


def said(choice: IntentChoice, day: date, case_no: str) -> str:
    """What was said before, when, and under which number."""
    return SAID.format(day=f"{day:%m-%d}", choice=CHOICES[choice], case_no=case_no)


def fields(policy: Policy) -> tuple[tuple[str, str], ...]:
    """The policy's own words with their labels; what it does not say is left out."""
    told = {
        "number": NUMBERED.format(number=policy.number, version=policy.version),
        "document_no": policy.document_no,
        "basis": policy.basis,
        "standard": policy.standard,
        "cap": policy.cap,
        "excludes": policy.excludes,
        "materials": "、".join(policy.materials),
    }
    return tuple((FIELDS[key], value) for key, value in told.items() if value)


def unlisted(code: str) -> str:
    """The row for an enterprise the register does not have."""
    return NOT_IN_REGISTER.format(code=code)


def asked(choice: IntentChoice, lines: Sequence[MatchLine]) -> str:
    """What the dialog explains: what follows, and what is still to be verified."""
    if choice is not IntentChoice.ACCEPT or not lines:
        return TEXTS[choice]
    return TEXTS[choice] + OPEN_LINES.format(n=len(lines))
