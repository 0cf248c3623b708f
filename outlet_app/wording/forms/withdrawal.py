"""Words of 视为撤回通知书."""

TOLD_ON = "告知日期"
DUE = "补正截止"
REASON = "情况说明"
RETURNED = "退还的材料"
AGAIN = "重新申请"
REMEDY = "异议"
HANDLED_BY = "经办人："
