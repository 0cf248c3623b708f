"""How a package speaks in the course of its parent and of its children."""

from collections.abc import Mapping

from outlet_app.domain.events import AmendCause
from outlet_app.domain.facts.package import (
    MemberAdded,
    MemberExchanged,
    MemberStood,
    PackageJoined,
    PackageNoticed,
    PackageOpened,
)
from outlet_app.domain.facts.shared import DueStamp
from outlet_app.domain.states import State
from outlet_app.wording.voices.voice import Voice

OPENED = "共 {n} 件：{numbers}"
JOINED = "主件 {number}"
NOTICED = "{names}，补正至 {day:%m-%d}"
STOOD = "{number} {how}"
ADDED = "{number}（{sub_item}），{reason}"
EXCHANGED = "{number}（{sub_item}）替换 {gone}（{was}，{how}），{reason}"
GONE: Mapping[AmendCause, str] = {AmendCause.ENTRY_ERROR: "作废", AmendCause.APPLICANT_CHANGED: "撤回"}
PROMISE_MOVED = "；整套承诺：{before} 改为 {after}"
NO_PROMISE = "无"
GOES_ON = "继续办理"
ENDINGS: Mapping[State, str] = {
    State.CLOSED: "办结",
    State.REJECTED: "不予受理",
    State.WITHDRAWN: "已撤回",
    State.TERMINATED: "终止",
    State.VOIDED: "作废",
}


def _opened(fact: PackageOpened) -> str:
    numbers = "、".join(one.case_no for one in fact.members)
    return OPENED.format(n=len(fact.members), numbers=numbers)


def _joined(fact: PackageJoined) -> str:
    return JOINED.format(number=fact.parent_no)


def _noticed(fact: PackageNoticed) -> str:
    names = "、".join(line.name for line in fact.lines)
    return NOTICED.format(names=names, day=fact.due.at) if fact.due.at else names


def _stood(fact: MemberStood) -> str:
    return STOOD.format(number=fact.member_no, how=ENDINGS.get(fact.state, GOES_ON))


def _added(fact: MemberAdded) -> str:
    line = fact.member
    told = ADDED.format(number=line.case_no, sub_item=line.sub_item, reason=fact.reason)
    return told + _promise(fact.due_before, fact.due)


def _exchanged(fact: MemberExchanged) -> str:
    line, gone = fact.member, fact.gone
    told = EXCHANGED.format(
        number=line.case_no,
        sub_item=line.sub_item,
        gone=gone.case_no,
        was=gone.sub_item,
        how=GONE[fact.cause],
        reason=fact.reason,
    )
    return told + _promise(fact.due_before, fact.due)


def _promise(before: DueStamp | None, now: DueStamp | None) -> str:
    if now is None or now.at is None or now == before:
        return ""
    was = f"{before.at:%m-%d}" if before and before.at else NO_PROMISE
    return PROMISE_MOVED.format(before=was, after=f"{now.at:%m-%d}")


VOICES: Mapping[str, Voice] = {
    PackageOpened.KIND: Voice("集成办登记", "package", "info", _opened),
    PackageJoined.KIND: Voice("并入集成办", "link", "info", _joined),
    PackageNoticed.KIND: Voice("集成办一次性告知", "file-text", "warn", _noticed),
    MemberStood.KIND: Voice("子件进展", "list-checks", "info", _stood),
    MemberAdded.KIND: Voice("集成办增加事项", "circle-plus", "warn", _added),
    MemberExchanged.KIND: Voice("集成办更换事项", "refresh-cw", "warn", _exchanged),
}
