"""Words of 容缺: its conditions, the supplement, reminders, more time and the end of a promise."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from outlet_app.domain.calendar import local_day
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.deficiency import Condition, Judged
from outlet_app.domain.events import LapseWay, PromiseLine, ReminderStage, ReminderWay
from outlet_app.wording.formats import long_day, weekday

CONDITIONS: Mapping[Condition, str] = {
    Condition.VOLUNTEERED: "申请人自愿提出，并当场签字",
    Condition.CORE: "基本条件具备，主件齐全、符合法定形式",
    Condition.LISTED: "所缺材料在本办理项的容缺清单内",
    Condition.CREDIT: "申请人没有失信记录",
    Condition.OVERDUE: "没有逾期未补齐的容缺办件",
    Condition.AUTHORISED: "代办的，已交授权委托书",
    Condition.AUTHORITY: "由本市办理或转报，不是国家级申请",
}
CONDITIONS_TITLE = "容缺受理条件"
TICKS: Mapping[Condition, str] = {
    Condition.VOLUNTEERED: "申请人自愿提出，知晓期限和后果，当场签字(&V)",
    Condition.AUTHORISED: "代办人已交授权委托书(&W)",
}
BLOCKED_TITLE = "不能容缺受理"
BLOCKED_TEXT = "有条件不具备，申请人仍可以按一般程序办理。"
OPEN_OVERDUE = "打开逾期办件(&O)"
NOTICE_INSTEAD = "改为一次性告知(&Y)"
_HOLDS = "具备"
_OPEN = "待确认"
_FAILS = "不具备"
_FAILED: Mapping[Condition, str] = {
    Condition.VOLUNTEERED: "还没有打勾",
    Condition.CORE: "主件未齐：{names}",
    Condition.LISTED: "不可容缺：{names}",
    Condition.CREDIT: "在失信名单内，修复前不适用：{names}",
    Condition.OVERDUE: "还有逾期未补齐的办件：{names}",
    Condition.AUTHORISED: "请收下{names}的授权委托书后打勾",
    Condition.AUTHORITY: "由国家知识产权局等机关受理，本窗口不能容缺",
}
NOTHING_PROMISED = "没有选容缺的材料"
NOT_AGENT = "申请人本人办理"
LISTED_AS_OF = "失信名单截至 {day}"
NO_LIST = "失信名单尚未收到"
SYNCED_AT = "本机办件截至 {time}"
NEVER_SYNCED = "本机还没有同步过"
REMINDER_STAGES: Mapping[ReminderStage, str] = {
    ReminderStage.EARLY: "提前提醒",
    ReminderStage.TWO_BEFORE: "到期前 2 个工作日提醒",
    ReminderStage.ONE_BEFORE: "到期前 1 个工作日提醒",
    ReminderStage.ON_THE_DAY: "到期日提醒",
    ReminderStage.AFTER: "逾期提醒",
}
REMINDER_WAYS: Mapping[ReminderWay, str] = {ReminderWay.SMS: "短信", ReminderWay.PHONE: "电话"}
LAPSE_WAYS: Mapping[LapseWay, str] = {
    LapseWay.RETURNED: "终止办理，退件",
    LapseWay.ACCEPTANCE_REVOKED: "撤销受理",
    LapseWay.RESULT_REVOKED: "撤销结果",
}
FORMS: Mapping[PaperForm, str] = {
    PaperForm.ORIGINAL: "原件",
    PaperForm.COPY: "复印件",
    PaperForm.ELECTRONIC: "电子件",
    PaperForm.SIGHTED: "核验原件",
}
_SMS = (
    "【知识产权公共服务窗口】{applicant}：您{when}受理的办件 {case_no} 容缺材料“{names}”{until}，"
    "请送至{outlet}（电话 {phone}）。{otherwise}"
)
_UNTIL: Mapping[ReminderStage, str] = {
    ReminderStage.EARLY: "应于{day}前补齐",
    ReminderStage.TWO_BEFORE: "应于{day}前补齐",
    ReminderStage.ONE_BEFORE: "应于{day}前补齐",
    ReminderStage.ON_THE_DAY: "今天（{day}）到期",
    ReminderStage.AFTER: "已于{day}到期，仍未补齐",
}
OTHERWISE = "逾期未补齐的，终止办理并退回材料。"
OTHERWISE_AFTER = "请尽快补齐，否则终止办理并退回材料。"


SUPPLEMENT_TITLE = "容缺补齐"
SUPPLEMENT_TEXT = "请逐项核对这次收到的材料，没有收到的不用改。"
SUPPLEMENT_GO = "保存(&B)"
NOT_COME = "没有收到"
OWED_HINT = "{form}，应于 {day} 前"
OWED_LATE = "{form}，已逾期，原定 {day}"
SUPPLEMENT_FIELDS: Mapping[str, str] = {"faulty": "需补正", "day": "收到日期", "remark": "存在问题"}
ARRIVED_HINT = "以材料到达本网点的日期为准"
SUPPLIED = "容缺材料已补齐，转入正常办理"
SUPPLIED_IN_PART = "已记下补齐的材料，还差 {n} 份"
REMIND_FIELDS: Mapping[str, str] = {"way": "方式", "text": "提醒内容"}
REMIND_TITLE = "提醒补齐"
REMIND_TEXT = "短信内容已经备好。选短信的，保存时复制到剪贴板，请到短信平台粘贴发送。"
REMIND_GO = "复制并记录(&B)"
REMINDED: Mapping[ReminderWay, str] = {
    ReminderWay.SMS: "短信内容已复制，提醒已记录",
    ReminderWay.PHONE: "提醒已记录",
}
COPY_SMS = "复制短信(&T)"
REMINDER_LINE = "{stage}：{names}，{day} 到期"
EXTEND_FIELDS: Mapping[str, str] = {
    "days": "延长",
    "force": "因不可抗力，按影响的时间延长",
    "reason": "理由",
}
EXTEND_HINTS: Mapping[str, str] = {"days": "一般不超过 5 个工作日"}
EXTENDED_BY = "{n} 个工作日，至 {day}"
EXTEND_TITLE = "延长补齐期限"
EXTEND_TEXT = "现在的期限是 {day}。"
EXTEND_ONCE = "一般只能延长一次。"
EXTEND_USED = "已延长过一次，只能因不可抗力再延长。"
EXTEND_GO = "延长(&B)"
EXTENDED = "补齐期限已延长至 {day}"
LAPSE_TITLE = "逾期未补齐"
LAPSE_TEXT = "补齐期限已过。终止后不能恢复，已收材料退还申请人。"
LAPSE_FIELDS: Mapping[str, str] = {"way": "处理", "reason": "理由"}
LAPSE_REASON = "期限届满仍未补齐：{names}"
LAPSE_GO = "终止(&B)"
LAPSED: Mapping[LapseWay, str] = {
    LapseWay.RETURNED: "已终止办理，请退还材料",
    LapseWay.ACCEPTANCE_REVOKED: "已撤销受理，请退还材料",
    LapseWay.RESULT_REVOKED: "已撤销结果",
}


def day_of(day: date) -> str:
    """11-25 周三."""
    return f"{day:%m-%d} {weekday(day)}"


def day_typed(day: date) -> str:
    """11-25, as a day is typed."""
    return f"{day:%m-%d}"


def owed_hint(line: PromiseLine, today: date) -> str:
    """原件，应于 11-25 周三 前."""
    said = OWED_LATE if line.due < today else OWED_HINT
    return said.format(form=FORMS[line.form], day=day_of(line.due))


def supplied(left: int) -> str:
    """What a supplement left of the promise."""
    return SUPPLIED_IN_PART.format(n=left) if left else SUPPLIED


def reminder_line(stage: ReminderStage, promises: Sequence[PromiseLine]) -> str:
    """到期前 1 个工作日提醒：信用承诺书，11-25 周三 到期."""
    due = min(line.due for line in promises)
    names = "、".join(line.name for line in promises if line.due == due)
    return REMINDER_LINE.format(stage=REMINDER_STAGES[stage], names=names, day=day_of(due))


def extension(workdays: int, day: date) -> str:
    """2 个工作日，至 11-27 周五."""
    return EXTENDED_BY.format(n=workdays, day=day_of(day))


def extend_text(due: date, *, used: bool) -> str:
    """The present day, and whether the one extension is left."""
    return EXTEND_TEXT.format(day=day_of(due)) + (EXTEND_USED if used else EXTEND_ONCE)


def lapse_reason(late: Sequence[PromiseLine]) -> str:
    """What did not come."""
    return LAPSE_REASON.format(names="、".join(line.name for line in late))


def reason(one: Judged) -> str:
    """Why a condition does not hold; what is said of one that does."""
    if one.holds:
        return NOT_AGENT if one.condition is Condition.AUTHORISED and not one.asked else ""
    if one.condition is Condition.LISTED and not one.names:
        return NOTHING_PROMISED
    return _FAILED[one.condition].format(names="、".join(one.names))


def spoken(one: Judged) -> str:
    """The condition with how it stands, as one phrase."""
    stands = _HOLDS if one.holds else _OPEN if one.asked else _FAILS
    why = reason(one)
    return f"{CONDITIONS[one.condition]}：{stands}" + (f"，{why}" if why else "")


def known(list_as_of: date | None, synced_at: datetime | None) -> str:
    """失信名单截至 2026-11-18；本机办件截至 2026-11-20 09:05: how old the knowledge is."""
    listed = LISTED_AS_OF.format(day=list_as_of.isoformat()) if list_as_of else NO_LIST
    synced = SYNCED_AT.format(time=f"{synced_at:%Y-%m-%d %H:%M}") if synced_at else NEVER_SYNCED
    return f"{listed}；{synced}"


def sms(
    stage: ReminderStage,
    applicant: str,
    case_no: str,
    names: Sequence[str],
    due: date,
    accepted_at: datetime,
    outlet: str,
    phone: str,
) -> str:
    """The text of a reminder, ready to be sent."""
    return _SMS.format(
        applicant=applicant,
        when=long_day(local_day(accepted_at)),
        case_no=case_no,
        names="、".join(names),
        until=_UNTIL[stage].format(day=long_day(due)),
        outlet=outlet,
        phone=phone,
        otherwise=OTHERWISE_AFTER if stage is ReminderStage.AFTER else OTHERWISE,
    )
