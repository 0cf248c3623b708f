"""Every word printed on the papers: 一次性告知书 W04, 受理通知书 W05, 日工作量统计表 W17.

A field `{name:b}` is set in bold serif, `{name:h}` in bold sans.
"""

from collections.abc import Iterable, Mapping

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.catalogue import ClockKind, ClockStart, PaperForm, TimeRule
from outlet_app.domain.events import Delivery, DueStamp
from outlet_app.wording.formats import due_in_full, long_day

CITY = "巴彦淖尔"
AUTHOR = "巴彦淖尔市知识产权公共服务"
BUREAU = "巴彦淖尔市{division}市场监督管理局"
BUREAU_OF_ZONE = "{division}市场监督管理局"
WINDOW = "知识产权公共服务窗口"

FORM_LINE = "表号：{form}（{edition} 版）"
NUMBER_LINE = "编号：{number}"
PAGE_LINE = "第 {page} 页　共 {pages} 页"
FOOT_CLERK = "经办：{name}（{short_no}）"
FOOT_PRINTED = "打印：{at}"
FOOT_COPY = "第 {n} 次打印"
FOOT_VERSION = "系统版本 {version}"
FOOT_UNSENT = "尚未发送"
FOOT_LARGE = "大字版"
FOOT_VOIDED = "已作废：{reason}"
VOID = "作废"
FOOT_REVOKED = "已撤销：{reason}"
REVOKED = "已撤销"
FOOT_PREVIEW = "预览，不作为正式文书"
SEPARATOR = "　"
COMMA = "、"

NONE = "无"

NTH = "第 {n} 次"
SCAN = "扫码查询办理进度"
SCAN_ELSE = "或凭查询码到各网点查询"

SALUTATION = "{applicant:b}："
YOUR_UNIT = "你单位"
YOU = "您"
OUR_UNIT = "本单位"
ME = "本人"

RECEIVED = "一、已收材料"
MISSING = "二、缺少的材料"
FAULTY = "三、需要更正的材料"
REFUSED = "四、不予受理或者不属于本窗口办理的内容"
EMPTY_SECTION = "：无。"
BLANK_BELOW = "以下空白"

NO = "序号"
MATERIAL = "材料名称"
REQUIRED = "{form}。{text}"
YES, NOT = "是", "否"
HEARING = "陈述和申辩"
REMEDY_CHANNEL = "救济途径"
AGAIN = "重新申请"
UNNAMED = "申请人"
NOT_LISTED = "未列入清单的事项"
MATTER = "{item}（{sub_item}）"
LISTED = "；"

TERM = "补正期限"
WORKDAYS = "{n} 个工作日"
ASSUMED = "（节假日安排未更新，按周一至周五计算。）"
LAPSE = "逾期后果"
WAYS = "补交方式"
CLOCK = "办理时限"
PHONES = "咨询电话"

SIGN_LEFT = "申请人签收"
SIGN_RIGHT = "服务网点"
SIGNED_BY = "申请人（代理人）："
PHONE = "联系电话："
DAY_BLANK = "年　　月　　日"
SIGNED_AT = "年　　月　　日　　时　　分"
REFUSES = "申请人拒绝签收"
REFUSAL = "拒签原因："
WITNESS = "见证人签名（工号）："
HANDLED_BY = "经办人："
ACCEPTED_BY = "受理人："
STAFF = "{name}（工号 {short_no}）"
STAFF_NO = "工号 {short_no}"
SEAL = "（业务专用章）"

ORDINARY = "受理"
DEFICIENT = "容缺受理"
ASSISTED = "，帮办代办"
ACCEPTED_AT = "受理时间"
LIMIT = "办理时限"
FORM_AND_COPIES = "形式和份数"
TAKEN = "收取情况"
TAKEN_WORDS: Mapping[str, str] = {
    "full": "已收 {n} 份",
    "sighted": "已核验",
    "exempt": "免予提交",
    "later": "容缺，{due:h}前补交",
    "pledged": "以承诺代替",
}
SHARED_FORM = "数据共享核验"
PLEDGED_FORM = "告知承诺"
SHARED_REMARK = "数据共享，免予提交"
NOT_COUNTED = "—"
PROMISE = "承诺事项"
RESULT_BY = "领取方式"

ID_KINDS: Mapping[IdKind, str] = {
    IdKind.NONE: "证件号码",
    IdKind.USCC: "统一社会信用代码",
    IdKind.ID_CARD: "居民身份证",
    IdKind.RESIDENCE_HMT: "港澳台居民居住证",
    IdKind.PERMANENT_RESIDENCE: "外国人永久居留身份证",
    IdKind.PASSPORT: "护照",
    IdKind.HM_PERMIT: "港澳居民来往内地通行证",
    IdKind.TW_PERMIT: "台湾居民来往大陆通行证",
    IdKind.OFFICER: "军官证",
}
FORMS: Mapping[PaperForm, str] = {
    PaperForm.ORIGINAL: "原件",
    PaperForm.COPY: "复印件",
    PaperForm.ELECTRONIC: "电子件",
    PaperForm.SIGHTED: "核验原件",
}
WAY_NAMES: Mapping[Delivery, str] = {
    Delivery.IN_PERSON: "窗口",
    Delivery.POST: "邮寄",
    Delivery.ELECTRONIC: "线上",
}
RESULT_WAYS: Mapping[Delivery, str] = {
    Delivery.IN_PERSON: "窗口领取",
    Delivery.POST: "邮寄送达",
    Delivery.ELECTRONIC: "线上查收",
}
STARTS: Mapping[ClockStart, str] = {ClockStart.REGISTERED: "登记", ClockStart.ACCEPTED: "受理"}
DOINGS: Mapping[str, str] = {
    "answer": "答复",
    "feedback": "反馈处理意见",
    "response": "响应",
    "handling": "办结",
    "incoming": "按来件要求办结",
}


def several(names: str) -> str:
    """Names that stand a line each, in one line."""
    return names.replace("\n", "、")


def issuer(division: str) -> str:
    """The issuing line: the county's bureau, the zone's, or the city's where there is no division."""
    return bureau(division) + WINDOW


def bureau(division: str) -> str:
    """The bureau behind the window."""
    return (BUREAU_OF_ZONE if division.startswith(CITY) else BUREAU).format(division=division)


def form_and_copies(form: PaperForm, copies: int) -> str:
    """原件 1 份; an original that is only looked at has no copies."""
    return FORMS[form] if form is PaperForm.SIGHTED else f"{FORMS[form]} {copies} 份"


def limit(rule: TimeRule, due: DueStamp) -> str:
    """One promised time: what is done by when, and by which rule."""
    if due.at is None:
        return "按申报期和规定时限反馈"
    at, done = due_in_full(due.at), DOINGS.get(rule.code, DOINGS["handling"])
    match rule.kind:
        case ClockKind.INSTANT:
            return f"当场{done}"
        case ClockKind.FOLLOW_UP:
            return f"长期跟踪服务，下次回访日期 {long_day(due.at)}"
        case ClockKind.HOURS:
            return f"{at} 前{done}（自{STARTS[rule.start]}之时起 {rule.value} 小时内）"
        case _:
            return f"{at} 前{done}（自{STARTS[rule.start]}之日起 {rule.value} 个工作日内）"


def promised(clocks: Iterable[TimeRule]) -> str:
    """What the list promises before anybody has applied: 自受理之日起 3 个工作日内办结."""
    return LISTED.join(map(_promised, clocks))


def _promised(rule: TimeRule) -> str:
    done, start = DOINGS.get(rule.code, DOINGS["handling"]), STARTS[rule.start]
    match rule.kind:
        case ClockKind.INSTANT:
            return f"当场{done}"
        case ClockKind.FOLLOW_UP:
            return "长期跟踪服务"
        case ClockKind.PERIOD:
            return "按申报期和规定时限反馈"
        case ClockKind.HOURS:
            return f"自{start}之时起 {rule.value} 小时内{done}"
        case _:
            return f"自{start}之日起 {rule.value} 个工作日内{done}"
