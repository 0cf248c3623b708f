"""Words of 免申即享意愿确认书."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.policies.kleene import Truth
from outlet_app.wording.formats import long_day
from outlet_app.wording.policies import TRUTHS

POLICY = "政策信息"
POLICY_NO = "政策编号"
POLICY_VERSION = "版　　本"
POLICY_BASIS = "政策依据"
SEASON = "申 报 期"
POLICY_NAME = "政策名称"
DOCUMENT_NO = "文　　号"
VALID = "有 效 期"
STANDARD = "兑现标准"
MATCH = "匹配说明"
RESULT = "匹配结果"
CHOICE = "意愿选择"
CHOICES: Mapping[str, str] = {"accept": "确认享受", "decline": "放弃", "later": "暂缓"}
WHY = "放弃或者暂缓理由"
ACCOUNT = "收款账户核对"
ACCOUNT_NAME = "户　　名"
BANK = "开户银行"
ACCOUNT_NO = "账　　号"
CONSENT_LABEL = "信息授权"
CONSENT = "同意为办理本项政策使用必要信息"
PROMISES = "确认人承诺"
REFUSING = "放弃和暂缓"
TAKEN_BY = "经办人："
ALL_YEAR = "常年受理"
BY_REGISTER = "{truth}（按 {day} 的企业库核对）"


def span(first: date | None, last: date | None) -> str:
    """From one day to another; all year round where there is none."""
    return f"{long_day(first)} 至 {long_day(last)}" if first and last else ALL_YEAR


def matched(truth: Truth, as_of: date | None) -> str:
    """The result of the match and the day of the data behind it."""
    return BY_REGISTER.format(truth=TRUTHS[truth], day=long_day(as_of)) if as_of else TRUTHS[truth]
