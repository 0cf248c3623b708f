"""Words of 差评整改 on 服务评价: the list, one task, its steps and what each asks."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import Fact, PaperIssued, PrintFailed
from outlet_app.domain.facts.rectification import (
    Finding,
    Ground,
    TaskAppealed,
    TaskAssigned,
    TaskCalledBack,
    TaskClassified,
    TaskClosed,
    TaskExtended,
    TaskMended,
    TaskOpened,
    TaskReviewed,
    TaskRouted,
    TaskVerified,
)
from outlet_app.domain.rectification.quarters import Figures, Quarter, Share
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.urgency import Urgency
from outlet_app.wording.formats import NOTHING, clock, long_day, rate, stamp
from outlet_app.wording.forms.review import CLASSES, CONTENTS, tags
from outlet_app.wording.review_words import LEVELS
from outlet_app.wording.statuses import Status, status

TITLE = "差评整改"
STATES: Mapping[TaskState, str] = {
    TaskState.OPENED: "待指派",
    TaskState.ASSIGNED: "待核实",
    TaskState.VERIFIED: "待定性",
    TaskState.CLASSIFIED: "待整改",
    TaskState.UNDER_REVIEW: "待复核",
    TaskState.MENDED: "待归档",
    TaskState.CLOSED: "已归档",
    TaskState.EXCLUDED: "不予计入",
}
FINDINGS: Mapping[str, str] = CLASSES
WAITS_FOR_CALL = "待回访"
GROUNDS: Mapping[Ground, str] = {
    Ground.MISTAKEN: "误评",
    Ground.MALICIOUS: "恶意差评",
    Ground.DUPLICATE: "重复评价",
    Ground.TEST: "测试评价",
    Ground.NOT_OURS: "评价的不是本单位",
    Ground.FACTS: "与事实不符",
}
COLUMNS: Mapping[str, str] = {
    "due": "时限",
    "number": "差评编号",
    "item": "事项",
    "level": "等次",
    "step": "当前环节",
}
COUNT = "{n} 件待办"
SERVICES_VIEW = "服务"
VIEWS = "服务或差评"
NONE = ("没有差评整改", "市级派来的差评在这里办理")
NONE_CHOSEN = ("没有选中差评", "在左边选一件")
SECRET = "不显示评价人、办件和日期。不得打听评价人身份，不得要求修改、删除评价。"
MONTH = "评价月份"
LEVEL = "评价等次"
ITEM = "服务事项"
RATED = "被评价人"
TAGS = "评价标签"
TEXT = "评价意见"
HANDLERS = "承办人"
DUE = "办理时限"
FOUND = "核实情况"
FINDING = "定性"
MEASURES = "整改措施"
REPLY = "告诉评价人"
CALL = "回访"
REVIEWED = "复核"
ARCHIVE = "归档编号"
UNSAID = "没有写"
NO_CALL = "评价人不要求回访"
CALL_WAITS = "由市级回访，还没有结果"
COURSE = "办理经过"
CITY = "市级"
NO_EFFECT = "没有生效"
PRINT = "打印反馈单"
PRINTED = "反馈单已送打印机"
COPIES = "已打印 {n} 次，编号 {number}"

STEPS: Mapping[str, str] = {
    "assign": "指派",
    "verify": "核实",
    "classify": "定性",
    "mend": "整改完成",
    "extend": "延期",
    "appeal": "申诉",
    "close": "归档",
}
ORDER = ("verify", "classify", "mend", "close", "assign", "extend", "appeal")
# What a task waits for is the page's main button.
MAIN: Mapping[TaskState, str] = {
    TaskState.OPENED: "assign",
    TaskState.ASSIGNED: "verify",
    TaskState.VERIFIED: "classify",
    TaskState.CLASSIFIED: "mend",
    TaskState.MENDED: "close",
}
SAVED: Mapping[str, str] = {
    "assign": "已指派",
    "verify": "已记下核实情况",
    "classify": "已定性",
    "mend": "已记下整改",
    "extend": "已延期",
    "appeal": "已申诉，等待市级复核",
    "close": "已归档",
}
TEXTS: Mapping[str, str] = {
    "assign": "选办理的人，可以选几位。被评价人不在其中。",
    "verify": "1 个工作日内联系、核实。写明怎样核实、查到什么。",
    "classify": "2 个工作日内定性。误评、恶意差评要经市级复核，复核前不作排除。",
    "mend": "5 个工作日内整改。写给评价人的话由市级回访时转告。",
    "extend": "只能延期一次，最长到派单后 15 个工作日。",
    "appeal": "收到后 5 个工作日内可以申诉一次，由市级复核。",
    "close": "一事一档。归档后不再改动。",
}
# By the fields of domain/forms/rectification.py.
FIELDS: Mapping[str, str] = {
    "how": "核实方式",
    "found": FOUND,
    "finding": FINDING,
    "reason": "理由或依据",
    "measures": MEASURES,
    "who": "责任人",
    "reply": REPLY,
    "day": "延期到",
    "ground": "申诉理由",
    "archive": ARCHIVE,
}
HINTS: Mapping[str, str] = {"how": "如：调阅叫号记录、询问经办人"}
CLASSIFY_HINTS: Mapping[str, str] = {"reason": "立行立改可以不写"}
ALL_PEOPLE = "请至少选一位"

QUARTER = "本季度差评"
RAW = "{raw} 条（不予计入 {excluded} 条）"
FIGURES = ("差评整改率", "按时整改率", "回访率", "再评满意率")
DAYS = "平均整改用时"
WORKDAYS = "{n} 个工作日"
PUBLISH = "{day}前公布"

_ICONS: Mapping[str, tuple[str, str]] = {
    "task.opened": ("star", "warn"),
    "task.routed": ("forward", "info"),
    "task.assigned": ("users", "info"),
    "task.verified": ("file-search", "info"),
    "task.classified": ("list-checks", "info"),
    "task.extended": ("hourglass", "warn"),
    "task.mended": ("circle-check", "ok"),
    "task.appealed": ("forward", "warn"),
    "task.reviewed": ("circle-check", "info"),
    "task.called_back": ("message-square-text", "info"),
    "task.closed": ("circle-check", "mute"),
    "paper_issued": ("printer", "mute"),
    "print_failed": ("printer", "bad"),
}


def due_chip(at: datetime | None, urgency: Urgency, overdue_days: int, *, ended: bool) -> Status:
    """How pressing a task is; an ended one says that it is."""
    if ended:
        return status("closed")
    if at is None:
        return status("in_progress")
    if urgency is Urgency.OVERDUE:
        return status("overdue", days=overdue_days) if overdue_days else status("overdue")
    if urgency is Urgency.TODAY:
        return status("due_today", time=clock(at))
    return status("due_at", moment=f"{at.astimezone(CST):%m-%d} {clock(at)}")


def count(open_ones: int) -> str:
    """3 件待办."""
    return COUNT.format(n=open_ones)


def step_words(state: TaskState, *, calls: bool) -> str:
    """What a task waits for."""
    return WAITS_FOR_CALL if calls else STATES[state]


def month_line(told: str) -> str:
    """2026年11月 for 2026-11."""
    year, number = told.split("-")
    return f"{int(year)}年{int(number)}月"


def tag_line(codes: Sequence[str]) -> str:
    """The tags in words."""
    return tags(codes) or UNSAID


def names(people: Sequence[str]) -> str:
    """Who handles it."""
    return "、".join(people)


def copies(count: int, number: str) -> str:
    """How often the paper was printed."""
    return COPIES.format(n=count, number=number) if count else ""


def finding_line(finding: Finding | None, reason: str) -> str:
    """属实，立行立改; with its reason."""
    if finding is None:
        return ""
    return f"{CLASSES[finding]}　{reason}" if reason else CLASSES[finding]


def call_line(call: TaskCalledBack | None, *, calls: bool) -> str:
    """What the reviewer said of the mending, or why there is nothing."""
    if call is None:
        return CALL_WAITS if calls else NO_CALL
    return f"{CONTENTS[call.content]}　{call.note}" if call.note else CONTENTS[call.content]


def reviewed_line(excluded: bool, reason: str) -> str:
    """What the next level decided."""
    return f"{'不计入评价结果' if excluded else '维持评价'}　{reason}"


def quarter_title(quarter: Quarter) -> str:
    """2026 年第 4 季度."""
    return f"{quarter.year} 年第 {quarter.number} 季度"


def quarter_lines(told: Figures, publish_by: datetime) -> tuple[tuple[str, str], ...]:
    """The quarter's figures with their names; — where there is nothing to divide by."""
    shares = (told.closed, told.in_time, told.called, told.content)
    days = NOTHING if told.days is None else WORKDAYS.format(n=f"{told.days:.1f}")
    return (
        (QUARTER, RAW.format(raw=told.raw, excluded=told.excluded)),
        *((name, _share(share)) for name, share in zip(FIGURES, shares, strict=True)),
        (DAYS, days),
        ("公布", PUBLISH.format(day=long_day(publish_by.date()))),
    )


def icon_of(fact: Fact) -> tuple[str, str]:
    """Icon and tone of a step."""
    return _ICONS[fact.KIND]


def tell(fact: Fact) -> tuple[str, str]:
    """One step as it is told: title and text."""
    match fact:
        case TaskOpened():
            return "市级派单", f"{month_line(fact.month)}的评价，{LEVELS[Level(fact.level)]}"
        case TaskRouted():
            return "改由其他网点办理", fact.reason
        case TaskAssigned():
            return "指派", f"{len(fact.to)} 人"
        case TaskVerified():
            return "核实", f"{fact.how}：{fact.found}"
        case TaskClassified():
            return "定性", finding_line(fact.finding, fact.reason)
        case TaskExtended():
            return "延期", f"{_until(fact)}　{fact.reason}"
        case TaskMended():
            return "整改完成", fact.measures
        case TaskAppealed():
            return "申诉", f"{GROUNDS[fact.ground]}　{fact.reason}"
        case TaskReviewed():
            return "市级复核", reviewed_line(fact.excluded, fact.reason)
        case TaskCalledBack():
            return "市级回访", call_line(fact, calls=True)
        case TaskClosed():
            return "归档", fact.archive_no
        case PaperIssued():
            return "打印反馈单", f"{fact.number}　第 {fact.copy_no} 次"
        case PrintFailed():
            return "打印没有成功", fact.number
    return fact.KIND, ""


def _until(fact: TaskExtended) -> str:
    return stamp(fact.mend_due.at) if fact.mend_due.at else ""


def _share(share: Share) -> str:
    return f"{rate(share.part, share.whole)}（{share.part}/{share.whole}）" if share.whole else NOTHING
