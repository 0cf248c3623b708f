"""Words of 差评核实整改反馈单."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from outlet_app.wording.review_words import TAGS as TAG_WORDS

REVIEW_NO = "差评编号"
CASE_NO = "办件编号"
UNIT = "网点和窗口"
STAFF = "被评价工号"
RATED_AT = "评价时间"
CHANNEL = "评价渠道"
SCREEN = "窗口评价屏"
ITEM = "服务事项"
KEPT_BACK = "保密，由市级掌握"
REPLY = "反馈内容"
BY_CITY = "市级评价人员电话回访"
EXCLUDED = "不计入评价结果。{reason}"
UPHELD = "维持评价。{reason}"
LEVEL = "评价等次"
LEVELS: Mapping[int, str] = {2: "不满意", 1: "非常不满意"}
TAGS = "评价标签"
TEXT = "评价意见"
ASSIGNED_AT = "派单时间"
HANDLED_BY = "责 任 人"
CHECKED_BY = "核 实 人"
CHECKED_HOW = "核实方式"
CHECKED_AT = "核实时间"
FOUND = "核实情况"
CLASS = "定　　性"
CLASSES: Mapping[str, str] = {
    "at_once": "属实，立行立改",
    "by_date": "属实，限期整改",
    "no_basis": "无法定依据，解释说明",
    "mistaken": "误评",
    "malicious": "恶意差评",
}
MEASURES = "整改措施"
DONE_AT = "完成时间"
FED_BACK_AT = "反馈时间"
FED_BACK_BY = "反馈方式"
CONTENT = "评价人意见"
CONTENTS: Mapping[str, str] = {"yes": "对整改满意", "no": "对整改不满意", "none": "未联系上"}
REVIEWED = "复核意见"
ARCHIVED = "归档编号"
RATED = "一、差评情况"
VERIFIED = "二、核实和定性"
MENDED = "三、整改和反馈"
CHECK_SIGNS = "核实人："
HEAD_SIGNS = "窗口负责人（复核）："
TITLES = ("核实和整改", "复核")

SECRECY = "保密要求"


def month(day: date) -> str:
    """2026年11月: no day, which would name the visitor."""
    return f"{day.year}年{day.month}月"


def tags(codes: Sequence[str]) -> str:
    """The tags of a review in words."""
    return "；".join(TAG_WORDS[code] for code in codes if code in TAG_WORDS)


def caller(at: datetime | None) -> str:
    """How and by whom the reviewer heard of it."""
    return BY_CITY if at else ""


def decided(excluded: bool | None, reason: str) -> str:
    """复核意见; nothing where nobody asked the next level."""
    if excluded is None:
        return ""
    return (EXCLUDED if excluded else UPHELD).format(reason=reason)
