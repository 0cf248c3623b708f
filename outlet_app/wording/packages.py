"""Words of 集成办: packages, their items, the one form, and what became of them."""

from collections.abc import Mapping, Sequence

from outlet_app.domain.bundle import Planned
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import DueStamp
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.packages import AnswerKind, Package, PackageError, SharedField
from outlet_app.domain.undertakings import pledging
from outlet_app.wording.fields import LABELS
from outlet_app.wording.formats import long_day
from outlet_app.wording.statuses import Status, status

TITLE = "集成办"
LIST = "套餐"
LIST_COUNT = "{n} 个"
NONE = ("没有可用的套餐", "套餐由市局下发，请同步后再看")
SERVED = "本年惠及 {n} 家单位"
SECTION_ITEMS = "要办的事项"
SECTION_APPLICANT = "申请人"
SECTION_SHARED = "共用信息"
SECTION_MATERIALS = "申请材料"
ITEMS_CAPTION = "勾选要办的，材料和信息随之合并"
SHARED_CAPTION = "只填一次，各事项共用"
MATERIALS_CAPTION = "只交一次，同一材料按最严的要求收"
ITEM = "{code}　{name}"
REFUSE = "不予受理"
TAKE_BACK = "改为办理"
SEND = "转办"
NOTICE_PREVIEW = "预览(&V)"
PREVIEW_TITLE = "一次性告知书预览"
REFUSE_NAME = "{item}，{what}"
AGENT_HINT = "代办的填写"
REQUEST = "诉求"
REQUEST_HINT = "不填的，以套餐名称登记"
ANSWER = "当场答复"
ANSWER_HINT = "能当场答复的咨询、查询写在这里，写了就当场办结"
DAY_HINT = "如 2026-11-20"
AMOUNT_HINT = "如 300"
RIGHTS_HINT = "如 ZL201710601862.3"
CASE_NO_HINT = "如 HH05-20261122-010017-T"
REVIEW = "全部收件（待审）(&J)"
SUBMIT = "提交集成办"
FIRST_STEP = "请选套餐，勾选要办的事项"
TO_MEND = "还有 {n} 处要改"
DECIDE_ROWS = "还有 {n} 份材料没有核对"
READY = "材料齐全，可以提交"
ANY_GAP = "{n} 项要一次性告知，其余照常办理"
ANY_PROMISE = "{n} 项凭申请人的承诺受理，提交时逐项确认"
PROMISED = "整套承诺 {day}前办结，各事项时限不变"
NO_PROMISE = "各事项按各自时限办理"
NOTICE_TITLE = "一次性告知"
NOTICE_TEXT = "一张告知书写全各事项缺少和需要补正的材料：{names}。"
NOTICE_FIELDS: Mapping[str, str] = {
    "correction_workdays": LABELS["correction_workdays"],
    "delivery": LABELS["delivery"],
    "large": "大字版",
    "verified": "已逐项核对，以后不再另外要求补材料",
}
NOTICE_GO = "告知并提交"
DONE = "集成办已登记"
DONE_TEXT = "主件 {number}，子件 {n} 件"
NEW_PACKAGE_TITLE = "换一个套餐"
NEW_PACKAGE_TEXT = "已填的申请人和诉求保留，勾选的事项、共用信息和材料核对重新填写。"
NEW_PACKAGE_GO = "换套餐"
KEEP = "不换"
FLAW_TITLE = "有一版套餐数据不能用，已停用"
FLAW = "{where}：{why}。现在用的是上一版，请联系市级管理员。"
FLAW_WHERE = "{row} 的 {column}"
FLAWS: Mapping[str, str] = {
    "unreadable": "文件读不出来",
    "not_an_object": "内容格式不对",
    "text_expected": "应当填写文字",
    "date_expected": "应当填写日期",
    "list_expected": "应当是一列",
    "number_expected": "应当是数字",
    "true_or_false_expected": "应当填写是或者否",
    "unknown_value": "填了不认识的内容",
    "used_twice": "重复了",
    "empty": "没有内容",
    "unknown_release": "没有这一版事项清单",
    "two_members_expected": "至少要有两个事项",
    "two_usual_members_expected": "至少要有两个默认勾选的事项",
    "unknown_sub_item": "清单里没有这个办理项",
    "after_no_earlier_member": "前一环节应当排在它的前面",
    "field_of_no_member": "没有事项用到这项信息",
    "material_of_no_member": "套餐的事项不要这份材料",
    "shared_by_two_members_expected": "共用材料至少要有两个事项用到",
    "material_shared_twice": "同一份材料列在了两处",
    "key_is_a_material": "代号和材料编号重了",
}
_COMES_TO: Mapping[Decision | None, Status] = {
    None: status("draft"),
    Decision.ACCEPT: Status("受理", "circle-check", "ok"),
    Decision.ANSWER: status("answered"),
    Decision.DEFICIENT: Status("容缺受理", "hourglass", "info"),
    Decision.NOTICE: Status("一次性告知", "file-text", "warn"),
    Decision.REJECT: status("rejected"),
    Decision.RECEIVE: Status("收件待审", "inbox", "info"),
    Decision.TRANSFER: Status("转办", "forward", "info"),
}
_PLEDGED = Status("告知承诺，受理", "handshake", "info")
_UNDECIDED = Status("待核对材料", "clipboard-list", "mute")
_HINTS: Mapping[AnswerKind, str] = {
    AnswerKind.DAY: DAY_HINT,
    AnswerKind.AMOUNT: AMOUNT_HINT,
    AnswerKind.RIGHTS: RIGHTS_HINT,
    AnswerKind.CASE_NO: CASE_NO_HINT,
}
_GAPS = "一次性告知，缺 {n} 份"


def item_line(code: str, name: str) -> str:
    """6.1　需求登记、资质初审."""
    return ITEM.format(code=code, name=name)


def comes_to(one: Planned) -> Status:
    """What an item comes to as the page stands."""
    if one.decision is None:
        return _UNDECIDED
    found = _COMES_TO[one.decision]
    if one.decision is Decision.NOTICE:
        return Status(_GAPS.format(n=one.gaps), found.icon, found.tone)
    if one.decision is Decision.ACCEPT and pledging((one,)):
        return _PLEDGED
    return found


def placeholder(field: SharedField) -> str:
    """What stands in an empty field of the package."""
    return _HINTS.get(field.kind, "")


def promise(stamp: DueStamp | None) -> str:
    """By when the whole is promised."""
    return PROMISED.format(day=long_day(stamp.at.date())) if stamp and stamp.at else NO_PROMISE


def notice_text(lines: Sequence[CheckedMaterial]) -> str:
    """What the one notice is about."""
    return NOTICE_TEXT.format(names="、".join(row.name for row in lines))


def flaw(error: PackageError) -> str:
    """What is wrong with an edition of packages, where, and what to do."""
    where = FLAW_WHERE.format(row=error.row, column=error.column) if error.column else error.row
    return FLAW.format(where=where, why=FLAWS.get(error.reason, error.reason))


def spoken(package: Package) -> str:
    """How a package is called to whoever listens."""
    return f"{package.code} {package.name}"
