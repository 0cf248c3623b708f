"""Why a step of the plain course, a sheet or a person is refused."""

from outlet_app.wording.clauses import KEPT, NOT_SAVED, Clauses

REFUSALS: dict[str, Clauses] = {
    "case.unknown": Clauses("没有找到这个办件。", KEPT, "请按 F3 重新查找。"),
    "case.exists": Clauses("办件 {case_no} 已经登记。", KEPT, "请在办件查询中打开它。"),
    "state.guard": Clauses("这个办件现在不能这样办。", "办件没有改动。", "请刷新后看当前环节再办。"),
    "check.order": Clauses("材料已由其他窗口核对过。", "办件没有改动。", "请刷新后重新核对。"),
    "notice.order": Clauses("这个办件已经告知过。", "办件没有改动。", "请刷新后再告知。"),
    "notice.empty": Clauses("告知书上没有需要补正的材料。", NOT_SAVED, "请先标出缺少或需补正的材料。"),
    "notice.not_verified": Clauses("还没有核对全部内容。", NOT_SAVED, "请勾选已核对后再打印。"),
    "notice.second_needs_approval": Clauses(
        "第一次告知时没有指出这项问题。", NOT_SAVED, "请窗口负责人说明原因并同意。"
    ),
    "entry.incomplete": Clauses("还有 {n} 处需要填写或更正。", NOT_SAVED, "请按提示改正后再按一次。"),
    "right.missing": Clauses("您的岗位不能办理这一项。", "没有改动。", "请窗口负责人办理。"),
    "ledger.span": Clauses("台账的起止日期不对。", "没有改动。", "请选今天以前、最长 {most} 天的一段日期。"),
    "sheet.future": Clauses("这一天还没有到。", "没有改动。", "请选今天或以前的日期。"),
    "password.too_short": Clauses("口令太短，至少 {least} 位。", "没有改动。", "请换一个口令。"),
    "password.too_plain": Clauses("口令要含大写、小写、数字、符号中的三种。", "没有改动。", "请换一个口令。"),
    "password.holds_staff_no": Clauses("口令里不能有工号。", "没有改动。", "请换一个口令。"),
    "person.staff_no": Clauses("工号应为 10 位数字。", "没有改动。", "请核对工号。"),
    "person.lists_by_post": Clauses(
        "{name}是市级管理员，本来就可以认定失信。", "人员没有改动。", "不用任命，也不能免去。"
    ),
    "person.own_password": Clauses(
        "自己的口令不能在这里重设。", "没有改动。", "请另一位窗口负责人登录后办理。"
    ),
    "person.unknown": Clauses("本机没有工号 {staff_no}。", "没有改动。", "请核对工号。"),
    "person.no_password": Clauses("{name}没有在本机设过口令。", "没有改动。", "请在其登录过的机器上办理。"),
    "person.exists": Clauses("工号 {staff_no} 已经有了。", "没有改动。", "请核对工号。"),
}
