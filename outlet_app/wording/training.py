"""Words of 培训活动: the list, one activity, its steps and what each asks."""

from collections.abc import Mapping
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.training.activity import Activity, ActivityState, Seat
from outlet_app.domain.training.reach import GOAL, Reach
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms.attendance import SIGN_WAYS, WAYS, capacity, signed, span
from outlet_app.wording.statuses import Status, reworded

TITLE = "培训活动"
VIEWS = "事项清单或培训活动"
ITEMS_VIEW = "事项清单"
NONE = ("还没有培训活动", "按 新建活动 登记计划；发布以后可以报名")
NONE_CHOSEN = ("没有选中的活动", "在左边选一个活动")
COUNT = "{n} 个"
NEW = "新建活动(&N)"
PRINT = "签到表(&Q)"
PRINTED = "签到表已送打印机"
COLUMNS: Mapping[str, str] = {"at": "时间", "title": "活动", "seats": "报名", "state": "环节"}
SEATS_COLUMNS: Mapping[str, str] = {"name": "姓名", "unit": "单位", "phone": "电话", "state": "签到"}
STATES: Mapping[ActivityState, str] = {
    ActivityState.PLANNED: "计划",
    ActivityState.OPEN: "报名中",
    ActivityState.CLOSED: "已截止",
    ActivityState.HELD: "已举办",
    ActivityState.ARCHIVED: "已归档",
    ActivityState.REVIEWED: "已评价",
    ActivityState.CANCELLED: "已取消",
}
_CHIPS: Mapping[ActivityState, str] = {
    ActivityState.PLANNED: "draft",
    ActivityState.OPEN: "in_progress",
    ActivityState.CLOSED: "due_soon",
    ActivityState.CANCELLED: "void",
}
STEPS: Mapping[str, str] = {
    "publish": "发布(&F)",
    "enrol": "报名(&B)",
    "sign_in": "签到(&S)",
    "end_enrolment": "截止报名(&E)",
    "hold": "举办登记(&J)",
    "archive": "资料归档(&G)",
    "review": "评价登记(&P)",
    "change": "改计划(&X)",
    "drop_seat": "取消报名(&Y)",
    "cancel": "取消活动(&C)",
}
MAIN: Mapping[ActivityState, str] = {
    ActivityState.PLANNED: "publish",
    ActivityState.OPEN: "enrol",
    ActivityState.CLOSED: "sign_in",
    ActivityState.HELD: "archive",
    ActivityState.ARCHIVED: "review",
}
DONE: Mapping[str, str] = {
    "plan": "已登记活动计划",
    "publish": "已发布，可以报名",
    "sign_in": "已签到",
    "end_enrolment": "报名已截止",
    "hold": "已登记举办情况",
    "archive": "资料已归档",
    "review": "已登记评价",
    "change": "计划已改",
    "drop_seat": "已取消报名，候补顺次递补",
    "cancel": "活动已取消",
}
ENROLLED = "已报名"
ENROLLED_LINE = "{name}，{title}"
WAITS = "名额已满，列为候补第 {place} 位"

PLAN_TITLE, CHANGE_TITLE = "新建活动", "改计划"
PLAN_TEXT = "先登记计划，核对以后再发布。"
PLAN_GO, CHANGE_GO = "保存计划(&G)", "保存(&G)"
REASON_FIELDS: Mapping[str, str] = {"reason": "理由"}
PLAN_FIELDS: Mapping[str, str] = {
    **REASON_FIELDS,
    "title": "活动名称",
    "way": "活动方式",
    "place": "地点",
    "day": "日期",
    "start": "开始时间",
    "end": "结束时间",
    "capacity": "人数上限",
    "closes": "报名截止",
    "remark": "注意事项",
}
PLAN_HINTS: Mapping[str, str] = {
    "start": "如 09:00",
    "end": "如 09:00",
    "capacity": "不限的空着",
    "closes": "当天仍可报名",
}
ENROL_TITLE, ENROL_GO = "报名", "报名(&B)"
FREE = "还有 {n} 个名额。"
FULL = "名额已满，现在报名列为候补第 {place} 位；有人取消时顺次递补。"
NO_LIMIT_TEXT = "人数不限。"
ATTENDEE: Mapping[str, str] = {
    "activity": "活动",
    "name": "姓名",
    "phone": "联系电话",
    "unit": "单位",
    "code": "统一社会信用代码",
    "at_door": "现场报名（举办当天）",
}
ATTENDEE_HINTS: Mapping[str, str] = {"code": "企业请填，统计参训企业用"}
SIGN_FIELDS: Mapping[str, str] = {"way": "签到"}
SIGN_TITLE, SIGN_TEXT, SIGN_GO = "签到", "{name}　{unit}", "签到(&S)"
HOLD_TITLE, HOLD_GO = "举办登记", "保存(&G)"
HOLD_FIELDS: Mapping[str, str] = {"summary": "举办情况"}
HOLD_HINTS: Mapping[str, str] = {"summary": "如主讲人、主要内容"}
ARCHIVE_TITLE, ARCHIVE_GO = "资料归档", "归档(&G)"
ARCHIVE_FIELDS: Mapping[str, str] = {"materials": "发放的资料", "archive_no": "归档编号"}
ARCHIVE_HINTS: Mapping[str, str] = {"materials": "如宣传册 40 份"}
REVIEW_TITLE, REVIEW_GO = "评价登记", "保存(&G)"
REVIEW_FIELDS: Mapping[str, str] = {
    "answered": "参评人数",
    "content": "满意人数",
    "findings": "意见和改进",
}
DROP_TITLE, DROP_TEXT, DROP_GO = "取消报名", "取消后候补顺次递补。", "取消报名(&Y)"
CANCEL_TITLE, CANCEL_GO = "取消活动", "取消活动(&C)"
CANCEL_TEXT = "取消后不能恢复。已报名 {n} 人，请逐一告知。"
PUBLISH_TITLE, PUBLISH_TEXT, PUBLISH_GO = "发布活动", "发布以后可以报名。", "发布(&F)"
END_TITLE, END_TEXT, END_GO = "截止报名", "截止以后不再接受报名；举办当天可以现场报名。", "截止(&E)"
BACK = "返回 Esc"
FACTS = ("时间", "地点", "方式", "报名", "截止", "注意事项", "举办情况", "归档", "评价", "取消理由")

CASE_ENROL: Mapping[str, tuple[str, str]] = {
    "enrol": ("活动报名(&A)", "user-plus"),
    "certify": ("参训证明(&Z)", "user-check"),
}
CASE_ENROL_TITLE = "活动报名"
CASE_ENROL_TEXT = "报名后打印活动报名回执。名额已满的列为候补，回执上写明。"
CASE_NONE = ("现在没有可以报名的活动", "在事项清单的培训活动中查看；可以先登记联系方式，发布后再通知。")
CERTIFY_TITLE = "参训证明"
CERTIFY_TEXT = "只列申请人已经签到的活动。"
CERTIFY_NONE = ("没有查到申请人签到的活动", "请核对姓名、电话或者统一社会信用代码，并先补录签到。")
CERTIFY_FIELDS: Mapping[str, str] = {
    "activity": ATTENDEE["activity"],
    "people": ATTENDEE["name"],
    "hours": "学时",
}
CERTIFY_GO = "出具并打印(&P)"
CERTIFIED = "已出具参训证明，已送打印机"
OK = "知道了"
CAME = "已扫码签到"
CAME_LINE = "{name}　{unit}　已到 {n} 人"
ON_LIST = "报名成功"
RECEIPT_REMARK = "请提前 10 分钟到场，凭本回执扫码签到。"


def titled(activity: Activity) -> str:
    """12-03 09:00 专利申请实务培训."""
    return f"{activity.plan.starts_at.astimezone(CST):%m-%d %H:%M} {activity.plan.title}"


def at(activity: Activity) -> str:
    """12-03 09:00."""
    return f"{activity.plan.starts_at.astimezone(CST):%m-%d %H:%M}"


def seats(activity: Activity) -> str:
    """12/60, 候补 3."""
    most = activity.plan.capacity
    told = f"{len(activity.confirmed)}/{most}" if most else f"{len(activity.confirmed)}"
    return f"{told} 候补{len(activity.waiting)}" if activity.waiting else told


def chip(state: ActivityState) -> Status:
    """The mark of an activity's stage."""
    return reworded(_CHIPS.get(state, "closed"), STATES[state])


def seat_state(activity: Activity, seat: Seat) -> str:
    """09:02 身份证, 候补第 2 位, or nothing yet."""
    if seat.signed_at and seat.way:
        return signed(seat.signed_at, seat.way)
    place = activity.place_in_line(seat.fact.seat)
    return f"候补第 {place} 位" if place else "未签到"


def room(activity: Activity) -> str:
    """What whoever registers now can expect."""
    most = activity.plan.capacity
    if not most:
        return NO_LIMIT_TEXT
    free = most - len(activity.confirmed)
    return FREE.format(n=free) if free else FULL.format(place=len(activity.waiting) + 1)


def reach(told: Reach) -> str:
    """2026 年：参训企业 12 家，目标 300 家；另有 3 家未填代码；40 人次，3 场."""
    uncoded = f"；另有 {told.uncoded} 家未填代码" if told.uncoded else ""
    head = f"{told.year} 年参训企业 {told.enterprises} 家，目标 {GOAL} 家"
    return f"{head}{uncoded}；{told.activities} 场，{told.people} 人次"


def facts(activity: Activity) -> tuple[tuple[str, str], ...]:
    """What is known of an activity, name by name; what is not known yet is left out."""
    plan = activity.plan
    archived, reviewed = activity.archived, activity.reviewed
    told = (
        span(plan.starts_at, plan.ends_at),
        plan.place,
        WAYS[plan.way],
        f"{seats(activity)}，上限 {capacity(plan.capacity)}，签到 {len(activity.signed)} 人",
        long_day(plan.closes_on),
        plan.remark,
        activity.held.summary if activity.held else "",
        f"{archived.archive_no}　{archived.materials}" if archived else "",
        f"参评 {reviewed.answered} 人，满意 {reviewed.content} 人　{reviewed.findings}" if reviewed else "",
        activity.cancelled,
    )
    return tuple((name, text) for name, text in zip(FACTS, told, strict=True) if text)


def entries(activity: Activity, people: str, place: int) -> Mapping[str, str]:
    """What the receipt of a registration says, by the keys of its form."""
    plan = activity.plan
    waits = f"{WAITS.format(place=place)}，有名额时另行通知。" if place else RECEIPT_REMARK
    return {
        "event": plan.title,
        "at": span(plan.starts_at, plan.ends_at),
        "place": plan.place,
        "people": people,
        "count": "1",
        "remark": "".join(filter(None, (waits, plan.remark))),
    }


def copies(number: str, copy_no: int) -> str:
    """HH0101 培〔2026〕0001 号，第 2 次打印."""
    return f"{number}，第 {copy_no} 次打印"


def typed(day: date) -> str:
    """A day as a clerk would type it."""
    return f"{day:%Y-%m-%d}"


def time_typed(moment: datetime) -> str:
    """09:00."""
    return f"{moment.astimezone(CST):%H:%M}"


def sign_choices() -> Mapping[str, str]:
    """How somebody can sign in."""
    return {way.value: word for way, word in SIGN_WAYS.items()}


def way_choices() -> Mapping[str, str]:
    """How an activity can be held."""
    return {way.value: word for way, word in WAYS.items()}
