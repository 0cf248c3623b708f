"""Words of material lists: handed in, to be handed in, handed over."""

from collections.abc import Mapping

from outlet_app.domain.materials import MaterialState

HANDED = "一、收到的材料"
RECEIVED_AT = "收到时间"
TAKEN_BY = "收件人："
NEXT = "核对和告知"
PRIVACY = "个人信息处理告知"
RIGHTS = "您的权利"
TOLD_ON = "告知日期"
CORRECTED = "收到的补正材料"
FOUND: Mapping[MaterialState, str] = {
    MaterialState.COMPLETE: "齐全",
    MaterialState.FAULTY: "仍需补正",
    MaterialState.UNDECIDED: "待核对",
}
STILL_OWED = "尚未补正"
NOTHING_OWED = "无，告知需要补正的材料已经全部收到。"
AND = "、"
STOP = "。"

ASKED = "应当提交的材料"
CORE = "主件，{copies}"
SECONDARY = "副件，{copies}"
SECONDARY_FOLLOWS = "副件，{copies}\n可以容缺"
STANDARD = "{source}。{standard}"
SHARED = "免予提交"
FOLLOW = "容缺"
LIMIT = "办理时限"
FLOW = "办理流程"
FEE = "收费"
WHERE = "办理地点和渠道"
AGENT = "委托办理"
GIVEN_ON = "告知日期"
ASKED_BY = "咨询人"
LIST = "清单版本"
OUTLET = "告知网点"
OUTLET_SEAL = "{outlet}（业务专用章）"
GIVEN_BY = "告知人"
PHONE = "联系电话"
RELEASE = "{release}（{version}）"
