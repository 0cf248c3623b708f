"""Words of 不予支持 and 终止办理."""

from collections.abc import Mapping

from outlet_app.domain.forms.ending import Ground

ACTIONS: Mapping[str, tuple[str, str]] = {
    "deny": ("不予支持", "circle-x"),
    "terminate": ("终止办理", "ban"),
}
DENY_TITLE = "办结，不予支持"
DENY_TEXT = "写明理由和依据，一并告知申请人可以怎样申辩。办结后记入台账，需要更正时由窗口负责人重开。"
DENY_FIELDS: Mapping[str, str] = {"outcome": "不予支持的理由和依据"}
DENY_GO = "办结(&B)"
DENIED = "已办结，不予支持"
TERMINATE_TITLE = "终止办理"
TERMINATE_TEXT = "申请人没有撤回、又办不下去的，由窗口负责人终止。终止后不能恢复，收下的材料请退还申请人。"
TERMINATE_FIELDS: Mapping[str, str] = {"ground": "终止原因", "note": "具体情况"}
TERMINATE_HINTS: Mapping[str, str] = {"note": "联系了几次、怎么告知的，材料怎么退还"}
GROUNDS: Mapping[Ground, str] = {
    Ground.LOST_TOUCH: "联系不上申请人",
    Ground.UNTRUE: "材料不实",
    Ground.MOOT: "申请事项已经不存在",
    Ground.FORCE: "不可抗力",
    Ground.OTHER: "其他原因",
}
GROUND_WORDS: Mapping[str, str] = {ground.value: word for ground, word in GROUNDS.items()}
TERMINATE_GO = "终止办理(&B)"
TERMINATED = "已终止办理，请退还材料"


def reason(ground: str, note: str) -> str:
    """联系不上申请人：三次电话未接."""
    return f"{GROUNDS[Ground(ground)]}：{note}"
