"""Where a case stands, in words: chips, deadlines, steps, the course and the queue."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import CheckWay, ClockKind
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    FACTS,
    Accepted,
    AcceptedDeficient,
    AmendCause,
    Amended,
    AnsweredOnSpot,
    Channel,
    Closed,
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    DeemedAccepted,
    DeemedWithdrawn,
    Delivery,
    DueRecomputed,
    DueStamp,
    Fact,
    FeedbackGiven,
    FieldChange,
    GivenOut,
    HandedBack,
    Incoming,
    LapseWay,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    PaperVoided,
    Paused,
    PrintFailed,
    PromiseLine,
    ProposalDeclined,
    Rejected,
    ReminderStage,
    ReminderWay,
    Reopened,
    ReplyWay,
    ResultCollected,
    ResultReached,
    Resumed,
    ReviewEnded,
    ReviewOffered,
    ReviewOutcome,
    Situation,
    StageReached,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
    SupplementTaken,
    Terminated,
    TrackingStarted,
    TransferredOut,
    TransferReturned,
    TransferSeen,
    TransferTaken,
    TransferWithdrawn,
    Voided,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.facts.agency import AgencyMandated, Doing, Power
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.facts.credit import CreditRepaired, DefenceHeard, DiscreditDropped, Discredited
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.domain.facts.package import MemberStood
from outlet_app.domain.facts.pledge import CheckResult, ChecksDue, Consequence
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.materials import MaterialState, NoticeCause
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.states import State
from outlet_app.sync.wire import VerdictCode
from outlet_app.wording import cases, home, states, sync, timeline
from outlet_app.wording.channels import CHANNELS
from outlet_app.wording.situations import SITUATION_CHOICES
from outlet_app.wording.states import Standing, Words
from tests.support import agencies, packaged
from tests.support.builders import SUPERVISOR, material, notice, registered
from tests.support.counter_fakes_desk import NOW, due, moment
from tests.support.pledged import checked, drawn, pledge, proposed
from tests.support.policies import FITS, OPEN, stated

ENDED = moment(11, 16)
HANDLING = due(moment(11, 23))
CHECK = due(moment(11, 30), "verification")
PLAIN = Standing(State.IN_PROGRESS, Decision.ACCEPT, Urgency.LATER, HANDLING, left=3)


def standing(**changes: object) -> Standing:
    return replace(PLAIN, **changes)  # type: ignore[arg-type]


OVERDUE = standing(urgency=Urgency.OVERDUE, overdue_days=2, due=due(moment(11, 16)))
TODAY = standing(urgency=Urgency.TODAY, due=due(moment(11, 18, 11, 15)))


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_chip_and_a_step(state: State) -> None:
    assert states.state_chip(standing(state=state)).text
    assert states.step(standing(state=state))


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (PLAIN, "办理中"),
        (OVERDUE, "已超期"),
        (standing(state=State.CORRECTION), "待补正"),
        (standing(state=State.CORRECTION_AFTER), "待补正"),
        (standing(state=State.ACCEPTED_DEFICIENT), "容缺待补"),
        (standing(state=State.TRACKING), "长期跟踪"),
        (standing(state=State.TRANSFERRED), "已转办"),
        (standing(state=State.CLOSED), "已办结"),
        (standing(state=State.CLOSED, decision=Decision.ANSWER), "当场答复"),
        (standing(state=State.REJECTED), "不予受理"),
    ],
)
def test_the_chip_of_a_list_names_the_state(one: Standing, word: str) -> None:
    assert states.state_chip(one).text == word


def test_what_has_ended_is_never_overdue() -> None:
    assert states.state_chip(replace(OVERDUE, state=State.CLOSED)).text == "已办结"


@pytest.mark.parametrize(
    ("one", "word", "tone"),
    [
        (OVERDUE, "超期 2 个工作日", "bad"),
        (replace(OVERDUE, overdue_days=0), "已超期", "bad"),
        (TODAY, "今日 11:15 前", "warn"),
        (PLAIN, "剩 3 个工作日", "mute"),
        (standing(state=State.CORRECTION), "补正至 11-23", "warn"),
        (standing(state=State.ACCEPTED_DEFICIENT), "容缺至 11-23", "info"),
        (standing(state=State.TRACKING, due=None, follow_up=date(2026, 11, 27)), "下次回访 11-27", "mute"),
        (standing(due=None), "办理中", "info"),
    ],
)
def test_the_chip_of_a_deadline_says_until_when(one: Standing, word: str, tone: str) -> None:
    chip = states.due_chip(one)
    assert (chip.text, chip.tone) == (word, tone)


def test_what_is_due_today_says_so_even_while_material_is_awaited() -> None:
    assert states.due_chip(replace(TODAY, state=State.CORRECTION)).text == "今日 11:15 前"


@pytest.mark.parametrize(
    ("rule", "word"), [("feedback", "待反馈处理意见"), ("response", "待首次响应"), ("answer", "待答复")]
)
def test_an_open_answer_clock_names_the_step(rule: str, word: str) -> None:
    assert states.step(standing(state=State.ACCEPTED, due=due(moment(11, 19), rule))) == word
    assert states.step(standing(state=State.CORRECTION, due=due(moment(11, 19), rule))) == "待申请人补正"


def test_what_is_to_be_verified_stands_among_the_reminders() -> None:
    one = standing(state=State.CLOSED, due=CHECK, ended_at=moment(11, 16), left=8)
    assert states.step(one) == "待核查承诺"
    assert states.due_chip(one).text == "剩 8 个工作日"
    late = replace(one, urgency=Urgency.OVERDUE, overdue_days=1)
    assert states.due_chip(late).text == "超期 1 个工作日"
    assert states.state_chip(late).text == "已办结"


def test_a_transfer_names_who_has_to_take_it() -> None:
    assert states.step(standing(state=State.TRANSFERRED, transfer_to="市知识产权科")) == "待市知识产权科接收"
    assert states.step(standing(state=State.TRANSFERRED)) == "待对方接收"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (TODAY, Words("今日 11:15", "剩 3 个工作日", "warn")),
        (OVERDUE, Words("11-16 周一", "超期 2 个工作日", "bad")),
        (replace(OVERDUE, overdue_days=0), Words("11-16 周一", "今日超期", "bad")),
        (PLAIN, Words("11-23 周一", "剩 3 个工作日")),
        (standing(left=0), Words("11-23 周一", "办理中")),
        (standing(state=State.CORRECTION), Words("11-23 周一", "补正期")),
        (standing(state=State.ACCEPTED_DEFICIENT), Words("11-23 周一", "补交期")),
        (standing(due=None, follow_up=date(2026, 11, 27)), Words("11-27 周五", "下次回访")),
        (standing(due=None, state=State.TRANSFERRED, transfer_to="市级"), Words("—", "市级", "text3")),
        (standing(state=State.CLOSED, ended_at=moment(11, 16)), Words("11-16 办结", "按时", "text3")),
        (standing(state=State.CLOSED, ended_at=moment(11, 24)), Words("11-24 办结", "超期", "text3")),
        (
            standing(state=State.CLOSED, due=CHECK, ended_at=moment(11, 16)),
            Words("11-16 办结", "11-30 前核查承诺", "text3"),
        ),
        (
            standing(state=State.CLOSED, due=None, ended_at=moment(11, 16)),
            Words("11-16 办结", "办结", "text3"),
        ),
        (
            standing(state=State.CLOSED, decision=Decision.ANSWER, ended_at=moment(11, 11)),
            Words("11-11 办结", "当场", "text3"),
        ),
        (standing(state=State.REJECTED, ended_at=moment(11, 10)), Words("11-10 告知", "不予受理", "text3")),
        (
            standing(state=State.WITHDRAWN, ended_at=moment(11, 10)),
            Words("11-10 撤回", "已撤回", "text3"),
        ),
        (standing(state=State.TERMINATED, ended_at=moment(11, 10)), Words("11-10 终止", "终止", "text3")),
        (standing(state=State.VOIDED, ended_at=moment(11, 10)), Words("11-10 作废", "编号保留", "text3")),
    ],
)
def test_the_deadline_in_the_list_has_two_lines(one: Standing, words: Words) -> None:
    assert states.due_words(one, NOW) == words


def test_a_day_of_another_year_carries_its_year() -> None:
    assert timeline.moment(datetime(2025, 11, 23, 17, 30, tzinfo=CST), NOW) == "2025-11-23 周日 17:30"
    assert timeline.stamp(datetime(2025, 11, 23, 17, 30, tzinfo=CST), NOW) == "2025-11-23 17:30"


def test_today_is_called_today() -> None:
    assert timeline.moment(NOW, NOW) == "今日 10:42"
    assert timeline.moment(moment(11, 23), NOW) == "11-23 周一 17:30"
    assert timeline.whole_day(NOW.date()) == "2026年11月18日 星期三"


STAMP = DueStamp("handling", ClockKind.WORKDAYS, moment(11, 17))
OWED = PromiseLine("8.2-M5", "银行账户证明", date(2026, 11, 20))
CHECKED = (material(), material(MaterialState.MISSING, "8.2-M2"), material(MaterialState.FAULTY, "8.2-M3"))
TOLD: tuple[tuple[Fact, str, str], ...] = (
    (registered(assisted=True), "首问登记", "窗口，帮办代办\n申报专利转化资助"),
    (MaterialsChecked(2, CHECKED), "核对材料", "第 2 次，齐全 1 份，缺少 1 份，需补正 1 份"),
    (MaterialsTaken(for_review=True, review_due=STAMP), "收件", "待审，11-17 前审核"),
    (AnsweredOnSpot("已答复续展手续"), "当场答复", "已答复续展手续"),
    (Accepted((STAMP,)), "受理", "时限 11-17 17:30"),
    (TrackingStarted(date(2026, 12, 18)), "受理，长期跟踪", "下次回访 12-18"),
    (
        AcceptedDeficient((OWED,), STAMP),
        "容缺受理",
        "银行账户证明，补至 11-20",
    ),
    (notice(), "一次性告知", "申报书、支出凭证，补正至 12-11"),
    (TransferredOut("", "", "市知识产权科", "需要检索"), "转办", "市知识产权科，需要检索"),
    (TransferTaken("请带原件"), "接收转办", "请带原件"),
    (TransferReturned("wrong_level", "由市级办"), "退回转办", "层级不符，应由其他层级办理：由市级办"),
    (TransferWithdrawn("转错了"), "撤回转办", "转错了"),
    (TransferSeen("op"), "对方已收到", ""),
    (Rejected("不属于本清单事项"), "不予受理", "不属于本清单事项"),
    (
        CorrectionTaken(CHECKED, (STAMP,)),
        "补正收件",
        "齐全 1 份，仍缺 1 份，仍需补正 1 份\n恢复计时，时限 11-17 17:30",
    ),
    (
        SupplementTaken(CHECKED[:1], date(2026, 11, 19)),
        "容缺补齐",
        "申报书（齐全 1 份），11-19 收到",
    ),
    (
        SupplementReminded(ReminderStage.ONE_BEFORE, ReminderWay.PHONE, "请于周五前补齐"),
        "提醒补齐",
        "到期前 1 个工作日提醒，电话\n请于周五前补齐",
    ),
    (
        SupplementExtended((OWED,), replace(STAMP, at=moment(11, 24)), 2, "银行系统升级", "1508260001"),
        "延长补齐期限",
        "2 个工作日，改至 11-24：银行系统升级",
    ),
    (
        SupplementLapsed(LapseWay.ACCEPTANCE_REVOKED, "两次提醒仍未补齐"),
        "逾期未补齐，终止",
        "撤销受理：两次提醒仍未补齐",
    ),
    (DeemedAccepted(date(2026, 11, 12)), "视为受理", "自收件日 11-12 起算"),
    (WorkStarted(), "开始办理", ""),
    (FeedbackGiven("由检索人员办理"), "反馈处理意见", "由检索人员办理"),
    (FeedbackGiven("由检索人员办理", ToldWay.PHONE), "反馈处理意见", "电话告知\n由检索人员办理"),
    (
        registered(channel=Channel.PHONE, situation=Situation.ELSEWHERE, callback="明天上午"),
        "首问登记",
        "电话\n申报专利转化资助\n首问情形 D　其他网点、部门的事\n回电时间：明天上午",
    ),
    (
        AnsweredOnSpot("由版权部门办理。", guided_to="自治区版权局"),
        "当场答复",
        "由版权部门办理。\n引导至：自治区版权局",
    ),
    (
        ConsultationAnswered("可以续展。", ToldWay.PHONE, moment(11, 18, 10, 5), "商标法第四十条", "赵永胜"),
        "答复",
        "11-18 10:05 电话告知赵永胜\n可以续展。\n依据：商标法第四十条",
    ),
    (
        ConsultationAnswered("可以续展。", ToldWay.COUNTER, moment(11, 18, 10, 5)),
        "答复",
        "11-18 10:05 当面告知咨询人\n可以续展。",
    ),
    (MadeComplex("核对受让人", (STAMP,)), "转为复杂咨询", "核对受让人\n时限 11-17 17:30"),
    (MadeComplex("核对受让人"), "转为复杂咨询", "核对受让人"),
    (
        RefusalSettled(("op-9",), "again", "已重新受理，换发受理通知书"),
        "未接收的已处理完毕",
        "已重新办理\n已重新受理，换发受理通知书",
    ),
    (
        RefusalSettled(("op-9",), "nothing", "已电话告知申请人"),
        "未接收的已处理完毕",
        "不需要再办\n已电话告知申请人",
    ),
    (DelayExplained("R5", "周三前答复"), "超期说明", "疑难复杂\n措施：周三前答复"),
    (TimeConfirmed("op-1", NOW, "叫号单"), "核定时间", "实际为 2026-11-18 10:42\n依据：叫号单"),
    (
        SituationJudged(Situation.UNCLEAR, "不属于本窗口，应先上报", "高云飞"),
        "市级认定首问情形",
        f"应为 {SITUATION_CHOICES[Situation.UNCLEAR]}\n理由：不属于本窗口，应先上报\n认定人：高云飞",
    ),
    (
        DelayDemanded("请说明三个工作日内未答复的原因", date(2026, 12, 1)),
        "市级要求超期说明",
        "2026年12月1日前说明\n请说明三个工作日内未答复的原因",
    ),
    (Paused("expert_review", "评审委托书 3 号"), "暂停计时", "专家评审\n评审委托书 3 号"),
    (Resumed((STAMP,), "评审意见 3 号"), "恢复计时", "时限 11-17 17:30\n评审意见 3 号"),
    (StageReached("检索中", note="已分派"), "办理进展", "检索中\n已分派"),
    (
        TrackingPlanned("授权五件", "每月指导", date(2026, 12, 20), "农业大学"),
        "跟踪服务方案",
        "目标：授权五件\n措施：每月指导\n对接单位：农业大学\n下次回访 12-20",
    ),
    (
        FollowUpVisited(date(2026, 12, 18), VisitWay.ON_SITE, "已提交两件", date(2027, 1, 18), "乌日娜"),
        "回访",
        "12-18 上门，受访人 乌日娜\n已提交两件\n下次回访 01-18",
    ),
    (StageSummarised("完成布局", "申请两件"), "阶段小结", "完成布局\n成效：申请两件"),
    (packaged.OPENED, "集成办登记", "共 2 件：HH05-20261122-010018-R、HH05-20261122-010019-P"),
    (packaged.JOINED, "并入集成办", "主件 HH05-20261122-010016-U"),
    (
        packaged.PROMISED_LATER,
        "集成办增加事项",
        "HH05-20261122-010020-N（7.5），当时没有提出调解；整套承诺：11-25 改为 11-29",
    ),
    (
        packaged.PROMISED_FIRST,
        "集成办增加事项",
        "HH05-20261122-010020-N（7.5），当时没有提出调解；整套承诺：无 改为 11-29",
    ),
    (packaged.SAMPLES[-1], "集成办增加事项", "HH05-20261122-010020-N（7.5），当时没有提出调解"),
    (
        packaged.SLIP,
        "集成办更换事项",
        "HH05-20261122-010020-N（7.5）替换 HH05-20261122-010019-P（7.4，作废），点错了一行",
    ),
    (
        packaged.WISHED,
        "集成办更换事项",
        "HH05-20261122-010020-N（7.5）替换 HH05-20261122-010019-P（7.4，撤回），改为调解",
    ),
    (
        replace(packaged.SLIP, due=packaged.PROMISED_LATER.due),
        "集成办更换事项",
        "HH05-20261122-010020-N（7.5）替换 HH05-20261122-010019-P（7.4，作废），点错了一行"
        "；整套承诺：11-25 改为 11-29",
    ),
    (
        Voided("wrong_item", "点错了一行", "HH05-1"),
        "作废",
        "选错事项，点错了一行，改办 HH05-1",
    ),
    (Withdrawn("改为调解", "HH05-1"), "申请人撤回", "改为调解，改办 HH05-1"),
    (packaged.NOTICED, "集成办一次性告知", "权属证明，补正至 12-11"),
    (MemberStood("case-2", State.CLOSED, "HH05-1"), "子件进展", "HH05-1 办结"),
    (MemberStood("case-2", State.IN_PROGRESS, "HH05-1"), "子件进展", "HH05-1 继续办理"),
    (ResultReached(True, "检索报告"), "办理结果", "检索报告"),
    (Closed("检索报告"), "办结", "检索报告"),
    (Withdrawn("不再需要"), "申请人撤回", "不再需要"),
    (Terminated("逾期未补正"), "终止办理", "逾期未补正"),
    (
        Terminated("已注销", (HandedBack("8.2-M1", "申报书", 1), HandedBack("8.2-M2", "证书", 2))),
        "终止办理",
        "已注销\n退还 申报书、证书",
    ),
    (
        registered(request="申报品牌奖补", follows="HH05-20261120-010001-K"),
        "首问登记",
        "窗口\n申报品牌奖补\n承接办件 HH05-20261120-010001-K",
    ),
    (Reopened("结果有误"), "更正重开", "结果有误"),
    (
        QueryDeepened("1.7", "需要比对技术方案", "脱壳装置查新", (STAMP,)),
        "转为复杂查询",
        "1.7　需要比对技术方案\n查询需求：脱壳装置查新\n时限 11-17 17:30",
    ),
    (
        DeclarationReminded("BYNR-2026-07", "品牌奖补", "8.2", date(2027, 3, 1)),
        "申报提醒",
        "品牌奖补（BYNR-2026-07）\n2027-03-01 起可以申报，到时在工作台提示",
    ),
    (ReminderDropped("企业迁出"), "不再提醒", "企业迁出"),
    (CarriedOn("HH05-20261122-010018-R", "8.2"), "转入办理", "HH05-20261122-010018-R（8.2）"),
    (QueryDeepened("1.7", "需要比对技术方案"), "转为复杂查询", "1.7　需要比对技术方案"),
    (DueRecomputed(STAMP, replace(STAMP, at=moment(11, 19))), "时限重新计算", "11-17 改为 11-19"),
    (
        PaperIssued("W04", "HH0501 告〔2026〕0031 号", 2, "00", 1),
        "生成文书",
        "一次性告知书 HH0501 告〔2026〕0031 号，第 2 次打印",
    ),
    (
        ResultCollected(Delivery.POST, "赵永胜", "mail", (GivenOut("报告"), GivenOut("原件"))),
        "领取结果",
        "赵永胜领取：报告、原件",
    ),
    (
        OutcomeWritten(
            "R01",
            date(2026, 11, 20),
            (Filled("asked", " "), Filled("source", "国家知识产权局")),
            (("名称", "号", "人", "有效"),),
        ),
        "写明结果",
        "查询结果单\n国家知识产权局\n明细 1 行",
    ),
    (
        OutcomeWritten("R03", date(2026, 11, 20), (Filled("answer", "答" * 61),)),
        "写明结果",
        f"咨询答复单\n{'答' * 59}…",
    ),
    (AttachmentAdded("8.2-M1", "0" * 64, 412_000, 2, name="申报书"), "添加附件", "申报书，2 页，412 KB"),
    (AttachmentAdded("8.2-M1", "0" * 64, 800, 2), "添加附件", "8.2-M1，2 页，1 KB"),
    (AttachmentAdded("", "0" * 64, 1_240_000, 1), "添加附件", "其他材料，1 页，1.2 MB"),
    (AttachmentVoided("op-9", "扫描不清"), "作废附件", "扫描不清"),
    (
        PrintFailed("HH0501 告〔2026〕0031 号", 1, "printer.none"),
        "没有打印出来",
        "HH0501 告〔2026〕0031 号",
    ),
    (ReviewOffered("closed"), "邀请评价", ""),
    (
        stated(),
        "意愿确认",
        "确认享受\n专利商标质押融资贴息（BYNR-2026-03，第 2 版），符合\n"
        "收款账户：河套禾源食品有限公司，河套农商银行\n符合：注册地在巴彦淖尔市",
    ),
    (pledge(), "告知承诺", "以承诺代替 银行账户证明，不公开"),
    (ChecksDue(STAMP), "承诺待核查", "11-17 前核查"),
    (checked(CheckResult.UNCLEAR), "核查承诺", "无法核实，协助核查，11-20\n银行回函"),
    (
        drawn(Consequence.RECTIFY, rectify_by=date(2026, 12, 31)),
        "承诺不实处理",
        "责令限期整改，12-31 前改正：核查不实",
    ),
    (
        proposed(),
        "提请认定失信",
        "虚假承诺：账户不属于申请人\n11-20 告知，12-20 前可以陈述申辩",
    ),
    (DefenceHeard("账户由配偶代开"), "陈述申辩", "账户由配偶代开"),
    (Discredited(date(2027, 11, 20), "事实清楚"), "认定失信", "期限至 2027-11-20：事实清楚"),
    (DiscreditDropped("已改正"), "不予认定失信", "已改正"),
    (CreditRepaired("已改正"), "信用修复", "已改正"),
    (
        agencies.begun(),
        "帮办代办受理",
        "全程代办，乌兰图雅 0838，电话 0478-8210002\n代办专利转化资助申报\n"
        "代为填写、代为提交、代为签收文书、代为缴费、代为补正、代为领取结果，"
        "2026-11-20 至 2027-01-18\n收到材料：营业执照 1 份、申报书 2 份",
    ),
    (
        AgencyMandated(agencies.mandate(Power.COLLECT), "代领结果"),
        "授权委托",
        "代为领取结果，2026-11-20 至 2027-01-18\n代领结果",
    ),
    (
        agencies.acted(
            Doing.CALL,
            place="市局",
            told=True,
            reached=False,
            next_step="再打",
            next_day=date(2026, 11, 23),
        ),
        "帮办代办",
        "11-20 通话，市局，未接通\n代填申报书\n附件：票据 3 号\n已告知委托人\n下一步：再打（11-23）",
    ),
    (agencies.handed(), "材料移交", "交还申请人，刘建平：营业执照 1 份\n原件退还"),
    (
        agencies.stopped(returned=(agencies.LICENCE,)),
        "帮办代办中止",
        "不可抗力\n暴雪封路\n未办：提交和取件\n退还：营业执照 1 份",
    ),
    (
        agencies.RESUMED,
        "帮办代办续办",
        "乌兰图雅 0838，电话 0478-8210002\n道路已通\n未办：提交和取件",
    ),
    (
        agencies.PASSED,
        "帮办代办人员交接",
        "斯琴 0839，电话 0478-8210003\n调离岗位\n未办：取件",
    ),
    (
        agencies.ended(),
        "帮办代办办结",
        "事项办结\n已办：填表、提交、取件\n退还：营业执照 1 份、申报书 2 份",
    ),
    (
        Amended((FieldChange("contact", "刘建平", "刘建萍"),), (), AmendCause.ENTRY_ERROR, "与证件一致"),
        "更正",
        "录入有误，与证件一致",
    ),
    (CorrectionUndone("op-1", "收错件"), "撤销补正收件", "收错件"),
    (Retimed((), (), (), "事项选错"), "更正事项和时限", "事项选错"),
    (Voided("duplicate", "与前一件重复"), "作废", "重复登记，与前一件重复"),
    (PaperVoided("HH0501 告〔2026〕0031 号", "未送达"), "文书作废", "HH0501 告〔2026〕0031 号\n未送达"),
    (DecisionUndone("op", "点错了按钮"), "撤销决定", "点错了按钮"),
    (ReviewEnded("closed", ReviewOutcome.RATED), "服务评价", "已评价"),
    (
        DeemedWithdrawn("逾期未补正", date(2026, 11, 17), (HandedBack("8.2-M1", "申报书", 1),)),
        "视为撤回",
        "逾期未补正\n退还 申报书",
    ),
    (
        ProposalDeclined("deem_withdrawn", "材料已寄出", date(2026, 12, 18)),
        "暂不确认",
        "视为撤回暂不确认：材料已寄出\n12-18 再提请",
    ),
)


def test_every_fact_that_can_happen_is_told() -> None:
    assert {fact.KIND for fact, _, _ in TOLD} == FACTS.keys()


@pytest.mark.parametrize(("fact", "title", "text"), TOLD, ids=[fact.KIND for fact, _, _ in TOLD])
def test_a_fact_is_told_in_the_words_of_the_trade(fact: Fact, title: str, text: str) -> None:
    told = timeline.tell(fact)
    assert (told.title, told.text) == (title, text)
    assert told.icon
    assert timeline.title_of(fact.KIND) == title


def test_a_kind_of_a_newer_program_keeps_its_code() -> None:
    assert timeline.title_of("moon_landing") == "moon_landing"


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (
            AcceptedDeficient((OWED, replace(OWED, name="信用承诺书", due=date(2026, 11, 23))), STAMP),
            "银行账户证明，补至 11-20；信用承诺书，补至 11-23",
        ),
        (
            AcceptedDeficient((OWED, replace(OWED, name="信用承诺书")), STAMP),
            "银行账户证明、信用承诺书，补至 11-20",
        ),
        (SupplementTaken(CHECKED[2:]), "申报书（需补正 1 份）"),
        (
            SupplementExtended((OWED,), replace(STAMP, at=moment(12, 1)), 9, "洪水", "1", force_majeure=True),
            "不可抗力，改至 12-01：洪水",
        ),
        (SupplementLapsed(LapseWay.RETURNED, "逾期"), "终止办理，退件：逾期"),
        (SupplementLapsed(LapseWay.RESULT_REVOKED, "逾期"), "撤销结果：逾期"),
        (
            stated(IntentChoice.DECLINE),
            "放弃：已享受自治区同类政策\n专利商标质押融资贴息（BYNR-2026-03，第 2 版），符合",
        ),
        (stated(IntentChoice.LATER), "暂缓\n专利商标质押融资贴息（BYNR-2026-03，第 2 版），符合"),
        (
            stated(truth=Truth.UNKNOWN, lines=(FITS, OPEN), account_name="", bank="", account_no=""),
            "确认享受\n专利商标质押融资贴息（BYNR-2026-03，第 2 版），待核\n"
            "符合：注册地在巴彦淖尔市\n待核：上年度营业收入不超过 4 亿元",
        ),
        (pledge(open_as="本厅公示一年"), "以承诺代替 银行账户证明，公开：本厅公示一年"),
        (ChecksDue(replace(STAMP, at=None)), ""),
        (checked(CheckResult.TRUE, way=CheckWay.EXEMPT), "属实，免予核查，11-20\n银行回函"),
        (checked(CheckResult.UNTRUE, way=CheckWay.ON_SITE), "不实，现场核查，11-20\n银行回函"),
        (checked(CheckResult.TRUE, way=CheckWay.ONLINE), "属实，在线核查（数据共享），11-20\n银行回函"),
        (drawn(Consequence.STOP), "终止办理：核查不实"),
        (
            drawn(Consequence.REVOKE, paper_no="HH0501 结〔2026〕0001 号"),
            "撤销决定，HH0501 结〔2026〕0001 号：核查不实",
        ),
        (drawn(Consequence.PENALTY), "移送处罚：核查不实"),
        (proposed(CreditAct.OVERDUE), "逾期未补：账户不属于申请人\n11-20 告知，12-20 前可以陈述申辩"),
        (DefenceHeard("", made=False), "申请人未提出"),
    ],
)
def test_promises_and_their_ends_are_told_in_full(fact: Fact, text: str) -> None:
    assert timeline.tell(fact).text == text


def test_no_material_and_no_limit_are_told_too() -> None:
    assert timeline.tell(MaterialsChecked(1, ())).text == "第 1 次，没有需要的材料"
    assert timeline.tell(Accepted()).text == ""
    assert timeline.tell(TransferredOut("", "", "", "")).text == "市级知识产权科"


LINE = notice().lines[0]
MISSED = replace(LINE, name="转化合同", cause=NoticeCause.BREACH_SECOND_NOTICE)
CHANGED = replace(MISSED, cause=NoticeCause.LIST_OR_LAW_CHANGED)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (MaterialsTaken(), ""),
        (MaterialsTaken(for_review=True), "待审"),
        (notice(2), "第 2 次，申报书、支出凭证，补正至 12-11"),
        (notice(1, due=replace(STAMP, at=None)), "申报书、支出凭证"),
        (
            notice(3, lines=(LINE, MISSED), breach_reason="漏看附页", approved_by=SUPERVISOR),
            "第 3 次，申报书、转化合同，补正至 12-11\n二次告知：转化合同首次告知时未指出\n"
            "情况说明：漏看附页\n窗口负责人（工号 0001）同意",
        ),
        (
            notice(
                2, lines=(LINE, CHANGED), breach_reason="清单第 3 版自 12 月 1 日施行", approved_by=SUPERVISOR
            ),
            "第 2 次，申报书、转化合同，补正至 12-11\n清单或者法规变更：转化合同\n"
            "情况说明：清单第 3 版自 12 月 1 日施行\n窗口负责人（工号 0001）同意",
        ),
        (
            notice(2, lines=(MISSED, replace(CHANGED, code="8.2-M7", name="账户证明")), breach_reason="漏看"),
            "第 2 次，转化合同、账户证明，补正至 12-11\n二次告知：转化合同首次告知时未指出\n"
            "清单或者法规变更：账户证明\n情况说明：漏看",
        ),
        (CorrectionTaken(()), "没有交来材料"),
        (CorrectionTaken(CHECKED[:1]), "齐全 1 份"),
        (CorrectionTaken((), (replace(STAMP, at=None),)), "没有交来材料"),
        (Paused("moon_phase", "函 1 号"), "moon_phase\n函 1 号"),
        (Voided("moon_phase"), "moon_phase"),
        (Amended((), cause=AmendCause.APPLICANT_CHANGED), "申请人变更诉求"),
        (Paused("force_majeure"), "不可抗力"),
        (Resumed(), ""),
        (Resumed((), "评审意见 3 号"), "评审意见 3 号"),
        (DeemedWithdrawn("逾期未补正", date(2026, 11, 17)), "逾期未补正"),
        (
            ProposalDeclined("deem_accepted", "已口头告知", date(2026, 11, 30)),
            "视为受理暂不确认：已口头告知\n11-30 再提请",
        ),
        (
            ProposalDeclined("lapse", "停电", date(2026, 11, 30)),
            "容缺逾期处理暂不确认：停电\n11-30 再提请",
        ),
        (
            ProposalDeclined("from_a_newer_program", "停电", date(2026, 11, 30)),
            "from_a_newer_program暂不确认：停电\n11-30 再提请",
        ),
    ],
)
def test_what_is_not_there_is_not_told(fact: Fact, text: str) -> None:
    assert timeline.tell(fact).text == text


@pytest.mark.parametrize("channel", list(Channel))
def test_every_way_of_coming_has_a_word(channel: Channel) -> None:
    assert timeline.tell(registered(channel=channel, request="")).text == CHANNELS[channel]


@pytest.mark.parametrize("code", list(VerdictCode))
def test_every_reason_of_the_city_is_worded(code: VerdictCode) -> None:
    happened, to_do = sync.reason(code)
    assert not happened.startswith("市级服务器未接收")
    assert to_do


def test_a_reason_nobody_knows_is_given_as_a_number() -> None:
    assert sync.reason("E-77") == ("市级服务器未接收，编号 E-77", "请把编号告诉市级管理员")


@pytest.mark.parametrize(
    ("code", "text", "tone"),
    [
        ("waiting", "等待发送", "mute"),
        ("sending", "正在发送", "info"),
        ("failed", "发送失败", "bad"),
        ("needs_you", "需您处理", "warn"),
        ("parked", "已送达", "info"),
        ("sent", "已发送", "mute"),
        ("sent_with_hint", "已发送", "mute"),
    ],
)
def test_the_words_of_sending(code: str, text: str, tone: str) -> None:
    chip = sync.chip(code)
    assert (chip.text, chip.tone) == (text, tone)


def test_a_parked_row_says_the_other_half_beside_its_chip() -> None:
    assert sync.explain("parked", "CASE_NO_TAKEN", NOW, 0, True).text == "待市级处理"


def test_a_waiting_row_says_its_place_and_what_it_waits_for() -> None:
    assert sync.explain("waiting", "", NOW, 3, True) == Words("等待发送", "第 3 位")
    assert sync.explain("waiting", "", NOW, 3, False) == Words("等待网络恢复", "第 3 位")


def test_a_sent_row_says_that_the_city_has_it_or_what_it_remarked() -> None:
    assert sync.explain("sent", "", NOW, 0, True) == Words("市级服务器已收到", "10:42 保存")
    assert sync.explain("sent_with_hint", "CLOCK", NOW, 0, True).sub == "本机时间与市级相差太多"


def test_a_row_that_needs_the_clerk_says_what_to_do() -> None:
    assert sync.explain("needs_you", "state.guard", NOW, 0, True).tone == "warn"
    assert sync.explain("needs_you", "", NOW, 0, True).sub == "打开办件核对"
    assert sync.explain("needs_you", "SET_ASIDE", NOW, 0, True).sub == "打开办件核对，需要时重新办理"


def test_what_a_person_in_the_city_said_stands_in_the_row() -> None:
    said = sync.explain("needs_you", "SET_ASIDE", NOW, 0, True, "编号属另一件")
    assert said == Words("市级核对后，这一步没有生效", "市级说明：编号属另一件", "warn")


def test_a_failure_says_how_often_and_when_again() -> None:
    said = sync.explain_failure("server.offline", 3, moment(11, 18, 10, 50))
    assert said == Words("连不上市级服务器", "已试 3 次，10:50 自动再试", "bad")
    assert sync.explain_failure("", 0, None) == Words("市级服务器没有答复", "恢复连接后自动再试", "bad")
    assert sync.failure_in_short("", None) == "市级服务器没有答复"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=20), "1 分钟"),
        (timedelta(minutes=26), "26 分钟"),
        (timedelta(hours=3), "3 小时"),
        (timedelta(hours=3, minutes=5), "3 小时 5 分"),
        (timedelta(days=2, hours=5), "2 天"),
    ],
)
def test_a_span_is_said_in_the_largest_units(length: timedelta, said: str) -> None:
    assert sync.span(length) == said
    assert sync.offline_title(length) == f"连不上市级服务器，已离线 {said}"


def test_without_a_beginning_the_banner_names_no_span() -> None:
    assert sync.offline_title(None) == "连不上市级服务器"


def test_the_last_round_is_told_by_its_hour_or_its_day() -> None:
    assert sync.last_sync(moment(11, 18, 10, 16), NOW) == "上次同步 10:16"
    assert sync.last_sync(moment(11, 17, 10, 16), NOW) == "上次同步 11-17 10:16"
    assert sync.last_sync(None, NOW) == "还没有同步过"
    assert sync.sent_today(0, None, NOW) == "今日已发送 0 件"


def test_a_period_of_its_own_is_told_by_its_ends() -> None:
    today, day = NOW.date(), date(2026, 11, 17)
    assert cases.between(day, day, today) == "11-17 当天"
    assert cases.between(day, today, today) == "11-17 至 11-18"
    assert cases.between(day, None, today) == "11-17 起"
    assert cases.between(None, day, today) == "11-17 止"


def test_small_words_of_the_list() -> None:
    assert cases.no_hit("hty") == "没有找到“hty”"
    assert cases.no_hit("") == "没有找到符合条件的办件"
    assert cases.shown(1, 9) == "第 1～9 件"
    assert cases.shown(46, 46) == "第 46 件"
    assert cases.clerk("王海燕", "苏日娜") == "王海燕（首问 苏日娜）"
    assert cases.clerk("苏日娜", "苏日娜") == "苏日娜"
    assert cases.item_line("信息查询", "") == "信息查询"


def test_a_file_name_holds_no_sign_that_a_file_system_refuses() -> None:
    name = cases.file_name("HH0501 告〔2026〕0031 号", 2)
    assert name == "HH0501 告(2026)0031 号 第2次打印.pdf"
    assert not set(name) & set('<>:"/\\|?*')


def test_the_unit_of_a_number_follows_what_it_counts() -> None:
    assert [home.unit_of(one) for one in (None, Decision.NOTICE, Decision.ACCEPT)] == ["人次", "份", "件"]


def test_what_belongs_to_no_case_is_called_by_what_it_is() -> None:
    assert timeline.title_of("review") == "服务评价"
    assert (sync.whose("", "review"), sync.whose("巴特尔", "review")) == ("服务评价", "服务评价")
    assert (sync.whose("", "registered"), sync.whose("巴特尔", "registered")) == ("未留姓名", "巴特尔")
    assert sync.row_title("未留姓名", "review") == "服务评价"
    assert sync.row_detail("registered", "HH05-1") == "首问登记　HH05-1"
    assert "加密" in sync.row_detail("review", "")


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("rated", "已评价"), ("declined", "未评价"), ("timed_out", "未评价，已超时")],
)
def test_the_course_says_whether_somebody_rated_and_never_what(outcome: str, said: str) -> None:
    told = timeline.tell(ReviewEnded("consult", ReviewOutcome(outcome)))
    assert told.text == said
    assert told.tone == "mute"


def test_a_work_order_tells_its_number_and_the_way_back() -> None:
    incoming = Incoming("BY-1", "12345 热线", date(2026, 11, 30), ReplyWay.PLATFORM)
    told = timeline.tell(registered(channel=Channel.HOTLINE, incoming=incoming, request="商标续展"))
    assert told.text == (
        "12345 转办\n转办编号：BY-1，转来单位：12345 热线，"
        "要求办结日期：2026-11-30，答复方式：原平台回复\n商标续展"
    )
    bare = timeline.tell(registered(channel=Channel.MESSAGE, incoming=Incoming(), request=""))
    assert bare.text == "微信、网络留言\n答复方式：电话"
