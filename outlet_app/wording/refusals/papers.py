"""Why a paper is not made, not voided, or a result not given out."""

from collections.abc import Mapping

from outlet_app.wording.clauses import KEPT, NOT_SAVED, Clauses

REFUSALS: dict[str, Clauses] = {
    "paper.not_fitting": Clauses(
        "这个办件还没有办到这一步，不能出具这份文书。", KEPT, "请先办理相应的一步，再出具文书。"
    ),
    "result.collected_already": Clauses(
        "这个办件的结果已经领取。", "办件没有改动。", "请在文书中查看送达回证。"
    ),
    "result.nothing_given": Clauses("没有写明领取人或者交付的文书。", NOT_SAVED, "请填写后再登记领取。"),
    "result.none": Clauses("这个办件没有受理，没有可以领取的结果。", KEPT, "需要书面答复的，请出具答复单。"),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "result.collected_already": ("结果已由其他窗口登记领取", "打开办件核对送达回证"),
    "result.nothing_given": ("没有写明领取人或者交付的文书", "打开办件重新登记领取"),
    "result.none": ("这个办件没有受理，没有可以领取的结果", "打开办件核对"),
}
