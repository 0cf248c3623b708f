"""Words of 不予支持 and 终止办理."""

from collections.abc import Mapping, Sequence

from outlet_app.domain.events import HandedBack
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
TERMINATE_TEXT = "申请人没有撤回、又办不下去的，由窗口负责人终止。终止后不能恢复。"
TERMINATE_BACK = "退还材料：{names}，打印终止办理通知书由申请人签收。"
TERMINATE_NOTHING_BACK = "没有要退还的材料，打印终止办理通知书送达申请人。"
TERMINATE_FIELDS: Mapping[str, str] = {"ground": "终止原因", "note": "具体情况"}
TERMINATE_HINTS: Mapping[str, str] = {"note": "例如联系了几次、怎么告知的；写在通知书上"}
GROUNDS: Mapping[Ground, str] = {
    Ground.LOST_TOUCH: "联系不上申请人",
    Ground.UNTRUE: "材料不实",
    Ground.MOOT: "申请事项已经不存在",
    Ground.FORCE: "不可抗力",
    Ground.OTHER: "其他原因",
}
GROUND_WORDS: Mapping[str, str] = {ground.value: word for ground, word in GROUNDS.items()}
TERMINATE_GO = "终止办理(&B)"
TERMINATED = "已终止办理"


def terminate_text(returned: Sequence[HandedBack]) -> str:
    """What ends, and what goes back to the applicant."""
    names = "、".join(one.name for one in returned)
    return TERMINATE_TEXT + (TERMINATE_BACK.format(names=names) if names else TERMINATE_NOTHING_BACK)


def reason(ground: str, note: str) -> str:
    """联系不上申请人：三次电话未接."""
    return f"{GROUNDS[Ground(ground)]}：{note}"
