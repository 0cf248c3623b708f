"""Why a stage, a plan, a visit or a summary is refused."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "stage.empty": Clauses("没有写明到了哪个环节。", UNCHANGED, "请选择环节后再保存。"),
    "tracking.plan_empty": Clauses("方案没有写全。", UNCHANGED, "请写明服务目标和服务措施。"),
    "tracking.visit_empty": Clauses("回访没有写明情况。", UNCHANGED, "请写明了解到的情况。"),
    "tracking.visit_before_case": Clauses("回访日期早于登记日期。", UNCHANGED, "请核对回访日期。"),
    "tracking.visit_out_of_order": Clauses(
        "回访日期早于上一次回访（{last}）。", UNCHANGED, "请核对回访日期。"
    ),
    "tracking.visit_after_next": Clauses("回访日期晚于下一次回访（{next}）。", UNCHANGED, "请核对回访日期。"),
    "tracking.next_too_early": Clauses("下次回访日期应在 {after} 以后。", UNCHANGED, "请另选下次回访日期。"),
    "tracking.summary_empty": Clauses("小结没有内容。", UNCHANGED, "请写明本阶段做了什么。"),
}
# What the city answers where its record of the case has gone on meanwhile.
TRACKING_REASONS: Mapping[str, tuple[str, str]] = {
    "stage.empty": ("没有写明到了哪个环节", "打开办件重新记入进展"),
    "tracking.plan_empty": ("方案没有写全", "打开办件重新填写方案"),
    "tracking.visit_empty": ("回访没有写明情况", "打开办件重新记回访"),
    "tracking.visit_before_case": ("回访日期早于登记日期", "打开办件核对后重新记回访"),
    "tracking.visit_out_of_order": ("其他窗口已记了更晚的回访", "打开办件核对后重新记回访"),
    "tracking.visit_after_next": ("回访日期晚于下一次回访", "打开办件核对后重新更正"),
    "tracking.next_too_early": ("下次回访日期早于最近一次回访", "打开办件另选下次回访日期"),
    "tracking.summary_empty": ("小结没有内容", "打开办件重新填写小结"),
}
