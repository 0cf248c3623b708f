"""Words of 转办单 and 材料移交单."""

from outlet_app.wording.transfer import RETURN_REASONS

FROM_UNIT = "转出单位"
FROM_PERSON = "转 出 人"
SENT_AT = "转出时间"
TO_UNIT = "转入单位"
TO_PERSON = "转 入 人"
URGENT = "紧急程度"
ORDINARY_LABEL = "一般"
URGENT_LABEL = "紧急"
REASON = "转办理由"
REQUEST = "诉求摘要"
DONE = "已做工作"
LIMIT = "办理时限"
LIMITS = "；"
BUNDLE = "随转材料"
RECEPTION = "接收意见"
TAKEN = "接收"
RETURNED = "退回"
RETURN_REASON = "退回理由"
RESULT = "办理结果"
FED_BACK = "反馈首问责任人"
DUTIES = "办理要求"
FIRST_CONTACT = "首问责任人"
SENT_BY = "转出人："
TAKEN_BY = "接收人："
TITLES = ("转出单位", "接收单位")

GIVER = "移 交 方"
TAKER = "接 收 方"
PURPOSE = "移交事由"
HANDED_AT = "移交时间"
HANDED = "移交的材料"
CHECKED = "清点"
GIVEN_BY = "移交人："
HAND_TITLES = ("移交方", "接收方")


def returned(reason: str, remark: str) -> str:
    """不属本岗位职责；应由市级办理."""
    return LIMITS.join(part for part in (RETURN_REASONS.get(reason, reason), remark) if part)
