"""Why a correction, a second notice, a pause or a lapse is refused, here and by the city."""

from collections.abc import Mapping

from outlet_app.wording.clauses import NOT_SAVED, UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "correction.version": Clauses(
        "“{name}”没有换新的材料，核对结果却变了。", UNCHANGED, "请刷新后按申请人交来的材料重新核对。"
    ),
    "notice.cause_wrong": Clauses(
        "“{name}”再次告知的原因与办件经过不符。", NOT_SAVED, "请刷新后重新核对，再告知。"
    ),
    "correction.nothing": Clauses(
        "申请人没有交来补正材料。", UNCHANGED, "请按交来的材料逐项核对；没有交来的不必收件。"
    ),
    "correction.still_short": Clauses(
        "补正材料还没有齐全，不能恢复办理。", UNCHANGED, "请再次一次性告知，或者等申请人补齐。"
    ),
    "examine.not_now": Clauses(
        "这个办件现在不需要审核或者补正收件。", UNCHANGED, "请在办件查询中看当前环节再办。"
    ),
    "examine.undecided": Clauses("还没有选择处理结果。", UNCHANGED, "请选受理、一次性告知或者不予受理。"),
    "deemed.too_early": Clauses(
        "收件后的 5 个工作日还没有满，到 {due} 为止。", UNCHANGED, "请先审核材料，受理或者一次性告知。"
    ),
    "deemed.not_proposed": Clauses(
        "这个办件现在不能视为受理。", UNCHANGED, "请刷新后看当前环节；可以直接审核材料。"
    ),
    "lapse.not_proposed": Clauses(
        "这个办件现在不能视为撤回。", UNCHANGED, "请刷新后看当前环节；申请人已补正的请办补正收件。"
    ),
    "deemed.other_day": Clauses("收件日与办件记录不一致。", UNCHANGED, "请刷新后再确认视为受理。"),
    "lapse.too_early": Clauses(
        "补正期限还没有过，到 {due} 为止。", UNCHANGED, "请等申请人补正，期满后再确认。"
    ),
    "lapse.other_day": Clauses("补正期限已经改变。", UNCHANGED, "请刷新后看新的补正期限再办。"),
    "lapse.reason_missing": Clauses("没有写明视为撤回的原因。", UNCHANGED, "请写明原因后再确认。"),
    "decline.unknown": Clauses("没有这种提请（{proposal}）。", UNCHANGED, "请刷新后再办。"),
    "decline.not_proposed": Clauses("这个办件现在没有要确认的提请。", UNCHANGED, "请刷新后看当前环节。"),
    "decline.reason_missing": Clauses("没有写明为什么暂不确认。", UNCHANGED, "请写明原因后再保存。"),
    "decline.day": Clauses("再提请的日期不对。", UNCHANGED, "请填今天以后、{most} 天以内的日期。"),
    "pause.unproved": Clauses(
        "暂停计时要有原因和依据。", UNCHANGED, "请选原因，写明依据的文书或者凭证，再暂停。"
    ),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "correction.version": ("材料没有换新，核对结果却变了", "打开办件重新核对补正材料"),
    "notice.cause_wrong": ("再次告知的原因与办件经过不符", "打开办件重新核对，再告知"),
    "deemed.too_early": ("收件后的 5 个工作日还没有满", "打开办件审核材料"),
    "deemed.other_day": ("收件日与市级记录不一致", "打开办件核对收件日"),
    "lapse.too_early": ("补正期限还没有过", "打开办件看补正期限"),
    "lapse.other_day": ("补正期限已经改变", "打开办件看新的补正期限"),
    "lapse.reason_missing": ("没有写明视为撤回的原因", "打开办件重新确认"),
    "decline.unknown": ("没有这种提请", "打开办件看当前环节"),
    "decline.reason_missing": ("没有写明为什么暂不确认", "打开办件重新填写"),
    "decline.day": ("再提请的日期不对", "打开办件重新填写日期"),
    "pause.unproved": ("暂停计时没有原因或者依据", "打开办件重新暂停"),
}
