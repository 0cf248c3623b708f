"""Words that all outcome papers share; what is their own stands in resources/forms."""

from collections.abc import Mapping

DETAILS = "明细"
CUTOFF = "数据截止"
DISCLAIMER = "说明"
ISSUED_BY = "承办人："
TO_ORGAN = "有关机关"
RECEIVED_BY = "收函人："
LETTER_TITLES = ("收函机关（签章）", "服务网点")
TERMS = "双方约定"
# Who brought both sides together, and the body it was done for.
THIRDS: Mapping[str, tuple[str, str]] = {
    "R20": ("对接人员", "对接服务网点"),
    "R21": ("调解员", "调解组织"),
}
PARTY_TITLES = ("甲方", "乙方")
PARTY_SIGNS = "签字或者盖章："
THIRD_SIGNS = "{third}（签字）："
