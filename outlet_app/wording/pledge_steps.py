"""Words of the steps after a pledge: verification, what follows an untrue one, and 失信."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.facts.credit import DiscreditProposed
from outlet_app.domain.facts.pledge import CheckResult, Consequence, PledgeLine
from outlet_app.wording.formats import long_day
from outlet_app.wording.pledge import ACTS

ACTIONS: Mapping[str, tuple[str, str]] = {
    "verify": ("核查承诺(&S)", "shield-check"),
    "consequence": ("承诺不实处理(&X)", "scale"),
    "defence": ("陈述申辩(&I)", "message-square-text"),
    "discredit": ("提请认定失信(&O)", "flag"),
    "discredit_list": ("认定失信(&R)", "flag"),
    "discredit_drop": ("不予认定(&E)", "circle-check"),
    "repair": ("信用修复(&R)", "circle-check"),
}
VERIFY_TITLE = "核查承诺"
VERIFY_TEXT = "核查人员由登录人员记录。无法核实的，可以再次核查。"
VERIFY_FIELDS: Mapping[str, str] = {
    "code": "承诺的证明",
    "way": "核查方式",
    "result": "核查结果",
    "evidence": "核查依据",
    "day": "核查日期",
}
VERIFY_HINTS: Mapping[str, str] = {"evidence": "查了什么、看到什么，如回函文号、查询截图"}
VERIFY_GO = "保存(&B)"
VERIFIED: Mapping[CheckResult, str] = {
    CheckResult.TRUE: "核查属实，已记录",
    CheckResult.UNTRUE: "核查不实，已记录，请窗口负责人处理",
    CheckResult.UNCLEAR: "无法核实，已记录，可以再次核查",
}
NAMED = "{name}，{proves}"

CONSEQUENCE_TITLE = "承诺不实处理"
CONSEQUENCE_TEXT = "承诺经核查不实。处理后不能改回，请写明事实和依据。"
CONSEQUENCE_FIELDS: Mapping[str, str] = {
    "step": "处理",
    "reason": "理由",
    "until": "整改期限",
    "paper": "撤销的文书",
}
CONSEQUENCE_HINTS: Mapping[str, str] = {
    "until": "选责令限期整改的填写",
    "paper": "选撤销决定的填写，文书编号保留并印已撤销",
}
CONSEQUENCE_GO = "处理(&B)"
DRAWN: Mapping[Consequence, str] = {
    Consequence.STOP: "已终止办理",
    Consequence.RECTIFY: "已责令限期整改",
    Consequence.REVOKE: "已撤销决定",
    Consequence.PENALTY: "已移送处罚",
}

DISCREDIT_TITLE = "提请认定失信"
DISCREDIT_TEXT = (
    "网点只提请，由市级认定。提请前应告知申请人事实、理由和陈述申辩的权利。认定前不影响申请人办事。"
)
DISCREDIT_FIELDS: Mapping[str, str] = {
    "act": "失信行为",
    "grounds": "事实和理由",
    "told": "告知日期",
    "until": "陈述申辩期限",
}
DISCREDIT_HINTS: Mapping[str, str] = {"until": "一般为告知后 5 个工作日"}
DISCREDIT_GO = "提请(&B)"
PROPOSED = "已提请市级认定，请听取陈述申辩"

DEFENCE_TITLE = "陈述申辩"
DEFENCE_FIELDS: Mapping[str, str] = {"text": "陈述申辩内容", "silent": "申请人没有提出"}
DEFENCE_GO = "保存(&B)"
HEARD = "陈述申辩已记录"

LIST_TITLE = "认定失信"
LIST_TEXT = "列入期间不适用容缺受理、告知承诺，不影响一般办事。{heard}"
LIST_FIELDS: Mapping[str, str] = {"until": "期限至", "reason": "理由"}
LIST_GO = "认定(&B)"
LISTED = "已列入失信名单"
DROP_TITLE = "不予认定失信"
DROP_TEXT = "申请人不列入失信名单。"
DROP_GO = "不予认定(&B)"
DROPPED = "已不予认定"
REPAIR_TITLE = "信用修复"
REPAIR_TEXT = "修复后移出失信名单，恢复适用容缺受理、告知承诺。"
REPAIR_GO = "修复(&B)"
REPAIRED = "已修复，移出失信名单"
_HEARD = "陈述申辩：{text}"
_NOT_HEARD = "申请人在期限内没有陈述申辩。"


def named(line: PledgeLine) -> str:
    """银行账户证明，收款账户属于申报单位."""
    return NAMED.format(name=line.name, proves=line.proves)


def heard(text: str) -> str:
    """What the applicant said for themselves."""
    return _HEARD.format(text=text) if text else _NOT_HEARD


def proposal(told: DiscreditProposed) -> str:
    """虚假承诺：账户不属于申请人，2026年11月20日告知."""
    return f"{ACTS[told.act]}：{told.grounds}，{day(told.told_on)}告知"


def day(one: date) -> str:
    """2026年11月20日."""
    return long_day(one)
