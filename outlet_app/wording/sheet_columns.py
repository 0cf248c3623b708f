"""Heads of the daily sheet's flow and intake, by column; a break stands where a narrow head may be broken."""

from collections.abc import Mapping

FLOW: Mapping[str, str] = {
    "carried_in": "上日\n结存",
    "new": "本日\n新收",
    "transferred_in": "转入",
    "reopened": "更正\n重开",
    "closed": "办结",
    "rejected": "不予\n受理",
    "left": "撤回或\n终止",
    "transferred_out": "转出",
    "carried_over": "本日\n结存",
    "voided": "作废",
}
WAYS: Mapping[str, str] = {"came": "增加", "went": "减少"}
INTAKE: Mapping[str, str] = {
    "waiting_before": "上日已收\n未受理",
    "taken": "本日收件",
    "accepted": "本日受理",
    "deficient": "其中\n容缺受理",
    "pledged": "其中\n告知承诺",
}
PARTS: Mapping[str, str] = {"visits": "接待人次", "results": "处理结果"}


def whole(head: str) -> str:
    """A head in one line."""
    return head.replace("\n", "")
