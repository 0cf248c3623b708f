"""Every word printed on the 日工作量统计表 W17."""

from collections.abc import Mapping, Sequence

from outlet_app.domain import sheet_difference as sums
from outlet_app.domain.courses import Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.figures import BrokenIdentity
from outlet_app.domain.sheet_difference import Difference
from outlet_app.wording import sheet_columns as columns
from outlet_app.wording import sheet_groups
from outlet_app.wording.channels import ENTRANCES

OUTLET = "填报网点：{name}（{sign}）"
DAY = "统计日期：{day}（{weekday}）"
WORKDAY = "工作日"
EXTENDED = "延时服务"
UNIT = "单位：件、人次"
COUNTED = "数据截止：{until}　尚未发送 {unsent} 条　第 {edition} 版　校验码 {check}"

BY_ITEM = "表一　按服务事项"
BY_CLERK = "表二　按经办人员"
BY_FLOW = "表三　办件流转"

NO = "序号"
ITEM = "服务事项"
CLERK = "姓名（工号）"
NOT_LISTED = "未列入清单"
CLERK_NAME = "{name}（{short_no}）"
SUBTOTAL = "小计"
REVIEWS = "服务评价"
RATED = "参评"
SATISFIED = "满意"
SATISFACTION = "满意度"
TOTAL = "合　　计"
HELD_BACK = "＊"

DECISIONS: Mapping[Decision, str] = {
    Decision.ANSWER: "当场\n答复",
    Decision.ACCEPT: "受理",
    Decision.NOTICE: "一次性\n告知",
    Decision.DEFICIENT: "容缺\n受理",
    Decision.TRANSFER: "转办",
    Decision.REJECT: "不予\n受理",
    Decision.RECEIVE: "收件\n待审",
}
SPECIALS: Mapping[Special, str] = {
    Special.ASSISTED: "帮办\n代办",
    Special.CLOSED: "当日\n办结",
    Special.OVERDUE: "超期\n办件",
}

HANDED_NOTE = "各人员按承办人统计；人员之间移交的，只计入各人员的转入、转出，合计不计。"
STOCK = "办件结存"
INTAKE = "收件和受理"
ASKED = "应评"
CALLED = "叫号"

NOTES_LABEL = "填表说明"
BROKEN_LABEL = "核对不符"
BROKEN_TEXT = "以下各项对不上，已按原数打印，请查明后更正：{listed}。"
LISTED_BY = "；"
BROKEN: Mapping[str, str] = {
    "flow": "增加各栏与上日结存之和 {left}，减少各栏与本日结存之和 {right}",
    "closed": "当日办结合计 {left}，办件流转中办结 {right}",
    "intake": "本日受理 {left}，多于上日已收未受理与本日收件之和 {right}",
    "deficient": "容缺受理 {left}，多于本日受理 {right}",
    "promised": "容缺受理、告知承诺合计 {left}，多于本日受理 {right}",
    "visits": "{where}接待人次 {left}，处理结果之和 {right}",
    "items": "{where}各事项之和 {left}，合计 {right}",
    "clerks": "{where}各人员之和 {left}，合计 {right}",
    "reviews": "参评 {left}，多于应评 {right}",
    "clerk_flow": "{where}的办件流转增加各栏与上日结存之和 {left}，减少各栏与本日结存之和 {right}",
    "clerk_sums": "{where}各人员之和 {left}（已扣除人员之间移交），办件流转 {right}",
    **sheet_groups.BROKEN,
    "satisfied": "{where}满意 {left}，多于参评 {right}",
}
BROKEN_ELSE = "{code} {where} {left}，{right}"

LATE_LABEL = "补录差异"
LATE = "与第 {edition} 版相比，{listed}。"
LATE_NONE = "与第 {edition} 版相比，各项合计不变，分项有变化。"
CHANGE = "{name} {before} 改为 {now}"
PREPARED_BY = "填表人："
CHECKED_BY = "窗口负责人（复核）："
LED_BY = "值班领导："
PREPARED_AT = "填报时间："


def late(edition: int, changed: Sequence[Difference]) -> str:
    """What late records have changed since the edition before this one."""
    if not changed:
        return LATE_NONE.format(edition=edition - 1)
    told = (CHANGE.format(name=_SUMS[one.name], before=one.before, now=one.now) for one in changed)
    return LATE.format(edition=edition - 1, listed=LISTED_BY.join(told))


def broken(one: BrokenIdentity, rows: Mapping[str, str]) -> str:
    """One rule that does not hold, with both figures; `rows` names items and clerks by their keys."""
    where = _COLUMNS.get(one.where, rows.get(one.where, one.where))
    template = BROKEN.get(one.code, BROKEN_ELSE)
    return template.format(code=one.code, where=where, left=one.left, right=one.right)


_COLUMNS: Mapping[str, str] = {
    "items": "按事项的",
    "channels": "按来访方式的",
    "states": "按状态的",
    **{extra.value: name.replace("\n", "") for extra, name in sheet_groups.EXTRAS.items()},
    **{f"channel.{channel.value}": name for channel, name in ENTRANCES.items()},
    **{f"result.{decision.value}": name.replace("\n", "") for decision, name in DECISIONS.items()},
    **{special.value: name.replace("\n", "") for special, name in SPECIALS.items()},
    **{f"flow.{name}": columns.whole(said) for name, said in columns.FLOW.items()},
}
_SUMS: Mapping[str, str] = {
    sums.VISITS: columns.PARTS["visits"],
    sums.OFFERED: ASKED,
    sums.RATED: RATED,
    **_COLUMNS,
}
