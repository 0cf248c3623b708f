"""Every word printed on the papers: 一次性告知书 W04, 受理通知书 W05, 日工作量统计表 W17.

A field `{name:b}` is set in bold serif, `{name:h}` in bold sans.
"""

from collections.abc import Mapping

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.catalogue import ClockKind, ClockStart, PaperForm, TimeRule
from outlet_app.domain.events import Channel, Delivery, DueStamp
from outlet_app.wording.formats import due_in_full, long_day

CITY = "巴彦淖尔"
AUTHOR = "巴彦淖尔市知识产权公共服务"
BUREAU = "巴彦淖尔市{division}市场监督管理局知识产权公共服务窗口"
BUREAU_OF_ZONE = "{division}市场监督管理局知识产权公共服务窗口"

FORM_LINE = "表号：{form}"
NUMBER_LINE = "编号：{number}"
PAGE_LINE = "第 {page} 页　共 {pages} 页"
FOOT_CLERK = "经办：{name}（{short_no}）"
FOOT_PRINTED = "打印：{at}"
FOOT_COPY = "第 {n} 次打印"
FOOT_VERSION = "系统版本 {version}"
FOOT_UNSENT = "尚未发送"
FOOT_PREVIEW = "预览，不作为正式文书"
SEPARATOR = "　"
COMMA = "、"

NOTICE_TITLE = "一次性告知书"
ACCEPTANCE_TITLE = "受理通知书"
NONE = "无"

CASE_NO = "办件编号"
QUERY_CODE = "查 询 码"
APPLICANT = "申 请 人"
CONTACT = "经 办 人"
REACH = "联系方式"
ITEM = "服务事项"
SUB_ITEM = "办 理 项"
SUBMITTED = "提交日期"
ROUND = "告知次数"
NTH = "第 {n} 次"
SCAN = "扫码查询办理进度"
SCAN_ELSE = "或凭查询码到各网点查询"

SALUTATION = "{applicant:b}："
INTRO = (
    "{you}提交的申请材料经核对，尚不齐全或者不符合要求。"
    "按照一次性告知制度，现将已收材料和需要补正的全部内容一次告知如下："
)
YOUR_UNIT = "你单位"
YOU = "您"

RECEIVED = "一、已收材料"
MISSING = "二、缺少的材料"
FAULTY = "三、需要更正的材料"
REFUSED = "四、不予受理或者不属于本窗口办理的内容"
EMPTY_SECTION = "：无。"

NO = "序号"
MATERIAL = "材料名称"
DUE_COPIES = "应交份数"
HANDED_COPIES = "实交份数"
FORM = "原件或复印件"
PAGES = "页数"
REMARK = "备注"
REQUIREMENT = "要求（来源、形式、份数、样本）"
REQUIRED = "{form}。{text}"
MAY_FOLLOW = "可否容缺"
HOW_TO_BRING = "补交方式"
ISSUE = "缺陷代码和具体问题"
PLACE = "位置\n（页、栏）"
REMEDY = "更正要求"
ON_SPOT = "当场更正"
CAN = "可以"
REASON = "原因"
BASIS = "依据"
INSTEAD = "应当提出申请的机关、地址和电话"

TERM = "补正期限"
TERM_TEXT = "自收到本告知书之日起 {days:b}内补正，截止日期为 {due:b}。{assumed}"
WORKDAYS = "{n} 个工作日"
ASSUMED = "（节假日安排未更新，按周一至周五计算。）"
LAPSE = "逾期后果"
LAPSE_TEXT = "逾期未补正的，视为撤回本次申请，已收材料予以退还，{you}可以随时重新申请。"
WAYS = "补交方式"
WAYS_TEXT = "可以通过{ways}提交补正材料，以本网点收到的日期为准。"
CLOCK = "办理时限"
CLOCK_NOT_STARTED = "补正齐全并受理后开始计算办理时限，等待补正的时间不计入。"
CLOCK_PAUSED = "自本告知书送达之日起暂停计时，补正齐全后恢复计算。"
CLOCK_RUNS = "等待补正期间不暂停计时。"
PHONES = "咨询电话"
PHONES_TEXT = "{consult}。监督投诉电话：{complaint}。"
ONLY_ONCE = "除上述内容外，本网点不再要求{you}补充其他材料。"

SIGN_LEFT = "申请人签收"
SIGN_RIGHT = "服务网点"
SIGNED_BY = "申请人（代理人）："
PHONE = "联系电话："
SIGNED_AT = "年　　月　　日　　时　　分"
REFUSES = "申请人拒绝签收"
REFUSAL = "拒签原因："
WITNESS = "见证人签名（工号）："
HANDLED_BY = "经办人："
ACCEPTED_BY = "受理人："
STAFF = "{name}（工号 {short_no}）"
SEAL = "（业务专用章）"
NOTICE_COPIES = "本告知书一式两份，一份交申请人，一份由服务网点留存。"

WAY_ACCEPTED = "受理方式"
ORDINARY = "受理"
DEFICIENT = "容缺受理"
CHANNEL = "来访方式"
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
}
SHARED_FORM = "数据共享核验"
SHARED_REMARK = "数据共享，免予提交"
NOT_COUNTED = "—"
PROMISE = "承诺事项"
PROMISE_TEXT = (
    "申请人承诺于 {due:b}前补交第 {rows} 项材料，并对所提交材料的真实性负责。"
    "逾期未补交的，本次受理终止，已收材料退还申请人。"
)
RESULT_BY = "领取方式"
ACCEPTANCE_NOTES = (
    "1. 凭本通知书或者查询码、有效证件查询进度、领取结果。本服务不收取费用。",
    "2. 办理结束后，您可以自愿评价本次服务，评价不影响办理结果。",
    "3. 咨询电话：{consult}。监督投诉电话：{complaint}。",
    "4. 本通知书一式两份，一份交申请人，一份由服务网点留存。",
)

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
CHANNELS: Mapping[Channel, str] = {
    Channel.COUNTER: "窗口",
    Channel.PHONE: "电话",
    Channel.ONLINE: "线上",
    Channel.ON_SITE: "上门",
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
}


def issuer(division: str) -> str:
    """The issuing line: the county's bureau, the zone's, or the city's where there is no division."""
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
