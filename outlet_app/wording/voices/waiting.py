"""How receipts, notices, corrections, pauses and lapses speak."""

from collections.abc import Mapping

from outlet_app.domain import events as ev
from outlet_app.domain.calendar import local_day
from outlet_app.domain.materials import MaterialState, NoticeCause
from outlet_app.domain.proposed import DEEM_ACCEPTED, DEEM_WITHDRAWN, PROMISE_LAPSED
from outlet_app.wording.voices.voice import Voice

PAUSES: Mapping[str, str] = {
    "expert_review": "专家评审",
    "external_wait": "等待外部审批或者协查",
    "force_majeure": "不可抗力",
    "other": "其他",
    "correction": "等待补正",
}
PROPOSED: Mapping[str, str] = {
    DEEM_ACCEPTED: "视为受理",
    DEEM_WITHDRAWN: "视为撤回",
    PROMISE_LAPSED: "容缺逾期处理",
}
_FOUND: Mapping[MaterialState, str] = {
    MaterialState.COMPLETE: "齐全",
    MaterialState.MISSING: "仍缺",
    MaterialState.FAULTY: "仍需补正",
}


def pause_reason(code: str) -> str:
    """Why the clock stood still; a reason of a newer program keeps its code."""
    return PAUSES.get(code, code)


def _day(stamp: ev.DueStamp | None) -> str:
    return f"{local_day(stamp.at):%m-%d}" if stamp and stamp.at else ""


def _received(fact: ev.MaterialsTaken) -> str:
    until = f"，{_day(fact.review_due)} 前审核" if fact.review_due else ""
    return f"待审{until}" if fact.for_review else ""


def _notice(fact: ev.NoticeGiven) -> str:
    names = "、".join(line.name for line in fact.lines)
    nth = f"第 {fact.ordinal} 次，" if fact.ordinal > 1 else ""
    until = f"，补正至 {_day(fact.due)}" if fact.due.at else ""
    missed = _of_cause(fact, NoticeCause.BREACH_SECOND_NOTICE)
    breach = f"\n二次告知：{missed}首次告知时未指出" if missed else ""
    moved = _of_cause(fact, NoticeCause.LIST_OR_LAW_CHANGED)
    changed = f"\n清单或者法规变更：{moved}" if moved else ""
    reason = f"\n情况说明：{fact.breach_reason}" if fact.breach_reason else ""
    by = f"\n窗口负责人（工号 {fact.approved_by[-4:]}）同意" if fact.approved_by else ""
    return f"{nth}{names}{until}{breach}{changed}{reason}{by}"


def _of_cause(fact: ev.NoticeGiven, cause: NoticeCause) -> str:
    return "、".join(line.name for line in fact.lines if line.cause is cause)


def _corrected(fact: ev.CorrectionTaken) -> str:
    counts = [(word, sum(row.state is state for row in fact.materials)) for state, word in _FOUND.items()]
    told = "，".join(f"{word} {n} 份" for word, n in counts if n) or "没有交来材料"
    limit = min((stamp.at for stamp in fact.dues if stamp.at), default=None)
    return f"{told}\n恢复计时，时限 {limit:%m-%d %H:%M}" if limit else told


def _paused(fact: ev.Paused) -> str:
    return "\n".join(filter(None, (pause_reason(fact.reason), fact.evidence)))


def _resumed(fact: ev.Resumed) -> str:
    limit = min((stamp.at for stamp in fact.dues if stamp.at), default=None)
    return "\n".join(filter(None, (f"时限 {limit:%m-%d %H:%M}" if limit else "", fact.evidence)))


def _lapsed(fact: ev.DeemedWithdrawn) -> str:
    names = "、".join(one.name for one in fact.returned)
    return f"{fact.reason}\n退还 {names}" if names else fact.reason


def _declined(fact: ev.ProposalDeclined) -> str:
    asked = PROPOSED.get(fact.proposal, fact.proposal)
    return f"{asked}暂不确认：{fact.reason}\n{fact.again_on:%m-%d} 再提请"


VOICES: Mapping[str, Voice] = {
    ev.MaterialsTaken.KIND: Voice("收件", "inbox", "mute", _received),
    ev.NoticeGiven.KIND: Voice("一次性告知", "file-text", "warn", _notice),
    ev.CorrectionTaken.KIND: Voice("补正收件", "inbox", "mute", _corrected),
    ev.DeemedAccepted.KIND: Voice(
        "视为受理", "circle-dot", "info", lambda f: f"自收件日 {f.received_on:%m-%d} 起算"
    ),
    ev.DeemedWithdrawn.KIND: Voice("视为撤回", "ban", "mute", _lapsed),
    ev.ProposalDeclined.KIND: Voice("暂不确认", "clock", "mute", _declined),
    ev.Paused.KIND: Voice("暂停计时", "pause", "mute", _paused),
    ev.Resumed.KIND: Voice("恢复计时", "play", "mute", _resumed),
}
