"""Words of the 首问登记单, the slip that everybody may take along."""

from collections.abc import Mapping

from outlet_app.domain.decisions import Decision

CASE_NO = "办件编号"
QUERY_CODE = "查询码"
AT = "登记时间"
CHANNEL = "来访方式"
APPLICANT = "服务对象"
MATTER = "事项"
RESULT = "处理结果"
WAITING = "已登记，办理中"
LIMIT = "办理时限"
FIRST_CONTACT = "首问责任人"
OUTLET_PHONE = "网点电话"
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
