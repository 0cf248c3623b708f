"""What a case's state, deadline and present step are called in lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import DueStamp
from outlet_app.domain.pledges import CHECK_RULE
from outlet_app.domain.states import ENDED, State
from outlet_app.wording.formats import clock, short_outlet
from outlet_app.wording.statuses import Status, status
from outlet_app.wording.timeline import day_of_week, moment, month_day

DECISIONS: Mapping[Decision, str] = {
    Decision.ANSWER: "当场答复",
    Decision.ACCEPT: "受理",
    Decision.NOTICE: "一次性告知",
    Decision.DEFICIENT: "容缺受理",
    Decision.TRANSFER: "转办",
    Decision.REJECT: "不予受理",
    Decision.RECEIVE: "收件（待审）",
}
_CHIPS: Mapping[State, str] = {
    State.CORRECTION: "correcting",
    State.CORRECTION_AFTER: "correcting",
    State.ACCEPTED_DEFICIENT: "deferred_due",
    State.TRACKING: "following",
    State.TRANSFERRED: "transferred",
    State.CLOSED: "closed",
    State.REJECTED: "rejected",
    State.WITHDRAWN: "closed",
    State.TERMINATED: "closed",
    State.VOIDED: "void",
}
STEPS: Mapping[State, str] = {
    State.REGISTERED: "待处理",
    State.RECEIVED: "收件待审",
    State.CORRECTION: "待申请人补正",
    State.ACCEPTED: "待办理",
    State.ACCEPTED_DEFICIENT: "待补交材料",
    State.CORRECTION_AFTER: "待申请人补正",
    State.IN_PROGRESS: "办理中",
    State.SUSPENDED: "暂停计时",
    State.TRANSFERRED: "待对方接收",
    State.RESULT_OK: "待告知结果",
    State.RESULT_NO: "待告知结果",
    State.TRACKING: "跟踪服务",
    State.CLOSED: "办结",
    State.REJECTED: "不予受理",
    State.WITHDRAWN: "已撤回",
    State.TERMINATED: "终止",
    State.VOIDED: "作废",
}
NUMBER_KEPT = "编号保留"
_STEPS_BY_RULE: Mapping[str, str] = {
    "feedback": "待反馈处理意见",
    "response": "待首次响应",
    "answer": "待答复",
    "incoming": "待办结",
}
TO_CHECK = "待核查承诺"
_WORKING = frozenset({State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS, State.TRACKING})


@dataclass(frozen=True, slots=True)
class Standing:
    """What lists need to know of a case to name where it stands; `left` counts working days till due."""

    state: State
    decision: Decision | None
    urgency: Urgency
    due: DueStamp | None
    overdue_days: int = 0
    left: int = 0
    follow_up: date | None = None
    ended_at: datetime | None = None
    transfer_to: str = ""
    receive_by: datetime | None = None
    asks_me: bool = False
    unanswered: bool = False
    returned: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state not in ENDED


@dataclass(frozen=True, slots=True)
class Words:
    """Two lines of a cell and the tone of the first."""

    text: str
    sub: str = ""
    tone: str = "text"


def state_chip(one: Standing) -> Status:
    """The chip of a case in a list; overdue goes before everything else while the case is open."""
    if one.is_open and one.urgency is Urgency.OVERDUE:
        return status("overdue")
    if handed := _handed_chip(one):
        return status(handed)
    if one.state is State.CLOSED and one.decision is Decision.ANSWER:
        return status("answered")
    return status(_CHIPS.get(one.state, "in_progress"))


def _handed_chip(one: Standing) -> str:
    """The chip of a hand-over that concerns the person signed in; empty where none does."""
    if one.unanswered:
        return "unanswered"
    if one.asks_me:
        return "to_receive"
    return "returned" if one.returned else ""


def due_chip(one: Standing) -> Status:
    """The chip of a deadline in 待办提醒; a transfer to answer has a limit of its own."""
    at = one.due.at if one.due else None
    if one.is_open and one.urgency is not Urgency.OVERDUE and (one.unanswered or one.asks_me):
        by = one.receive_by
        return status("to_receive", moment=_by(by)) if by and not one.unanswered else status("unanswered")
    if at is None:
        return _undated_chip(one)
    if one.urgency is Urgency.OVERDUE:
        return status("overdue", days=one.overdue_days) if one.overdue_days else status("overdue")
    if one.urgency is Urgency.TODAY:
        return status("due_today", time=clock(at))
    chip = _CHIPS.get(one.state, "")
    if chip in ("correcting", "deferred_due"):
        return status(chip, date=month_day(at.astimezone(CST).date()))
    # Hours run over nights and weekends: a count of working days would say nothing.
    if one.left:
        return status("due_near" if one.urgency is Urgency.SOON else "due_soon", days=one.left)
    return status("due_at", moment=_by(at))


def _undated_chip(one: Standing) -> Status:
    if one.follow_up and one.urgency is Urgency.OVERDUE and one.overdue_days:
        return status("overdue", days=one.overdue_days)
    if one.follow_up:
        return status("following", date=month_day(one.follow_up))
    return status(_CHIPS.get(one.state, "in_progress"))


def step(one: Standing) -> str:
    """当前环节: what is waited for; an open answer clock names it best."""
    if one.asks_me:
        return "待您接收"
    if one.returned:
        return "对方已退回"
    if one.state is State.TRANSFERRED and one.transfer_to:
        return f"待{short_outlet(one.transfer_to)}接收"
    rule = one.due.rule if one.due else ""
    if rule == CHECK_RULE:
        return TO_CHECK
    if one.state in _WORKING and rule in _STEPS_BY_RULE:
        return _STEPS_BY_RULE[rule]
    return STEPS[one.state]


def due_words(one: Standing, now: datetime) -> Words:
    """时限 in 办件查询: the moment above, what kind of moment below."""
    if not one.is_open:
        return _ended_words(one, now)
    at = one.due.at if one.due else None
    if at is None:
        return _undated_words(one, now)
    if one.urgency is Urgency.OVERDUE:
        below = f"超期 {one.overdue_days} 个工作日" if one.overdue_days else "今日超期"
        return Words(_short(at, now), below, "bad")
    tone = "warn" if one.urgency is Urgency.TODAY else "text"
    return Words(_short(at, now), _period(one), tone)


def _by(at: datetime) -> str:
    """11-23 09:30, or the time alone: a chip has no room for a weekday."""
    return f"{month_day(at.astimezone(CST).date())} {clock(at)}"


def _short(at: datetime, now: datetime) -> str:
    local, today = at.astimezone(CST).date(), now.astimezone(CST).date()
    return moment(at, now) if local == today else day_of_week(local, today)


def _period(one: Standing) -> str:
    if one.state in (State.CORRECTION, State.CORRECTION_AFTER):
        return "补正期"
    if one.state is State.ACCEPTED_DEFICIENT:
        return "补交期"
    return f"剩 {one.left} 个工作日" if one.left else step(one)


def _undated_words(one: Standing, now: datetime) -> Words:
    if one.follow_up:
        day = day_of_week(one.follow_up, now.astimezone(CST).date())
        late = one.urgency is Urgency.OVERDUE and one.overdue_days
        below = f"回访超期 {one.overdue_days} 个工作日" if late else "下次回访"
        return Words(day, below, "bad" if late else "text")
    return Words("—", short_outlet(one.transfer_to) or step(one), "text3")


def _ended_words(one: Standing, now: datetime) -> Words:
    word = {
        State.REJECTED: "告知",
        State.WITHDRAWN: "撤回",
        State.TERMINATED: "终止",
        State.VOIDED: "作废",
    }.get(one.state, "办结")
    day = month_day(one.ended_at.astimezone(CST).date(), now.astimezone(CST).date()) if one.ended_at else ""
    return Words(f"{day} {word}".strip(), _how_it_ended(one), "text3")


def _how_it_ended(one: Standing) -> str:
    if one.state is State.CLOSED and one.decision is Decision.ANSWER:
        return "当场"
    if one.state is State.VOIDED:
        return NUMBER_KEPT
    if one.state is not State.CLOSED:
        return STEPS[one.state]
    at = one.due.at if one.due else None
    if at is None or one.ended_at is None:
        return "办结"
    if one.due and one.due.rule == CHECK_RULE:
        return f"{month_day(at.astimezone(CST).date())} 前核查承诺"
    return "按时" if one.ended_at <= at else "超期"
