"""Why a step of 帮办代办 is refused, at the counter and by the city."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "agency.running": Clauses("这个办件的帮办代办还没有办结。", UNCHANGED, "请在原来的帮办代办上续记。"),
    "agency.none": Clauses("这个办件没有在办的帮办代办。", UNCHANGED, "请先受理帮办代办。"),
    "agency.stopped": Clauses("帮办代办已中止。", UNCHANGED, "需要继续的，请先续办。"),
    "agency.not_stopped": Clauses("帮办代办没有中止，不用续办。", UNCHANGED, "请直接记录办理情况。"),
    "agency.no_applicant": Clauses("办件没有登记申请人。", UNCHANGED, "请先更正申请人，再受理帮办代办。"),
    "agency.no_scope": Clauses("没有写明帮办代办的服务内容。", UNCHANGED, "请写明服务内容后再保存。"),
    "agency.no_helper": Clauses(
        "帮办代办人员没有写全。", UNCHANGED, "请选择人员并填写电话，姓名和电话要向申请人公开。"
    ),
    "agency.helper_examined": Clauses(
        "{name}审核过这个办件，不能再帮办代办。", UNCHANGED, "收审要分离，请选其他人员。"
    ),
    "agency.examiner_helps": Clauses(
        "帮办代办人员不能审核、审批自己帮办的办件。", UNCHANGED, "收审要分离，请由其他人员办理或转办。"
    ),
    "agency.no_mandate": Clauses("全程代办没有授权委托。", UNCHANGED, "请申请人签授权委托书后再受理。"),
    "agency.on_site_mandate": Clauses("现场导办不用授权委托。", UNCHANGED, "请改选全程代办或环节帮办。"),
    "agency.no_powers": Clauses("授权委托没有选权限。", UNCHANGED, "请按申请人的意思选委托权限。"),
    "agency.unsigned": Clauses("没有确认双方在授权委托书上签字。", UNCHANGED, "请确认打印后当面签字。"),
    "agency.term_order": Clauses("委托期限的止日早于起日。", UNCHANGED, "请核对委托期限。"),
    "agency.term_too_long": Clauses("委托期限超过 {most} 天。", UNCHANGED, "请缩短期限，到期可以重新委托。"),
    "agency.term_past": Clauses("委托期限已经过去。", UNCHANGED, "请核对委托期限。"),
    "agency.expired": Clauses(
        "授权委托已于 {until} 到期，不能再代办。", UNCHANGED, "请申请人重新签授权委托书，或者终止帮办代办。"
    ),
    "agency.not_yet": Clauses("授权委托从 {since} 起才生效。", UNCHANGED, "请核对办理日期。"),
    "agency.beyond": Clauses(
        "这个动作超出授权委托的权限。", UNCHANGED, "请申请人补签授权委托书，或者由申请人自己办理。"
    ),
    "agency.act_empty": Clauses("没有写明办了什么。", UNCHANGED, "请写明内容后再保存。"),
    "agency.act_day": Clauses(
        "办理日期应在 {began} 受理帮办代办以后，不晚于今天。", UNCHANGED, "请核对办理日期。"
    ),
    "agency.minutes": Clauses("用时不对。", UNCHANGED, "请填写 0 到 1440 分钟。"),
    "agency.no_receipt": Clauses("缴费没有票据。", UNCHANGED, "请在附件里写明票据名称和号码。"),
    "agency.only_calls_fail": Clauses("只有通话才能记未接通。", UNCHANGED, "请核对动作。"),
    "agency.next_past": Clauses("下一步日期已经过去。", UNCHANGED, "请另选下一步日期。"),
    "agency.not_helper": Clauses("帮办代办由{name}负责。", UNCHANGED, "请由本人记录，或者先办人员交接。"),
    "agency.elsewhere": Clauses("帮办代办由其他网点负责。", UNCHANGED, "请联系负责的网点。"),
    "agency.nobody": Clauses("没有写明交给谁或由谁交来。", UNCHANGED, "请填写对方后再保存。"),
    "agency.no_rows": Clauses("没有填写移交的材料。", UNCHANGED, "请逐件填写后再保存。"),
    "agency.row_wrong": Clauses("移交的材料没有写全。", UNCHANGED, "请写明每件材料的名称和份数。"),
    "agency.more_than_held": Clauses("{name}交出的份数多于手里的份数。", UNCHANGED, "请清点后核对份数。"),
    "agency.still_held": Clauses("还有材料没有退还：{names}。", UNCHANGED, "请退还申请人后再办结。"),
    "agency.not_lost": Clauses(
        "未接通的通话只记了 {n} 次，不到 {least} 次。", UNCHANGED, "请再联系申请人并记录。"
    ),
    "agency.no_remark": Clauses("没有写明原因的具体情况。", UNCHANGED, "请写明情况说明后再保存。"),
    "agency.no_left": Clauses("没有写明未办事项。", UNCHANGED, "请写明还有哪些没有办。"),
    "agency.no_done": Clauses("没有写明已办事项。", UNCHANGED, "请写明办了哪些。"),
    "agency.same_helper": Clauses("接办人员就是现在的人员。", UNCHANGED, "请选其他人员。"),
    "agency.void_first": Clauses(
        "帮办代办还没有办结，办件不能作废。", UNCHANGED, "请先退还材料，办结或者终止帮办代办。"
    ),
}
# What the city answers where its record of the case has gone on meanwhile, or another window wrote first.
REASONS: Mapping[str, tuple[str, str]] = {
    "agency.running": ("其他窗口已受理帮办代办", "打开办件看现在由谁帮办"),
    "agency.none": ("帮办代办已由其他窗口办结", "打开办件核对"),
    "agency.stopped": ("帮办代办已由其他窗口中止", "打开办件核对，需要时续办"),
    "agency.not_stopped": ("帮办代办已由其他窗口续办", "打开办件核对"),
    "agency.no_applicant": ("办件没有登记申请人", "打开办件更正申请人"),
    "agency.no_scope": ("没有写明服务内容", "打开办件重新受理帮办代办"),
    "agency.no_helper": ("帮办代办人员没有写全", "打开办件重新办理"),
    "agency.helper_examined": ("所选人员审核过这个办件", "打开办件另选帮办代办人员"),
    "agency.examiner_helps": ("办理人是这个办件的帮办代办人员", "请由其他人员审核"),
    "agency.no_mandate": ("全程代办没有授权委托", "请申请人签授权委托书"),
    "agency.on_site_mandate": ("现场导办不用授权委托", "打开办件核对"),
    "agency.no_powers": ("授权委托没有选权限", "打开办件重新委托"),
    "agency.unsigned": ("没有确认双方在授权委托书上签字", "打开办件重新委托"),
    "agency.term_order": ("委托期限的止日早于起日", "打开办件重新委托"),
    "agency.term_too_long": ("委托期限过长", "打开办件缩短期限"),
    "agency.term_past": ("委托期限已经过去", "打开办件重新委托"),
    "agency.expired": ("授权委托已到期", "请申请人重新签授权委托书"),
    "agency.not_yet": ("授权委托还没有生效", "打开办件核对办理日期"),
    "agency.beyond": ("动作超出授权委托的权限", "请申请人补签授权委托书"),
    "agency.act_empty": ("没有写明办了什么", "打开办件重新记录"),
    "agency.act_day": ("办理日期不对", "打开办件核对后重新记录"),
    "agency.minutes": ("用时不对", "打开办件重新记录"),
    "agency.no_receipt": ("缴费没有票据", "打开办件重新记录"),
    "agency.only_calls_fail": ("只有通话才能记未接通", "打开办件重新记录"),
    "agency.next_past": ("下一步日期已经过去", "打开办件重新记录"),
    "agency.not_helper": ("帮办代办已交给其他人员", "打开办件看现在由谁帮办"),
    "agency.elsewhere": ("帮办代办已由其他网点续办", "请联系负责的网点"),
    "agency.nobody": ("没有写明移交的对方", "打开办件重新移交"),
    "agency.no_rows": ("没有填写移交的材料", "打开办件重新移交"),
    "agency.row_wrong": ("移交的材料没有写全", "打开办件重新移交"),
    "agency.more_than_held": ("交出的份数多于手里的份数", "打开办件清点后重新移交"),
    "agency.still_held": ("还有材料没有退还申请人", "退还后再办结"),
    "agency.not_lost": ("未接通的通话次数不够", "请再联系申请人并记录"),
    "agency.no_remark": ("没有写明具体情况", "打开办件重新办理"),
    "agency.no_left": ("没有写明未办事项", "打开办件重新办理"),
    "agency.no_done": ("没有写明已办事项", "打开办件重新办理"),
    "agency.same_helper": ("接办人员没有变", "打开办件核对"),
    "agency.void_first": ("帮办代办还没有办结", "先办结帮办代办再作废"),
}
