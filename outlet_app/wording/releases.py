"""Words of what the city hands down: versions, how they stand, what they change."""

import re
from collections.abc import Mapping
from datetime import date

TITLE = "市局更新"
BUTTON = "市局更新(&G)"
BUTTON_NEW = "市局更新（{n} 项未看）(&G)"
CLOSE = "关闭"
OPEN_CASE = "打开办件(&O)"
NONE = "还没有收到过更新", "市局发布的清单、节假日安排等会随同步下发"
UNREAD = "读不出市局更新", "请关闭后再打开一次"
COLUMNS: Mapping[str, str] = {"name": "内容", "since": "施行日期", "mode": "方式", "status": "状态"}
LINES = "变化和涉及的在办件"
SUBJECTS: Mapping[str, str] = {
    "catalogue": "事项清单",
    "calendar": "节假日安排",
    "forms": "文书文本",
    "policies": "政策",
    "staff": "人员",
}
MODES: Mapping[str, str] = {"yearly": "年度集中调整", "urgent": "紧急即时调整"}
LEVELS: Mapping[str, str] = {"item": "事项", "sub_item": "办理项", "material": "材料", "clock": "时限"} | {
    "person": "人员",
    "day_off": "放假日",
    "day_worked": "上班日",
    "form": "文书",
    "clause": "文书",
    "note": "文书",
    "policy": "政策",
    "condition": "条件",
}
FIELDS: Mapping[str, str] = {
    "short_name": "简称",
    "initials": "拼音首字母",
    "name": "名称",
    "objects": "服务对象",
    "content": "服务内容",
    "flow": "办理流程",
    "time_limit": "办理时限",
    "bodies": "服务机构",
    "channels": "服务渠道",
    "authority": "权限",
    "instant": "即办件",
    "consulting": "咨询类",
    "correction_workdays": "补正期限",
    "issue_before_supplement": "补齐前可出结果",
    "no_pledge": "不适用告知承诺的原因",
    "outcomes": "办理结果",
    "stages": "办理环节",
    "kind": "计时方式",
    "value": "数值",
    "start": "起算",
    "core": "主件",
    "form": "形式",
    "copies": "份数",
    "may_follow": "可以容缺",
    "shared": "数据共享可免交",
    "source": "来源",
    "standard": "受理标准",
    "remedy": "补正指引",
    "may_pledge": "可以告知承诺",
    "proves": "证明什么",
    "used_for": "用于什么",
    "check": "核查方式",
}
VALUES: Mapping[str, str] = {
    "True": "是",
    "False": "否",
    "LOCAL": "本局办理",
    "FORWARD": "初审上报",
    "GUIDE": "引导告知",
    "ORIGINAL": "原件",
    "COPY": "复印件",
    "ELECTRONIC": "电子件",
    "SIGHTED": "原件核验",
    "INSTANT": "即时",
    "HOURS": "小时",
    "WORKDAYS": "工作日",
    "FOLLOW_UP": "回访",
    "PERIOD": "长期",
    "REGISTERED": "登记",
    "ACCEPTED": "受理",
    "exempt": "免核查",
    "online": "在线核查",
    "on_site": "现场核查",
    "assisted": "协助核查",
    "security": "国家安全",
    "public_safety": "公共安全",
    "finance": "金融安全",
    "ecology": "生态环境",
    "person": "人身安全",
    "foreign": "涉外",
    "high_risk": "风险较大",
    "": "无",
}
FREE_TEXT = frozenset(
    {"short_name", "initials", "name", "objects", "content", "flow", "time_limit", "bodies", "channels"}
    | {"outcomes", "stages", "source", "standard", "remedy", "proves", "used_for"}
)
ADDED, REMOVED = "增加{level} {code}“{name}”", "取消{level} {code}“{name}”"
CHANGED = "{level} {code}“{name}”的{field}：原为“{before}”，改为“{after}”"
TEXT_LEVELS = frozenset({"form", "clause", "note", "policy", "condition"})
PLACES: Mapping[str, str] = {"clause": "第 {n} 条", "note": "附注第 {n} 条"}
PARTS: Mapping[str, str] = {
    "added": "{level} {code}“{name}”增加{place}：“{after}”",
    "removed": "{level} {code}“{name}”取消{place}：“{before}”",
    "changed": "{level} {code}“{name}”{place}：原为“{before}”，改为“{after}”",
}
TOUCHED = "{level} {code}“{name}”的{field}有改动"
OPEN_PLACE, _FILLED = "〔　〕", re.compile(r"\{[^{}]*\}")
TEXT_FIELDS: Mapping[str, str] = {
    "title": "名称",
    "word": "编号用字",
    "copies": "份数",
    "form.basis": "依据",
    "outcomes": "办理结果",
    "entries": "栏目",
    "columns": "表格各列",
    "name": "名称",
    "document_no": "文号",
    "basis": "依据条款",
    "kind": "类别",
    "mode": "办理方式",
    "valid_from": "施行日期",
    "valid_until": "有效期至",
    "windows": "申报期",
    "standard": "兑现标准",
    "cap": "上限",
    "excludes": "不予支持的情形",
    "materials": "申报材料",
    "text": "内容",
    "settled_by": "核实材料",
    "asks": "判断方法",
}
TEXT_VALUES: Mapping[str, str] = {
    "fund": "资金类",
    "status": "资质类",
    "offered": "免申即享",
    "applied": "申报",
    "": "无",
}
CASE = "在办件 {case_no} {applicant}（办理项 {sub_item}）：仍按登记时的版本 {pinned} 办理"
LEFT_BEHIND = "在办件 {case_no} {applicant}：承办人{name}已离岗，请转办；退回过两次的由窗口负责人指定承办"
AT_WORK, HAS_LEFT = "在岗 {name}（工号 {short}）", "离岗 {name}（工号 {short}），不能再登录"
STAFF_CASES = (
    "离岗人员名下还有在办件 {cases} 件，请逐件转办或者指定承办。新增人员用首次口令登录后换成自己的口令。"
)
CHANGES_OF = "与 {before} 相比 {n} 处变化，涉及本网点在办件 {cases} 件。"
TEXT_CHANGES_OF = "与 {before} 相比 {n} 处变化，已制作的文书和已登记的意愿不变。"
NO_CHANGES = "本版本没有可以逐条比较的内容。"
REASON = "原因：{reason}。"
WITHDRAWN_FOR = "撤回原因：{reason}。新办件恢复使用上一版本，已登记的办件仍按登记时的版本办理。"
STAFF_WITHDRAWN_FOR = "撤回原因：{reason}。恢复使用上一份名单；没有上一份的，恢复发布以前的人员。"
HOLDS_LATER = "{day} 起登记的办件使用本版本；在办件仍按登记时的版本办理。"
HOLDS_AT_SIGN_IN = "重新登录后使用本版本；在办件仍按登记时的版本办理。"
SET_ASIDE = "有 {n} 项更新本机不能使用，已放在一边，原来的版本继续有效。请告诉市级管理员：{names}。"
TURNED_AWAY = "有 {n} 项更新没有市局的有效签名，未予采用，原来的版本继续有效。请告诉市级管理员。"
ARRIVED = "收到市局更新：{name}"
ARRIVED_TEXT = "{mode}，{since} 起施行。在同步中心按市局更新查看"
ARRIVED_URGENT = "紧急即时调整：{name}"
ARRIVED_URGENT_TEXT = "{reason}。请重新登录后使用，在同步中心按市局更新查看"
WITHDRAWN = "市局撤回了 {name}"
WITHDRAWN_TEXT = "新办件恢复使用上一版本，请重新登录"
STAFF_WITHDRAWN_TEXT = "恢复使用上一份名单，在同步中心按市局更新查看"


def title(subject: str, name: str) -> str:
    """What a version is called."""
    return f"{SUBJECTS[subject]} {name}"


def left_behind(case_no: str, applicant: str, left: str) -> str:
    """An open case whose handler has left."""
    return LEFT_BEHIND.format(case_no=case_no, applicant=applicant, name=left)


def _text_change(turn: str, level: str, code: str, name: str, field: str, before: str, after: str) -> str:
    """One change of a form text or a policy."""
    told = {"level": LEVELS[level], "code": code, "name": name}
    if level in PLACES:
        place = PLACES[level].format(n=field)
        return PARTS[turn].format(**told, place=place, before=_template(before), after=_template(after))
    if turn != "changed":
        return (ADDED if turn == "added" else REMOVED).format(**told)
    named = TEXT_FIELDS.get(f"{level}.{field}") or TEXT_FIELDS[field]
    if before == after:
        return TOUCHED.format(**told, field=named)
    values = {"before": _text_value(before), "after": _text_value(after)}
    return CHANGED.format(**told, field=named, **values)


def _template(text: str) -> str:
    """A clause as somebody reads it: what the program fills in is left open."""
    return _FILLED.sub(OPEN_PLACE, text)


def _text_value(value: str) -> str:
    return TEXT_VALUES.get(value, value).replace("\n", "、")


def change(turn: str, level: str, code: str, name: str, field: str, before: str, after: str) -> str:
    """One change in a sentence without its full stop."""
    if level == "person":
        return (HAS_LEFT if turn == "removed" else AT_WORK).format(name=name, short=code[-4:])
    if level in TEXT_LEVELS:
        return _text_change(turn, level, code, name, field, before, after)
    told = {"level": LEVELS[level], "code": code, "name": name}
    if turn in ("added", "removed"):
        said = (ADDED if turn == "added" else REMOVED).format(**told)
        return said if code else said.replace(" “", "“")
    values = {"before": _value(field, before), "after": _value(field, after)}
    return CHANGED.format(**told, field=FIELDS.get(field, field), **values)


def _value(field: str, value: str) -> str:
    said = value if field in FREE_TEXT and value else VALUES.get(value, value)
    return said.replace("\n", "、")


def case(case_no: str, applicant: str, sub_item: str, pinned: str) -> str:
    """An open case that a change concerns."""
    return CASE.format(case_no=case_no, applicant=applicant, sub_item=sub_item, pinned=pinned)


def holds_from(day: date) -> str:
    """From when a version that waits is used."""
    return HOLDS_LATER.format(day=day.isoformat())
