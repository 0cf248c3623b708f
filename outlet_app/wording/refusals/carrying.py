"""Why no reminder is kept, and why a case is not carried on."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "reminder.none": Clauses("这个办件没有待办的申报提醒。", UNCHANGED, "请刷新后再办。"),
    "reminder.incomplete": Clauses("提醒没有写全政策和申报期。", UNCHANGED, "请重新选择政策。"),
    "reminder.nobody": Clauses(
        "没有登记名称和电话，到时无法告知。", UNCHANGED, "请填写申请人名称和联系电话。"
    ),
    "reminder.no_reason": Clauses("没有写明不再提醒的理由。", UNCHANGED, "请写明理由。"),
    "reminder.open_now": Clauses("这项政策现在就在申报期内。", UNCHANGED, "请直接登记申报。"),
    "reminder.no_policy": Clauses("没有等待申报期的政策。", UNCHANGED, "请按 F8 同步后再看申报期。"),
    "carrying.none": Clauses("这个办件已经转入该编号办理。", UNCHANGED, "请打开新办件核对。"),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "reminder.none": ("其他窗口已经处理这条申报提醒", "打开办件查看"),
    "reminder.incomplete": ("提醒没有写全政策和申报期", "重新登记提醒"),
    "reminder.nobody": ("没有登记名称和电话", "打开办件更正后重新登记提醒"),
    "reminder.no_reason": ("没有写明不再提醒的理由", "打开办件重新填写"),
    "reminder.open_now": ("这项政策已在申报期内", "直接登记申报"),
    "carrying.none": ("其他窗口已经转入办理", "打开办件查看"),
}
