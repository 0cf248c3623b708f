"""Words of 告知承诺, of its verification and of 失信."""

from collections.abc import Mapping

from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.facts.pledge import CheckResult, Consequence, PledgeLine

WAYS: Mapping[CheckWay, str] = {
    CheckWay.EXEMPT: "免予核查",
    CheckWay.ONLINE: "在线核查（数据共享）",
    CheckWay.ON_SITE: "现场核查",
    CheckWay.ASSISTED: "协助核查",
}
RESULTS: Mapping[CheckResult, str] = {
    CheckResult.TRUE: "属实",
    CheckResult.UNTRUE: "不实",
    CheckResult.UNCLEAR: "无法核实",
}
CONSEQUENCES: Mapping[Consequence, str] = {
    Consequence.STOP: "终止办理",
    Consequence.RECTIFY: "责令限期整改",
    Consequence.REVOKE: "撤销决定",
    Consequence.PENALTY: "移送处罚",
}
ACTS: Mapping[CreditAct, str] = {CreditAct.OVERDUE: "逾期未补", CreditAct.UNTRUE: "虚假承诺"}

TITLE = "告知承诺"
TEXT = "下列证明以申请人的书面承诺代替。请把证明内容、用途、核查方式和不实承诺的责任当面告知。"
_PROOF = "证明：{proves}\n用途：{used_for}\n核查：{way}"
FIELDS: Mapping[str, str] = {
    "told": "已逐项告知，申请人已经知晓(&V)",
    "signed": "申请人本人（法定代表人）自愿承诺、当场签署(&W)",
    "open_as": "公开范围和期限",
}
OPEN_HINT = "不公开的不填，如：在本厅公示一年"
PROBLEMS: Mapping[str, str] = {
    "pledge.not_told": "请先当面告知全部内容",
    "pledge.not_signed": "请申请人本人签署，不能代签；不愿承诺的，请收取证明材料",
}
DONE = "告知承诺(&R)"


def proof(line: PledgeLine) -> str:
    """What a proof proves, what for, and how that is verified."""
    return _PROOF.format(proves=line.proves, used_for=line.used_for, way=WAYS[line.way])
