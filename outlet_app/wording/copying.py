"""The words of the copy panel for national sites."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.wording.fields import LABELS
from outlet_app.wording.formats import clock

ACTIONS: Mapping[str, tuple[str, str]] = {"copy_out": ("复制到国家系统(&K)", "copy")}
TITLE = "复制到国家系统"
TEXT = "{site}：按数字复制一栏，到网页里按 Ctrl+V 粘贴，再回来复制下一栏。"
LOGGED = "证件号码和电话是完整的，复制会记入日志。"
DONE = "已复制 {time}"
LAST = "刚复制的是：{label}"
ALL_DONE = "全部复制过一遍"
LEFT = "还有 {n} 栏没有复制"
CASE_NO = "办件号"
CLOSE = "关闭 Esc"
COPY_NAME = "复制 {label}"


def label(name: str) -> str:
    """What a field is called."""
    return CASE_NO if name == "case_no" else LABELS[name]


def done(at: datetime) -> str:
    """已复制 10:42."""
    return DONE.format(time=clock(at))


def progress(last: str, left: int) -> str:
    """What was copied last, and how much is left."""
    return f"{LAST.format(label=last)}，{LEFT.format(n=left) if left else ALL_DONE}。"
