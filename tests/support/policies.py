"""Policies and enterprises of the tests, as the city would write them down; all of them invented."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from outlet_app.domain.facts.policy import IntentChoice, IntentStated, PolicyPin
from outlet_app.domain.marking import marked
from outlet_app.domain.plain import PlainRow
from outlet_app.domain.policies.conditions import Condition, read_condition
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Lack, MatchLine
from outlet_app.domain.policies.policy import PolicyError, PolicyRelease, read_policies
from outlet_app.domain.policies.register import Enterprise, Register, read_enterprise, read_register
from tests.support.plain_copies import plain_copy

Plain = dict[str, Any]
TODAY = date(2026, 11, 20)
CODE, NAME = "91150802MA0TEA71XJ", "河套禾源食品有限公司"
BARE_CODE, BARE_NAME = "91150826MA0TEB421U", "杭锦后旗𬎆源种业有限公司"
MARKET, OFFICE = "企业登记库", "知识产权质押登记库"

PLEDGE_POLICY: Plain = {
    "number": "BYNR-2026-03",
    "version": "2",
    "name": "专利商标质押融资贴息",
    "document_no": "巴市监发〔2026〕18 号",
    "basis": "第三条、第五条",
    "kind": "fund",
    "mode": "offered",
    "valid_from": "2026-01-01",
    "valid_until": "2027-12-31",
    "windows": [{"opens": "2026-10-01", "closes": "2026-12-15"}],
    "standard": "按实际付息的百分之五十贴息",
    "cap": "每户每年不超过 20 万元",
    "conditions": [
        {
            "code": "c1",
            "text": "注册地在巴彦淖尔市",
            "datum": "division",
            "op": "under",
            "value": ["1508"],
            "settled_by": "营业执照",
            "basis": "第三条第一项",
        },
        {
            "code": "c2",
            "text": "近 24 个月内办理过 100 万元以上质押登记",
            "datum": "pledges",
            "op": "exists",
            "settled_by": "质押登记通知书",
            "where": [
                {"part": "on", "op": "within_last", "value": 24},
                {"part": "amount", "op": "ge", "value": 1000000},
            ],
        },
        {
            "code": "c3",
            "text": "没有严重失信记录",
            "datum": "discredit",
            "op": "not_exists",
            "settled_by": "信用报告",
            "where": [{"part": "until", "op": "valid"}],
        },
        {
            "code": "c4",
            "text": "中小企业或高新技术企业",
            "any": [
                {
                    "code": "c4a",
                    "text": "上年度营业收入不超过 4 亿元",
                    "datum": "revenue",
                    "op": "le",
                    "value": 400000000,
                    "settled_by": "上年度审计报告",
                },
                {
                    "code": "c4b",
                    "text": "高新技术企业认定在有效期内",
                    "datum": "qualifications",
                    "op": "exists",
                    "settled_by": "高新技术企业证书",
                    "where": [
                        {"part": "name", "op": "eq", "value": "高新技术企业"},
                        {"part": "until", "op": "valid"},
                    ],
                },
            ],
        },
    ],
}
BRAND_POLICY: Plain = {
    "number": "BYNR-2026-07",
    "version": "1",
    "name": "地理标志品牌建设奖补",
    "document_no": "巴市监发〔2026〕25 号",
    "basis": "第二条",
    "kind": "fund",
    "mode": "applied",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "windows": [{"opens": "2026-03-01", "closes": "2026-04-30"}],
    "standard": "一次性奖补 10 万元",
    "materials": ["资助奖励申报书"],
    "conditions": [
        {
            "code": "g1",
            "text": "经核准使用地理标志专用标志",
            "datum": "gi_marks",
            "op": "exists",
            "settled_by": "核准公告",
        }
    ],
}
YOUNG_POLICY: Plain = {
    "number": "BYNR-2026-09",
    "version": "1",
    "name": "初创企业知识产权保险补贴",
    "document_no": "巴市监发〔2026〕30 号",
    "basis": "第四条",
    "kind": "fund",
    "mode": "offered",
    "valid_from": "2026-06-01",
    "valid_until": "2027-05-31",
    "windows": [],
    "standard": "按保费的百分之六十补贴",
    "conditions": [
        {
            "code": "y1",
            "text": "成立不超过 36 个月",
            "datum": "founded",
            "op": "within_last",
            "value": 36,
            "settled_by": "营业执照",
        }
    ],
}


def known(value: object, source: str = MARKET, as_of: str = "2026-11-18", **more: object) -> Plain:
    """One datum as the register writes it: a value, or a list of records that is whole."""
    told: Plain = {"source": source, "as_of": as_of}
    told |= {"records": value, "complete": True} if isinstance(value, list) else {"value": value}
    return told | more


RICH: Plain = {
    "code": CODE,
    "name": NAME,
    "data": {
        "division": known("150802"),
        "subject": known("有限责任公司"),
        "founded": known("2015-06-09"),
        "revenue": known(86000000, "税务共享数据", "2026-05-31"),
        "pledges": known(
            [{"on": "2026-05-11", "amount": 3000000, "rate": 385, "bank": "河套农商银行"}], OFFICE
        ),
        "discredit": known([], "信用信息平台"),
        "qualifications": known([{"name": "高新技术企业", "until": "2025-11-30"}]),
    },
}
BARE: Plain = {"code": BARE_CODE, "name": BARE_NAME, "data": {"division": known("150826")}}


def plain_release(*policies: Plain, **changes: object) -> Plain:
    """A release of policies; all three where none is named."""
    told: Plain = {
        "version": "2026-2",
        "issued_on": "2026-11-01",
        "good_until": "2027-01-31",
        "policies": plain_copy(list(policies or (PLEDGE_POLICY, BRAND_POLICY, YOUNG_POLICY))),
    }
    return told | changes


def plain_register(*enterprises: Plain, **changes: object) -> Plain:
    """A register of enterprises; both where none is named."""
    told: Plain = {"as_of": "2026-11-18", "enterprises": plain_copy(list(enterprises or (RICH, BARE)))}
    return told | changes


def release(*policies: Plain, **changes: object) -> PolicyRelease:
    """The same, read."""
    return read_policies(plain_release(*policies, **changes))


def register(*enterprises: Plain, **changes: object) -> Register:
    """The same, read."""
    return read_register(plain_register(*enterprises, **changes))


def enterprise(**data: object) -> Enterprise:
    """An enterprise of which this much is known."""
    return read_enterprise({"code": CODE, "name": NAME, "data": data})


def condition(**told: object) -> Condition:
    """One condition; words and what settles it are filled in."""
    plain: Mapping[str, object] = {"code": "c", "text": "条件", "settled_by": "证明", **told}
    return read_condition(PlainRow(plain, "c", PolicyError))


PIN = PolicyPin(
    number="BYNR-2026-03",
    version="2",
    name="专利商标质押融资贴息",
    document_no="巴市监发〔2026〕18 号",
    basis="第三条、第五条",
    standard="按实际付息的百分之五十贴息",
    valid_from=date(2026, 1, 1),
    valid_until=date(2027, 12, 31),
    opens=date(2026, 10, 1),
    closes=date(2026, 12, 15),
    release="2026-2",
    signed_by="3fa9c0de3fa9c0de",
)
FITS = MatchLine(
    "c1", "注册地在巴彦淖尔市", Truth.TRUE, seen=((("", "150802"),),), total=1, source=MARKET, as_of=TODAY
)
OPEN = MatchLine(
    "c4", "上年度营业收入不超过 4 亿元", Truth.UNKNOWN, lack=Lack.MISSING, needs="上年度审计报告"
)
FAILS = MatchLine("c3", "没有严重失信记录", Truth.FALSE, source="信用信息平台", as_of=TODAY)


def stated(choice: IntentChoice = IntentChoice.ACCEPT, **changes: object) -> IntentStated:
    """A will of the test enterprise: confirmed with account and consent, or without either."""
    fact = IntentStated(PIN, Truth.TRUE, (FITS,), choice, register_as_of=date(2026, 11, 18))
    if choice is IntentChoice.ACCEPT:
        fact = marked(
            fact, account_name=NAME, bank="河套农商银行", account_no="62230000000000042", consents=True
        )
    if choice is IntentChoice.DECLINE:
        fact = marked(fact, reason="已享受自治区同类政策")
    return marked(fact, **changes)  # type: ignore[arg-type]


SAMPLES = tuple(stated(choice) for choice in IntentChoice)
