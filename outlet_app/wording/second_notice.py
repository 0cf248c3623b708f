"""Words of a second 一次性告知: why each line stands there, and what a 窗口负责人 confirms with her 口令."""

from collections.abc import Mapping, Sequence

from outlet_app.domain.events import NoticeLine
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.people import Person

CAUSES: Mapping[NoticeCause, str] = {
    NoticeCause.CORRECTION_INCOMPLETE: "已告知，补正仍不齐全",
    NoticeCause.NEW_MATERIAL_DEFECT: "新交材料的问题",
    NoticeCause.APPLICANT_CHANGED_REQUEST: "申请人变更了请求",
    NoticeCause.LIST_OR_LAW_CHANGED: "清单或者法规变更",
    NoticeCause.BREACH_SECOND_NOTICE: "首次告知时已能发现",
}
# Where the record shows no cause, the clerk may know of a change that this machine does not.
OPEN_CAUSES: Mapping[NoticeCause, str] = {
    NoticeCause.BREACH_SECOND_NOTICE: "首次告知时已能发现（二次告知）",
    NoticeCause.LIST_OR_LAW_CHANGED: "首次告知以后清单或者法规变更",
}
CAUSE = "原因：{cause}"
TITLE = "第 {n} 次告知：逐项核对原因"
TEXT = "下列材料首次告知时没有指出。请逐项选明原因，写明情况，由窗口负责人本人输入工号和口令授权。"
LINE = "{name}（{defects}）"
OWN_CAUSE = "原因"
FIXED = "其他材料：{told}"
FIXED_ONE = "{name}（{cause}）"
JOIN = "；"
FIELDS: Mapping[str, str] = {"reason": "情况说明"}
REASON_HINT = "为什么现在才告知；变更的写明依据"
STAFF_NO = "窗口负责人工号"
PASSWORD = "口令"
NO_HEAD = "本机没有登录过的窗口负责人，不能授权二次告知。请负责人先在本机登录一次。"
GO = "授权并打印(&P)"
CANCEL = "取消 Esc"


def title(ordinal: int) -> str:
    """第 2 次告知：逐项核对原因."""
    return TITLE.format(n=ordinal)


def fixed(rows: Sequence[tuple[str, NoticeCause]]) -> str:
    """The lines whose cause the record shows, in one sentence."""
    told = JOIN.join(FIXED_ONE.format(name=name, cause=CAUSES[cause]) for name, cause in rows)
    return FIXED.format(told=told) if told else ""


def heads(people: Sequence[Person]) -> str:
    """高云飞 0001: who can approve here."""
    return "、".join(f"{one.name} {one.short_no}" for one in people)


def cause_line(line: NoticeLine) -> str:
    """原因：已告知，补正仍不齐全; nothing for the first notice of a case."""
    return CAUSE.format(cause=CAUSES[line.cause]) if line.cause else ""


def is_late(line: NoticeLine) -> bool:
    """Whether somebody overlooked it."""
    return line.cause is NoticeCause.BREACH_SECOND_NOTICE
