"""Every word of 补正收件: finding the case, what the notice asked, the bar, and what is said afterwards."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import NoticeLine
from outlet_app.domain.materials import CheckedMaterial, MaterialState, Summary
from outlet_app.domain.states import State
from outlet_app.wording.formats import short_day
from outlet_app.wording.statuses import Status, reworded, status

TITLE = "补正收件"
FIND = "办件号、名称或者扫码"
FIND_HINT = "扫文书上的二维码，或者输办件号、名称的一部分"
FIND_KEY = "查找 Enter"
WAITING = "等补正和待审核的办件"
WAITING_HINT = "Enter 打开"
FOUND = "找到 {n} 件"
COLUMNS: Mapping[str, str] = {
    "state": "状态",
    "due": "时限",
    "case_no": "办件号",
    "applicant": "申请人",
    "item": "事项",
    "handler": "承办人",
}
UNNAMED = "未留姓名"
OUTSIDE_LIST = "未列入清单"
NOTHING = ("没有等补正和待审核的办件", "一次性告知或者收件（待审）以后，办件列在这里")
UNREAD = ("没有读出来", "本机数据完好，请按 F5 重试")
REVIEWED = frozenset({State.RECEIVED, State.REGISTERED})
TO_REVIEW = reworded("to_confirm", "待审核")

TOLD = "第 {n} 次告知　告知日：{day}"
UNTIL = "补正至：{day}"
RECEIVED = "收件日：{day}"
REVIEW_UNTIL = "审核期限：{day}"
AND = "，"
ASKED = "告知要求补正的材料"
WHOLE = "申请材料"
ALL_RIGHT = "全部已补齐(&A)"
ALL_COMPLETE = "全部齐全(&A)"
ISSUE = "存在问题：{text}"
REMEDY = "补正要求：{text}"
BRING = "要求：{text}"
KEYS = "按 1 已补齐、2 未补、3 仍需补正"
KEYS_WHOLE = "按 1 齐全、2 缺少、3 需补正"
NONE_ASKED = "告知书没有列出材料，请在办件查询中看办理经过"
MARKS: Mapping[MaterialState, Status] = {
    MaterialState.COMPLETE: reworded("material_complete", "已补齐"),
    MaterialState.MISSING: reworded("material_missing", "未补"),
    MaterialState.FAULTY: reworded("material_faulty", "仍需补正"),
    MaterialState.DEFERRED: status("material_deferred"),
    MaterialState.EXEMPT: status("material_exempt"),
    MaterialState.PLEDGED: status("material_pledged"),
}

TAKE = "take"
CHOICES: Mapping[str, tuple[str, str]] = {
    Decision.REJECT: ("不予受理(&B)", "ban"),
    Decision.TRANSFER: ("转办(&Z)", "forward"),
    Decision.DEFICIENT: ("容缺受理(&R)", "hourglass"),
    Decision.NOTICE: ("一次性告知(&Y)", "file-text"),
    TAKE: ("收下待审(&J)", "inbox"),
    Decision.ACCEPT: ("受理(&S)", "circle-dot"),
}
AGAIN = ("再次告知(&Y)", "file-text")
RESUME = ("恢复办理(&J)", "play")
BACK = "返回 Esc"
BACK_TO_ROWS = "返回核对 Esc"
TO_MEND = "有 {n} 处要改正"
TO_MARK = "还有 {n} 项没有核对"
TO_MARK_NEXT = "逐项核对以后再决定"
NOTHING_CAME = "申请人没有交来补正材料"
NOTHING_CAME_NEXT = "没有交来的不必收件；可以再次告知，或者等申请人补正"
READY = "要求补正的材料已经齐全"
READY_WHOLE = "材料已经核对完"
READY_NEXT = "建议{decision}"
STILL_SHORT = "还缺 {missing} 项，仍需补正 {faulty} 项"
STILL_SHORT_NEXT = "先收下已交的，或者再次一次性告知"
ENTRY_WRONG = "登记内容还不能这样办：{label}，{what}"
ENTRY_WRONG_NEXT = "请在办件查询用更正补上，再决定"
DECIDED: Mapping[str, str] = {
    Decision.ACCEPT: "已受理",
    Decision.NOTICE: "已一次性告知",
    Decision.DEFICIENT: "已容缺受理",
    Decision.TRANSFER: "已转办",
    Decision.REJECT: "已不予受理",
    Decision.RECEIVE: "已收件",
}
TAKEN = "已补正收件，等待审核"
RESUMED_WORK = "已补正收件，恢复办理"


def choice(code: str, state: State, told: int) -> tuple[str, str]:
    """A button of the bar: its word and icon; after acceptance what came lets the work go on."""
    if code == TAKE and state is State.CORRECTION_AFTER:
        return RESUME
    return AGAIN if code == Decision.NOTICE and told else CHOICES[code]


def done(decision: Decision | None, state: State) -> str:
    """What is said once it is kept."""
    if decision is not None:
        return DECIDED[decision]
    return TAKEN if state is State.RECEIVED else RESUMED_WORK


def told_line(ordinal: int, told_at: datetime | None, due: datetime | None) -> str:
    """第 1 次告知　告知日：11-20 周五，补正至：12-11 周五."""
    told = TOLD.format(n=ordinal, day=short_day(told_at.date()) if told_at else "")
    return AND.join((told, UNTIL.format(day=short_day(due.date())))) if due else told


def received_line(received_at: datetime, due: datetime | None) -> str:
    """收件日：11-20 周五，审核期限：11-27 周五."""
    came = RECEIVED.format(day=short_day(received_at.date()))
    return AND.join((came, REVIEW_UNTIL.format(day=short_day(due.date())))) if due else came


def asked_text(line: NoticeLine) -> str:
    """What was wrong and what to bring; of a missing material only what to bring."""
    if line.state is MaterialState.MISSING:
        return BRING.format(text=line.remedy) if line.remedy else ""
    parts = (ISSUE.format(text=line.issue) if line.issue else "", REMEDY.format(text=line.remedy))
    return "　".join(part for part in parts if part)


def short(found: Summary) -> str:
    """还缺 1 项，仍需补正 1 项."""
    return STILL_SHORT.format(missing=found.missing, faulty=found.faulty)


def undecided(rows: tuple[CheckedMaterial, ...]) -> int:
    """How many rows nobody has looked at."""
    return sum(row.state is MaterialState.UNDECIDED for row in rows)
