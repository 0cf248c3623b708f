"""Every fact in every state: where it leads, or that it is refused (domain.md §15.1, decisions 12)."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    Amended,
    AnsweredOnSpot,
    Closed,
    CorrectionTaken,
    CorrectionUndone,
    DeemedAccepted,
    DeemedWithdrawn,
    Delivery,
    DueRecomputed,
    DueStamp,
    Fact,
    FeedbackGiven,
    FieldChange,
    GivenOut,
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
from outlet_app.domain.facts.agency import AgencyMandated
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.facts.credit import CreditRepaired, DefenceHeard, DiscreditDropped, Discredited
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.domain.facts.package import MemberStood
from outlet_app.domain.facts.pledge import CheckResult, ChecksDue, Consequence
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.pledges import CHECK_RULE
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support import agencies, packaged
from tests.support.builders import SUPERVISOR, at, deferred, event, material, notice, registered, stamp
from tests.support.pledged import checked, drawn, pledge, pledged, proposed
from tests.support.policies import stated

PROMISES = (
    PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27)),
    PromiseLine("8.2-A2", "账户证明", date(2026, 11, 27)),
)
LAPSED = notice(due=DueStamp("correction", ClockKind.WORKDAYS, at(30)))
CHECKED = MaterialsChecked(1, (deferred("8.2-A1"), deferred("8.2-A2", "账户证明"), pledged()))
QUESTION = registered(consulting=True)
TAKEN = (
    QUESTION,
    CHECKED,
    pledge(),
    MaterialsTaken(review_due=DueStamp("silent_acceptance", ClockKind.WORKDAYS, at(30))),
)
ACCEPTED = (*TAKEN, Accepted((stamp(),)))
WORKING = (*ACCEPTED, WorkStarted())

# How a case gets into each state, by nothing but facts.
WAYS: dict[str, tuple[State, tuple[Fact, ...]]] = {
    "REG": (State.REGISTERED, (QUESTION,)),
    "REC": (State.RECEIVED, TAKEN),
    "COR": (State.CORRECTION, (*TAKEN, LAPSED)),
    "ACC": (State.ACCEPTED, ACCEPTED),
    "DEF": (State.ACCEPTED_DEFICIENT, (*TAKEN, AcceptedDeficient(PROMISES, stamp(7, "supplement")))),
    "CAF": (State.CORRECTION_AFTER, (*ACCEPTED, LAPSED)),
    "WRK": (State.IN_PROGRESS, WORKING),
    "SUS": (State.SUSPENDED, (*WORKING, Paused("expert_review", "评审委托书 3 号"))),
    "TRF": (State.TRANSFERRED, (*TAKEN, TransferredOut("1508001001", "", "市级窗口", "需专业人员答复"))),
    "OK": (State.RESULT_OK, (*WORKING, ResultReached(True, "已出具报告"))),
    "NO": (State.RESULT_NO, (*WORKING, ResultReached(False, "不予支持"))),
    "TRK": (State.TRACKING, (*TAKEN, TrackingStarted(date(2026, 12, 20)))),
    "CLO": (State.CLOSED, (QUESTION, CHECKED, pledge(), AnsweredOnSpot("可以网上办理。"))),
    "REJ": (State.REJECTED, (QUESTION, Rejected("not_in_remit"))),
    "WIT": (State.WITHDRAWN, (*TAKEN, Withdrawn("申请人撤回"))),
    "TER": (State.TERMINATED, (*TAKEN, Terminated("失联"))),
}

# One row a fact, one column a state: "-" refused, "=" stays where it is, else where the case stands then.
# The way back out of TRF is the state the case came from (here REC).
MATRIX = """
                        REG REC COR ACC DEF CAF WRK SUS TRF OK  NO  TRK CLO REJ WIT TER
registered              -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
materials_checked       =   =   =   =   =   =   =   =   =   =   =   =   -   -   -   -
materials_taken         REC -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
taken_for_review        REC -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
answered_on_spot        CLO -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
accepted                -   ACC -   -   -   -   -   -   -   -   -   -   -   -   -   -
tracking_started        TRK TRK -   -   -   -   -   -   -   -   -   -   -   -   -   -
accepted_deficient      -   DEF -   -   -   -   -   -   -   -   -   -   -   -   -   -
notice_given            -   COR -   CAF CAF -   CAF -   -   -   -   -   -   -   -   -
transferred_out         TRF TRF -   TRF -   -   TRF -   -   -   -   TRF -   -   -   -
transfer_taken          -   -   -   -   -   -   -   -   REC -   -   -   -   -   -   -
transfer_returned       -   -   -   -   -   -   -   -   REC -   -   -   -   -   -   -
transfer_withdrawn      -   -   -   -   -   -   -   -   REC -   -   -   -   -   -   -
transfer_seen           =   =   =   =   =   =   =   =   =   =   =   =   =   =   =   =
rejected                REJ REJ -   -   -   -   -   -   REJ -   -   -   -   -   -   -
correction_taken        -   -   REC -   -   WRK -   -   -   -   -   -   -   -   -   -
supplement_taken        -   -   -   -   ACC -   -   -   -   -   -   -   -   -   -   -
supplement_in_part      -   -   -   -   =   -   -   -   -   -   -   -   -   -   -   -
deemed_accepted         -   ACC -   -   -   -   -   -   -   -   -   -   -   -   -   -
work_started            -   -   -   WRK WRK -   -   -   -   -   -   WRK -   -   -   -
feedback_given          =   =   =   =   =   =   =   =   =   =   =   =   -   -   -   -
consultation_answered   -   -   -   CLO -   -   CLO -   -   -   -   -   -   -   -   -
refusal_settled         =   =   =   =   =   =   =   =   =   =   =   =   =   =   =   =
delay_explained         -   -   -   =   -   -   =   -   -   =   =   -   -   -   -   -
time_confirmed          -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
made_complex            =   =   =   =   =   =   =   =   =   =   =   =   -   -   -   -
stage_reached           =   =   =   =   =   =   =   =   =   =   =   =   -   -   -   -
tracking_planned        -   -   -   -   -   -   =   -   -   -   -   =   -   -   -   -
follow_up_visited       -   -   -   -   -   -   =   -   -   -   -   =   -   -   -   -
stage_summarised        -   -   -   -   -   -   =   -   -   -   -   =   -   -   -   -
paused                  -   -   -   -   -   -   SUS -   -   -   -   -   -   -   -   -
resumed                 -   -   -   -   -   -   -   WRK -   -   -   -   -   -   -   -
result_supported        -   -   -   OK  -   -   OK  -   -   -   -   -   -   -   -   -
result_refused          -   -   -   NO  -   -   NO  -   -   -   -   -   -   -   -   -
closed                  -   -   -   -   -   -   -   -   -   CLO CLO CLO -   -   -   -
withdrawn               -   WIT WIT WIT WIT WIT WIT WIT WIT -   -   WIT -   -   -   -
terminated              -   TER TER TER TER TER TER TER TER -   -   TER -   -   -   -
reopened                -   -   -   -   -   -   -   -   -   -   -   -   WRK -   -   -
query_deepened          -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
declaration_reminded    -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
reminder_dropped        -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
carried_on              =   =   =   =   =   =   =   =   =   =   =   =   =   =   =   =
due_recomputed          =   =   =   =   =   =   =   =   =   =   =   =   -   -   -   -
paper_issued            =   =   =   =   =   =   =   =   =   =   =   =   =   =   =   =
attachment_added        =   =   =   =   =   =   =   =   =   =   =   =   =   =   =   =
attachment_voided       -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
print_failed            =   =   =   =   =   =   =   =   =   =   =   =   =   =   =   =
review_offered          -   -   =   =   =   =   =   =   =   =   =   =   =   =   -   -
review_ended            -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
deemed_withdrawn        -   -   WIT -   -   WIT -   -   -   -   -   -   -   -   -   -
proposal_declined       =   =   =   =   =   =   =   =   =   =   =   =   -   -   -   -
deemed_and_tracked      -   TRK -   -   -   -   -   -   -   -   -   -   -   -   -   -
supplement_reminded     -   -   -   -   =   -   -   -   -   -   -   -   -   -   -   -
supplement_extended     -   -   -   -   =   -   -   -   -   -   -   -   -   -   -   -
supplement_lapsed       -   -   -   -   TER -   -   -   -   -   -   -   -   -   -   -
amended                 =   =   =   =   =   =   =   =   =   =   =   =   =   =   =   =
retimed                 =   =   =   =   =   =   =   =   -   =   =   =   -   -   -   -
correction_undone       -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
voided                  VOI VOI VOI VOI VOI VOI VOI VOI VOI VOI VOI VOI VOI VOI VOI VOI
paper_voided            -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
result_collected        -   -   -   -   -   -   -   -   -   =   =   -   -   -   -   -
intent_stated           =   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
outcome_written         -   -   -   =   -   -   =   -   -   =   =   =   =   -   -   -
pledge_made             -   =   -   -   -   -   -   -   -   -   -   -   -   -   -   -
checks_due              -   -   -   -   -   -   -   -   -   -   -   -   =   -   -   -
pledge_true             -   -   -   =   =   =   =   =   -   =   =   =   =   -   -   -
pledge_untrue           -   -   -   =   =   =   =   =   -   =   =   =   =   -   -   -
consequence_drawn       -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
discredit_proposed      -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
defence_heard           -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
situation_judged        -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
delay_demanded          -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
discredited             -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
discredit_dropped       -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
credit_repaired         -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
package_opened          WRK -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
package_joined          =   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
package_noticed         -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
member_added            -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
member_exchanged        -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
member_stood            -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
agency_begun            =   =   =   =   =   =   =   =   =   =   =   =   -   -   -   -
agency_mandated         -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
agency_acted            -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
agency_handed           -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
agency_stopped          -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
agency_resumed          -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
agency_passed           -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
agency_ended            -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
"""


def facts(case: Case) -> dict[str, Fact]:
    """Each row's fact as it would be right for this case: the next check, the next notice."""
    return {
        "registered": registered(),
        "materials_checked": MaterialsChecked(case.checks + 1, (material(),)),
        "materials_taken": MaterialsTaken(),
        "taken_for_review": MaterialsTaken(for_review=True),
        "answered_on_spot": AnsweredOnSpot("可以网上办理。"),
        "accepted": Accepted((stamp(),)),
        "tracking_started": TrackingStarted(date(2026, 12, 20)),
        "accepted_deficient": AcceptedDeficient(PROMISES, stamp(7, "supplement")),
        "notice_given": notice(len(case.notices) + 1),
        "transferred_out": TransferredOut("1508001001", "", "市级窗口", "需专业人员答复"),
        "transfer_taken": TransferTaken(),
        "transfer_returned": TransferReturned("not_my_duty"),
        "transfer_withdrawn": TransferWithdrawn("申请人改在本窗口办"),
        "transfer_seen": TransferSeen("op"),
        "rejected": Rejected("not_in_remit"),
        "correction_taken": CorrectionTaken((material(),)),
        "supplement_taken": SupplementTaken(tuple(material(code=one.code) for one in PROMISES)),
        "supplement_in_part": SupplementTaken((material(code=PROMISES[0].code),)),
        "deemed_accepted": DeemedAccepted(date(2026, 11, 20)),
        "work_started": WorkStarted(),
        "feedback_given": FeedbackGiven("由专利科核实。"),
        "consultation_answered": ConsultationAnswered("可以。", ToldWay.PHONE, at(50), "商标法"),
        "refusal_settled": RefusalSettled(("op-000009",), "nothing", "已告知申请人"),
        "delay_explained": DelayExplained("R5", "周三前答复"),
        "time_confirmed": TimeConfirmed("op-000001", at(1), "叫号单"),
        "made_complex": MadeComplex("核对受让人", (stamp(3, "answer"),)),
        "stage_reached": StageReached("检索中"),
        "tracking_planned": TrackingPlanned("五件", "每月指导", date(2026, 12, 20)),
        "follow_up_visited": FollowUpVisited(date(2026, 12, 18), VisitWay.PHONE, "正常", date(2027, 1, 18)),
        "stage_summarised": StageSummarised("完成布局"),
        "paused": Paused("expert_review", "评审委托书 3 号"),
        "resumed": Resumed(),
        "result_supported": ResultReached(True, "已出具报告"),
        "result_refused": ResultReached(False, "不予支持"),
        "closed": Closed("已交付"),
        "withdrawn": Withdrawn("申请人撤回"),
        "terminated": Terminated("失联"),
        "reopened": Reopened("录入有误"),
        "query_deepened": QueryDeepened("1.7", "需要比对技术方案", dues=(stamp(3, "handling"),)),
        "declaration_reminded": DeclarationReminded("B-7", "品牌奖补", "8.2", date(2027, 3, 1)),
        "reminder_dropped": ReminderDropped("不再申报"),
        "carried_on": CarriedOn("HH05-20261122-010018-R", "8.2"),
        "due_recomputed": DueRecomputed(stamp(5), stamp(6)),
        "paper_issued": PaperIssued("W04", "HH0501 告〔2026〕0001 号", 1, "0" * 64, 1),
        "attachment_added": AttachmentAdded("", "0" * 64, 412_000, 2),
        "attachment_voided": AttachmentVoided("op-000009", "扫描不清"),
        "print_failed": PrintFailed("HH0501 告〔2026〕0001 号", 1, "printer.none"),
        "review_offered": ReviewOffered(case.served[-1].code if case.served else "consult"),
        "review_ended": ReviewEnded("consult", ReviewOutcome.RATED),
        "deemed_withdrawn": DeemedWithdrawn("逾期未补正", date(2026, 11, 20)),
        "proposal_declined": ProposalDeclined("deem_withdrawn", "材料已寄出", date(2026, 12, 18)),
        "deemed_and_tracked": DeemedAccepted(date(2026, 11, 20), next_follow_up=date(2026, 12, 20)),
        "supplement_reminded": SupplementReminded(ReminderStage.ON_THE_DAY, ReminderWay.SMS, "请补齐"),
        "supplement_extended": SupplementExtended(PROMISES, stamp(9, "supplement"), 2, "停电", SUPERVISOR),
        "supplement_lapsed": SupplementLapsed(LapseWay.RETURNED, "逾期未补齐"),
        "amended": Amended((FieldChange("request", case.registered.request, "申报转化资助"),)),
        "retimed": Retimed((FieldChange("channel", "counter", "on_site"),), case.dues, case.dues, "选错"),
        "correction_undone": CorrectionUndone("op-000004", "收错件"),
        "voided": Voided("duplicate"),
        "paper_voided": PaperVoided("HH0501 告〔2026〕0001 号", "名称写错"),
        "result_collected": ResultCollected(Delivery.POST, "赵永胜", "mail", (GivenOut("报告"),)),
        "intent_stated": stated(),
        "outcome_written": OutcomeWritten("R03", date(2026, 11, 20), (Filled("answer", "可以转让"),)),
        "pledge_made": pledge(),
        "checks_due": ChecksDue(stamp(12, CHECK_RULE)),
        "pledge_true": checked(CheckResult.TRUE),
        "pledge_untrue": checked(CheckResult.UNTRUE),
        "consequence_drawn": drawn(Consequence.PENALTY),
        "discredit_proposed": proposed(CreditAct.OVERDUE),
        "defence_heard": DefenceHeard("有客观原因"),
        "situation_judged": SituationJudged(Situation.UNCLEAR, "应当上报"),
        "delay_demanded": DelayDemanded("请说明", date(2026, 12, 1)),
        "discredited": Discredited(date(2027, 11, 20), "属实"),
        "discredit_dropped": DiscreditDropped("已改正"),
        "credit_repaired": CreditRepaired("已改正"),
        "package_opened": packaged.OPENED,
        "package_joined": packaged.JOINED,
        "package_noticed": packaged.NOTICED,
        "member_added": packaged.SAMPLES[-1],
        "member_exchanged": packaged.SLIP,
        "member_stood": MemberStood("case-2", State.CLOSED, "HH05-20261122-010018-R"),
        "agency_begun": agencies.begun(),
        "agency_mandated": AgencyMandated(agencies.mandate()),
        "agency_acted": agencies.acted(),
        "agency_handed": agencies.handed(),
        "agency_stopped": agencies.stopped(),
        "agency_resumed": agencies.RESUMED,
        "agency_passed": agencies.PASSED,
        "agency_ended": agencies.ended(),
    }


def live(told: tuple[Fact, ...]) -> Case:
    """A case by legal facts alone."""
    case: Case | None = None
    for minute, fact in enumerate(told):
        happened = event(fact, minutes=minute)
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


LIVES = {short: live(told) for short, (_, told) in WAYS.items()}
NEXT = {short: facts(case) for short, case in LIVES.items()}
HEAD, *ROWS = (line.split() for line in MATRIX.strip().splitlines())
SHORT = {state: short for short, (state, _) in WAYS.items()} | {State.VOIDED: "VOI"}


# A review is refused for what it is about, not for the state: it moves nothing.
REFUSALS = (
    "state.guard", "case.exists", "review.no_service", "review.not_offered", "supplement.nothing_owed",
    "paper.unknown", "result.none", "pledge.not_allowed", "pledge.none", "pledge.not_broken",
    "pledge.nothing_to_check", "credit.no_act", "credit.not_proposed", "credit.not_listed",
    "credit.city_only", "consultation.undecided", "delay.none", "time.sure", "overseeing.city_only",
    "attachment.unknown", "package.none",
    "credit.city_only", "agency.none", "agency.not_stopped",
    "credit.city_only", "package.none",
    "credit.city_only", "agency.none", "agency.not_stopped", "query.none", "reminder.none",
    "retime.transferred", "retime.ended", "untake.not_last",
)  # fmt: skip


def outcome(case: Case, fact: Fact) -> str:
    """The matrix's word for what happens."""
    # Nine days on, when the promised day has passed.
    happened = event(fact, minutes=99, days=9)
    if case.pending and isinstance(fact, TransferTaken | TransferReturned):
        happened = replace(happened, outlet=case.pending.receiver)
    refusal = judge(case, happened)
    if refusal is not None:
        assert refusal.code in REFUSALS, refusal
        return "-"
    after = apply(case, happened).state
    return "=" if after is case.state else SHORT[after]


def test_the_matrix_has_every_state_once() -> None:
    assert tuple(WAYS) == tuple(HEAD)
    assert [state for state, _ in WAYS.values()] == [state for state in State if state is not State.VOIDED]


@each("short", WAYS)
def test_nothing_follows_once_a_case_is_void_but_what_a_machine_notes_and_that_somebody_looked(
    short: str,
) -> None:
    void = apply(LIVES[short], event(Voided("duplicate"), minutes=98))
    told = {name for name, fact in facts(void).items() if judge(void, event(fact, minutes=99)) is None}
    assert told == {"print_failed", "transfer_seen", "refusal_settled"}


@each("short", WAYS)
def test_each_state_is_reached_by_facts_alone(short: str) -> None:
    assert LIVES[short].state is WAYS[short][0]


@each("row", ROWS)
def test_where_a_fact_leads_from_every_state(row: list[str]) -> None:
    name, *told = row
    found = {short: outcome(LIVES[short], NEXT[short][name]) for short in HEAD}
    assert found == dict(zip(HEAD, told, strict=True))


def test_the_matrix_has_a_row_for_every_fact_it_can_make() -> None:
    assert [row[0] for row in ROWS] == list(facts(LIVES["REG"]))


@each("short", WAYS)
def test_a_review_that_was_offered_may_end_in_every_state(short: str) -> None:
    case = LIVES[short]
    if case.rateable is None:
        assert not case.served
        return
    offered = apply(case, event(ReviewOffered(case.rateable.code), minutes=98))
    assert outcome(offered, ReviewEnded(case.rateable.code, ReviewOutcome.RATED)) == "="


@each("short", ["CLO", "REJ", "WIT", "TER"])
def test_a_refusal_names_the_state_and_the_fact(short: str) -> None:
    found = judge(LIVES[short], event(MaterialsTaken()))
    assert found == Refusal("state.guard", {"state": WAYS[short][0].value, "fact": "materials_taken"})


@each(
    ("before", "short"),
    [
        ((QUESTION,), "REG"),
        (TAKEN, "REC"),
        (ACCEPTED, "ACC"),
        (WORKING, "WRK"),
        ((QUESTION, TrackingStarted(date(2026, 12, 20))), "TRK"),
    ],
)
@each("back", [TransferTaken(), TransferReturned("not_my_duty"), TransferWithdrawn("改期")])
def test_a_transfer_leads_back_where_the_case_came_from(
    before: tuple[Fact, ...], short: str, back: Fact
) -> None:
    gone = live((*before, TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")))
    assert SHORT[gone.state] == "TRF"
    again = apply(gone, event(back, minutes=99))
    assert SHORT[again.state] == short
    assert again.transfer is None


@each(
    ("told", "due_rule"),
    [
        ((registered(dues=(stamp(1, "feedback"), stamp(3, "answer"))),), "feedback"),
        ((registered(dues=(stamp(9, "answer"),)), MaterialsTaken(), Accepted((stamp(5),))), "handling"),
        (
            (registered(dues=(stamp(9, "answer"),)), MaterialsTaken(), Accepted((stamp(5, "answer"),))),
            "answer",
        ),
        ((*TAKEN, AcceptedDeficient(PROMISES, stamp(7, "supplement"), (stamp(9),))), "supplement"),
        ((*TAKEN, AcceptedDeficient(PROMISES, stamp(7, "supplement"), (stamp(5),))), "handling"),
        ((*TAKEN, notice()), "correction"),
        ((*ACCEPTED, notice()), "correction"),
        ((*TAKEN, notice(), CorrectionTaken((material(),)), Accepted((stamp(),))), "handling"),
    ],
)
def test_the_clock_that_presses_most(told: tuple[Fact, ...], due_rule: str) -> None:
    found = live(told).due
    assert found is not None
    assert found.rule == due_rule
