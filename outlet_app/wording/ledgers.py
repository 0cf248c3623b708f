"""Words of the ledgers: their names, heads, and how each cell is written."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Delivery
from outlet_app.domain.facts.agency import Doing
from outlet_app.domain.facts.pledge import CheckResult, Consequence
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.ledgers import Cell, Line, Sum, SumOf
from outlet_app.domain.ledgers.course import GIVEN
from outlet_app.domain.ledgers.ledger import COVERED
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.states import State
from outlet_app.wording import (
    duty,
    late_words,
    register_words,
    review_ledger,
    tickets,
    veil,
)
from outlet_app.wording.agency import DOINGS, NO_ANSWER
from outlet_app.wording.fields import APPLICANT_KINDS
from outlet_app.wording.formats import long_day, stamp
from outlet_app.wording.forms.delivery import RELATIONS
from outlet_app.wording.forms.review import CLASSES, tags
from outlet_app.wording.pledge import CONSEQUENCES, RESULTS, WAYS
from outlet_app.wording.policies import CHOICES, TRUTHS
from outlet_app.wording.rectification import STATES
from outlet_app.wording.review_ledger import Foot
from outlet_app.wording.review_words import LEVELS
from outlet_app.wording.states import DECISIONS, STEPS
from outlet_app.wording.timeline import title_of
from outlet_app.wording.voices.amendment import VOID_REASONS
from outlet_app.wording.voices.papers import PAPERS

TITLE = "台账"
NAMES: Mapping[str, str] = {
    "L1": "首问登记台账",
    "L2": "电话咨询台账",
    "L3": "收件、受理台账",
    "L4": "一次性告知台账",
    "L5": "不予受理台账",
    "L6": "容缺受理台账",
    "L7": "告知承诺与核查台账",
    "L8": "帮办代办台账",
    "L9": "转办台账",
    "L10": "材料移交、原件保管台账",
    "L11": "办结与结果领取台账",
    review_ledger.CODE: review_ledger.NAME,
    "L12": "差评整改台账",
    "L14": "免申即享推送、确认台账",
    "L13": "集成办台账",
    "L15": "维权援助台账",
    "L16": "培训宣传台账",
    "L17": "印章使用、文书编号和作废文书台账",
    "L18": duty.LEDGER,
    "L19": "数据同步台账",
    "L20": "系统审计台账",
    "L21": "二次告知台账",
    "L22": "长期跟踪台账",
    "L23": register_words.CONTINUITY,
    "L24": tickets.LEDGER,
    **register_words.ACCOUNTS,
    **late_words.NAMES,
}
NO = "序号"
AT = "时间"
CASE_NO = "办件编号"
HEADS: Mapping[str, str] = {
    **register_words.HEADS,
    **review_ledger.HEADS,
    **late_words.HEADS,
    **duty.HEADS,
    "answer": "答复内容",
    "archive": "归档编号",
    "applicant": "姓名或名称",
    "attachments": "附件",
    "approver": "同意的负责人",
    "basis": "依据",
    "breach": "二次告知",
    "callback": "回电时间",
    "choice": "意愿",
    "clerk": "经办人",
    "collector": "领取人、方式",
    "copy": "第几次打印",
    "decision": "处理结果",
    "delivery": "送达方式",
    "doing": "动作",
    "done_on": "办理日期",
    "due": "时限",
    "ended": "办结时间",
    "event": "办理",
    "finding": "定性",
    "first": "首问责任人",
    "form": "文书",
    "found": "核查结果或处理",
    "handlers": "承办人",
    "instead": "应向何处办理",
    "kind": "服务对象",
    "level": "评价等次",
    "late": "首次未指出",
    "listed": "材料",
    "materials": "收件份数",
    "matter": "事项和办理项",
    "measures": "整改措施",
    "mended": "整改完成",
    "minutes": "用时（分）",
    "number": "文书编号",
    "ordinal": "第几次告知",
    "outcome": "结果",
    "package": "套餐",
    "pages": "页数",
    "parent": "主件编号",
    "phone": "联系电话",
    "policy": "政策",
    "place": "对象机构",
    "office": "对象机构",
    "rated": "被评价人",
    "reason": "理由",
    "registered": "登记时间",
    "request": "咨询或诉求",
    "stage": "环节",
    "state": "当前状态",
    "tags": "评价标签",
    "task": "当前环节",
    "text": "内容",
    "to": "转往",
    "truth": "匹配结果",
    "unsettled": "待核数",
    "void": "作废理由",
    "told": "告知委托人",
    "way": "核查方式",
}
DELIVERIES: Mapping[Delivery, str] = {
    Delivery.IN_PERSON: "当面",
    Delivery.POST: "邮寄",
    Delivery.ELECTRONIC: "电子送达",
}
VOIDED = "作废"
STANDINGS: Mapping[str, str] = {"rejected": "市级未接收", "parked": "待市级处理"}
MISSED = "missed"
YES_NO: Mapping[str, str] = {"yes": "是", "no": "否"}
NOTHING = ""
LIST_JOIN = "、"
LONGEST = 200
DOCUMENT = "{name}（{copies} 份）"
COLLECTOR = "{name}（{relation}）{way}"
SPAN = "期间：{since} 至 {until}　共 {count} 条"
WORKBOOK_FOOT = "&L&D &T&R 第 &P 页，共 &N 页"
EMPTY = "这段时间没有记录"


_FOOT = Foot("二次告知率", ("范围", "已告知办件", "二次告知办件", "二次告知率"))
_FEET = {review_ledger.CODE: review_ledger.FOOT, "L24": tickets.FOOT, "L26": register_words.QUARTER_FOOT}
_KINDS: Mapping[SumOf, str] = {SumOf.WHOLE: "本网点合计", SumOf.ITEM: "事项", SumOf.CLERK: "经办人"}
NO_RATE = "—"


def foot(code: str) -> Foot:
    """What the figures at the foot of a ledger are called."""
    return _FEET.get(code, _FOOT)


def sum_name(one: Sum, code: str = "") -> str:
    """事项　8 资助奖励; the whole has no name of its own."""
    if code == review_ledger.CODE:
        return review_ledger.sum_name(one)
    return f"{_KINDS[one.kind]}　{one.name}".rstrip("　")


def rate(one: Sum) -> str:
    """25.0%, as reports write it; a dash where nobody was told."""
    return NO_RATE if one.share is None else f"{one.share:.1%}"


def sum_cells(one: Sum, code: str = "") -> tuple[str, str, str, str]:
    """The row of a figure."""
    return sum_name(one, code), str(one.all), str(one.some), rate(one)


def name(code: str) -> str:
    """What a ledger is called."""
    return NAMES[code]


def titled(code: str) -> str:
    """L4　一次性告知台账: how it stands in a list."""
    return late_words.LISTED.get(code) or f"{code.partition('-')[0]}　{NAMES[code]}"


def span(since: date, until: date, count: int) -> str:
    """The days and the number of lines."""
    return SPAN.format(since=long_day(since), until=long_day(until), count=count)


def cell(column: str, value: Cell) -> str:
    """One cell as it is written; nothing where there is nothing."""
    if value is None or value == "":
        return NOTHING
    if value == COVERED:
        return veil.IN_LEDGER
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return _FORMATS.get(column, str)(value)


def cells(line: Line, columns: tuple[str, ...]) -> tuple[str, ...]:
    """时间, 办件编号 and the ledger's own columns; what was a mistake says so beside its number."""
    mark = VOIDED if line.voided else STANDINGS.get(line.standing, "")
    number = f"{line.case_no}\n{mark}" if mark else line.case_no
    return (stamp(line.at), number, *(cell(column, line.cells.get(column)) for column in columns))


def shortened(text: str) -> str:
    """The text as a printed ledger has room for; the case and the workbook have the whole of it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def heads(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The heads in order, 序号 first."""
    at = late_words.AT if late_words.AT_COLUMN in columns else AT
    return (NO, at, CASE_NO, *(HEADS[column] for column in columns))


def _event(value: Any) -> str:
    if isinstance(value, State):
        return STEPS[value]
    return duty.ENTRIES.get(value) or title_of(value)


def _found(value: Any) -> str:
    return RESULTS[CheckResult(value)] if value in RESULTS else CONSEQUENCES[Consequence(value)]


def _outcome(value: Any) -> str:
    """Words as they are; documents handed out as 检索查询报告 HH0501 报〔2026〕0001 号（1 份）."""
    text = str(value)
    if not text.startswith(GIVEN):
        return text
    return LIST_JOIN.join(map(_document, text.removeprefix(GIVEN).split("\n")))


def _document(coded: str) -> str:
    copies, number, named = coded.split("|", 2)
    return DOCUMENT.format(name=f"{named} {number}".rstrip(), copies=copies)


def _collector(value: Any) -> str:
    relation, way, person = str(value).split("|", 2)
    return COLLECTOR.format(
        name=person, relation=RELATIONS.get(relation, relation), way=DELIVERIES[Delivery(way)]
    )


def _doing(value: Any) -> str:
    """An action by its own word, a call in vain as such, a turn of the help as the course calls it."""
    if value == MISSED:
        return DOINGS[Doing.CALL] + NO_ANSWER
    return DOINGS[Doing(value)] if value in DOINGS else title_of(value)


_FORMATS: Mapping[str, Callable[[Any], str]] = {
    **register_words.FORMATS,
    **review_ledger.FORMATS,
    **late_words.FORMATS,
    **duty.FORMATS,
    "attachments": lambda value: value.replace("\n", LIST_JOIN),
    "collector": _collector,
    "doing": _doing,
    "told": lambda value: YES_NO[value],
    "breach": lambda value: "是" if value else "否",
    "choice": lambda value: CHOICES[IntentChoice(value)],
    "decision": lambda value: DECISIONS[Decision(value)],
    "delivery": lambda value: DELIVERIES[Delivery(value)],
    "event": _event,
    "found": _found,
    "finding": lambda value: CLASSES[value],
    "form": lambda value: PAPERS.get(value, value),
    "handlers": lambda value: value.replace("\n", LIST_JOIN),
    "kind": lambda value: APPLICANT_KINDS[value],
    "level": lambda value: LEVELS[Level(value)],
    "late": lambda value: value.replace("\n", LIST_JOIN),
    "listed": lambda value: value.replace("\n", LIST_JOIN),
    "outcome": _outcome,
    "truth": lambda value: TRUTHS[Truth(value)],
    "state": lambda value: STEPS[State(value)],
    "void": lambda value: VOID_REASONS.get(value, value),
    "way": lambda value: WAYS[CheckWay(value)],
    "tags": lambda value: tags(value.split("\n")),
    "task": lambda value: STATES[TaskState(value)],
}
