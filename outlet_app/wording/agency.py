"""Every word about 帮办代办 on screen: its steps, its questions, its list."""

from collections.abc import Iterable, Mapping
from datetime import date

from outlet_app.domain.agency import Agency, Standing
from outlet_app.domain.ahead import Ahead, Step
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import HandedMaterial
from outlet_app.domain.facts.agency import Doing, Helper, Power, Way
from outlet_app.wording.forms.assistance import MODES, POWERS, REASONS
from outlet_app.wording.transfer import FORMS

DOINGS: Mapping[str, str] = {
    Doing.TALK: "接谈",
    Doing.TAKE: "收件",
    Doing.FILL: "填表",
    Doing.SUBMIT: "提交",
    Doing.CORRECT: "补正",
    Doing.PAY: "缴费",
    Doing.FETCH: "取件",
    Doing.DELIVER: "送达",
    Doing.CALL: "通话",
}
WAYS: Mapping[str, str] = {Way.IN: "申请人交来", Way.OUT: "交还申请人", Way.AWAY: "交给受理机构"}
NO_ANSWER = "，未接通"

ACTIONS: Mapping[str, tuple[str, str]] = {
    "help": ("帮办代办受理(&K)", "hand-helping"),
    "help_on": ("帮办代办(&K)", "hand-helping"),
}
STEPS: Mapping[str, tuple[str, str]] = {
    "help": ("受理帮办代办(&K)", "hand-helping"),
    "help_log": ("记录(&J)", "clipboard-list"),
    "help_resume": ("续办(&X)", "play"),
    "help_take": ("收材料(&S)", "file-input"),
    "help_give": ("交还材料(&H)", "file-output"),
    "help_end": ("办结或终止(&B)", "circle-check"),
    "help_stop": ("中止(&Z)", "pause"),
    "help_pass": ("人员交接(&R)", "users"),
    "help_mandate": ("重新委托(&W)", "file-check"),
}
STEPS_TITLE = "帮办代办"
AWAITED = "登记时勾选了帮办代办（F12），还没有受理"
TAKE_UP = "去受理"

HELPING: Mapping[str, str] = {"helper": "帮办代办人员", "phone": "人员电话"}
POWER_WORDS = POWERS
# By the fields of domain/forms/agency.py.
FIELDS: Mapping[str, str] = {
    **HELPING,
    "mode": "服务方式",
    "scope": "服务内容",
    "powers": "委托权限",
    "since": "委托期限自",
    "until": "委托期限至",
    "address": "委托人地址",
    "legal": "法定代表人",
    "signed": "申请人同意委托，打印后双方当面签字(&Q)",
    "rows": "收到的材料和原件",
    "doing": "动作",
    "text": "内容",
    "day": "办理日期",
    "place": "对象机构",
    "attachments": "附件",
    "minutes": "用时（分钟）",
    "told": "已告知委托人(&T)",
    "missed": "通话未接通(&U)",
    "next_step": "下一步",
    "next_day": "下一步日期",
    "other": "由谁交来",
    "purpose": "用途",
    "done": "已办事项",
    "left": "未办事项",
    "reason": "原因",
    "remark": "情况说明",
}
HINTS: Mapping[str, str] = {
    "phone": "向申请人公开",
    "until": "最长 60 天",
    "rows": "一行一件，如：营业执照 1 份 原件",
    "place": "到哪里、找谁办",
    "attachments": "缴费要写票据",
    "next_day": "如 12-20",
}
BEGIN_TITLE = "帮办代办受理"
BEGIN_TEXT = "自愿、无偿；申请人是申报主体。全程代办要有授权委托书，现场导办不用委托。"
BEGIN_GO = "受理并打印(&G)"
BEGUN = "已受理帮办代办"
MANDATE_TITLE = "重新委托"
MANDATE_TEXT = "新的授权委托书代替原来的；原来的留存。"
MANDATE_GO = "保存并打印(&G)"
MANDATED = "已重新委托"

LOG_TITLE = "记办理情况"
LOG_GO = "记入(&G)"
LOGGED = "已记入帮办代办台账"

TAKE_TITLE = "收材料"
TAKE_TEXT = "逐件清点，双方在材料移交单上签字。"
TAKE_GO = "收下并打印(&G)"
TAKEN = "已收下材料"
GIVE_TITLE = "交还材料"
GIVE_TEXT = "下面是手里的材料；不在这次交出的，请删去该行。结果可以另加一行。"
GIVE_FIELDS: Mapping[str, str] = {
    **FIELDS,
    "way": "交给谁",
    "other": "接收人或机构",
    "rows": "交出的材料和结果",
}
GIVE_GO = "交出并打印(&G)"
GIVEN = "已交出材料"

# At a stop or the end papers go back, and some reasons must be told at length.
HALT_FIELDS: Mapping[str, str] = {**FIELDS, "rows": "退还的材料"}
HALT_HINTS: Mapping[str, str] = {**HINTS, "remark": "材料不实、超出范围、不可抗力必须写明"}
END_HINTS: Mapping[str, str] = {**HALT_HINTS, "rows": "一行一件，没有退还的删去"}
STOP_TITLE = "中止帮办代办"
STOP_TEXT = "中止后可以凭单在任一网点续办。"
STOP_GO = "中止并打印(&G)"
STOPPED = "已中止帮办代办"
RESUME_TITLE = "续办"
RESUME_TEXT = "授权委托仍在期限内的才能续办。"
RESUME_GO = "续办并打印(&G)"
RESUMED = "已续办"
PASS_TITLE = "人员交接"
PASS_TEXT = "接办人员不能是审核过这个办件的人。"
PASS_GO = "交接并打印(&G)"
PASSED = "已交接"
END_TITLE = "办结或终止帮办代办"
END_TEXT = "手里的材料要全部退还。"
END_GO = "办结并打印(&G)"
ENDED = "已办结帮办代办"
FINISHED = "finished"
HALT_REASONS: Mapping[str, str] = {
    code: word for code, word in REASONS.items() if code not in ("handover", FINISHED)
}
END_REASONS: Mapping[str, str] = {FINISHED: REASONS[FINISHED], **HALT_REASONS}
NOBODY_FREE = ("没有可以帮办的人员", "审核过这个办件的人员不能帮办；请由负责人添加人员，或者转办")

# Short sentences at a field, where a whole refusal would cost the clerk what was typed.
PROBLEMS: Mapping[str, str] = {
    "agency.no_scope": "请写明服务内容",
    "agency.no_helper": "人员没有写全",
    "agency.helper_examined": "审核过，不能帮办",
    "agency.no_mandate": "全程代办要有委托",
    "agency.on_site_mandate": "现场导办不用委托",
    "agency.no_powers": "请选委托权限",
    "agency.unsigned": "请确认后打勾",
    "agency.term_order": "早于起日",
    "agency.term_too_long": "最长 {most} 天",
    "agency.term_past": "日期已过",
    "agency.expired": "委托已到期",
    "agency.not_yet": "委托还没有生效",
    "agency.beyond": "超出委托权限",
    "agency.act_empty": "请写明内容",
    "agency.act_day": "请核对日期",
    "agency.minutes": "应为 0～1440",
    "agency.no_receipt": "请写明票据",
    "agency.only_calls_fail": "只有通话才能选",
    "agency.next_past": "日期已过",
    "agency.nobody": "请写明对方",
    "agency.no_rows": "请逐件填写",
    "agency.row_wrong": "请写名称和份数",
    "agency.more_than_held": "多于手里的份数",
    "agency.still_held": "还有材料没退还",
    "agency.not_lost": "未接通只有 {n} 次",
    "agency.no_remark": "请写明情况",
    "agency.no_left": "请写明未办事项",
    "agency.no_done": "请写明已办事项",
    "agency.same_helper": "请选其他人员",
    "papers.copies": "份数不对",
    "papers.name": "没有写名称",
}

TITLE = "帮办代办"
LIST = "在办的帮办代办"
CHOSEN = "选中的一件"
SUBTITLE = "本网点在办的帮办代办，和要求帮办还没有受理的办件"
LIST_VIEW, CHOSEN_VIEW = "列表", "情况"
COLUMNS: Mapping[str, str] = {
    "applicant": "申请人",
    "mode": "方式",
    "helper": "人员和期限",
    "held": "材料",
    "ahead": "下一步",
}
AHEAD: Mapping[Step, str] = {
    Step.BEGIN: "等待受理帮办代办",
    Step.RESUME: "已中止，续办或者终止",
    Step.RENEW: "委托已到期，重新委托",
    Step.GIVE_BACK: "办件已结，退还材料",
    Step.FINISH: "办件已结，办结帮办",
    Step.CORRECT: "帮助申请人补正",
    Step.FETCH: "结果已出，取件",
    Step.EXPIRING: "委托快要到期",
    Step.PLANNED: "按计划办理",
    Step.TELL: "告知申请人进展",
    Step.GO_ON: "继续办理",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.RUNNING: "办理中",
    Standing.STOPPED: "已中止",
    Standing.DONE: "已办结",
    Standing.ENDED: "已终止",
}
FACTS: Mapping[str, str] = {
    "mode": "方式",
    "helper": "人员",
    "scope": "服务内容",
    "powers": "委托权限",
    "term": "委托期限",
    "held": "手里材料",
    "ahead": "下一步",
}
LOG = "办理记录"
OPEN_CASE = "打开办件(&O)"
NOT_BEGUN = "还没有受理"
NO_MANDATE = "没有委托"
NONE_HELD = "没有"
EMPTY = ("没有在办的帮办代办", "在办件查询的更多办理里受理帮办代办")
NOTHING_CHOSEN = ("没有选中", "在左边选一件")
UNREAD = ("没有读出来", "本机数据完好，请重试")
UNNAMED = "未留姓名"


def typed_papers(rows: Iterable[HandedMaterial]) -> str:
    """Papers as a clerk would type them, one a line."""
    return "\n".join(f"{row.name} {row.copies} 份 {FORMS[row.form]}" for row in rows)


TYPED_FORMS: Mapping[str, PaperForm] = {word: form for form, word in FORMS.items()}


def ahead_words(one: Ahead) -> str:
    """The next step in words; what the helper planned in the helper's own."""
    return one.text or AHEAD[one.step]


def by_day(day: date, today: date) -> str:
    """The day of a step; today is called so."""
    if day == today:
        return "今天"
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def helper_line(helper: Helper) -> str:
    """Name, number and telephone."""
    return f"{helper.name} {helper.staff_no[-4:]}，电话 {helper.phone}"


def powers_line(agency: Agency) -> str:
    """What is authorised."""
    if agency.mandate is None:
        return NO_MANDATE
    return "、".join(POWERS[power] for power in Power if power in agency.mandate.powers)


def term_line(agency: Agency, today: date) -> str:
    """From when to when, and whether that is over."""
    mandate = agency.mandate
    if mandate is None:
        return NO_MANDATE
    over = "，已到期" if agency.expired(today) else ""
    return f"{mandate.since:%Y-%m-%d} 至 {mandate.until:%Y-%m-%d}{over}"


def held_line(rows: Iterable[HandedMaterial]) -> str:
    """What the helper has."""
    return "、".join(f"{row.name} {row.copies} 份{FORMS[row.form]}" for row in rows) or NONE_HELD


def until_line(day: date | None) -> str:
    """The last day of an authority; nothing where there is none."""
    return f"至 {day:%Y-%m-%d}" if day else ""


def sheets(count: int) -> str:
    """How many papers."""
    return f"{count} 份" if count else "—"


def cases(count: int) -> str:
    """How many."""
    return f"{count} 件"


def mode_word(code: str) -> str:
    """A mode, or that nothing was taken on."""
    return MODES.get(code, NOT_BEGUN)
