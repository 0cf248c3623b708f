"""Why matter, complexity, channel or a promised day is not put right any more, here and by the city."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "retime.ended": Clauses(
        "办件已经结束，时限已经了结。", UNCHANGED, "确需改正的，请窗口负责人更正重开后再办。"
    ),
    "retime.transferred": Clauses(
        "办件正在转办，时限由接收方掌握。", UNCHANGED, "请对方接收或退回后再更正。"
    ),
    "retime.decided": Clauses(
        "已经受理、告知或者承诺，事项和时限以文书为准。",
        UNCHANGED,
        "文书没有交出的可以撤销决定；已交出的请窗口负责人作废后重新登记。",
    ),
    "retime.package": Clauses(
        "集成办的事项在整件中确定。", UNCHANGED, "请窗口负责人作废后按正确的内容重新登记。"
    ),
    "retime.child": Clauses(
        "来访方式在集成办的主件上更正，各子件一起改。", UNCHANGED, "请打开主件，选更正事项和时限。"
    ),
    "retime.children_left": Clauses(
        "有子件没有一起更正：{names}。",
        "主件和其余子件已经更正。",
        "已经结束的子件和在其他网点的子件，按原来的登记保留。",
    ),
    "retime.paused": Clauses("办件正在暂停计时。", UNCHANGED, "请恢复计时后再更正。"),
    "retime.visit_fixed": Clauses(
        "首次回访日期已由跟踪服务方案或者回访记录确定。", UNCHANGED, "请在“更正办理记录”里改。"
    ),
    "retime.promise_fixed": Clauses(
        "补齐期限已经延长过，以延长的日期为准。", UNCHANGED, "逾期未补齐的请按逾期办理。"
    ),
    "retime.promise_late": Clauses(
        "补齐日期晚于法定的最后一天（{latest}）。", UNCHANGED, "需要更多时间的，请窗口负责人延长补齐期限。"
    ),
    "retime.day_before": Clauses("日期早于受理或者登记的那一天（{since}）。", UNCHANGED, "请核对日期。"),
    "retime.paper_lost": Clauses(
        "新的材料清单里少了已经收下的材料。", UNCHANGED, "请刷新后重新更正，已收的材料会保留。"
    ),
    "retime.no_reason": Clauses("没有写明更正的原因。", UNCHANGED, "请写明原因后再保存。"),
    "retime.supervisor": Clauses(
        "更正会改变办理时限，要由窗口负责人办理。", UNCHANGED, "请窗口负责人登录后更正。"
    ),
}
_PLAIN = "事项和时限没有更正"
REASONS: Mapping[str, tuple[str, str]] = {
    code: (_PLAIN if "{" in said.happened else said.happened.rstrip("。"), "打开办件核对事项和时限")
    for code, said in REFUSALS.items()
}
