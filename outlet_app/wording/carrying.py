"""Words of what is carried on under another number, and of declarations to be thought of."""

from collections.abc import Mapping
from datetime import date

from outlet_app.wording.fields import LABELS
from outlet_app.wording.formats import long_day

ACTIONS: Mapping[str, tuple[str, str]] = {
    "declare": ("登记申报(&Q)", "calendar-check"),
    "go_on": ("转入办理(&Y)", "arrow-right"),
    "drop_reminder": ("不再提醒", "ban"),
}
GO_ON = "承接 {case_no} 的咨询：{request}"
RIGHTS = "{text}\n涉及权利号：{rights}"
DECLARE = "{name}（{policy}）申报。原办件 {case_no}：{request}"
LISTED = "、"
DROP_TITLE = "不再提醒"
DROP_TEXT = "提醒记录留存，不再在工作台出现。"
DROP_FIELDS: Mapping[str, str] = {"reason": "理由"}
DROP_GO = "不再提醒(&B)"
DROPPED = "已不再提醒"
STRIP = "不在申报期，{day} 起可以申报"
STRIP_TEXT = "{name}。填好名称和电话，登记提醒以后到时在工作台提示，一键登记申报。"
BUTTON = "登记提醒(&M)"
TITLE = "登记申报提醒"
TEXT = (
    "今天不能申报。这次来访登记为政策匹配、推送，当场答复；"
    "到申报期在工作台提示，从那里登记申报，申请人信息不用再填。"
)
CHOICE = "{name}（{day} 起）"
FIELDS: Mapping[str, str] = {"policy": "政策", "answer": LABELS["answer"]}
READY = "“{name}”{day} 起可以申报，已告知申报条件和材料，并登记提醒，到时电话告知。"
REQUEST = "申报 {name}"
GO = "登记提醒(&S)"
SAVED = "已登记申报提醒"
SAVED_TEXT = "{case_no}，{day} 起在工作台提示"
FOLLOWS = "承接办件"


def strip(name: str, day: date) -> tuple[str, str]:
    """What the line over the form says."""
    return STRIP.format(day=f"{day:%Y-%m-%d}"), STRIP_TEXT.format(name=name)


def choice(name: str, day: date) -> str:
    """A policy to be reminded of."""
    return CHOICE.format(name=name, day=f"{day:%Y-%m-%d}")


def ready(name: str, day: date) -> str:
    """What is answered meanwhile."""
    return READY.format(name=name, day=long_day(day))


def going_on(case_no: str, request: str, rights: tuple[str, ...]) -> str:
    """The request of what follows from a consultation, with the numbers it named."""
    text = GO_ON.format(case_no=case_no, request=request)
    return RIGHTS.format(text=text, rights=LISTED.join(rights)) if rights else text


def declaring(name: str, policy: str, case_no: str, request: str) -> str:
    """The request of a declaration somebody was to be reminded of."""
    return DECLARE.format(name=name, policy=policy, case_no=case_no, request=request)
