"""What can be done with a case: the words and icons of all steps, the most usual first."""

import re
from collections.abc import Iterable, Mapping

from outlet_app.wording import (
    agency,
    carrying,
    consultation,
    copying,
    ending,
    mending,
    outcomes,
    oversight,
    package_steps,
    pledge_steps,
    query,
    settling,
    timing,
    training,
    transfer,
    veil,
    waiting,
)
from outlet_app.wording.forms import steps as paper_steps

_COURSE: Mapping[str, tuple[str, str]] = {
    "reprint": ("重新打印(&P)", "printer"),
    "feedback": ("反馈处理意见(&F)", "message-square-text"),
    "close": ("办结(&B)", "circle-check"),
    "withdraw": ("撤回(&C)", "ban"),
}
_DEFICIENCY: Mapping[str, tuple[str, str]] = {
    "supplement": ("容缺补齐(&Q)", "inbox"),
    "lapse": ("逾期处理(&U)", "ban"),
    "remind": ("提醒补齐(&T)", "phone"),
    "extend": ("延长补齐期限(&Y)", "hourglass"),
}
_TRACKING: Mapping[str, tuple[str, str]] = {
    "stage": ("办理进展(&J)", "circle-dot"),
    "visit": ("记回访(&H)", "history"),
    "plan": ("服务方案(&N)", "clipboard-list"),
    "summary": ("阶段小结(&D)", "file-check"),
}
ACTIONS: Mapping[str, tuple[str, str]] = {
    **transfer.WAITING_ACTIONS,
    **settling.ACTIONS,
    **waiting.URGENT_ACTIONS,
    **_DEFICIENCY,
    **oversight.ACTIONS,
    **consultation.ACTIONS,
    **timing.ACTIONS,
    **query.ACTIONS,
    **veil.ACTIONS,
    **carrying.ACTIONS,
    **_COURSE,
    **pledge_steps.ACTIONS,
    **_TRACKING,
    **transfer.FURTHER_ACTIONS,
    **outcomes.ACTIONS,
    **training.CASE_ENROL,
    **agency.ACTIONS,
    **paper_steps.ACTIONS,
    **copying.ACTIONS,
    **waiting.FURTHER_ACTIONS,
    **package_steps.ACTIONS,
    **ending.ACTIONS,
    **mending.ACTIONS,
}
MORE = ("更多办理(&M)", "ellipsis")
MORE_TITLE = "更多办理"
CLOSE = "关闭 Esc"
# None of them is another button's on 办件查询.
SPARE = "GVADOWIYNT"
_LETTER = re.compile(r"\(&(.)\)")


def letter(text: str) -> str:
    """The letter a step is called by, empty where it has none."""
    found = _LETTER.search(text)
    return found.group(1) if found else ""


def plain(text: str) -> str:
    """The words of a step without its letter."""
    return _LETTER.sub("", text)


def lettered(texts: Iterable[str]) -> list[str]:
    """The words of steps side by side, each called by a letter of its own and none by that of 更多办理.

    A letter belongs to the first that has it; whatever comes after it, or has none, takes a spare one.
    """
    told = list(texts)
    taken, owned = {letter(MORE[0])}, list[bool]()
    for text in told:
        owned.append(bool(letter(text)) and letter(text) not in taken)
        taken.add(letter(text))
    spare = (one for one in SPARE if one not in taken)
    return [text if own else f"{plain(text)}(&{next(spare)})" for text, own in zip(told, owned, strict=True)]


def numbered(text: str, number: int) -> str:
    """The words of a step in a list, called by its digit where one is left."""
    return f"{plain(text)}(&{number})" if number <= 9 else plain(text)
