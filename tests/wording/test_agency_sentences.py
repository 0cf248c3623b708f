"""Every sentence 帮办代办 can be refused with, at the counter and by the city, written out."""

from outlet_app.wording import sync
from outlet_app.wording.clauses import UNCHANGED
from outlet_app.wording.refusals.agency import REASONS, REFUSALS
from outlet_app.wording.troubles import clauses
from tests.domain.tables import each

# What happened, and what to do now; the case is never changed.
AT_THE_COUNTER: dict[str, tuple[dict[str, object], str, str]] = {
    "agency.running": (
        {},
        "这个办件的帮办代办还没有办结。",
        "请在原来的帮办代办上续记。",
    ),
    "agency.none": (
        {},
        "这个办件没有在办的帮办代办。",
        "请先受理帮办代办。",
    ),
    "agency.stopped": (
        {},
        "帮办代办已中止。",
        "需要继续的，请先续办。",
    ),
    "agency.not_stopped": (
        {},
        "帮办代办没有中止，不用续办。",
        "请直接记录办理情况。",
    ),
    "agency.no_applicant": (
        {},
        "办件没有登记申请人。",
        "请先更正申请人，再受理帮办代办。",
    ),
    "agency.no_scope": (
        {},
        "没有写明帮办代办的服务内容。",
        "请写明服务内容后再保存。",
    ),
    "agency.no_helper": (
        {},
        "帮办代办人员没有写全。",
        "请选择人员并填写电话，姓名和电话要向申请人公开。",
    ),
    "agency.helper_examined": (
        {"name": "乌兰图雅"},
        "乌兰图雅审核过这个办件，不能再帮办代办。",
        "收审要分离，请选其他人员。",
    ),
    "agency.examiner_helps": (
        {},
        "帮办代办人员不能审核、审批自己帮办的办件。",
        "收审要分离，请由其他人员办理或转办。",
    ),
    "agency.no_mandate": (
        {},
        "全程代办没有授权委托。",
        "请申请人签授权委托书后再受理。",
    ),
    "agency.on_site_mandate": (
        {},
        "现场导办不用授权委托。",
        "请改选全程代办或环节帮办。",
    ),
    "agency.no_powers": (
        {},
        "授权委托没有选权限。",
        "请按申请人的意思选委托权限。",
    ),
    "agency.unsigned": (
        {},
        "没有确认双方在授权委托书上签字。",
        "请确认打印后当面签字。",
    ),
    "agency.term_order": (
        {},
        "委托期限的止日早于起日。",
        "请核对委托期限。",
    ),
    "agency.term_too_long": (
        {"most": 60},
        "委托期限超过 60 天。",
        "请缩短期限，到期可以重新委托。",
    ),
    "agency.term_past": (
        {},
        "委托期限已经过去。",
        "请核对委托期限。",
    ),
    "agency.expired": (
        {"until": "2027-01-18"},
        "授权委托已于 2027-01-18 到期，不能再代办。",
        "请申请人重新签授权委托书，或者终止帮办代办。",
    ),
    "agency.not_yet": (
        {"since": "2026-11-23"},
        "授权委托从 2026-11-23 起才生效。",
        "请核对办理日期。",
    ),
    "agency.beyond": (
        {},
        "这个动作超出授权委托的权限。",
        "请申请人补签授权委托书，或者由申请人自己办理。",
    ),
    "agency.act_empty": (
        {},
        "没有写明办了什么。",
        "请写明内容后再保存。",
    ),
    "agency.act_day": (
        {"began": "2026-11-20"},
        "办理日期应在 2026-11-20 受理帮办代办以后，不晚于今天。",
        "请核对办理日期。",
    ),
    "agency.minutes": (
        {},
        "用时不对。",
        "请填写 0 到 1440 分钟。",
    ),
    "agency.no_receipt": (
        {},
        "缴费没有票据。",
        "请在附件里写明票据名称和号码。",
    ),
    "agency.only_calls_fail": (
        {},
        "只有通话才能记未接通。",
        "请核对动作。",
    ),
    "agency.next_past": (
        {},
        "下一步日期已经过去。",
        "请另选下一步日期。",
    ),
    "agency.not_helper": (
        {"name": "乌兰图雅"},
        "帮办代办由乌兰图雅负责。",
        "请由本人记录，或者先办人员交接。",
    ),
    "agency.elsewhere": (
        {},
        "帮办代办由其他网点负责。",
        "请联系负责的网点。",
    ),
    "agency.nobody": (
        {},
        "没有写明交给谁或由谁交来。",
        "请填写对方后再保存。",
    ),
    "agency.no_rows": (
        {},
        "没有填写移交的材料。",
        "请逐件填写后再保存。",
    ),
    "agency.row_wrong": (
        {},
        "移交的材料没有写全。",
        "请写明每件材料的名称和份数。",
    ),
    "agency.more_than_held": (
        {"name": "营业执照"},
        "营业执照交出的份数多于手里的份数。",
        "请清点后核对份数。",
    ),
    "agency.still_held": (
        {"names": "营业执照、申报书"},
        "还有材料没有退还：营业执照、申报书。",
        "请退还申请人后再办结。",
    ),
    "agency.not_lost": (
        {"n": 1, "least": 3},
        "未接通的通话只记了 1 次，不到 3 次。",
        "请再联系申请人并记录。",
    ),
    "agency.no_remark": (
        {},
        "没有写明原因的具体情况。",
        "请写明情况说明后再保存。",
    ),
    "agency.no_left": (
        {},
        "没有写明未办事项。",
        "请写明还有哪些没有办。",
    ),
    "agency.no_done": (
        {},
        "没有写明已办事项。",
        "请写明办了哪些。",
    ),
    "agency.same_helper": (
        {},
        "接办人员就是现在的人员。",
        "请选其他人员。",
    ),
    "agency.void_first": (
        {},
        "帮办代办还没有办结，办件不能作废。",
        "请先退还材料，办结或者终止帮办代办。",
    ),
}
BY_THE_CITY: dict[str, tuple[str, str]] = {
    "agency.running": (
        "其他窗口已受理帮办代办",
        "打开办件看现在由谁帮办",
    ),
    "agency.none": (
        "帮办代办已由其他窗口办结",
        "打开办件核对",
    ),
    "agency.stopped": (
        "帮办代办已由其他窗口中止",
        "打开办件核对，需要时续办",
    ),
    "agency.not_stopped": (
        "帮办代办已由其他窗口续办",
        "打开办件核对",
    ),
    "agency.no_applicant": (
        "办件没有登记申请人",
        "打开办件更正申请人",
    ),
    "agency.no_scope": (
        "没有写明服务内容",
        "打开办件重新受理帮办代办",
    ),
    "agency.no_helper": (
        "帮办代办人员没有写全",
        "打开办件重新办理",
    ),
    "agency.helper_examined": (
        "所选人员审核过这个办件",
        "打开办件另选帮办代办人员",
    ),
    "agency.examiner_helps": (
        "办理人是这个办件的帮办代办人员",
        "请由其他人员审核",
    ),
    "agency.no_mandate": (
        "全程代办没有授权委托",
        "请申请人签授权委托书",
    ),
    "agency.on_site_mandate": (
        "现场导办不用授权委托",
        "打开办件核对",
    ),
    "agency.no_powers": (
        "授权委托没有选权限",
        "打开办件重新委托",
    ),
    "agency.unsigned": (
        "没有确认双方在授权委托书上签字",
        "打开办件重新委托",
    ),
    "agency.term_order": (
        "委托期限的止日早于起日",
        "打开办件重新委托",
    ),
    "agency.term_too_long": (
        "委托期限过长",
        "打开办件缩短期限",
    ),
    "agency.term_past": (
        "委托期限已经过去",
        "打开办件重新委托",
    ),
    "agency.expired": (
        "授权委托已到期",
        "请申请人重新签授权委托书",
    ),
    "agency.not_yet": (
        "授权委托还没有生效",
        "打开办件核对办理日期",
    ),
    "agency.beyond": (
        "动作超出授权委托的权限",
        "请申请人补签授权委托书",
    ),
    "agency.act_empty": (
        "没有写明办了什么",
        "打开办件重新记录",
    ),
    "agency.act_day": (
        "办理日期不对",
        "打开办件核对后重新记录",
    ),
    "agency.minutes": (
        "用时不对",
        "打开办件重新记录",
    ),
    "agency.no_receipt": (
        "缴费没有票据",
        "打开办件重新记录",
    ),
    "agency.only_calls_fail": (
        "只有通话才能记未接通",
        "打开办件重新记录",
    ),
    "agency.next_past": (
        "下一步日期已经过去",
        "打开办件重新记录",
    ),
    "agency.not_helper": (
        "帮办代办已交给其他人员",
        "打开办件看现在由谁帮办",
    ),
    "agency.elsewhere": (
        "帮办代办已由其他网点续办",
        "请联系负责的网点",
    ),
    "agency.nobody": (
        "没有写明移交的对方",
        "打开办件重新移交",
    ),
    "agency.no_rows": (
        "没有填写移交的材料",
        "打开办件重新移交",
    ),
    "agency.row_wrong": (
        "移交的材料没有写全",
        "打开办件重新移交",
    ),
    "agency.more_than_held": (
        "交出的份数多于手里的份数",
        "打开办件清点后重新移交",
    ),
    "agency.still_held": (
        "还有材料没有退还申请人",
        "退还后再办结",
    ),
    "agency.not_lost": (
        "未接通的通话次数不够",
        "请再联系申请人并记录",
    ),
    "agency.no_remark": (
        "没有写明具体情况",
        "打开办件重新办理",
    ),
    "agency.no_left": (
        "没有写明未办事项",
        "打开办件重新办理",
    ),
    "agency.no_done": (
        "没有写明已办事项",
        "打开办件重新办理",
    ),
    "agency.same_helper": (
        "接办人员没有变",
        "打开办件核对",
    ),
    "agency.void_first": (
        "帮办代办还没有办结",
        "先办结帮办代办再作废",
    ),
}


def test_every_code_is_worded_on_both_sides() -> None:
    assert REFUSALS.keys() == AT_THE_COUNTER.keys() == REASONS.keys() == BY_THE_CITY.keys()


@each("code", AT_THE_COUNTER)
def test_what_the_counter_says(code: str) -> None:
    args, happened, now = AT_THE_COUNTER[code]
    said = clauses(code, args)
    assert (said.happened, said.safe, said.now) == (happened, UNCHANGED, now)


@each("code", BY_THE_CITY)
def test_what_the_city_says(code: str) -> None:
    assert sync.reason(code) == BY_THE_CITY[code]


@each("code", AT_THE_COUNTER)
def test_no_gap_is_left_in_a_sentence(code: str) -> None:
    args, _, _ = AT_THE_COUNTER[code]
    said = clauses(code, args)
    assert "—" not in said.happened + said.now
    assert "{" not in said.happened + said.now
