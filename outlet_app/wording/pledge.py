"""Words of 告知承诺, of its verification and of 失信."""

from collections.abc import Mapping

from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.facts.pledge import CheckResult, Consequence

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
