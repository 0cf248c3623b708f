"""Words that all outcome papers share; what is their own stands in resources/forms."""

DETAILS = "明细"
CUTOFF = "数据截止"
DISCLAIMER = "说明"
ISSUED_BY = "承办人："
TO_ORGAN = "有关机关"
RECEIVED_BY = "收函人："
LETTER_TITLES = ("收函机关（签章）", "服务网点")
TERMS = "双方约定"
PARTY_TITLES = ("甲方", "乙方")
PARTY_SIGNS = "签字或者盖章："
THIRD_SIGNS = "{third}（签字）："
