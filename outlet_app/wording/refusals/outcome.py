"""Why an outcome is not put in writing."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "outcome.promises_open": Clauses(
        "容缺的材料还没有补齐，结果暂不能出具。", UNCHANGED, "请补齐材料后再出具结果文书。"
    ),
    "outcome.empty": Clauses("结果文书没有内容。", UNCHANGED, "请填写后再出具。"),
    "outcome.before_case": Clauses("出具日期早于登记日期。", UNCHANGED, "请核对出具日期。"),
    "form.misfit": Clauses(
        "填写的内容与本结果文书的项目不符。", UNCHANGED, "请按本结果文书的项目重新填写后再出具。"
    ),
    "step.misfit": Clauses(
        "有一栏填写的内容过长、缺项或含不能打印的字符。", UNCHANGED, "请按各栏要求核对后重新填写。"
    ),
    "outcome.cutoff_later": Clauses("数据截止日期晚于出具日期。", UNCHANGED, "请核对两个日期。"),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "outcome.promises_open": ("容缺的材料还没有补齐，结果文书没有生效", "补齐材料后重新出具"),
    "outcome.empty": ("结果文书没有内容", "打开办件重新出具"),
    "outcome.before_case": ("出具日期早于登记日期", "打开办件核对后重新出具"),
    "outcome.cutoff_later": ("数据截止日期晚于出具日期", "打开办件核对后重新出具"),
}
