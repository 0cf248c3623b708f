"""Why a hand-over or its answer is refused."""

from outlet_app.wording.clauses import NOT_SAVED, UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "case.elsewhere": Clauses("办件已由其他网点接收。", UNCHANGED, "请联系现在的承办网点。"),
    "transfer.nowhere": Clauses("没有选转给谁。", NOT_SAVED, "请选网点、市级科室或同事。"),
    "transfer.designate": Clauses("这个办件已退回 {n} 次。", UNCHANGED, "请窗口负责人指定承办。"),
    "transfer.designated": Clauses(
        "指定承办的办件不能退回。", UNCHANGED, "请先接收；有不同意见请联系指定的负责人。"
    ),
    "transfer.reason": Clauses("没有选规定的退回理由。", UNCHANGED, "请选一种理由再退回。"),
    "transfer.which_materials": Clauses("没有写明缺哪些材料。", UNCHANGED, "请在说明里写明后再退回。"),
    "transfer.not_here": Clauses("这个办件是转给{receiver}的。", UNCHANGED, "请由对方接收或退回。"),
    "transfer.own": Clauses("自己转出的办件不能由自己接收。", UNCHANGED, "要收回请按撤回转办。"),
    "transfer.to_self": Clauses("不能转给自己。", UNCHANGED, "请选其他人或网点。"),
}
