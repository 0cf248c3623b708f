"""Every word of the notice page: its lines, period and delivery, preview, and what is said afterwards."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import PaperForm, ServiceItem, SubItem
from outlet_app.domain.events import Delivery, NoticeLine
from outlet_app.domain.materials import MaterialState
from outlet_app.wording.formats import weekday
from outlet_app.wording.intake import form_and_copies
from outlet_app.wording.statuses import Status, status

TITLE = "一次性告知书"
TO = "致"
ANONYMOUS = "申请人"
MATTER = "{item}（{sub_item}）"
SECTION_LINES = "需要补正的材料"
FROM_CHECKLIST = "由材料清单带入"
SECTION_PERIOD = "期限和送达"
ADD = "添加(&A)"
REMOVE = "移除"
REMOVE_NAME = "移除 {name}"
ISSUE, REMEDY = "存在问题", "补正要求"
PLACE, PLACE_HINT, ON_SPOT = "位置", "页或者栏，可以不填", "可当场更正"
NAMED = "{name} {part}"
REMOVED = "“{name}”已改为齐全"
NO_LINES = "没有需要补正的材料"
NO_LINES_HINT = "返回登记改选状态，或者添加一项"

PERIOD = "补正期限"
WORKDAYS = "{n} 个工作日"
UNTIL = "到 {month}月{day}日 {weekday}"
ASSUMED = "到 {month}月{day}日，节假日安排未更新"
DELIVERY = "送达方式"
DELIVERIES: Mapping[Delivery, str] = {
    Delivery.IN_PERSON: "当面签收",
    Delivery.POST: "邮寄",
    Delivery.ELECTRONIC: "电子送达",
}
VERIFIED = "已核对：以上是需要补正的全部内容，告知后不再追加"

PREVIEW = "打印预览"
PAGE = "第 {n} 页，共 {pages} 页"
DRAWING = "正在生成预览…"
ZOOM = "预览缩放"
ZOOMS: Mapping[str, str] = {"width": "适合宽度", "whole": "整页", "actual": "100%"}
FAILED_TITLE = "预览没有生成"
FAILED_TEXT = "内容已保存"
RETRY = "重试"
PANES = ("填写", "预览")
PANES_NAME = "填写或预览"

BACK = "返回登记 Esc"
BACK_SHORT = "返回 Esc"
SAVE = "保存草稿(&S)"
SAVE_SHORT = "存草稿(&S)"
EXPORT = "导出 PDF(&E)"
EXPORT_SHORT = "导出(&E)"
PRINT = "打印并送达(&P)"
LARGE = "大字版(&L)"
LARGE_TIP = "以 16 号字打印，便于老年人阅读"
READY, READY_TEXT = "内容完整，可以打印", "一式两份，打印后请申请人签收"
UNVERIFIED, UNVERIFIED_TEXT = "还没有核对", "核对后在左下打勾，再打印"
TO_MEND = "有 {n} 处要改正"
DRAFT_FILE = "一次性告知书（预览）.pdf"
PDF_FILES = "PDF 文书 (*.pdf)"
EXPORTED = "已导出预览，不作为正式文书"
DONE = "已一次性告知"

NOTHING_TITLE = "没有正在写的告知书"
NOTHING_TEXT = "在首问登记标出缺少或需补正的材料，再按一次性告知"
TO_INTAKE = "去首问登记"

ADD_TITLE = "添加需要补正的材料"
ADD_FIELDS: Mapping[str, str] = {"material": "材料", "state": "情形"}
ADD_STATES: Mapping[str, str] = {
    "missing": status("material_missing").text,
    "faulty": status("material_faulty").text,
}
ADD_DONE = "添加(&O)"
ADD_NONE = "材料都已在告知书上"
CANCEL = "取消 Esc"


def chip(line: NoticeLine) -> Status:
    """缺少 or 需补正."""
    return status("material_missing" if line.state is MaterialState.MISSING else "material_faulty")


def form(line: NoticeLine) -> str:
    """原件 1 份."""
    return form_and_copies(PaperForm(line.form), line.copies)


def matter(item: ServiceItem | None, sub_item: SubItem | None) -> str:
    """资助奖励申报（申报预审）."""
    if item is None:
        return ""
    return MATTER.format(item=item.short_name, sub_item=sub_item.name) if sub_item else item.short_name


def workdays(n: int) -> str:
    """15 个工作日."""
    return WORKDAYS.format(n=n)


def until(at: datetime | None, assumed: bool) -> str:
    """到 12月2日 周三; says so where the holiday plan was missing."""
    if at is None:
        return ""
    day = at.astimezone(CST).date()
    wording = ASSUMED if assumed else UNTIL
    return wording.format(month=day.month, day=day.day, weekday=weekday(day))
