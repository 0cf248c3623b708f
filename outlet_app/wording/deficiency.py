"""Words of 容缺: its conditions, the supplement, reminders, more time and the end of a promise."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from outlet_app.domain.calendar import local_day
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.deficiency import Condition, Judged
from outlet_app.domain.events import LapseWay, ReminderStage, ReminderWay
from outlet_app.wording.formats import long_day

CONDITIONS: Mapping[Condition, str] = {
    Condition.VOLUNTEERED: "申请人自愿提出，并当场签字",
    Condition.CORE: "基本条件具备，主件齐全、符合法定形式",
    Condition.LISTED: "所缺材料在本办理项的容缺清单内",
    Condition.CREDIT: "申请人没有失信记录",
    Condition.OVERDUE: "没有逾期未补齐的容缺办件",
    Condition.AUTHORISED: "代办的，已交授权委托书",
    Condition.AUTHORITY: "由本市办理或转报，不是国家级申请",
}
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
KNOWN = "失信名单截至 {listed}，本机办件截至 {synced}"
NO_LIST = "尚未收到"
NEVER_SYNCED = "从未同步"
REMINDER_STAGES: Mapping[ReminderStage, str] = {
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
    ReminderStage.TWO_BEFORE: "应于{day}前补齐",
    ReminderStage.ONE_BEFORE: "应于{day}前补齐",
    ReminderStage.ON_THE_DAY: "今天（{day}）到期",
    ReminderStage.AFTER: "已于{day}到期，仍未补齐",
}
OTHERWISE = "逾期未补齐的，终止办理并退回材料。"
OTHERWISE_AFTER = "请尽快补齐，否则终止办理并退回材料。"


def reason(one: Judged) -> str:
    """Why a condition does not hold; what is said of one that does."""
    if one.holds:
        return NOT_AGENT if one.condition is Condition.AUTHORISED and not one.asked else ""
    if one.condition is Condition.LISTED and not one.names:
        return NOTHING_PROMISED
    return _FAILED[one.condition].format(names="、".join(one.names))


def known(list_as_of: date | None, synced_at: datetime | None) -> str:
    """失信名单截至 2026-11-18，本机办件截至 2026-11-20 09:05: how old the knowledge is."""
    listed = f"{list_as_of:%Y-%m-%d}" if list_as_of else NO_LIST
    synced = f"{synced_at:%Y-%m-%d %H:%M}" if synced_at else NEVER_SYNCED
    return KNOWN.format(listed=listed, synced=synced)


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
