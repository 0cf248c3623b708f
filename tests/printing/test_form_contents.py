"""What each form has to say, in its order (domain.md §1.4, §2.3, §3.3, §3.6, §4, §6, §7.5, §9)."""

from dataclasses import replace
from datetime import date

import pytest
from form_samples import DEFERRED, ENTRY, SAMPLES
from paper_eyes import MM, Box, Ink, check_boxes, place_of, words_of
from paper_samples import ABOUT, TEXTS

from outlet_app.domain.applicant import IdKind
from outlet_app.printing.fonts import Faces
from outlet_app.wording.forms import assistance, delivery, intent, promises, review

BY_FORM = {sample.form: sample for sample in SAMPLES}
PERSON = replace(ABOUT, is_body=False, applicant="其其格", contact="其其格", id_kind=IdKind.ID_CARD)

IN_ORDER = {
    "W26": (
        "长期跟踪服务回访记录单",
        "回访日期2026年11月22日回访次数第2次",
        "上门来窗口电话线上",
        "回访人苏日娜（工号0837）受访人赵永胜",
        "服务目标新增高价值专利五件",
        "服务措施每月一次布局指导",
        "对接单位内蒙古农业大学",
        "下次回访2026年12月22日",
        "了解到的情况",
        "已提交两件发明专利申请，脱壳装置尚在试验。",
        "服务对象服务网点",
        "受访人（签字）：联系电话：年月日回访人：苏日娜（工号0837）",
        "业务专用章",
        "本单一式两份，一份交服务对象",
    ),
    "W27": (
        "长期跟踪服务阶段小结",
        "小结日期2026年11月22日小结次数第1次",
        "服务目标新增高价值专利五件",
        "对接单位内蒙古农业大学",
        "成效申请发明专利2件",
        "工作小结",
        "完成三次布局指导，确定五个申请方向。",
        "本阶段回访",
        "序号方式日期受访人了解到的情况",
        "1上门2026-10-20赵永胜到厂区看了脱壳生产线。",
        "2电话2026-11-22乌云其木格已提交两件发明专利申请。",
        "以下空白",
        "服务对象服务网点",
        "服务对象（签章）：联系电话：年月日填写人：苏日娜（工号0837）",
        "业务专用章",
        "本小结一式两份，一份交服务对象",
    ),
    "W21": (
        "视为撤回通知书",
        "告知日期2026年10月30日补正截止2026年11月20日",
        "本网点已于2026年10月30日一次性告知需要补正的全部内容，补正期限至2026年11月20日",
        "视为撤回本次申请，现将已收材料退还",
        "退还的材料",
        "1资助奖励申报书1原件6",
        "2专利证书2复印件3",
        "以下空白",
        "情况说明：补正期满未交来支出凭证",
        "重新申请：",
        "可以随时重新提出申请",
        "异议：",
        "本网点应当核实并答复",
        "申请人签收",
        "经办人：苏日娜",
        "本通知书一式两份",
    ),
    "W29": (
        "终止办理通知书",
        "因下述原因不能继续办理，本网点自2026年11月22日起终止办理，现将已收材料退还",
        "终止原因：申请人已于2026年11月18日注销，没有承继主体，无法继续办理。",
        "退还的材料",
        "1资助奖励申报书1原件6",
        "2专利证书2复印件3",
        "以下空白",
        "重新申请：终止办理的原因消除后",
        "异议：",
        "本网点应当核实并答复",
        "申请人签收",
        "经办人：苏日娜",
        "本通知书一式两份",
    ),
    "W22": (
        "补正收件凭证",
        "告知日期2026年10月30日收到时间2026年11月22日10:42",
        "按照2026年10月30日一次性告知的要求",
        "补正的下列材料已于2026年11月22日10:42收到",
        "收到的补正材料",
        "1资助奖励申报书11原件6齐全",
        "2支出凭证21复印件3仍需补正",
        "3权利证明11",
        "待核对",
        "以下空白",
        "尚未补正：支出凭证、信用承诺书。",
        "核对和告知：收到材料不等于受理",
        "五个工作日内作出受理、再次告知或者不予受理的处理",
        "您的权利：",
        "收件人：苏日娜（工号0837）",
        "本凭证一式两份",
    ),
    "W02": (
        "收件凭证",
        "2026年11月22日10:42收到",
        "收到材料不等于受理",
        "一、收到的材料",
        "应交份数实交份数",
        "1维权援助申请表11原件4",
        "2申请人主体资格证明1—复印件1数据共享，免予提交",
        "以下空白",
        "五个工作日内作出受理、一次性告知或者不予受理的处理",
        "个人信息处理告知：",
        "处理办理本事项所必需的姓名或者名称、证件号码、联系方式和申请材料",
        "按照档案管理规定的期限保存",
        "您的权利：",
        "查阅、复制、更正、要求说明或者提出异议",
        "收件人：苏日娜（工号0837）",
        "本凭证一式两份",
    ),
    "W03": (
        "一次性告知书（材料清单）",
        "服务事项知识产权政策资助奖励申报服务",
        "办理项申报预审",
        "咨询人赵永胜",
        "告知日期2026年11月22日",
        "清单版本第二批清单（2025-batch-2）",
        "请对照清单一次备齐",
        "应当提交的材料序号",
        "1资助奖励申报书主件，原件1份窗口提供空白表样",
        "3信用承诺书副件，原件1份可以容缺",
        "以下空白",
        "免予提交：营业执照通过数据共享核验，不需要提交。",
        "容缺：",
        "委托办理：",
        "办理时限：按申报期和规定时限反馈；当场响应。",
        "办理流程：1.政策宣传推送；2.申报指导与材料预审；3.协助提交申请，反馈审批结果。",
        "收费：本服务不收取费用。",
        "办理地点和渠道：",
        "不要求线上预约",
        "告知人苏日娜（工号0837）联系电话0478-6623315",
        "告知网点杭锦后旗陕坝镇公共服务网点（业务专用章）",
        "清单调整的，以办理时公布的为准",
    ),
    "W07": (
        "容缺受理申请承诺书",
        "地址杭锦后旗陕坝镇建设街8号",
        "法定代表人赵永胜受托人其其格",
        "本单位就“知识产权维权援助服务（维权援助申请）”自愿申请容缺受理",
        "一、已提交的主件",
        "1资助奖励申报书1原件6",
        "二、容缺的材料",
        "1银行账户证明未提交，开户银行正在办理原件1份2026年11月27日",
        "三、承诺内容",
        "1.所作承诺是本单位的真实意思表示。",
        "2.本单位已经知晓需要补正的材料和补正时限。",
        "3.本单位提供的所有申请材料真实、有效。",
        "4.本单位在承诺期限内补正全部容缺材料",
        "5.逾期未补正或者承诺不实的",
        "终止办理、撤销办理结果、按规定记入信用记录",
        "申请人（代理人）：",
        "不可抗力",
        "本承诺书一式两份",
    ),
    "W08": (
        "容缺受理通知书",
        "根据你单位自愿签署的《容缺受理申请承诺书》，本网点于2026年11月22日容缺受理",
        "1银行账户证明",
        "补正期限：请于2026年11月27日前补齐补正全部容缺材料，以材料到达本网点的日期为准。",
        "逾期处理：逾期未补齐补正的，终止办理",
        "办理结果：全部容缺材料补齐补正后",
        "办理时限：2026年11月25日（周三）17:30前办结",
        "经办人：苏日娜",
        "本通知书一式两份",
    ),
    "W09": (
        "告知承诺书",
        "一、行政机关告知",
        "事项名称知识产权维权援助服务（维权援助申请）",
        "设定依据参照《国务院办公厅",
        "核查方式",
        "承诺书公开",
        "1.自愿采用告知承诺方式的",
        "2.承诺不实的，依法终止办理",
        "依法承担民事责任",
        "依法追究刑事责任",
        "3.巴彦淖尔市杭锦后旗市场监督管理局有权采取",
        "二、以承诺代替的证明材料",
        "1无违法记录证明近三年没有行政处罚核对申报资格",
        "三、申请人承诺",
        "1.本单位已经知晓行政机关告知的全部内容。",
        "2.本单位已经符合",
        "3.本单位愿意承担不实承诺的法律责任。",
        "4.上述承诺是本单位的真实意思表示。",
        "申请人（签字或者盖章）行政机关",
    ),
    "W10": (
        "授权委托书",
        "一、委托人",
        "姓名或者名称巴彦淖尔市河套禾源食品有限公司",
        "证件号码91150826MA0NK2H35E",
        "二、受托人",
        "姓名或者名称乌云其木格",
        "证件号码152822196501010025",
        "三、委托事项和权限",
        "委托权限",
        "代为填写代为提交代为签收文书代为缴费",
        "委托期限2026年11月22日至2027年1月21日",
        "四、随附材料",
        "不含事项：不得代签承诺书，不得代为变更权利内容，不得转委托",
        "委托人声明：",
        "撤销方式：",
        "费用：",
        "委托人受托人",
        "本委托书一式两份",
    ),
    "W11": (
        "帮办代办受理单",
        "服务方式全程代办环节帮办现场导办",
        "帮办代办人员乌云其木格（工号0838）人员电话0478-6623316",
        "监督电话0478-8213501",
        "授权委托书HH0501授〔2026〕0003号",
        "服务内容整理申报材料",
        "随交材料和原件",
        "1.帮办代办自愿、无偿",
        "2.申请人是申报主体",
        "3.帮办代办人员不代签承诺书",
        "帮办代办人员：苏日娜",
    ),
    "W12": (
        "帮办代办中止、续办、办结单",
        "办理类别中止续办办结终止",
        "委托人撤回材料不实超出范围不可抗力",
        "失联三次以上人员交接",
        "情况说明委托人改为自行办理。",
        "已办事项",
        "未办事项提交和跟踪进度。",
        "接办人员",
        "退还的材料和原件",
        "后续办理：中止后需要继续办理的",
    ),
    "W13": (
        "转办单",
        "转出单位杭锦后旗陕坝镇公共服务网点转出人苏日娜（工号0837）",
        "转入单位市市场监督管理局知识产权科",
        "首问责任人苏日娜（工号0837）",
        "紧急程度一般紧急",
        "转办理由需市级专业人员答复",
        "诉求摘要对方在展会上",
        "已做工作已登记",
        "办理时限2026年11月23日（周一）10:42前反馈处理意见",
        "随转材料",
        "接收意见接收退回",
        "退回理由",
        "办理结果",
        "反馈首问责任人",
        "1.首问责任人在接收人签收以前继续负责。",
        "转出单位接收单位",
        "接收人：",
    ),
    "W14": (
        "材料移交单",
        "移交方杭锦后旗陕坝镇公共服务网点苏日娜（工号0837）",
        "接收方专利侵权纠纷行政裁决所值班人员",
        "移交事由行政裁决请求材料移交",
        "移交的材料",
        "1资助奖励申报书1原件6",
        "2专利证书2复印件3已与原件核对一致",
        "以下空白",
        "双方当面清点",
        "移交方接收方",
        "移交方、接收方各执一份",
    ),
    "W15": (
        "送达回证",
        "领取人赵永胜与申请人关系经办人",
        "证件号码1528**********0025送达时间2026年11月22日10:42",
        "送达方式窗口领取邮寄送达线上查收",
        "有效期和续展日期报告数据截至",
        "后续义务公开使用前",
        "1检索查询报告HH0501报〔2026〕0003号1",
        "已经收到，核对无误",
        "申请人（代理人）：",
        "申请人拒绝签收",
        "见证人签名（工号）：",
    ),
    "W16": (
        "差评核实整改反馈单",
        "一、差评情况",
        "差评编号CP-2026-0003办件编号保密，由市级掌握",
        "网点和窗口杭锦后旗窗口被评价工号0837",
        "评价时间2026年11月评价渠道窗口评价屏",
        "评价等次不满意非常不满意",
        "评价标签未在承诺时间内办结；服务态度生硬",
        "评价意见等了四十分钟。",
        "服务事项信息查询派单时间",
        "二、核实和定性",
        "核实人高云飞",
        "属实，立行立改属实，限期整改",
        "误评恶意差评",
        "三、整改和反馈",
        "整改措施增设机动窗口",
        "反馈内容已增设机动窗口",
        "归档编号2026-差评-003",
        "反馈方式市级评价人员电话回访",
        "对整改满意对整改不满意",
        "复核意见维持评价。理由不足",
        "不得向被评价的网点和人员透露评价人身份",
        "窗口负责人（复核）：",
    ),
    "W20": (
        "免申即享意愿确认书",
        "是否享受由你单位自愿决定",
        "政策名称巴彦淖尔市专利权质押融资贴息政策",
        "政策编号BY-2026-07版本2",
        "文号巴政办发〔2026〕12号政策依据第三条、第五条",
        "有效期2026年1月1日至2026年12月31日",
        "申报期2026年10月1日至2026年12月15日",
        "兑现标准",
        "匹配说明",
        "匹配结果待核（按2026年11月18日的企业库核对）",
        "符合注册地在巴彦淖尔市（企业登记库，2026-11-18）",
        "待核已经支付利息。可以核实的材料：利息支付凭证",
        "意愿选择确认享受放弃暂缓",
        "户名巴彦淖尔市河套禾源食品有限公司",
        "账号6228480000000000000",
        "信息授权同意为办理本项政策使用必要信息",
        "放弃和暂缓：",
        "1.本单位自愿作出上述选择",
        "2.本单位同意",
        "未经确认，不对外提供个人信息和银行账户信息",
        "3.兑现以后发现不符合条件的",
    ),
}


@pytest.mark.parametrize("form", IN_ORDER)
def test_it_says_everything_in_order(form: str, faces: Faces) -> None:
    words = words_of(BY_FORM[form].drawn(faces))
    at = 0
    for text in IN_ORDER[form]:
        found = words.find(text, at)
        assert found >= 0, (text, words[at : at + 200])
        at = found


def ticked(pdf: bytes) -> list[bool]:
    """Which of the drawn boxes are marked, in reading order."""
    ink = Ink(pdf)
    inner = (Box(one.left + 2, one.top + 2, one.right - 2, one.bottom - 2) for one in check_boxes(pdf))
    return [ink.amount(box) > 0 for box in inner]


@pytest.mark.parametrize("code", assistance.MODES)
def test_the_way_of_helping_is_ticked(code: str, faces: Faces) -> None:
    marks = ticked(BY_FORM["W11"].drawn(faces, mode=code))
    assert marks == [one == code for one in assistance.MODES]


@pytest.mark.parametrize("code", assistance.KINDS)
def test_stopping_resuming_and_ending_are_told_apart(code: str, faces: Faces) -> None:
    marks = ticked(BY_FORM["W12"].drawn(faces, kind=code))
    assert marks[: len(assistance.KINDS)] == [one == code for one in assistance.KINDS]


@pytest.mark.parametrize("code", assistance.REASONS)
def test_the_reason_of_stopping_is_ticked(code: str, faces: Faces) -> None:
    marks = ticked(BY_FORM["W12"].drawn(faces, reason=code))
    assert marks[len(assistance.KINDS) :] == [one == code for one in assistance.REASONS]


@pytest.mark.parametrize("power", assistance.POWERS)
def test_each_power_has_its_box(power: str, faces: Faces) -> None:
    marks = ticked(BY_FORM["W10"].drawn(faces, powers=frozenset({power})))
    assert marks == [one == power for one in assistance.POWERS]


def test_a_mandate_of_everything_ticks_everything(faces: Faces) -> None:
    pdf = BY_FORM["W10"].drawn(faces, powers=frozenset(assistance.POWERS) - {"pay"})
    assert ticked(pdf) == [one != "pay" for one in assistance.POWERS]


@pytest.mark.parametrize("code", promises.CHECKS)
def test_the_way_of_checking_is_ticked(code: str, faces: Faces) -> None:
    marks = ticked(BY_FORM["W09"].drawn(faces, checking=frozenset({code})))
    assert marks[:4] == [one == code for one in promises.CHECKS]


def test_each_proof_may_be_checked_in_its_own_way(faces: Faces) -> None:
    marks = ticked(BY_FORM["W09"].drawn(faces, checking=frozenset({"online", "assisted"})))
    assert marks[:4] == [False, True, False, True]


@pytest.mark.parametrize(("open_as", "marks"), [("", [True, False]), ("向社会公开一年", [False, True])])
def test_a_promise_is_open_or_not(open_as: str, marks: list[bool], faces: Faces) -> None:
    pdf = BY_FORM["W09"].drawn(faces, open_as=open_as)
    assert ticked(pdf)[4:] == marks
    assert ("公开，向社会公开一年" in words_of(pdf)) == bool(open_as)


@pytest.mark.parametrize("code", delivery.WAYS)
def test_the_way_of_delivery_is_ticked(code: str, faces: Faces) -> None:
    marks = ticked(BY_FORM["W15"].drawn(faces, way=code))
    assert marks[:3] == [one == code for one in delivery.WAYS]


@pytest.mark.parametrize("code", delivery.RELATIONS)
def test_whoever_collects_is_named_by_their_relation(code: str, faces: Faces) -> None:
    words = words_of(BY_FORM["W15"].drawn(faces, relation=code))
    assert f"与申请人关系{delivery.RELATIONS[code]}" in words


@pytest.mark.parametrize("code", [*intent.CHOICES, ""])
def test_the_will_is_ticked_or_left_to_the_hand(code: str, faces: Faces) -> None:
    marks = ticked(BY_FORM["W20"].drawn(faces, choice=code))
    assert marks[:3] == [one == code for one in intent.CHOICES]


def test_without_consent_its_box_stays_empty(faces: Faces) -> None:
    assert ticked(BY_FORM["W20"].drawn(faces, consents=False))[3:] == [False]
    assert ticked(BY_FORM["W20"].drawn(faces))[3:] == [True]


@pytest.mark.parametrize("level", review.LEVELS)
def test_the_level_of_a_bad_review_is_ticked(level: int, faces: Faces) -> None:
    rated = replace(BY_FORM["W16"].values.rated, level=level)
    assert ticked(BY_FORM["W16"].drawn(faces, rated=rated))[:2] == [one == level for one in review.LEVELS]


@pytest.mark.parametrize("code", review.CLASSES)
def test_the_finding_of_a_review_is_ticked(code: str, faces: Faces) -> None:
    assert ticked(BY_FORM["W16"].drawn(faces, finding=code))[2:7] == [one == code for one in review.CLASSES]


def test_a_rectification_begun_leaves_blanks_for_the_rest(faces: Faces) -> None:
    empty = {
        "found": "",
        "finding": "",
        "measures": "",
        "reply": "",
        "done_at": None,
        "checked_at": None,
        "content": "",
    }
    pdf = BY_FORM["W16"].drawn(faces, **empty)
    assert "整改措施反馈内容" in words_of(pdf)
    assert not any(ticked(pdf)[2:])


@pytest.mark.parametrize(
    ("taken", "marks"), [(None, [False] * 2), (True, [True, False]), (False, [False, True])]
)
def test_a_transfer_is_answered_by_hand_or_told(taken: bool | None, marks: list[bool], faces: Faces) -> None:
    pdf = BY_FORM["W13"].drawn(faces, taken=taken, return_reason="" if taken is not False else "不属本职责")
    assert ticked(pdf) == [False, True, *marks]
    assert ("退回理由不属本职责" in words_of(pdf)) == (taken is False)


@pytest.mark.parametrize("form", ["W02", "W07", "W08", "W09", "W20"])
def test_a_person_is_spoken_to_and_speaks_as_a_person(form: str, faces: Faces) -> None:
    words = words_of(BY_FORM[form].drawn(faces, about=PERSON))
    assert "你单位" not in words
    assert "本单位" not in words
    assert ("您" in words) or ("本人" in words)


def test_a_term_counted_without_a_calendar_is_marked(faces: Faces) -> None:
    assert "节假日安排未更新" in words_of(BY_FORM["W08"].drawn(faces, assumed=True))
    assert "节假日安排未更新" not in words_of(BY_FORM["W08"].drawn(faces))


def test_each_promised_material_has_its_own_day(faces: Faces) -> None:
    later = replace(DEFERRED[0], name="信用报告", due=date(2026, 12, 1))
    words = words_of(BY_FORM["W07"].drawn(faces, deferred=(*DEFERRED, later)))
    assert "2信用报告" in words
    assert "2026年12月1日" in words


class TestChecklist:
    def test_shared_material_is_struck_from_what_is_asked(self, faces: Faces) -> None:
        words = words_of(BY_FORM["W03"].drawn(faces))
        assert "4营业执照" not in words
        assert words.count("营业执照") == 1

    def test_without_shared_or_deferrable_material_nothing_is_said_of_it(self, faces: Faces) -> None:
        first = BY_FORM["W03"].values.materials[:1]
        words = words_of(BY_FORM["W03"].drawn(faces, materials=first))
        assert "免予提交" not in words
        assert "容缺：" not in words

    def test_nobody_need_say_who_asks(self, faces: Faces) -> None:
        assert "咨询人告知日期" in words_of(BY_FORM["W03"].drawn(faces, asked_by=""))

    def test_nobody_who_asks_need_sign(self, faces: Faces) -> None:
        assert "签收" not in words_of(BY_FORM["W03"].drawn(faces))

    def test_where_all_is_shared_nothing_is_asked_for(self, faces: Faces) -> None:
        shared = BY_FORM["W03"].values.materials[-1:]
        words = words_of(BY_FORM["W03"].drawn(faces, materials=shared))
        assert "（申报预审）”，不需要提交材料。" in words
        assert "免予提交：营业执照通过数据共享核验" in words
        assert "应当提交" not in words

    def test_a_release_without_a_name_is_called_by_its_version(self, faces: Faces) -> None:
        words = words_of(BY_FORM["W03"].drawn(faces, release="2027-batch-3"))
        assert "清单版本2027-batch-3（2027-batch-3）" not in words
        assert "清单版本2027-batch-3" in words

    def test_the_seal_has_a_place_of_its_own(self, faces: Faces) -> None:
        pdf = BY_FORM["W03"].drawn(faces)
        by, seal = place_of(pdf, "告知人"), place_of(pdf, "告知网点")
        below = place_of(pdf, "本告知书根据")
        assert below.top - by.bottom > 17 * MM
        assert seal.top > by.bottom


class TestOutcomes:
    @pytest.mark.parametrize("form", [code for code in TEXTS.codes if code.startswith("R")])
    def test_every_entry_column_and_row_is_told(self, form: str, faces: Faces) -> None:
        sample, text = BY_FORM[form], TEXTS.drawn_with(form, "2026-1")
        words = words_of(sample.drawn(faces))
        for entry in text.entries:
            assert entry.label in words
        assert words.count("".join(ENTRY.split())) >= len(text.entries)
        for column in text.columns:
            assert words.count(f"{column.label}一") == 2
        assert ("以下空白" in words) == bool(text.columns)

    @pytest.mark.parametrize("form", [code for code in TEXTS.codes if code.startswith("R")])
    def test_reservation_and_data_day_are_told_where_the_text_has_them(self, form: str, faces: Faces) -> None:
        clauses, words = TEXTS.drawn_with(form, "2026-1").clauses, words_of(BY_FORM[form].drawn(faces))
        assert ("数据截止日期为2026年11月20日" in words) == ("cutoff" in clauses)
        assert ("".join(clauses.get("disclaimer", "§").split()) in words) == ("disclaimer" in clauses)

    def test_without_a_data_day_the_day_of_the_paper_is_told(self, faces: Faces) -> None:
        assert "数据截止日期为2026年11月22日" in words_of(BY_FORM["R01"].drawn(faces, cutoff=None))

    def test_what_was_not_filled_in_is_left_blank_or_out(self, faces: Faces) -> None:
        words = words_of(BY_FORM["R02"].drawn(faces, entries={"asked": "查新"}))
        assert "检索目的查新检索要素" in words
        assert "检索结论" not in words

    def test_a_long_finding_goes_over_pages_and_keeps_its_paragraphs(self, faces: Faces) -> None:
        long = "\n".join(f"第 {n} 段。" + "检索到的文献不影响新颖性。" * 12 for n in range(1, 13))
        pdf = BY_FORM["R02"].drawn(faces, entries={"conclusion": long})
        words = words_of(pdf)
        assert all(f"第{n}段。" in words for n in range(1, 13))

    @pytest.mark.parametrize("form", ["R07", "R13"])
    def test_a_letter_is_addressed_and_signed_for_by_the_organ(self, form: str, faces: Faces) -> None:
        words = words_of(BY_FORM[form].drawn(faces, entries={"to": "专利侵权纠纷行政裁决所"}))
        assert "专利侵权纠纷行政裁决所：" in words
        assert "收函机关（签章）服务网点" in words
        assert "办件编号HH05-20261122-010017-T" in words
        assert "申请人签收" not in words

    def test_a_letter_to_nobody_named_is_still_a_letter(self, faces: Faces) -> None:
        assert "有关机关：" in words_of(BY_FORM["R07"].drawn(faces, entries={}))


def test_each_outcome_of_the_list_has_one_form_at_most() -> None:
    said = [name for code in TEXTS.codes for name in TEXTS.drawn_with(code, "2026-1").outcomes]
    assert len(said) == len(set(said))
