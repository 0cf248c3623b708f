"""Every word of 首问登记: sections, decisions, deadline, dialogs and what is said afterwards."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.calendar import CST, DayKind, DayMark
from outlet_app.domain.catalogue import ClockKind, PaperForm, ServiceItem, SubItem, TimeRule
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Complexity, DueStamp
from outlet_app.domain.materials import CheckedMaterial, MaterialState, Summary
from outlet_app.wording.formats import clock, short_day, weekday
from outlet_app.wording.statuses import Status, status
from outlet_app.wording.transfer import waits

TITLE = "首问登记"
SECTION_APPLICANT = "申请人"
SECTION_MATTER = "事项和诉求"
SECTION_MATERIALS = "申请材料"
BROUGHT = "已带出 {day:%Y-%m-%d} 登记的信息"

NAME_HINT = "名称、证件号或拼音首字母"
NAME_BRIEF = "名称、证件号"
CODE_HINT = "18 位"
PHONE_HINT = "手机或座机"
ITEM_HINT = "编号或拼音首字母"
ITEM_EMPTY = "请选择，可输编号 1～10 或拼音首字母"
SUB_ITEM_EMPTY = "先选服务事项"
REQUEST_HINT = "一句话写清来意，转办和统计都用这一句"
ANSWER_HINT = "写清怎么答复的，当场答复须填写"
BASIS_HINT = "法规、文件或清单名称"
HANDED_IN_HINT = "收件（待审）的一行写一种材料，如 申请书原件 1 份"
NOT_LISTED = "未列入清单"
NOT_LISTED_KEYS = ("0", "wlrqd")
ITEM_LINE = "{number}　{name}"
FIND_FOOT = "↑ ↓ 选择    Enter 带出信息    Esc 关闭"
NEW_APPLICANT = "新申请人“{name}”，按 Enter 后继续填写"
LAST_VISIT = "最近 {day:%Y-%m-%d}"

COMPLEXITIES: Mapping[Complexity, str] = {Complexity.SIMPLE: "简单", Complexity.COMPLEX: "复杂"}
SITUATION_HINT = "A～G"
SITUATION_EMPTY = "随处理结果"
GUIDED_HINT = "单位、地址、电话"
CALLBACK_HINT = "如 今天下午三点后"
NO_GROUP = "无"
GROUPS: Mapping[str, str] = {
    "": NO_GROUP,
    "elderly": "老年人",
    "disabled": "残疾人",
    "pregnant": "孕妇",
    "military": "现役军人",
}
PAPER_FORMS: Mapping[PaperForm, str] = {
    PaperForm.ORIGINAL: "原件 {copies} 份",
    PaperForm.COPY: "复印件 {copies} 份",
    PaperForm.ELECTRONIC: "电子件 {copies} 份",
    PaperForm.SIGHTED: "核验原件",
}
MARKS: Mapping[MaterialState, Status] = {
    MaterialState.COMPLETE: status("material_complete"),
    MaterialState.MISSING: status("material_missing"),
    MaterialState.FAULTY: status("material_faulty"),
    MaterialState.DEFERRED: status("material_deferred"),
    MaterialState.NOT_NEEDED: status("material_not_needed"),
    MaterialState.EXEMPT: status("material_exempt"),
    MaterialState.PLEDGED: status("material_pledged"),
}
KEYS_BEFORE, KEYS_BETWEEN, KEYS_AFTER = "按", "选状态，", "换行"
NOT_DEFERRABLE = "不可容缺"
SHARED = "数据共享，免予提交"
NO_MATERIALS = "本办理类型不需要提交材料"
MATERIALS_LATER = "选定服务事项后，列出应当提交的材料"
RECEIVE = "收件（待审）(&J)"
PRINT_LIST = "打印材料清单(&L)"
RECEIVE_HINT = "先收下材料，稍后核对"

DECISIONS: Mapping[Decision, tuple[str, str]] = {
    Decision.ANSWER: ("当场答复(&D)", "message-square-text"),
    Decision.ACCEPT: ("受理(&S)", "circle-check"),
    Decision.NOTICE: ("一次性告知(&Y)", "file-text"),
    Decision.DEFICIENT: ("容缺受理(&R)", "hourglass"),
    Decision.TRANSFER: ("转办(&Z)", "forward"),
    Decision.REJECT: ("不予受理(&B)", "ban"),
}
NAMES: Mapping[Decision, str] = {
    Decision.ANSWER: "当场答复",
    Decision.ACCEPT: "受理",
    Decision.NOTICE: "一次性告知",
    Decision.DEFICIENT: "容缺受理",
    Decision.TRANSFER: "转办",
    Decision.REJECT: "不予受理",
    Decision.RECEIVE: "收件",
}
FIRST_STEP = "先填申请人和服务事项"
DECIDE_ROWS = "还有 {n} 项材料未选状态"
ADVICE = "建议{decision}"
ALL_COMPLETE = "材料齐全"
AT_ONCE_READY = "可以当场答复"
AT_ONCE_NEXT = "写好诉求和答复内容即可办结"
TO_MEND = "有 {n} 处要改正"
NOT_YET = "还不能{decision}，有 {n} 处要改正："
AND_MORE = "等 {n} 处"
OPEN_ROWS = "申请材料（{n} 项）"
SAVING = "正在保存…"

DEADLINE = "办理时限"
SEASONS = "申报期"
MORE_SEASONS = "另有 {n} 项政策，按 Shift+F3 查看"
DEADLINE_HINT = "随事项、类型自动计算"
DEADLINE_LATER = "选定服务事项后自动计算到期时间"
DEADLINE_PERIOD = "按规定时限"
DEADLINE_UNLISTED = "当场答复或转办"
DEADLINE_BEFORE = "{moment} 前"
FOLLOWING = "长期跟踪"
FIRST_VISIT = "首次回访 {day}"
NOT_COUNTED = "{n} 个工作日内，补正期间不计算"
WITHIN_HOURS = "{n} 小时内{done}"
WITHIN_DAYS = "{n} 个工作日内{done}"
OTHER_DUE = "{done}：{moment} 前"
OTHER_PERIOD = "{done}：按规定时限"
ASSUMED = "节假日安排未更新，按周一至周五计算"
OUTSIDE = "到期时不在服务时间内，请提前安排"
DOINGS: Mapping[str, str] = {
    "answer": "答复",
    "feedback": "反馈处理意见",
    "response": "响应",
    "handling": "办结",
    "follow_up": "回访",
    "incoming": "按来件要求办结",
}
STRIP_SPOKEN = "{start} 起算，{due} 到期，其间休 {off} 天"

ELEMENTS = "事项要素"
ELEMENTS_BUTTON = "事项要素 F6"
ELEMENTS_EMPTY = "选定服务事项后，这里显示七项要素"
ELEMENTS_UNLISTED = "这件事不在清单上：当场答复、转办、不予受理，或者收件（待审），五个工作日内审核"

DONE_TITLES: Mapping[Decision, str] = {
    Decision.ANSWER: "已当场答复",
    Decision.ACCEPT: "已受理",
    Decision.NOTICE: "已一次性告知",
    Decision.DEFICIENT: "已容缺受理",
    Decision.TRANSFER: "已转办",
    Decision.REJECT: "已登记为不予受理",
    Decision.RECEIVE: "已收件，待审",
}
ANSWER_PAPER = "{case_no}，需要咨询答复单的按 F9 打印"
PROMISED_BY = "{case_no}，补齐日期 {day}"


def number_hint(kind: ApplicantKind) -> str:
    """The hint in the code field."""
    return CODE_HINT if kind.is_body else ""


def item_line(item: ServiceItem) -> str:
    """1　知识产权信息查询服务."""
    return ITEM_LINE.format(number=item.number, name=item.name)


def sub_item_line(sub: SubItem) -> str:
    """1.7　复杂查询报告."""
    return f"{sub.code}　{sub.name}"


def form_and_copies(form: PaperForm, copies: int) -> str:
    """原件 1 份, as it stands behind a material's name."""
    return PAPER_FORMS[form].format(copies=copies)


def note(row: CheckedMaterial, defects: Mapping[str, str]) -> str:
    """What stands at the end of a row; `defects` names the codes."""
    if row.state is MaterialState.EXEMPT:
        return SHARED
    if row.remark:
        return row.remark
    if row.state is MaterialState.FAULTY:
        return "、".join(one.remark or defects.get(one.code, one.code) for one in row.defects)
    return NOT_DEFERRABLE if row.state is MaterialState.MISSING and not row.can_follow else ""


def day_and_time(at: datetime) -> str:
    """11月23日 周一 17:30."""
    here = at.astimezone(CST)
    return f"{plain_day(here.date())} {clock(here)}"


def plain_day(day: date) -> str:
    """11月23日 周一."""
    return f"{day.month}月{day.day}日 {weekday(day)}"


def due_title(due: DueStamp | None, follow_up: date | None) -> str:
    """The large line of the deadline card (UI.md §6.2)."""
    if due is None or due.at is None or due.kind is ClockKind.FOLLOW_UP:
        return FOLLOWING if follow_up else DEADLINE_PERIOD
    if due.kind is ClockKind.INSTANT:
        return f"当场{DOINGS.get(due.rule, '')}"
    return DEADLINE_BEFORE.format(moment=day_and_time(due.at))


def due_lines(
    main: DueStamp | None, dues: Sequence[DueStamp], clocks: Sequence[TimeRule], follow_up: date | None
) -> list[str]:
    """The small lines under it: the rule of the main clock, the other clocks, the first visit."""
    rules = {rule.code: rule for rule in clocks}
    lines = [_rule_line(rules[main.rule])] if main and main.rule in rules else []
    lines += [_other_line(due) for due in dues if due != main and due.kind is not ClockKind.FOLLOW_UP]
    if follow_up:
        lines.append(FIRST_VISIT.format(day=plain_day(follow_up)))
    return [line for line in lines if line]


def _rule_line(rule: TimeRule) -> str:
    done = DOINGS.get(rule.code, "")
    if rule.kind is ClockKind.HOURS:
        return WITHIN_HOURS.format(n=rule.value, done=done)
    if rule.kind is ClockKind.WORKDAYS:
        wording = NOT_COUNTED if rule.code == "handling" else WITHIN_DAYS
        return wording.format(n=rule.value, done=done)
    return ""


def _other_line(due: DueStamp) -> str:
    done = DOINGS.get(due.rule, "")
    if due.at is None:
        return OTHER_PERIOD.format(done=done)
    return OTHER_DUE.format(done=done, moment=_short(due.at))


def _short(at: datetime) -> str:
    return f"{short_day(at.astimezone(CST).date())} {clock(at)}"


def strip_spoken(marks: Sequence[DayMark]) -> str:
    """The strip as one sentence."""
    off = sum(mark.kind is DayKind.OFF for mark in marks)
    start, last = plain_day(marks[0].day), plain_day(marks[-1].day)
    return STRIP_SPOKEN.format(start=start, due=last, off=off)


def gaps(found: Summary) -> str:
    """缺少 1 份、需补正 1 份."""
    named = (("缺少", found.missing), ("需补正", found.faulty), ("容缺", found.deferred))
    return "、".join(f"{word} {n} 份" for word, n in named if n)


def not_yet(decision: Decision, n: int) -> str:
    """The red line over the form."""
    return NOT_YET.format(decision=NAMES[decision], n=n)


def done_text(case: Case, decision: Decision, *, call: str = "", has_paper: bool = False) -> str:
    """The second line of the toast: the case number, what is still to come or to be had, whom to `call`."""
    if decision is Decision.TRANSFER:
        return "，".join(part for part in (case.case_no, waits(case), call) if part)
    if decision is Decision.DEFICIENT and case.supplement_due and case.supplement_due.at:
        day = short_day(case.supplement_due.at.astimezone(CST).date())
        return PROMISED_BY.format(case_no=case.case_no, day=day)
    return ANSWER_PAPER.format(case_no=case.case_no) if has_paper else case.case_no
