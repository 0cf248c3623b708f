"""Why a step of an activity may not be taken, here or by the city's word."""

from collections.abc import Mapping

from outlet_app.wording.clauses import Clauses

_SAFE = "活动和名单没有改动。"
REFUSALS: dict[str, Clauses] = {
    "activity.unknown": Clauses("本机没有这个活动。", _SAFE, "请刷新后再看。"),
    "activity.exists": Clauses("这个活动已经有了。", _SAFE, "不用再建。"),
    "activity.elsewhere": Clauses("这个活动由其他网点举办。", _SAFE, "请联系举办的网点。"),
    "activity.state": Clauses("活动现在的环节不能办这一步。", _SAFE, "请刷新后看当前环节。"),
    "activity.incomplete": Clauses("这一步还缺内容。", _SAFE, "请填写完整后再办。"),
    "activity.days": Clauses(
        "活动时间或者报名截止日期不对。", _SAFE, "请核对时间，报名截止不能晚于举办当天。"
    ),
    "activity.capacity_below": Clauses(
        "已有 {placed} 人报上名，人数上限不能比这个少。", _SAFE, "请改大人数上限，或者先取消报名。"
    ),
    "activity.enrolled_already": Clauses("这个人已经报过名。", _SAFE, "请在名单中查看，不用再报。"),
    "activity.enrolment_over": Clauses("报名已经截止（{day}）。", _SAFE, "举办当天可以现场报名。"),
    "activity.not_today": Clauses("现场报名只能在举办当天。", _SAFE, "请按普通报名办理。"),
    "activity.seat_unknown": Clauses("名单上没有这个人，或者已经取消报名。", _SAFE, "请刷新名单后再办。"),
    "activity.signed_already": Clauses("这个人已经签到。", _SAFE, "不用再签。"),
    "activity.too_early": Clauses("活动还没有开始。", _SAFE, "请到举办时再办。"),
    "activity.waiting": Clauses(
        "这个人在候补第 {place} 位，现在没有空位。", _SAFE, "活动开始后有空位的，可以签到。"
    ),
    "activity.code_unknown": Clauses(
        "办件 {case_no} 没有报名这个活动。", _SAFE, "请核对回执上的活动；举办当天可以现场报名。"
    ),
    "activity.figures": Clauses(
        "评价人数对不上。", _SAFE, "满意人数不多于参评人数，参评人数不多于签到人数。"
    ),
}
_PLAIN = "市级没有接收活动的这一步"
REASONS: Mapping[str, tuple[str, str]] = {
    code: (_PLAIN if "{" in said.happened else said.happened.rstrip("。"), "打开培训活动核对")
    for code, said in REFUSALS.items()
}
