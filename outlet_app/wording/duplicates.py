"""What is said of a case that a registration may repeat: which, why, from when, and where it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from outlet_app.wording.formats import short_moment

OPEN = "打开它(&O)"
HEAD = "可能重复：{case_no}，{step}"
LINE = "{why}；{at} 登记，经办人{clerk}。确需另办的，照常办理。"
WHY: Mapping[str, str] = {
    "number": "证件号码相同、事项相同",
    "name": "名称相同、事项相同，没有证件号码可核对",
}
REASON = "判断依据：{why}。现在{step}。"


class Hint(Protocol):
    """What wording needs to know of a case."""

    @property
    def case_no(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def clerk(self) -> str: ...
    @property
    def same(self) -> str: ...


def strip(hint: Hint, step: str, now: datetime) -> tuple[str, str]:
    """Two lines over the form: which case and where it stands; why it is told, from when and whose it is."""
    at = short_moment(hint.at, now.date())
    head = HEAD.format(case_no=hint.case_no, step=step)
    return head, LINE.format(why=WHY[hint.same], at=at, clerk=hint.clerk)


def reason(hint: Hint, step: str) -> str:
    """Why the question is asked at all, in its dialog."""
    return REASON.format(why=WHY[hint.same], step=step)
