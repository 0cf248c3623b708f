"""Words of what is done to a package after it was opened."""

from collections.abc import Mapping, Sequence

from outlet_app.domain.packages import SharedField
from outlet_app.wording.voices.amendment import CAUSES

ACTIONS: Mapping[str, tuple[str, str]] = {
    "add_member": ("增加事项", "circle-plus"),
    "exchange_member": ("更换事项", "refresh-cw"),
}
TITLE = "增加事项"
TEXT = "漏办的事项并入这次集成办，各项已填的信息和共用的材料沿用。登记后是收件（待审），在子件上审核。"
FIELDS: Mapping[str, str] = {"member": "事项", "reason": "原因"}
HINTS: Mapping[str, str] = {"reason": "写明为什么现在增加"}
GO = "增加(&B)"
DONE = "事项已增加"
ONLY_FOR = "办{names}的填写"

EXCHANGE_TITLE = "更换事项"
EXCHANGE_TEXT = (
    "选错的子件换成正确的事项。录入有误的，换下的子件和它的文书作废，编号保留；申请人变更诉求的，换下的子件撤回。"
    "新的子件沿用已填的信息和共用的材料，登记后是收件（待审）。"
)
EXCHANGE_FIELDS: Mapping[str, str] = {
    "gone": "换下",
    "member": "换成",
    "cause": "更换原因",
    "reason": "说明",
    "collected": "换下的子件打印过的文书已全部收回",
}
EXCHANGE_HINTS: Mapping[str, str] = {"reason": "写明怎样选错的，或者申请人为什么改办"}
CAUSE_WORDS: Mapping[str, str] = {cause.value: word for cause, word in CAUSES.items()}
EXCHANGE_GO = "更换(&B)"
EXCHANGED = "事项已更换"
CHILD = "{item}（{number}）"
PRINTED = "打印过的文书，换下哪一件就收回哪一件的：{papers}。"
PRINTED_OF = "{sub_item} 的{numbers}"


def only_for(names: tuple[str, ...]) -> str:
    """办 7.5、7.7 的填写: which items a field is for."""
    return ONLY_FOR.format(names=f" {'、'.join(names)} ")


def hint(field: SharedField, left_out: tuple[str, ...]) -> str:
    """Which of the items left out a field is for, where it is not for all of them."""
    own = tuple(code for code in left_out if code in field.members)
    return "" if own == left_out else only_for(own)


def child(item: str, case_no: str) -> str:
    """7.4 行政裁决对接（010019-P）: a child by its item and the end of its number."""
    return CHILD.format(item=item, number="-".join(case_no.split("-")[-2:]))


def exchange_text(papers: Sequence[tuple[str, Sequence[str]]]) -> str:
    """What 更换事项 does, and which papers are to be collected, by item, where any was printed."""
    told = (
        PRINTED_OF.format(sub_item=code, numbers="、".join(numbers)) for code, numbers in papers if numbers
    )
    named = "；".join(told)
    return EXCHANGE_TEXT + (PRINTED.format(papers=named) if named else "")
