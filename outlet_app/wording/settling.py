"""Words of 处理完毕: steps the city had not let count, and what a person did about them."""

from collections.abc import Mapping, Sequence

from outlet_app.wording.sync import reason
from outlet_app.wording.timeline import title_of
from outlet_app.wording.voices.refusal import WAYS

ACTIONS: Mapping[str, tuple[str, str]] = {"settle": ("处理完毕(&D)", "circle-check")}
TITLE = "处理完毕"
TEXT = "市级没有接收本机的：{steps}。请先看办件现在的环节，需要的重新办理，再记处理完毕。经过保留，不再提示。"
PAPERS = "随同出具的文书 {numbers} 作废，编号保留。"
STEP = "{title}（{why}）"
FIELDS: Mapping[str, str] = {
    "way": "处理结果",
    "note": "处理情况",
    "collected": "已收回全部打印件：{numbers}",
}
HINTS: Mapping[str, str] = {"note": "怎么告知申请人的，收不回的文书怎么处理"}
WAY_WORDS: Mapping[str, str] = {way.value: word for way, word in WAYS.items()}
GO = "处理完毕(&B)"
SAID = "已记处理完毕"
NOTHING_LEFT = ("没有需要处理的", "这些步骤已经处理过")
COLLECTED = "市级未接收这一步，文书已收回"
UNPRINTED = "市级未接收这一步，文书没有打印"
NOT_COLLECTED = "市级未接收这一步，文书没有收回"


def text(steps: Sequence[tuple[str, str]], numbers: Sequence[str]) -> str:
    """What the city did not take, each with why, and which papers fall with it. steps: kind and code."""
    named = dict.fromkeys(STEP.format(title=title_of(kind), why=reason(code)[0]) for kind, code in steps)
    papers = PAPERS.format(numbers="、".join(numbers)) if numbers else ""
    return TEXT.format(steps="；".join(named)) + papers


def fields(printed: Sequence[str]) -> Mapping[str, str]:
    """What is asked, with the prints to be collected by their numbers."""
    return {name: word.format(numbers="、".join(printed)) for name, word in FIELDS.items()}


def why_void(*, printed: bool, collected: bool) -> str:
    """Why the papers are void."""
    if not printed:
        return UNPRINTED
    return COLLECTED if collected else NOT_COLLECTED
