"""Invented policies and enterprises of the trial city, open on the day they are written down."""

from collections.abc import Mapping
from datetime import date, timedelta

Plain = dict[str, object]
YEAR, MONTH = timedelta(days=365), timedelta(days=30)
MARKET, BANKS, TAX = "企业登记库", "质押登记库", "税务共享数据"


def release(today: date) -> Plain:
    """Three policies: one open for a month, one to be applied for next year, one open all year."""
    return {
        "version": f"{today:%Y}-1",
        "issued_on": today.isoformat(),
        "good_until": (today + YEAR).isoformat(),
        "policies": [
            _policy(
                "SY-01", "专利商标质押融资贴息（试用）", "offered", today, "按实际付息的百分之五十贴息",
                [_span(today - MONTH, today + MONTH)],
                [
                    _asks(
                        "c1", "注册地在巴彦淖尔市", "营业执照",
                        datum="division", op="under", value=["1508"],
                    ),
                    _asks(
                        "c2", "近 24 个月内办理过 100 万元以上质押登记", "质押登记通知书",
                        datum="pledges", op="exists",
                        where=[
                            {"part": "on", "op": "within_last", "value": 24},
                            {"part": "amount", "op": "ge", "value": 1_000_000},
                        ],
                    ),
                    _asks(
                        "c3", "上年度营业收入不超过 4 亿元", "上年度审计报告",
                        datum="revenue", op="le", value=400_000_000,
                    ),
                ],
            ),
            _policy(
                "SY-02", "地理标志品牌建设奖补（试用）", "applied", today, "一次性奖补 10 万元",
                [_span(today + 3 * MONTH, today + 5 * MONTH)],
                [_asks("g1", "经核准使用地理标志专用标志", "核准公告", datum="gi_marks", op="exists")],
            ),
            _policy(
                "SY-03", "知识产权保险补贴（试用）", "offered", today, "按保费的百分之六十补贴", [],
                [
                    _asks(
                        "y1", "成立不超过 36 个月", "营业执照",
                        datum="founded", op="within_last", value=36,
                    )
                ],
            ),
        ],
    }  # fmt: skip


def register(today: date) -> Plain:
    """Two enterprises: much is known of one, next to nothing of the other."""
    return {
        "as_of": today.isoformat(),
        "enterprises": [
            {
                "code": "91150802MA0TEA71XJ",
                "name": "河套禾源食品有限公司",
                "data": {
                    "division": _known(today, MARKET, value="150802"),
                    "founded": _known(today, MARKET, value="2015-06-09"),
                    "revenue": _known(today, TAX, value=86_000_000),
                    "pledges": _known(
                        today,
                        BANKS,
                        records=[{"on": (today - 6 * MONTH).isoformat(), "amount": 3_000_000, "rate": 385}],
                        complete=True,
                    ),
                },
            },
            {
                "code": "91150826MA0TEB421U",
                "name": "杭锦后旗𬎆源种业有限公司",
                "data": {"division": _known(today, MARKET, value="150826")},
            },
        ],
    }


def _policy(
    number: str,
    name: str,
    mode: str,
    today: date,
    standard: str,
    windows: list[Plain],
    conditions: list[Plain],
) -> Plain:
    return {
        "number": number,
        "version": "1",
        "name": name,
        "document_no": "试用，无文号",
        "basis": "试用，无依据",
        "kind": "fund",
        "mode": mode,
        "valid_from": (today - YEAR).isoformat(),
        "valid_until": (today + YEAR).isoformat(),
        "windows": windows,
        "standard": standard,
        "conditions": conditions,
    }


def _asks(code: str, text: str, settled_by: str, **asked: object) -> Plain:
    return {"code": code, "text": text, "settled_by": settled_by, **asked}


def _span(opens: date, closes: date) -> Plain:
    return {"opens": opens.isoformat(), "closes": closes.isoformat()}


def _known(today: date, source: str, **told: object) -> Mapping[str, object]:
    return {"source": source, "as_of": today.isoformat(), **told}
