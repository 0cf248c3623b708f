"""Words of 容缺受理申请承诺书, 容缺受理通知书 and 告知承诺书."""

from collections.abc import Mapping

ADDRESS = "地　　址"
LEGAL = "法定代表人"
AGENT = "受 托 人"
CORE = "一、已提交的主件"
DEFERRED = "二、容缺的材料"
PROMISES = "三、承诺内容"
NOT_HANDED_IN = "未提交"
TAKEN_BY = "接收人："

OWED = "一、需要补齐补正的材料"
TERM = "补正期限"
LAPSE = "逾期处理"
RESULT = "办理结果"
LIMIT = "办理时限"
HANDLED_BY = "经办人："

TOLD = "一、行政机关告知"
PROOFS = "二、以承诺代替的证明材料"
PROMISED = "三、申请人承诺"
MATTER = "事项名称"
BASIS = "设定依据"
CHECKING = "核查方式"
PUBLIC = "承诺书公开"
CHECKS: Mapping[str, str] = {
    "exempt": "免予核查",
    "online": "在线核查",
    "on_site": "现场核查",
    "assisted": "协助核查",
}
CLOSED = "不公开"
OPEN = "公开"
OPEN_AS = "公开，{scope}"
TITLES = ("申请人（签字或者盖章）", "行政机关")
