"""Which stages of the service-item list call for which outcome paper: the list names stages in words."""

from collections.abc import Mapping, Sequence

# At these something is put into the applicant's hand.
STAGES: Mapping[str, tuple[str, ...]] = {
    "R01": ("已反馈",),
    "R02": ("已出报告",),
    "R03": ("即时答复", "已答复", "反馈"),
    "R04": ("已出意见",),
    "R05": ("预审",),
    "R06": ("对接", "实施", "转入资助奖励申报"),
    "R07": ("指导或者移送", "已转报"),
    "R08": ("反馈", "现场处理"),
    "R09": ("方案",),
    "R10": ("发布", "已报名"),
    "R11": ("指导", "建站指导", "现场检查", "活动", "培训", "评估", "资料归档", "已答复"),
    "R12": ("初审", "初审通过"),
    "R13": ("已推荐",),
    "R14": ("匹配",),
    "R15": ("帮办提交", "查询", "意愿确认"),
    "R16": ("方案",),
    "R17": ("已答复",),
    "R18": ("已答复",),
    "R20": ("对接", "实施"),
    "R21": ("反馈",),
}


def called_for(stage: str, forms: Sequence[str]) -> tuple[str, ...]:
    """Which of a matter's papers its stage calls for, in their order."""
    return tuple(form for form in forms if stage in STAGES.get(form, ()))
