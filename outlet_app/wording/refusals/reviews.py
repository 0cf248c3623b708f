"""Why nobody can be asked for a review, or a review cannot be taken."""

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "review.no_key": Clauses(
        "市级评价密钥还没有收到，评价不能保密保存。", UNCHANGED, "请接通网络后按 F8，再邀请评价。"
    ),
    "review.none_today": Clauses("您今天还没有可以评价的服务。", UNCHANGED, "请办理后再邀请评价。"),
    "review.incomplete": Clauses("评价还缺原因。", "所选等级已记下。", "请选一项，或选不说明原因。"),
    "review.not_pressed": Clauses("这次评价已经结束。", UNCHANGED, "不用再办。"),
    "review.none_rated": Clauses("这个办件还没有评价，不能追评。", UNCHANGED, "请按 F7 邀请评价。"),
    "review.followed": Clauses("评过的每次服务都已经追评过。", UNCHANGED, "每次服务追评一次，不用再办。"),
    "review.code_tries": Clauses(
        "查询码多次不对，这个办件暂不能追评。", UNCHANGED, "请群众核对手里的文书，一小时后再试。"
    ),
    "review.no_service": Clauses("这个办件还没有可以评价的服务。", UNCHANGED, "请办理后再邀请评价。"),
    "review.offered": Clauses("这次服务已由其他窗口邀请过评价。", UNCHANGED, "不用再办。"),
    "review.not_offered": Clauses("这次服务还没有邀请评价。", UNCHANGED, "请按 F7 邀请评价。"),
    "review.rated": Clauses("这次服务已经评价过。", UNCHANGED, "每次服务评价一次，不用再办。"),
}
