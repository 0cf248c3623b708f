"""What the columns of the lists on papers are called, by list and field."""

from collections.abc import Mapping

from outlet_app.wording import papers
from outlet_app.wording.tracking import FIELDS as VISIT

_FORM, _COPIES, _REMARK = "原件或复印件", "份数", "备注"
_OWED: Mapping[str, str] = {"name": papers.MATERIAL, "issue": "缺失或者瑕疵情形", "form": "补齐形式"}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "received": {
        "name": papers.MATERIAL,
        "due_copies": "应交份数",
        "handed": "实交份数",
        "form": _FORM,
        "pages": "页数",
        "remark": _REMARK,
    },
    "missing": {
        "name": papers.MATERIAL,
        "remedy": "要求（来源、形式、份数、样本）",
        "may_follow": "是否可容缺",
        "ways": "补交方式",
    },
    "faulty": {
        "name": papers.MATERIAL,
        "issue": "缺陷代码和具体问题",
        "place": "位置\n（页、栏）",
        "remedy": "更正要求",
        "on_spot": "可当场更正",
    },
    "refused": {"reason": "原因", "basis": "依据", "instead": "应当提出申请的机关、地址和电话"},
    "handed": {
        "name": papers.MATERIAL,
        "copies": _COPIES,
        "form": _FORM,
        "pages": "页数",
        "remark": _REMARK,
    },
    "deferred": {**_OWED, "due": "承诺补齐日期"},
    "owed": {**_OWED, "due": "补齐期限"},
    "needed": {"name": papers.MATERIAL, "form": "主件或副件、份数", "standard": "来源和要求"},
    "taken": {"name": papers.MATERIAL, "form": papers.FORM_AND_COPIES, "taken": papers.TAKEN},
    "proofs": {"name": "证明材料名称", "proves": "证明内容", "used_for": "用途"},
    "documents": {"name": "名称", "number": "文号或者编号", "copies": _COPIES},
    "visits": {"way": "方式", "day": "日期", "met": VISIT["met"], "findings": VISIT["findings"]},
    "seats": {"name": "姓名", "unit": "单位", "phone": "联系电话", "signed": "签到"},
    "sums": {"item": "项目", "here": "本机", "there": "市局"},
    "unlike": {"number": "编号", "how": "不符情况", "settled": "处理情况"},
    "numbers": {
        "post": "终端",
        "series": "编号种类",
        "issued": "编到几号",
        "taken": "已使用",
        "lacking": "缺号和原因",
    },
    "late": {
        "case_no": "办件编号",
        "applicant": "申请人",
        "item": "事项",
        "since": "受理时间",
        "rule": "时限",
        "due_at": "应办结时间",
        "late": "已超",
        "handler": "状态和承办人",
        "reason": "超期原因",
        "measures": "采取措施",
        "signed": "督办人签字",
    },
}
