"""What is done on the whole day with cases of visitors who have left: whose, which step, what is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Work:
    """A step on the case of a visitor, who is known by the place in the order of coming, from 1.

    says: what is written, by the key of the dialog's line. paper: what is written in the outcome paper
    that is asked for then; empty puts it off, None where none is asked for.
    """

    visitor: int
    action: str
    says: Mapping[str, str] = field(default_factory=dict)
    paper: Mapping[str, str] | None = None


REPORT = {
    "source": "中国专利公布公告数据库，2023 年至今",
    "conclusion": "检得相关专利十二件，未见相同方案。",
}
GUIDANCE = {"done": "说明申请书填写要求，核对图样", "result": "材料齐全，可以提交"}
HELPED = {"mode": "现场导办", "phone": "0478-8213500", "scope": "帮助填写申报表"}
FALSE = {"result": "不实", "evidence": "使用授权协会回函：未授权使用"}
UNTRUE = {"step": "移送处罚", "reason": "承诺已获授权，经核查不实"}
CLERKS: tuple[Work, ...] = (
    Work(6, "stage", {"stage": "检索中"}),
    Work(6, "stage", {"stage": "审核"}),
    Work(6, "stage", {"stage": "已出报告"}, REPORT),
    Work(6, "close", {"text": "检索查询报告已领取"}),
    Work(7, "stage", {"stage": "指导"}, GUIDANCE),
    Work(9, "plan", {"goal": "形成三件核心专利", "measures": "挖掘脱壳、烘烤、风选工艺"}),
    Work(9, "visit", {"findings": "已完成两份技术交底书，进展顺利"}),
    Work(9, "summary", {"summary": "完成布局方案初稿", "effect": "拟申请发明三件"}),
    Work(10, "stage", {"stage": "初审"}, {"opinion": "权利有效，符合质押融资条件"}),
    Work(11, "close", {"text": "核验意见已交付"}, {}),
    Work(14, "feedback", {"text": "已联系对方当事人，三个工作日内答复"}),
    # Its papers are to be renewed, which is put off.
    Work(17, "amend", {"contact": "李秀芝", "note": "联系人写错"}, {}),
    Work(20, "remind", {}),
    Work(20, "supplement", {}),
    Work(23, "feedback", {"text": "正在核实当地法律，次日答复"}),
    Work(24, "withdraw", {"reason": "not_needed"}),
    Work(27, "close", {"text": "已指导备案"}, {}),
    Work(30, "undo", {"reason": "应为一次性告知", "collected": "yes"}),
    Work(33, "stage", {"stage": "调研"}),
    Work(35, "help", HELPED),
    Work(23, "pause", {"reason": "专家评审", "evidence": "委托检索机构，委托书 2026-12 号"}),
    Work(23, "resume", {"evidence": "检索报告已收到"}),
    Work(17, "verify", FALSE),
)
# 补正收件: what the notice asked for came, what was taken in or is undecided again is examined.
TAKEN_IN = (4, 30, 61, 64)
HEADS: tuple[Work, ...] = (
    Work(46, "void", {"reason": "重复登记", "note": "同一事项重复登记"}),
    Work(54, "take", {}),
    Work(62, "take"),
    Work(63, "send_back", {"reason": "not_my_duty"}),
    Work(11, "reopen", {"reason": "核验意见有一处号码写错"}),
    Work(17, "consequence", UNTRUE),
    Work(17, "discredit", {"grounds": "承诺使用区域公用品牌已获授权，经核查不实"}),
    Work(17, "defence", {"silent": "yes"}),
)
