"""Why an entry, a case, a paper or a decision is not mended, here and by the city."""

from collections.abc import Mapping

from outlet_app.wording.clauses import KEPT, UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "amend.nothing": Clauses("没有改动任何一项。", UNCHANGED, "请先改正有误的内容，再保存更正。"),
    "amend.outdated": Clauses("这一项已由别人更正过。", UNCHANGED, "请刷新后看现在的内容，再更正。"),
    "amend.fixed": Clauses(
        "首问责任人、办件号、文书编号和登记时间不能更正。",
        UNCHANGED,
        "登记有误的请窗口负责人作废后重新登记。",
    ),
    "amend.matter_fixed": Clauses(
        "这个办件已按原事项收件或者计时，事项不能更正。",
        UNCHANGED,
        "请窗口负责人作废后按正确的事项重新登记。",
    ),
    "amend.value": Clauses("更正后的内容不能识别。", UNCHANGED, "请重新选择或者填写。"),
    "amend.identifier": Clauses(
        "证件号码与申请人类型不符。", UNCHANGED, "请按新的类型填写证件号码，或者删去证件号码。"
    ),
    "amend.agent_nameless": Clauses("代办人没有姓名。", UNCHANGED, "请填写代办人姓名，或者删去代办人。"),
    "amend.ended": Clauses("办件已经结束，材料核对结果不能更正。", UNCHANGED, "请窗口负责人更正重开后再办。"),
    "amend.children_left": Clauses(
        "有子件没有一起更正：{names}。", "主件和其余子件已经更正。", "请到这些子件里核对，需要的单独更正。"
    ),
    "renew.outdated": Clauses(
        "这份文书已经换发，或者与现在的内容一致。", UNCHANGED, "请刷新后看现有的文书。"
    ),
    "amend.supervisor": Clauses(
        "办件已经结束，更正要由窗口负责人办理。", UNCHANGED, "请窗口负责人登录后更正。"
    ),
    "void.reason_missing": Clauses("没有写明作废的原因。", UNCHANGED, "请选择原因后再作废。"),
    "reopen.reason_missing": Clauses("没有写明重开的原因。", UNCHANGED, "请写明原因后再重开。"),
    "paper.unknown": Clauses("这个办件没有这份文书。", KEPT, "请刷新后核对文书编号。"),
    "paper.void": Clauses("这份文书已经作废。", KEPT, "需要时请重新出具。"),
    "undo.not_last": Clauses(
        "这个办件没有可以撤销的决定，或者决定之后已有新的办理。",
        UNCHANGED,
        "录入有误请用更正；登记有误请窗口负责人作废；已办结的请窗口负责人更正重开。",
    ),
    "untake.not_last": Clauses(
        "补正收件之后已有新的办理，不能撤销。",
        UNCHANGED,
        "录入有误请用更正；作了决定的先撤销决定。",
    ),
    "untake.package": Clauses(
        "这次收下的材料也用于集成办的其他子件，不能撤销。", UNCHANGED, "材料标错的，请在主件里更正。"
    ),
    "untake.no_reason": Clauses("没有写明撤销的原因。", UNCHANGED, "请写明原因后再撤销。"),
    "untake.paper_out": Clauses(
        "补正收件凭证还有效。", UNCHANGED, "请先收回全部凭证；已由申请人带走的不能撤销。"
    ),
    "untake.other_person": Clauses(
        "这次补正收件是其他人员办理的。", UNCHANGED, "请办理的人员本人撤销，或者用更正。"
    ),
    "untake.other_day": Clauses("补正收件不是今天办理的，不能撤销。", UNCHANGED, "材料标错的请用更正。"),
    "undo.other_person": Clauses(
        "这个决定是其他人员作出的。", UNCHANGED, "请作出决定的人员本人撤销，或者请窗口负责人处理。"
    ),
    "undo.other_day": Clauses(
        "决定不是今天作出的，不能撤销。",
        UNCHANGED,
        "录入有误请用更正；登记有误请窗口负责人作废；已办结的请窗口负责人更正重开。",
    ),
    "undo.paper_out": Clauses(
        "这个决定的文书还有效。", UNCHANGED, "请先收回全部文书并作废；已交给申请人的不能撤销，请用更正。"
    ),
    "undo.known_elsewhere": Clauses(
        "其他网点已经收到这个办件。", UNCHANGED, "请与对方联系，由对方退回，或者请窗口负责人处理。"
    ),
}
_ELSEWHERE = ("决定之后已有新的办理，没有撤销", "打开办件看当前环节")
REASONS: Mapping[str, tuple[str, str]] = {
    "amend.nothing": ("更正没有改动任何一项", "打开办件核对"),
    "amend.outdated": ("这一项已由别人更正过", "打开办件看现在的内容，需要时再更正"),
    "amend.fixed": ("更正了不能更正的内容", "打开办件核对"),
    "amend.matter_fixed": ("办件已按原事项办理，事项没有更正", "请窗口负责人作废后重新登记"),
    "amend.value": ("更正后的内容不能识别", "打开办件重新更正"),
    "amend.identifier": ("证件号码与申请人类型不符", "打开办件重新更正"),
    "amend.agent_nameless": ("代办人没有姓名", "打开办件重新更正"),
    "amend.ended": ("办件已经结束，材料没有更正", "请窗口负责人更正重开"),
    "void.reason_missing": ("没有写明作废的原因", "打开办件重新作废"),
    "reopen.reason_missing": ("没有写明重开的原因", "打开办件重新重开"),
    "paper.unknown": ("市级没有这份文书", "打开办件核对文书编号"),
    "paper.void": ("这份文书已经作废", "打开办件核对"),
    "undo.not_last": _ELSEWHERE,
    "untake.not_last": ("补正收件之后已有新的办理，没有撤销", "打开办件看当前环节"),
    "untake.package": ("收下的材料也用于集成办的其他子件，没有撤销", "在主件里更正材料"),
    "untake.no_reason": ("没有写明撤销的原因", "打开办件重新撤销"),
    "untake.paper_out": ("补正收件凭证还有效，没有撤销", "打开办件核对文书"),
    "untake.other_person": ("撤销的不是本人的补正收件", "请办理的人员处理"),
    "untake.other_day": ("撤销的不是当天的补正收件", "打开办件，改用更正"),
    "undo.other_person": ("撤销的不是本人的决定", "请作出决定的人员处理"),
    "undo.other_day": ("撤销的不是当天的决定", "打开办件，改用更正"),
    "undo.paper_out": ("决定的文书还有效，没有撤销", "打开办件核对文书"),
}
