"""Why a pledge, its verification, what follows it, or a word about 失信 is refused."""

from outlet_app.wording.clauses import NOT_SAVED, UNCHANGED, Clauses

_RELOAD = "请刷新后看当前环节再办。"
_ORDINARY = "请收取证明材料，按一般程序办理。"
REFUSALS: dict[str, Clauses] = {
    "pledge.none": Clauses("这个办件没有以承诺代替的证明。", UNCHANGED, _RELOAD),
    "pledge.not_told": Clauses("还没有告知承诺的全部内容。", NOT_SAVED, "请当面告知后打勾。"),
    "pledge.not_signed": Clauses(
        "承诺书应由申请人本人或者法定代表人签署，不能代签。", NOT_SAVED, "请申请人本人签署，或收取证明材料。"
    ),
    "pledge.not_allowed": Clauses("“{name}”不能以承诺代替。", NOT_SAVED, _ORDINARY),
    "pledge.missing": Clauses("“{name}”标为承诺，还没有承诺书。", NOT_SAVED, "请先办告知承诺，再受理。"),
    "pledge.discredited": Clauses(
        "申请人在失信名单内，期限到 {until}，修复前不适用告知承诺。", NOT_SAVED, _ORDINARY
    ),
    "pledge.overdue": Clauses(
        "申请人还有逾期未补齐的容缺办件 {case_no}，不适用告知承诺。", NOT_SAVED, _ORDINARY
    ),
    "pledge.nothing_to_check": Clauses("没有需要核查的承诺。", UNCHANGED, _RELOAD),
    "pledge.checked_before": Clauses("这一项承诺已经核查过。", UNCHANGED, _RELOAD),
    "pledge.exempt_is_true": Clauses("免予核查的只能记为属实。", UNCHANGED, "发现不实的，请改选核查方式。"),
    "pledge.no_evidence": Clauses("没有写明核查依据。", UNCHANGED, "请写明查了什么、看到什么。"),
    "pledge.check_day": Clauses("核查日期应在承诺日和今天之间。", UNCHANGED, "请按实际核查的日期填写。"),
    "pledge.not_broken": Clauses("没有核查为不实的承诺。", UNCHANGED, "请先记下核查结果。"),
    "pledge.needs_approval": Clauses("处理不实承诺要窗口负责人同意。", UNCHANGED, "请窗口负责人办理。"),
    "pledge.needs_reason": Clauses("没有写明理由。", UNCHANGED, "请写明理由后再办。"),
    "pledge.needs_day": Clauses("整改期限应是今天或以后的日期。", UNCHANGED, "请填写整改期限。"),
    "pledge.no_result": Clauses("还没有出结果，不能撤销决定。", UNCHANGED, "请改选终止办理。"),
    "pledge.has_result": Clauses("已经出结果，不能终止办理。", UNCHANGED, "请改选撤销决定。"),
    "pledge.revoked_before": Clauses("决定已经撤销过。", UNCHANGED, _RELOAD),
    "credit.proposed_before": Clauses("这个办件已经提请认定失信。", UNCHANGED, "请等市级认定。"),
    "credit.no_grounds": Clauses("没有写明事实和理由。", UNCHANGED, "请写明后再办。"),
    "credit.no_time": Clauses(
        "日期不对，告知不晚于今天，期限在告知以后。", UNCHANGED, "请核对告知日期和期限。"
    ),
    "credit.no_act": Clauses(
        "这个办件没有逾期未补或者核查不实的承诺。", UNCHANGED, "没有失信行为的不能提请认定。"
    ),
    "credit.not_proposed": Clauses("没有等待认定的失信提请。", UNCHANGED, _RELOAD),
    "credit.no_defence": Clauses("没有记下陈述申辩的内容。", UNCHANGED, "请记下内容，或选没有提出。"),
    "credit.city_only": Clauses("失信只能由市级认定、修复。", UNCHANGED, "请在本网点提请，由市级办理。"),
    "credit.not_heard": Clauses(
        "陈述申辩的期限还没有过，也没有记录。", UNCHANGED, "请先听取申请人陈述申辩。"
    ),
    "credit.not_listed": Clauses("申请人没有因这个办件列入失信名单。", UNCHANGED, _RELOAD),
}
_LOOK = "打开办件核对"
VERDICTS: dict[str, tuple[str, str]] = {
    "pledge.none": ("这个办件没有以承诺代替的证明", _LOOK),
    "pledge.not_told": ("告知承诺没有告知的记录", _LOOK),
    "pledge.not_signed": ("承诺书不是申请人本人签署", "请申请人本人签署后重新办理"),
    "pledge.not_allowed": ("有一项材料不能以承诺代替", "请收取证明材料后重新办理"),
    "pledge.missing": ("有一项材料标为承诺，没有承诺书", "请先办告知承诺"),
    "pledge.discredited": ("申请人在失信名单内，不适用告知承诺", "请收取证明材料后重新办理"),
    "pledge.overdue": ("申请人还有逾期未补齐的容缺办件", "请收取证明材料后重新办理"),
    "pledge.nothing_to_check": ("没有需要核查的承诺", _LOOK),
    "pledge.checked_before": ("这一项承诺已由其他窗口核查过", _LOOK),
    "pledge.exempt_is_true": ("免予核查的只能记为属实", _LOOK),
    "pledge.no_evidence": ("没有写明核查依据", "打开办件，写明后重新办理"),
    "pledge.check_day": ("核查日期不对", "打开办件，按实际日期重新办理"),
    "pledge.not_broken": ("没有核查为不实的承诺", _LOOK),
    "pledge.needs_approval": ("这一步要窗口负责人同意", "请窗口负责人办理"),
    "pledge.needs_reason": ("没有写明理由", "打开办件，写明后重新办理"),
    "pledge.needs_day": ("整改期限不对", "打开办件，重新填写"),
    "pledge.no_result": ("还没有出结果，不能撤销决定", _LOOK),
    "pledge.has_result": ("已经出结果，不能终止办理", _LOOK),
    "pledge.revoked_before": ("决定已由其他窗口撤销", _LOOK),
    "credit.proposed_before": ("已经提请认定失信", _LOOK),
    "credit.no_grounds": ("没有写明事实和理由", "打开办件，写明后重新办理"),
    "credit.no_time": ("告知日期或者期限不对", "打开办件，重新填写"),
    "credit.no_act": ("没有逾期未补或者核查不实的承诺", _LOOK),
    "credit.not_proposed": ("没有等待认定的失信提请", _LOOK),
    "credit.no_defence": ("没有记下陈述申辩的内容", _LOOK),
    "credit.city_only": ("失信只能由市级认定、修复", "请由市级办理"),
    "credit.not_heard": ("还没有听取申请人陈述申辩", "请先记录陈述申辩"),
    "credit.not_listed": ("申请人没有因这个办件列入失信名单", _LOOK),
}
