"""Words of the 首问登记单, the slip that everybody may take along."""

from collections.abc import Mapping

from outlet_app.domain.decisions import Decision

WAITING = "已登记，办理中"
FOOT = "表号：{form}（{edition} 版）　第 {n} 次打印"
PRINTED_AT = "打印：{at}"
DECISIONS: Mapping[Decision, str] = {
    Decision.ANSWER: "当场答复",
    Decision.ACCEPT: "受理",
    Decision.NOTICE: "一次性告知",
    Decision.DEFICIENT: "容缺受理",
    Decision.TRANSFER: "转办",
    Decision.REJECT: "不予受理",
    Decision.RECEIVE: "收件（待审）",
}
