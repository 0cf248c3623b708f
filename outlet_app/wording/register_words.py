"""Heads and cells of the ledgers of materials, trainings, sending and audit."""

from collections.abc import Callable, Mapping
from typing import Any

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import Channel
from outlet_app.domain.ledgers.audit import COPY, FIELD, TROUBLE, VOID
from outlet_app.domain.training.activity import ActivityState
from outlet_app.wording import channels, continuity, number_ledger, quarter_ledger, situations
from outlet_app.wording.channels import CHANNELS
from outlet_app.wording.fields import label
from outlet_app.wording.forms.attendance import WAYS
from outlet_app.wording.papers import form_and_copies
from outlet_app.wording.statuses import STATUSES
from outlet_app.wording.sync import reason
from outlet_app.wording.timeline import title_of
from outlet_app.wording.tracking import WAYS as VISIT_WAYS
from outlet_app.wording.training import STATES
from outlet_app.wording.troubles import clauses
from outlet_app.wording.voices.amendment import VOID_REASONS

HEADS: Mapping[str, str] = {
    **number_ledger.HEADS,
    **quarter_ledger.HEADS,
    "activity": "环节",
    "approved": "同意人",
    "broken": continuity.HEAD,
    "came": "签到人数",
    "channel": "来访方式",
    "clock": "时间待核",
    "code": "原因",
    "count": "条数",
    "effect": "成效",
    "enrolled": "报名人数",
    "held": "材料、份数",
    "incoming": "来件",
    "situation": "首问情形",
    "held_as": "活动方式",
    "next_visit": "下次回访",
    "visited": "回访方式",
    "venue": "地点",
    "rated_well": "满意/参评",
    "sending": "发送情况",
    "step": "办理",
    "subject": "对象",
    "title": "活动名称",
    "units": "单位数",
    "why": "理由",
}
JOIN = "、"
CONTINUITY = continuity.NAME
ACCOUNTS: Mapping[str, str] = {"L25": number_ledger.NAME, quarter_ledger.CODE: quarter_ledger.NAME}
QUARTER_FOOT = quarter_ledger.FOOT
COPIES_PRINTED = "第 {n} 次打印"
SENDING: Mapping[str, str] = {"sent_with_hint": "已发送，有提示", "sent": "已发送"}


def _held(value: Any) -> str:
    """身份证复印件（复印件 1 份）、技术交底书（原件 1 份）."""
    return JOIN.join(map(_material, str(value).split("\n")))


def _material(coded: str) -> str:
    form, copies, name = coded.split("|", 2)
    return f"{name}（{form_and_copies(PaperForm(form), int(copies))}）"


def _subject(value: Any) -> str:
    """Fields by their labels; a number or a material's name as it is."""
    parts = str(value).split("\n")
    return JOIN.join(label(part.removeprefix(FIELD)) if part.startswith(FIELD) else part for part in parts)


def _why(value: Any) -> str:
    text = str(value)
    if text.startswith(VOID):
        code = text.removeprefix(VOID)
        return VOID_REASONS.get(code, code)
    if text.startswith(COPY):
        return COPIES_PRINTED.format(n=text.removeprefix(COPY))
    if text.startswith(TROUBLE):
        return clauses(text.removeprefix(TROUBLE)).happened.rstrip("。")
    return text


def _sending(value: Any) -> str:
    code = {"failed": "send_failed"}.get(value, value)
    return SENDING.get(code) or STATUSES[code].text


FORMATS: Mapping[str, Callable[[Any], str]] = {
    **number_ledger.FORMATS,
    **quarter_ledger.FORMATS,
    "broken": continuity.broken,
    "channel": lambda value: CHANNELS[Channel(value)],
    "incoming": channels.read,
    "situation": situations.in_ledger,
    "activity": lambda value: STATES[ActivityState(value)],
    "clock": lambda value: "是" if value else "",
    "code": lambda value: reason(value)[0],
    "held": _held,
    "held_as": lambda value: WAYS[value],
    "sending": _sending,
    "step": title_of,
    "subject": _subject,
    "visited": lambda value: VISIT_WAYS[value],
    "why": _why,
}
