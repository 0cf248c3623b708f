"""Words of 授权委托书, 帮办代办受理单 and 帮办代办中止、续办、办结单."""

from collections.abc import Mapping

PRINCIPAL = "一、委托人"
AGENT = "二、受托人"
MANDATE = "三、委托事项和权限"
MATERIALS = "四、随附材料"
NAME = "姓名或者名称"
ID = "证件号码"
ADDRESS = "地　　址"
PHONE = "联系电话"
LEGAL = "法定代表人"
UNIT = "单位和工号"
MATTER = "委托事项"
POWERS_LABEL = "委托权限"
POWERS: Mapping[str, str] = {
    "fill": "代为填写",
    "submit": "代为提交",
    "receive": "代为签收文书",
    "pay": "代为缴费",
    "correct": "代为补正",
    "collect": "代为领取结果",
}
TERM = "委托期限"
FROM_TO = "{since} 至 {until}"
EXCLUDED = "不含事项"
DECLARE = "委托人声明"
REVOKE = "撤销方式"
FEE = "费用"
PRINCIPAL_SIGNS = "委托人（签章）："
AGENT_SIGNS = "受托人（签字）："
TITLES = ("委托人", "受托人")

MODE = "服务方式"
MODES: Mapping[str, str] = {"whole": "全程代办", "stage": "环节帮办", "on_site": "现场导办"}
HELPER = "帮办代办人员"
HELPER_PHONE = "人员电话"
SUPERVISION = "监督电话"
SCOPE = "服务内容"
STARTED = "受理时间"
MANDATE_NO = "授权委托书"
HANDED = "随交材料和原件"
DUTIES = "服务须知"
HELPED_BY = "帮办代办人员："

KIND = "办理类别"
KINDS: Mapping[str, str] = {"stop": "中止", "resume": "续办", "done": "办结", "end": "终止"}
REASON = "原　　因"
REASONS: Mapping[str, str] = {
    "withdrawn": "委托人撤回",
    "untrue": "材料不实",
    "beyond": "超出范围",
    "force": "不可抗力",
    "lost": "失联三次以上",
    "handover": "人员交接",
    "finished": "事项办结",
}
REMARK = "情况说明"
DONE_SO_FAR = "已办事项"
LEFT_OPEN = "未办事项"
NEXT_HELPER = "接办人员"
RETURNED = "退还的材料和原件"
NEXT = "后续办理"
