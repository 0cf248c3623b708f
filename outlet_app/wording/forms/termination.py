"""Words of 终止办理通知书."""

REASON = "终止原因"
RETURNED = "退还的材料"
AGAIN = "重新申请"
REMEDY = "异议"
HANDLED_BY = "经办人："
