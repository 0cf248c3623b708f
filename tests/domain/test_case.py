"""A case is what its events say, and only legal moves are made."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    FACTS,
    Accepted,
    AcceptedDeficient,
    Amended,
    AnsweredOnSpot,
    CaseEvent,
    Closed,
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    DeemedAccepted,
    DeemedWithdrawn,
    Delivery,
    DueRecomputed,
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
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.domain.facts.package import MemberAdded, MemberExchanged, MemberStood
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.following import parent_state
from outlet_app.domain.materials import MaterialState, NoticeCause
from outlet_app.domain.states import ENDED, MOVES, State
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each
from tests.support import agencies, packaged, pledged, policies
from tests.support.builders import CLERK, SUPERVISOR, at, deferred, event, material, notice, registered, stamp

PROMISE = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27))
SAMPLES: tuple[Fact, ...] = (
    registered(),
    MaterialsChecked(1, (material(), deferred())),
    MaterialsChecked(2, (material(), deferred())),
    MaterialsTaken(),
    MaterialsTaken(for_review=True),
    AnsweredOnSpot("可以网上办理。"),
    Accepted((stamp(),)),
    TrackingStarted(date(2026, 12, 20)),
    AcceptedDeficient((PROMISE,), stamp(7, "supplement")),
    notice(1),
    notice(2),
    TransferredOut("1508001001", "", "市级窗口", "需专业人员答复"),
    TransferTaken(),
    TransferReturned("not_my_duty"),
    TransferWithdrawn("申请人改在本窗口办"),
    TransferSeen("op"),
    Rejected("not_in_remit"),
    CorrectionTaken((material(),)),
    SupplementTaken((material(code="8.2-A1"),)),
    DeemedAccepted(date(2026, 11, 20)),
    DeemedWithdrawn("逾期未补正", date(2026, 12, 11)),
    ProposalDeclined("deem_withdrawn", "材料已寄出", date(2026, 12, 18)),
    Amended((FieldChange("request", "申报专利转化资助", "申报转化资助"),)),
    Retimed(
        (FieldChange("complexity", "simple", "complex"),),
        (),
        (stamp(3, "answer"),),
        "问得比登记的复杂",
        (material(),),
    ),
    Voided("duplicate"),
    PaperVoided("HH0501 告〔2026〕0001 号", "未送达"),
    DecisionUndone("op-000003", "点错"),
    CorrectionUndone("op-000004", "收错件"),
    WorkStarted(),
    FeedbackGiven("由专利科核实。"),
    DelayExplained("R5", "周三前答复"),
    RefusalSettled(("op-000009",), "again", "已重新受理"),
    TimeConfirmed("op-000001", at(1), "叫号单"),
    SituationJudged(Situation.UNCLEAR, "应当上报"),
    DelayDemanded("请说明", date(2026, 12, 1), "高云飞"),
    ConsultationAnswered("可以续展。", ToldWay.PHONE, at(30), "商标法第四十条"),
    MadeComplex("核对受让人资格", (stamp(3, "answer"),)),
    StageReached("检索中"),
    Paused("expert_review", "评审委托书 3 号"),
    TrackingPlanned("五件", "每月指导", date(2026, 12, 20)),
    FollowUpVisited(date(2026, 12, 18), VisitWay.PHONE, "正常", date(2027, 1, 18)),
    StageSummarised("完成布局"),
    Paused("expert_review"),
    Resumed(),
    ResultReached(True, "已出具报告"),
    Closed("已交付"),
    Withdrawn("申请人撤回"),
    Terminated("失联"),
    Reopened("录入有误"),
    DeclarationReminded("BYNR-2026-07", "品牌奖补", "8.2", date(2027, 3, 1)),
    ReminderDropped("不再申报"),
    CarriedOn("HH05-20261122-010018-R", "8.2"),
    QueryDeepened("1.7", "需要比对技术方案", "查新", (stamp(3, "handling"),)),
    DueRecomputed(stamp(5), stamp(6)),
    PaperIssued("W04", "HH0501 告〔2026〕0001 号", 1, "0" * 64, 1),
    AttachmentAdded("8.2-01", "0" * 64, 412_000, 2),
    AttachmentVoided("op-000009", "扫描不清"),
    PrintFailed("HH0501 告〔2026〕0001 号", 1, "printer.none"),
    ReviewOffered("consult"),
    ReviewEnded("consult", ReviewOutcome.RATED),
    SupplementReminded(ReminderStage.ON_THE_DAY, ReminderWay.SMS, "请补齐"),
    SupplementExtended((PROMISE,), stamp(9, "supplement"), 2, "停电", SUPERVISOR),
    SupplementLapsed(LapseWay.RETURNED, "逾期未补齐"),
    ResultCollected(Delivery.IN_PERSON, "赵永胜", "contact", (GivenOut("检索查询报告"),)),
    OutcomeWritten(
        "R01",
        date(2026, 11, 23),
        (Filled("asked", "葵花脱壳专利"), Filled("source", "国家知识产权局公布公告系统")),
        (("一种葵花籽脱壳装置", "ZL202310000001.0", "示例公司", "有效"),),
        date(2026, 11, 20),
    ),
    *pledged.SAMPLES,
    *policies.SAMPLES,
    *packaged.SAMPLES,
    *agencies.SAMPLES,
)


def case_of(*facts: Fact) -> Case:
    """Fold facts that must each be legal."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = answering(case, event(fact, minutes=minute))
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


def answering(case: Case | None, happened: CaseEvent) -> CaseEvent:
    """The event; the answer to a transfer is the other side's."""
    sent = case.pending if case else None
    if sent is None or not isinstance(happened.fact, TransferTaken | TransferReturned):
        return happened
    return replace(happened, outlet=sent.receiver, actor=SUPERVISOR)


RECEIVED = (registered(), MaterialsChecked(1, (material(),)), MaterialsTaken())
WAITING = (
    registered(),
    MaterialsChecked(1, (material(), deferred(), deferred("8.2-A2", "账户证明"))),
    MaterialsTaken(),
)


def refused(case: Case | None, fact: Fact) -> str:
    """The code of the refusal, or an empty string."""
    refusal = judge(case, event(fact, minutes=99))
    return refusal.code if refusal else ""


def test_every_fact_has_a_sample_here() -> None:
    assert {fact.KIND for fact in SAMPLES} == set(FACTS)


def test_the_first_clerk_asked_stays_responsible_through_a_transfer() -> None:
    case = case_of(*RECEIVED, TransferredOut("1508001001", "", "市级窗口", "需专业人员答复"))
    taken = apply(case, event(TransferTaken(), minutes=30, actor=SUPERVISOR))
    assert (taken.first_contact, taken.handler, taken.state) == (CLERK, SUPERVISOR, State.RECEIVED)


def test_an_answer_on_the_spot_closes_the_case() -> None:
    case = case_of(registered(), AnsweredOnSpot("可以网上办理。"))
    assert (case.state, case.decision, case.answer) == (State.CLOSED, Decision.ANSWER, "可以网上办理。")
    assert not case.is_open
    assert case.ended_at == at(1)


def test_a_notice_waits_for_the_applicant_and_its_clock_is_theirs() -> None:
    case = case_of(*RECEIVED, notice())
    assert (case.state, case.decision) == (State.CORRECTION, Decision.NOTICE)
    assert case.due == notice().due


def test_after_correction_the_case_can_be_accepted_and_the_first_decision_stays() -> None:
    brought = material(MaterialState.COMPLETE, version=2)
    case = case_of(*RECEIVED, notice(), CorrectionTaken((brought,)), Accepted((stamp(),)))
    assert (case.state, case.decision) == (State.ACCEPTED, Decision.NOTICE)
    assert case.materials == (brought,)
    assert case.due == stamp()


def test_a_notice_after_acceptance_leads_back_to_work() -> None:
    case = case_of(*RECEIVED, Accepted(), notice())
    assert case.state is State.CORRECTION_AFTER
    assert apply(case, event(CorrectionTaken((material(),)))).state is State.IN_PROGRESS


def test_a_promise_kept_in_part_keeps_the_case_deficient() -> None:
    other = PromiseLine("8.2-A2", "账户证明", date(2026, 11, 27))
    case = case_of(*WAITING, AcceptedDeficient((PROMISE, other), stamp(7, "supplement")))
    case = apply(case, event(SupplementTaken((material(code="8.2-A1"),))))
    assert (case.state, case.promises) == (State.ACCEPTED_DEFICIENT, (other,))
    case = apply(case, event(SupplementTaken((material(code="8.2-A2"),))))
    assert (case.state, case.promises, case.supplement_due) == (State.ACCEPTED, (), None)


def test_a_faulty_supplement_keeps_the_promise_open() -> None:
    case = case_of(*WAITING, AcceptedDeficient((PROMISE,), stamp(7, "supplement")))
    case = apply(case, event(SupplementTaken((material(MaterialState.FAULTY, code="8.2-A1"),))))
    assert case.promises == (PROMISE,)


def test_a_returned_transfer_falls_back_and_counts_the_bounce() -> None:
    case = case_of(
        *RECEIVED, TransferredOut("", SUPERVISOR, "负责人", "超出权限"), TransferReturned("wrong_level")
    )
    assert (case.state, case.bounces, case.transfer) == (State.RECEIVED, 1, None)


def test_the_deadline_that_presses_most_is_the_nearest() -> None:
    near, far = stamp(1, "feedback"), stamp(3, "answer")
    case = case_of(registered(dues=(near, far)), MaterialsTaken())
    assert case.due == near
    assert apply(case, event(FeedbackGiven("由专利科核实。"))).due == far


def test_a_pause_and_its_end_move_the_clock() -> None:
    case = case_of(
        *RECEIVED, Accepted((stamp(5),)), WorkStarted(), Paused("expert_review", "评审委托书 3 号")
    )
    assert case.paused_at is not None
    case = apply(case, event(Resumed((stamp(8),))))
    assert (case.state, case.paused_at, case.due) == (State.IN_PROGRESS, None, stamp(8))


def test_a_recomputed_deadline_replaces_only_the_one_it_names() -> None:
    case = case_of(*RECEIVED, Accepted((stamp(5), stamp(9, "answer"))), DueRecomputed(stamp(5), stamp(6)))
    assert case.dues == (stamp(6), stamp(9, "answer"))


def test_tracking_knows_its_next_visit() -> None:
    case = case_of(registered(item=4, sub_item="4.8"), TrackingStarted(date(2026, 12, 20)))
    assert (case.state, case.decision, case.next_follow_up) == (
        State.TRACKING,
        Decision.ACCEPT,
        date(2026, 12, 20),
    )


def test_a_closed_case_reopens_as_work() -> None:
    case = case_of(*RECEIVED, Accepted(), ResultReached(True, "已出具"), Closed(), Reopened("录入有误"))
    assert (case.state, case.ended_at, case.outcome) == (State.IN_PROGRESS, None, "已出具")


def test_papers_and_reviews_are_remembered_in_any_state() -> None:
    paper = PaperIssued("W04", "HH0501 告〔2026〕0001 号", 1, "0" * 64, 1)
    case = case_of(registered(), AnsweredOnSpot("。"), paper, ReviewOffered("consult"))
    assert (case.copies_of("W04"), case.copies_of("W05"), case.reviews_offered) == (1, 0, ("consult",))


@each(
    ("facts", "fact", "code"),
    [
        ((), AnsweredOnSpot("。"), "case.unknown"),
        ((registered(),), registered(), "case.exists"),
        ((registered(), AnsweredOnSpot("。")), Accepted(), "state.guard"),
        ((registered(),), Accepted(), "state.guard"),
        (RECEIVED, AnsweredOnSpot("。"), "state.guard"),
        (RECEIVED, Resumed(), "state.guard"),
        (RECEIVED, Closed(), "state.guard"),
        (RECEIVED, TransferTaken(), "state.guard"),
        ((*RECEIVED, Rejected("x")), MaterialsChecked(2, ()), "state.guard"),
        ((*RECEIVED, Rejected("x")), Reopened("录入有误"), "state.guard"),
        (RECEIVED, MaterialsChecked(1, ()), "check.order"),
        (RECEIVED, notice(2), "notice.order"),
        (RECEIVED, notice(1, lines=()), "notice.empty"),
        (RECEIVED, AcceptedDeficient((), stamp()), "promise.empty"),
    ],
)
def test_what_may_not_follow_is_refused_by_name(facts: tuple[Fact, ...], fact: Fact, code: str) -> None:
    assert refused(case_of(*facts) if facts else None, fact) == code


def test_a_second_notice_about_an_old_fault_needs_reason_and_approval() -> None:
    case = case_of(*RECEIVED, notice(), CorrectionTaken((material(),)))
    first = notice().lines[0]
    breach = notice(2, lines=(type(first)(**{**_fields(first), "cause": NoticeCause.BREACH_SECOND_NOTICE}),))
    assert refused(case, breach) == "notice.second_needs_approval"
    approved = notice(2, lines=breach.lines, breach_reason="漏看第二页", approved_by=SUPERVISOR)
    assert refused(case, approved) == ""


def _fields(line: object) -> dict[str, object]:
    return {name: getattr(line, name) for name in type(line).__dataclass_fields__}  # type: ignore[attr-defined]


def test_an_ended_case_moves_nowhere_but_a_closed_one_by_correction() -> None:
    on = {state: MOVES[state] - {State.VOIDED} for state in ENDED}
    assert {state for state in ENDED if on[state]} == {State.CLOSED}


def test_any_case_but_a_void_one_can_be_found_void() -> None:
    assert {state for state in State if State.VOIDED in MOVES[state]} == set(State) - {State.VOIDED}
    assert not MOVES[State.VOIDED]


def test_a_case_cannot_begin_in_the_middle() -> None:
    with pytest.raises(ValueError, match="registration"):
        fold([event(AnsweredOnSpot("。"))])
    with pytest.raises(ValueError, match="at least one"):
        fold([])


@by_chance(120)
def test_no_sequence_of_legal_events_leaves_the_state_table(draw: Draw) -> None:
    facts = draw.some(SAMPLES, 25)
    case: Case | None = None
    first_decision = None
    for minute, told in enumerate(facts):
        taken_back = isinstance(told, DecisionUndone) and case is not None and case.last_decision
        fact = DecisionUndone(taken_back.op_id, "点错") if taken_back else told
        happened = answering(case, event(fact, minutes=minute))
        if judge(case, happened) is not None:
            continue
        before, case = case, apply(case, happened)
        if before is None:
            continue
        back = isinstance(fact, TransferTaken | TransferReturned | TransferWithdrawn | DecisionUndone)
        if isinstance(fact, MemberStood):
            assert case.state is parent_state(dict(case.member_states))
        elif isinstance(fact, MemberAdded | MemberExchanged):
            # An item more may wake a parent whose items had all come to their result.
            assert case.state in (before.state, parent_state(dict(case.member_states)))
        else:
            assert back or case.state is before.state or case.state in MOVES[before.state]
        if isinstance(fact, DecisionUndone):
            first_decision = case.decision
        first_decision = first_decision or case.decision
        assert case.decision is first_decision
        assert (case.ended_at is not None) == (case.state in ENDED)
        assert case.events == before.events + 1
