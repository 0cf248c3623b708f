"""Why 容缺受理, a supplement, more time or the end of a promise is refused."""

from outlet_app.wording.clauses import NOT_SAVED, UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "promise.empty": Clauses("没有可以容缺的材料。", NOT_SAVED, "请改用受理或一次性告知。"),
    "promise.not_volunteered": Clauses("容缺受理要由申请人自愿提出。", NOT_SAVED, "请先征得申请人同意。"),
    "promise.not_allowed": Clauses("“{name}”不可容缺。", NOT_SAVED, "请改用一次性告知。"),
    "promise.core_open": Clauses(
        "主件“{name}”还不齐全，不能容缺受理。", NOT_SAVED, "主件必须齐全，请改用一次性告知。"
    ),
    "promise.past": Clauses("补齐日期已经过去。", NOT_SAVED, "请选今天或以后的日期。"),
    "promise.too_late": Clauses("补齐日期超过了允许的期限。", NOT_SAVED, "请选 {latest} 或以前的日期。"),
    "promise.discredited": Clauses(
        "申请人在失信名单内，期限到 {until}，修复前不适用容缺受理和告知承诺。",
        NOT_SAVED,
        "请按一般程序受理或一次性告知，不影响申请人办理。",
    ),
    "promise.overdue": Clauses(
        "申请人还有逾期未补齐的容缺办件 {case_no}。", NOT_SAVED, "请先补齐那一件，或改用一次性告知。"
    ),
    "promise.not_authorised": Clauses(
        "代办人没有交授权委托书，不能容缺受理。", NOT_SAVED, "请收下授权委托书后打勾，或改用一次性告知。"
    ),
    "promise.national": Clauses(
        "这一办理项由国家知识产权局等机关受理，本窗口不能容缺。", NOT_SAVED, "请改用一次性告知。"
    ),
    "supplement.nothing_owed": Clauses("这个办件没有待补齐的材料。", UNCHANGED, "请刷新后看当前环节再办。"),
    "supplement.empty": Clauses("没有选补齐的材料。", UNCHANGED, "请选出这次收到的材料。"),
    "supplement.not_promised": Clauses(
        "“{name}”不在承诺补齐的材料里。", UNCHANGED, "请刷新后重新选收到的材料。"
    ),
    "supplement.arrival": Clauses(
        "收到日期应在受理日和今天之间。", UNCHANGED, "请按材料送到窗口的日期填写。"
    ),
    "supplement.result_held": Clauses(
        "容缺材料“{name}”还没有补齐，不能出结果或办结。", UNCHANGED, "请先办容缺补齐，再出结果。"
    ),
    "supplement.needs_approval": Clauses("这一步要窗口负责人同意。", UNCHANGED, "请窗口负责人办理。"),
    "supplement.needs_reason": Clauses("没有写明理由。", UNCHANGED, "请写明理由后再办。"),
    "supplement.extended_before": Clauses(
        "补齐期限已经延长过一次。", UNCHANGED, "不能再延长；因不可抗力的，请选不可抗力。"
    ),
    "supplement.too_long": Clauses("延长超过了 {most} 个工作日。", UNCHANGED, "请改为 {most} 个工作日以内。"),
    "supplement.other_materials": Clauses(
        "容缺材料已有变化。", UNCHANGED, "请刷新后按现在未补齐的材料延长。"
    ),
    "supplement.not_lapsed": Clauses("补齐期限还没有过。", UNCHANGED, "期限届满仍未补齐的，再作处理。"),
    "supplement.other_way": Clauses(
        "这个办件现在不能这样终止。", UNCHANGED, "已出结果的选撤销结果，未出结果的选退件或撤销受理。"
    ),
}
_LOOK = "打开办件核对"
VERDICTS: dict[str, tuple[str, str]] = {
    "promise.not_volunteered": ("容缺受理没有申请人自愿提出的记录", _LOOK),
    "promise.not_allowed": ("有一项材料不可容缺", "打开办件，改用一次性告知"),
    "promise.core_open": ("主件还不齐全，不能容缺受理", "打开办件，改用一次性告知"),
    "promise.past": ("补齐日期已经过去", _LOOK),
    "promise.too_late": ("补齐日期超过了允许的期限", _LOOK),
    "promise.discredited": ("申请人在失信名单内，不适用容缺受理", "打开办件，改用一次性告知"),
    "promise.overdue": ("申请人还有逾期未补齐的容缺办件", "打开办件，改用一次性告知"),
    "promise.not_authorised": ("容缺受理没有代办人的授权委托书", "请收下授权委托书后重新办理"),
    "promise.national": ("这一办理项不能容缺", "打开办件，改用一次性告知"),
    "supplement.nothing_owed": ("材料已由其他窗口补齐，这一步没有生效", _LOOK),
    "supplement.empty": ("容缺补齐没有材料", _LOOK),
    "supplement.not_promised": ("有一项材料不在承诺补齐之列", _LOOK),
    "supplement.arrival": ("材料收到日期不对", "打开办件，按送到窗口的日期重新办理"),
    "supplement.result_held": ("容缺材料还没有补齐，不能出结果或办结", "先办容缺补齐"),
    "supplement.needs_approval": ("这一步要窗口负责人同意", "请窗口负责人办理"),
    "supplement.needs_reason": ("没有写明理由", "打开办件，写明理由后重新办理"),
    "supplement.extended_before": ("补齐期限已经延长过一次", _LOOK),
    "supplement.too_long": ("延长超过了允许的工作日", _LOOK),
    "supplement.other_materials": ("容缺材料已有变化", "打开办件，按现在未补齐的材料延长"),
    "supplement.not_lapsed": ("补齐期限还没有过", _LOOK),
    "supplement.other_way": ("这个办件不能这样终止", _LOOK),
}
