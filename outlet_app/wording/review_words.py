"""The words of 好差评: levels, the national tags, and what is said of an invitation."""

from collections.abc import Mapping

from outlet_app.domain.events import ReviewOutcome
from outlet_app.domain.facts.activity import ACTIVITY_FACTS
from outlet_app.domain.facts.duty import DUTY_FACTS
from outlet_app.domain.facts.rectification import TASK_FACTS
from outlet_app.domain.occasions import Occasion
from outlet_app.domain.reviews.levels import Level

LEVELS: Mapping[Level, str] = {
    Level.VERY_SATISFIED: "非常满意",
    Level.SATISFIED: "满意",
    Level.BASICALLY_SATISFIED: "基本满意",
    Level.DISSATISFIED: "不满意",
    Level.VERY_DISSATISFIED: "非常不满意",
}
FACES: Mapping[Level, str] = {
    Level.VERY_SATISFIED: "laugh",
    Level.SATISFIED: "smile",
    Level.BASICALLY_SATISFIED: "meh",
    Level.DISSATISFIED: "frown",
    Level.VERY_DISSATISFIED: "angry",
}
TAGS: Mapping[str, str] = {
    "510": "一窗受理一次办结",
    "511": "可以先受理后补材料",
    "512": "不用提交证明",
    "513": "可以全程网上办理",
    "514": "可以使用手机办理",
    "515": "可以就近办理",
    "516": "无需材料直接办理",
    "517": "服务热情效率高",
    "406": "填写一张表单就可完成申报",
    "407": "在线提交材料窗口核验",
    "408": "一张清单告知全部申报材料",
    "409": "用告知承诺减免申报材料",
    "410": "可以在线预约办理",
    "411": "跑大厅一次办完",
    "412": "可以使用自助机办理",
    "413": "服务态度较好",
    "307": "一次性告知需要补正的材料",
    "308": "提供申报材料样本",
    "309": "在承诺的时间内办结",
    "310": "办事指南指引准确",
    "311": "按办事指南要求的材料即可办理",
    "312": "可以快递送达",
    "313": "跑动次数与承诺的一致",
    "314": "服务态度一般",
    "207": "没有提供材料样本",
    "208": "没有提供材料清单",
    "209": "未在承诺时间内办结",
    "210": "同样内容的证明材料被要求多次提交",
    "211": "承诺网办但无法在线办理",
    "212": "在线预约办理后到实体大厅重复取号排队",
    "213": "窗口人员业务不熟练",
    "214": "服务态度生硬",
    "108": "在办事指南之外增加新的审批条件",
    "109": "需提供办事指南之外的申报材料",
    "110": "无理由超过法定办理时间",
    "111": "办事指南提供样本有错",
    "112": "承诺在线收取申报材料实际无法收取",
    "113": "多头跑窗口和部门",
    "114": "跑动次数与承诺的不一致",
    "115": "服务态度差效率低",
}
OUTCOMES: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.RATED: "已评价",
    ReviewOutcome.DECLINED: "未评价",
    ReviewOutcome.TIMED_OUT: "未评价，已超时",
}
OCCASIONS: Mapping[Occasion, str] = {
    Occasion.CONSULT: "咨询答复",
    Occasion.INTAKE: "登记受理",
    Occasion.SUPPLEMENT: "补交材料",
    Occasion.RESULT: "办结领取",
}
# What is queued and belongs to no case.
# Every clerk sees the queue, so that a step of 差评整改 goes by a name that tells nothing.
OTHER_KINDS: Mapping[str, str] = {
    "review": "服务评价",
    **dict.fromkeys(TASK_FACTS, "负责人事项"),
    **dict.fromkeys(ACTIVITY_FACTS, "培训宣传活动"),
    **dict.fromkeys(DUTY_FACTS, "值班记录"),
}
NO_CASE: Mapping[str, str] = {
    "review": "已加密，只有市级评价人员能看",
    **dict.fromkeys(TASK_FACTS, "由窗口负责人办理"),
    **dict.fromkeys(ACTIVITY_FACTS, "在事项清单的培训活动中查看"),
    **dict.fromkeys(DUTY_FACTS, "按 Shift+F12 查看值班和交接"),
}
# At a field of the citizen's window.
PROBLEMS: Mapping[str, str] = {
    "review.tag": "这一项不属于所选等级",
    "review.tag_twice": "同一项选了两次",
    "review.withheld": "已选原因，不用再选不说明",
    "review.call_back": "匿名评价不回访",
    "review.reason": "请选一项，或选不说明原因",
}
# What the city may answer, in the sync centre.
REASONS: Mapping[str, tuple[str, str]] = {
    "REVIEW_TAKEN": ("这次服务已有评价，这一份没有计入", "每次服务评价一次，不用再办"),
    "review.no_service": ("市级没有这次服务的记录", "打开办件核对"),
    "review.offered": ("其他窗口已邀请过评价", "不用再办"),
    "review.not_offered": ("市级没有这次邀请的记录", "打开办件核对"),
    "review.rated": ("这次服务已经评价过", "每次服务评价一次，不用再办"),
}
