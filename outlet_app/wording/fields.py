"""Names of the fields on the forms, and one short sentence for every Problem at a field."""

from collections.abc import Mapping

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.problems import Problem
from outlet_app.wording import channels
from outlet_app.wording.agency import PROBLEMS as AGENCY_PROBLEMS
from outlet_app.wording.course_entries import PROBLEMS as COURSE_PROBLEMS
from outlet_app.wording.people import PASSWORDS
from outlet_app.wording.pledge import PROBLEMS as PLEDGE_PROBLEMS
from outlet_app.wording.policies import HINTS as POLICY_HINTS
from outlet_app.wording.review_words import PROBLEMS as REVIEW_PROBLEMS

LABELS: Mapping[str, str] = {
    "applicant.kind": "类型",
    "applicant.name": "名称",
    "applicant.id_kind": "证件类型",
    "applicant.id_number": "证件号码",
    "contact": "联系人",
    "phone": "联系电话",
    "channel": "来访方式",
    "assisted": "帮办代办",
    "incoming_no": channels.NUMBER,
    "incoming_posted": channels.POSTED,
    "incoming_from": channels.SENDER,
    "incoming_due": channels.DUE,
    "reply_by": channels.REPLY,
    "special_groups": "特殊群体",
    "agent.name": "代办人",
    "agent.id_kind": "代办人证件类型",
    "agent.id_number": "代办人证件号码",
    "agent.phone": "代办人电话",
    "item": "服务事项",
    "sub_item": "办理类型",
    "complexity": "复杂程度",
    "first_visit": "首次回访日期",
    "promise": "补齐日期",
    "request": "诉求",
    "answer": "答复内容",
    "basis": "依据",
    "handed_in": "收到的材料",
    "situation": "首问情形",
    "guided_to": "引导去向",
    "callback": "回电时间",
    "materials": "申请材料",
    "issue": "存在问题",
    "remedy": "补正要求",
    "place": "位置",
    "correction_workdays": "补正期限",
    "delivery": "送达方式",
    "to": "转给",
    "reason": "原因",
    "instead": "应向哪里提出",
    "promised_by": "补齐日期",
    "volunteered": "申请人自愿",
}

APPLICANT_KINDS: Mapping[ApplicantKind, str] = {
    ApplicantKind.PERSON: "自然人",
    ApplicantKind.ENTERPRISE: "企业法人",
    ApplicantKind.INSTITUTION: "事业法人",
    ApplicantKind.SOCIETY: "社会组织法人",
    ApplicantKind.UNINCORPORATED: "非法人企业",
    ApplicantKind.AGENCY: "行政机关",
    ApplicantKind.OTHER: "其他组织",
}
KIND_KEYS: Mapping[ApplicantKind, tuple[str, ...]] = {
    ApplicantKind.PERSON: ("zrr", "gr", "个人"),
    ApplicantKind.ENTERPRISE: ("qyfr", "企业"),
    ApplicantKind.INSTITUTION: ("syfr", "高校院所"),
    ApplicantKind.SOCIETY: ("shzz", "协会"),
    ApplicantKind.UNINCORPORATED: ("ffrqy", "个体工商户", "gtgsh"),
    ApplicantKind.AGENCY: ("xzjg",),
    ApplicantKind.OTHER: ("qtzz", "合作社"),
}
ID_NUMBERS: Mapping[IdKind, str] = {
    IdKind.NONE: "证件号码",
    IdKind.USCC: "统一社会信用代码",
    IdKind.ID_CARD: "身份证号",
    IdKind.RESIDENCE_HMT: "居住证号",
    IdKind.PERMANENT_RESIDENCE: "永久居留证号",
    IdKind.PASSPORT: "护照号",
    IdKind.HM_PERMIT: "港澳通行证号",
    IdKind.TW_PERMIT: "台胞证号",
    IdKind.OFFICER: "军官证号",
}
PERSON_PAPERS: Mapping[IdKind, str] = {
    IdKind.ID_CARD: "居民身份证",
    IdKind.RESIDENCE_HMT: "港澳台居民居住证",
    IdKind.PERMANENT_RESIDENCE: "外国人永久居留证",
    IdKind.PASSPORT: "护照",
    IdKind.HM_PERMIT: "港澳通行证",
    IdKind.TW_PERMIT: "台胞证",
    IdKind.OFFICER: "军官证",
}
PERSON_NAME = "姓名"
AGENT_ID = "代办人{paper}"
VERIFIED = "校验通过"
ROW = "第 {row} 行："

_NUMBERS: Mapping[str, str] = {
    "short": "应为 18 位，少 {n} 位",
    "long": "应为 18 位，多 {n} 位",
    "letter": "第 {position} 位不能是字母 {letter}",
    "character": "第 {position} 位不能是“{character}”",
    "check_digit": "末位校验不符，请核对",
    "inner_check": "第 17 位请再核对",
    "date": "出生日期不对，请核对",
    "future": "出生日期在今天以后",
    "too_old": "出生日期过早，请核对",
    "pattern": "号码格式不对，请核对",
}
_SENTENCES: Mapping[str, str] = {
    "field.missing": "请填写{label}",
    "field.choose": "请选择{label}",
    "item.not_listed": "未列入清单，不能受理",
    "name.empty": "请填写{label}",
    "name.private_use": "第 {position} 字为 {codepoint}，不能打印",
    "text.private_use": "第 {position} 字为 {codepoint}，可能印不出",
    "text.no_glyph": "“{character}”（{codepoint}）没有字形",
    "text.too_long": "最多 {limit} 字，超出 {over} 字",
    "text.control": "第 {position} 字不能打印",
    "text.emoji": "第 {position} 字是表情，请删去",
    "phone.short": "应为 11 位，少 {n} 位",
    "phone.long": "应为 11 位，多 {n} 位",
    "phone.character": "第 {position} 位不能是“{character}”",
    "phone.area_code": "座机请加区号，如 0478-",
    "phone.unknown": "号码不对，请核对",
    "material.undecided": "请选择状态",
    "material.gap": "材料未齐，不能受理",
    "material.no_gap": "材料没有缺少或需补正",
    "material.nothing_promised": "没有选容缺的材料",
    "material.not_promised": "请选容缺，或改用一次性告知",
    "material.cannot_follow": "不可容缺",
    "material.cannot_pledge": "不能以承诺代替",
    "material.defect_needed": "请选择问题",
    "material.defect_unknown": "问题代码 {code} 不存在",
    "material.remark_short": "说明至少 {least} 字，少 {n} 字",
    "notice.empty": "没有需要补正的材料",
    "notice.period": "补正期限最多 {most} 个工作日",
    "notice.not_verified": "请核对后打勾",
    "amend.nothing": "没有改动任何一项",
    "case_no.short": "办件号少 {n} 位",
    "case_no.long": "办件号多 {n} 位",
    "case_no.shape": "不是办件号，请核对",
    "case_no.date": "办件号里的日期不对",
    "case_no.check": "办件号校验不符，请核对",
    "decline.again": "填今天以后、30 天以内",
    "return.nobody": "没有“{text}”的等补正或者待审核办件",
    "return.unknown": "本机没有办件 {case_no}",
    "return.elsewhere": "这个办件在{outlet}办理",
    "return.not_now": "这个办件现在不用补正收件或者审核",
    "return.other_code": "查询码与本机办件不符，请核对文书",
    "return.nothing_came": "申请人没有交来补正材料",
    "query_code.character": "查询码第 {position} 位不对",
    "query_code.short": "查询码少 {n} 位",
    "query_code.long": "查询码多 {n} 位",
    "query_code.other": "查询码不对，请核对文书",
    "date.unreadable": "请填写日期，如 11-27",
    "date.impossible": "没有这一天",
    "time.unreadable": "请填写时间，如 16:20",
    "time.impossible": "没有这个时间",
    "time.ahead": "这个时间还没有到",
    "situation.decision": "此情形不能这样处理",
    "incoming.passed": channels.PASSED,
    "incoming.old": channels.OLD,
    "incoming.after": "晚于收到登记的日期",
    "number.most": "填 1～{most}",
    "duty.ticket": "号码如 A012",
    "told.early": "早于登记时间",
    "told.future": "还没有到这个时间",
    "amount.wrong": "请填写金额，如 300 或 12.5",
    "package.nothing_wanted": "请至少勾选一项",
    "transfer.to": "请选择转给谁",
    "supplement.nothing": "请选收到的材料",
    "supplement.future": "还没有到这一天",
    "package.exchange_head": "不是您今天登记的，请窗口负责人更换",
    "supplement.used": "已延长过，限不可抗力",
    "supplement.most": "超过 5 个工作日",
    "intent.no_consent": "请先征得企业同意",
    "promise.past": "日期已过",
    "promise.late": "最晚 {latest}",
    "activity.time": "请填写时间，如 09:00",
    "activity.ends_first": "应晚于开始时间",
    "activity.number": "请填写数字",
    "activity.too_many": "人数对不上，请核对",
    "activity.closes_late": "不能晚于举办日期",
    "patent.character": "专利号里有不该有的字符",
    "patent.length": "专利号应为 9 或 13 位",
    "patent.year": "专利号的年份请再核对",
    "patent.kind": "专利号的种类位请再核对",
    "patent.check_digit": "专利号校验位不符",
    "right.unknown": "“{number}”请再核对",
    "outcome.no_field": "本文书没有这一项",
    "outcome.before_case": "早于登记日期",
    "outcome.cutoff_later": "晚于出具日期",
    **REVIEW_PROBLEMS,
    **POLICY_HINTS,
    **AGENCY_PROBLEMS,
    **COURSE_PROBLEMS,
    **PASSWORDS,
    **PLEDGE_PROBLEMS,
    "promise.volunteered": "请先征得申请人同意",
    "promise.authorised": "请收下代办人的授权委托书",
}
_CHOSEN = frozenset({"item", "sub_item"})
_LANDLINE_LENGTHS = {"phone.short": "座机号码少 {n} 位", "phone.long": "座机号码多 {n} 位"}


def label(field: str) -> str:
    """The label of a field code; a row or a line is named by its field."""
    return LABELS.get(field) or LABELS.get(field.partition(".")[0], field)


def id_label(kind: IdKind) -> str:
    """What the code field is called for a paper."""
    return ID_NUMBERS[kind]


def sentence(problem: Problem, name: str, *, value: str = "") -> str:
    """The short sentence of a problem at the field called `name`; `value` is what was typed.

    A problem of a table tells its row before anything else.
    """
    family, _, rest = problem.code.rpartition(".")
    args = {"label": name, **problem.args}
    if "row" in args:
        inside = {key: told for key, told in problem.args.items() if key != "row"}
        return ROW.format(row=args["row"]) + sentence(Problem(problem.code, inside), name, value=value)
    if problem.code == "field.missing" and problem.args.get("field") in _CHOSEN:
        return _SENTENCES["field.choose"].format(**args)
    if problem.code in _LANDLINE_LENGTHS and value.strip().startswith(("0", "０")):
        return _LANDLINE_LENGTHS[problem.code].format(**args)
    if problem.code in _SENTENCES:
        return _SENTENCES[problem.code].format(**args)
    if family and rest in _NUMBERS:
        return _NUMBERS[rest].format(**args)
    return f"{name}不对，请核对"
