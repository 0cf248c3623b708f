"""The words of the questions 首问登记 asks: defects, 转办, 不予受理, 容缺受理, duplicates, leaving."""

from collections.abc import Mapping
from datetime import date, datetime

from outlet_app.domain.forms.decisions import RejectReason
from outlet_app.wording.deficiency import TICKS
from outlet_app.wording.fields import LABELS
from outlet_app.wording.formats import clock, weekday

CANCEL = "取消 Esc"

REMARK = "备注"

TRANSFER_TITLE = "转办"
TRANSFER_TEXT = "首问责任人不变，对方接收前仍由您负责。"
TRANSFER_DONE = "转办(&Z)"
COLLEAGUE = "同事　{name}（工号 {short}）"
OUTLET = "{name}（{sign}）"
CITY_DIVISION = "市市场监督管理局知识产权科"
CITY_DIVISION_KEYS = ("市级", "zscqk", "kzk")
DISPUTES = "专利侵权纠纷行政裁决所"
DISPUTES_KEYS = ("裁决所", "cjs")

REJECT_TITLE = "不予受理"
REJECT_TEXT = "请选择理由，并告知申请人应向哪里提出。"
REJECT_FIELDS: Mapping[str, str] = {
    "reason": "理由",
    "basis": "依据或说明",
    "instead": LABELS["instead"],
}
REJECT_REASONS: Mapping[RejectReason, str] = {
    RejectReason.NOT_LISTED: "不属于本清单事项",
    RejectReason.NOT_HERE: "不属于本市受理范围",
    RejectReason.STILL_WRONG: "经补正仍不符合要求",
    RejectReason.OTHER: "其他",
}
REJECT_INSTEAD_HINT = "机构名称、地址、电话"
REJECT_DONE = "不予受理(&B)"

PROMISE_TITLE = "容缺受理"
PROMISE_DATE = "补齐日期"
PROMISE_LATEST = "最晚 {latest}"
PROMISE_FORM = "补齐形式"
PROMISE_LABELS: Mapping[str, str] = {
    **{one.value: text for one, text in TICKS.items()},
    "due": PROMISE_DATE,
    "form": PROMISE_FORM,
}
PROMISE_DONE = "容缺受理(&R)"

DUPLICATE_TITLE = "可能重复登记"
DUPLICATE_TEXT = "{applicant}今天已登记过同一事项。"
DUPLICATE_CASE = "{case_no}"
DUPLICATE_WHO = "{time} {item}，经办人{clerk}"
DUPLICATE_OPEN = "打开已有办件(&O)"
DUPLICATE_NEW = "仍要新办(&N)"

LEAVE_TITLE = "还没有办完"
LEAVE_TEXT = "这份登记已经存为草稿，随时可以回来接着办。"
LEAVE_DROP = "删除草稿(&X)"
LEAVE_STAY = "继续填写(&C)"
LEAVE_GO = "离开(&L)"
EARLIER_TEXT = "上次有一份没有办完的登记，{time} 保存。恢复后，这里刚填的内容不再保留。"
EARLIER_BACK = "恢复上次的(&R)"
NEW_TEXT = "页面上有一份没有办完的登记。删除草稿后不能恢复。"
NEW_DROP = "删除草稿，另办新件(&X)"


def day_typed(day: date) -> str:
    """11-27, as a day is typed."""
    return f"{day:%m-%d}"


def latest(day: date) -> str:
    """最晚 11-25 周三."""
    return PROMISE_LATEST.format(latest=f"{day:%m-%d} {weekday(day)}")


def duplicate_lines(case_no: str, at: datetime, item: str, clerk: str) -> tuple[str, str]:
    """The number of the case there is, and when, what and who."""
    return case_no, DUPLICATE_WHO.format(time=clock(at), item=item, clerk=clerk)
