"""What the rows of papers are called, by the names of the fields of the screen; each label is told once."""

from collections.abc import Mapping

from outlet_app.domain.forms.paper_rows import ACCEPTANCE, NOTICE, REJECTION, SLIP
from outlet_app.wording import fields

# Papers set labels wider, and speak to the applicant where the screen speaks to the clerk.
LABELS: Mapping[str, str] = {
    "case_no": "办件编号",
    "query_code": "查 询 码",
    "applicant.name": "申 请 人",
    "contact": "联系方式",
    "sub_item": "办 理 项",
    "matter": "事项",
}
_OF_PAPERS: Mapping[str, Mapping[str, str]] = {
    NOTICE: {"contact": "经 办 人", "submitted": "提交日期", "ordinal": "告知次数"},
    ACCEPTANCE: {"way_accepted": "受理方式"},
    REJECTION: {
        "reason": "原因",
        "basis": "依据",
        "instead": "应当提出申请的\n机关、地址、电话",
    },
    SLIP: {
        "registered_at": "登记时间",
        "query_code": "查询码",
        "applicant.name": "服务对象",
        "decision": "处理结果",
        "limits": "办理时限",
        "first_contact": "首问责任人",
        "outlet_phone": "网点电话",
    },
}


def label(paper: str, name: str) -> str:
    """A row's label on a paper; where papers have no word of their own, that of the screen."""
    return _OF_PAPERS.get(paper, {}).get(name) or LABELS.get(name) or fields.label(name)
