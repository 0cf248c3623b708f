"""Why a step of 差评整改 may not be taken, here or by the city's word."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "task.unknown": Clauses("本机没有这件差评整改。", UNCHANGED, "请按 F8 同步后再看。"),
    "task.exists": Clauses("这件差评整改已经有了。", UNCHANGED, "不用再办。"),
    "task.not_yours": Clauses("这一步由市级办理。", UNCHANGED, "请等待市级办理。"),
    "task.elsewhere": Clauses("这件差评整改已转给其他网点。", UNCHANGED, "不用再办。"),
    "task.rated_clerk": Clauses("被评价人不能办理自己的差评。", UNCHANGED, "请由指定的其他人员办理。"),
    "task.only_rated": Clauses("不能只交给被评价人。", UNCHANGED, "请至少再选一位其他人员。"),
    "task.state": Clauses("现在的环节不能办这一步。", UNCHANGED, "请刷新后看当前环节。"),
    "task.incomplete": Clauses("这一步还缺内容。", UNCHANGED, "请填写完整后再办。"),
    "task.extended": Clauses("这件差评已经延期过一次。", UNCHANGED, "请在现有期限内整改。"),
    "task.too_long": Clauses("延期最长到派单后 15 个工作日。", UNCHANGED, "请改一个较早的日期。"),
    "task.appealed": Clauses("这件差评已经复核过。", UNCHANGED, "请按复核意见办理。"),
    "task.appeal_late": Clauses("申诉期 5 个工作日已过。", UNCHANGED, "请按差评整改。"),
    "task.call_first": Clauses("评价人还没有回访。", UNCHANGED, "请等市级回访后归档。"),
    "task.no_call": Clauses("评价人没有留下回访的意愿。", UNCHANGED, "不用回访，可以归档。"),
    "task.not_seen": Clauses("这件差评整改不由您办理。", UNCHANGED, "不用再办。"),
    "task.nobody": Clauses("本网点没有其他人员可以指派。", UNCHANGED, "请联系市级，改由上一级网点办理。"),
}
# The same from the city, in the sync centre, where it must not be told what it is about.
REASONS: Mapping[str, tuple[str, str]] = {
    code: ("市级没有接收这一步", "请窗口负责人在服务评价页核对")
    for code in REFUSALS
    if code not in ("task.not_seen", "task.nobody")
}
