"""Why a query is not found complex."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "query.none": Clauses(
        "这个办件不能转为复杂查询。", UNCHANGED, "只有当场答复的信息查询可以转；其他的请另行登记。"
    ),
    "query.once": Clauses("这个办件已经转过一次。", UNCHANGED, "还有别的查询需求，请另行登记。"),
    "query.no_reason": Clauses("没有写明理由。", UNCHANGED, "请写明基础查询为什么不能满足。"),
    "query.no_clock": Clauses("清单里没有这个办理项的时限。", UNCHANGED, "请另选办理项，或报市级管理员。"),
    "query.other_day": Clauses("只能在登记当日转为复杂查询。", UNCHANGED, "请另行登记复杂查询报告。"),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "query.none": ("这个办件不能转为复杂查询", "打开办件核对，需要的另行登记"),
    "query.once": ("其他窗口已经转为复杂查询", "打开办件查看"),
    "query.no_reason": ("没有写明转为复杂查询的理由", "打开办件重新填写"),
    "query.no_clock": ("清单里没有这个办理项的时限", "报市级管理员"),
    "query.other_day": ("不是登记当日", "另行登记复杂查询报告"),
}
