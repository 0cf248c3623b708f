"""Why nobody can be asked for a review, or a review cannot be taken."""

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "review.no_service": Clauses("这个办件还没有可以评价的服务。", UNCHANGED, "请办理后再邀请评价。"),
    "review.offered": Clauses("这次服务已由其他窗口邀请过评价。", UNCHANGED, "不用再办。"),
    "review.not_offered": Clauses("这次服务还没有邀请评价。", UNCHANGED, "请按 F7 邀请评价。"),
    "review.rated": Clauses("这次服务已经评价过。", UNCHANGED, "每次服务评价一次，不用再办。"),
}
