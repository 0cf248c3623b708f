"""Words of what asks for whoever leads, and of why a limit has passed."""

from collections.abc import Mapping, Sequence

from outlet_app.domain.facts.delay import DelayReason
from outlet_app.domain.oversight import Concern

ACTIONS: Mapping[str, tuple[str, str]] = {"explain": ("超期说明(&Q)", "file-pen")}
CONCERNS: Mapping[Concern, str] = {
    Concern.DEMANDED: "市级要求超期说明",
    Concern.URGENT: "紧急上报",
    Concern.OWNER_UNCLEAR: "待确定承办人",
    Concern.JUDGED: "市级认定首问情形",
    Concern.BOUNCED: "退回两次，待指定",
    Concern.NOT_RECEIVED: "转办未接收",
    Concern.NO_FEEDBACK: "24 小时未反馈",
    Concern.UNANSWERED: "到期未答复",
    Concern.OVERDUE: "已超期",
    Concern.UNEXPLAINED: "超期未说明",
}
REASONS: Mapping[str, str] = {
    DelayReason.UPPER_APPROVAL: "等待上级或外部审批",
    DelayReason.NOT_PAUSED: "申请人未补正，应暂停未暂停",
    DelayReason.FAULT: "技术故障或离线未同步",
    DelayReason.ABSENT: "人员缺岗",
    DelayReason.DIFFICULT: "疑难复杂",
    DelayReason.FORGOTTEN: "忘办",
    DelayReason.OTHER: "其他",
}
MORE = "{first}等 {n} 项"
PRINT_LIST = "打印超期清单(&O)"
LIST_NAMED = "{number}"
EXPLAIN_TITLE = "超期说明"
EXPLAIN_TEXT = "时限已过。写明原因和采取的措施后，才能答复或办结；说明记入办理经过，负责人和市级都能看到。"
EXPLAIN_FIELDS: Mapping[str, str] = {"reason": "超期原因", "measures": "采取的措施"}
EXPLAIN_HINTS: Mapping[str, str] = {"measures": "正在做什么，什么时候办完"}
EXPLAIN_GO = "记入说明(&G)"
EXPLAINED = "已记入超期说明"


def told(concerns: Sequence[Concern]) -> str:
    """24 小时未反馈等 2 项: the gravest, and how many there are."""
    if not concerns:
        return ""
    first = CONCERNS[concerns[0]]
    return first if len(concerns) == 1 else MORE.format(first=first, n=len(concerns))
