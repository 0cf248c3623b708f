"""What each fact leaves behind in a case, field by field: this much and nothing else."""

from dataclasses import fields, replace
from datetime import date

from outlet_app.domain.answered import Answer
from outlet_app.domain.case import apply
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.decisions import Decision, decision_of
from outlet_app.domain.discredit import CreditFile, Standing
from outlet_app.domain.dossier import Case, Correction, Pause
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AmendCause,
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
    HandedBack,
    LapseWay,
    MaterialChange,
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
from outlet_app.domain.facts.credit import CreditRepaired, DefenceHeard, DiscreditDropped, Discredited
from outlet_app.domain.facts.pledge import CheckResult, ChecksDue, Consequence
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.handing import Transfer, TransferEnd
from outlet_app.domain.judged import Collection
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.occasions import Occasion, Served
from outlet_app.domain.pledges import Checked, Pledge
from outlet_app.domain.promises import Deficit
from outlet_app.domain.separation import EXAMINING
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support import agencies
from tests.support.builders import CLERK, OUTLET, SUPERVISOR, at, event, material, notice, registered, stamp
from tests.support.pledged import SAMPLES, checked, drawn, pledge, proposed

PART_1 = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27))
PART_2 = PromiseLine("8.2-A2", "账户证明", date(2026, 11, 27))
MORE_1, MORE_2 = (replace(one, due=date(2026, 11, 29)) for one in (PART_1, PART_2))
TOLD = Deficit(reminded=((PART_1.due, ReminderStage.ONE_BEFORE),))
ROWS = (material(), material(MaterialState.FAULTY, "8.2-M2"), material(MaterialState.DEFERRED, "8.2-A1"))
RENEWED = material(MaterialState.COMPLETE, "8.2-M2", version=2)
ADDED = material(MaterialState.COMPLETE, "8.2-M9")
PAID = material(MaterialState.COMPLETE, "8.2-A1")
FEEDBACK, RESPONSE = stamp(1, "feedback"), stamp(2, "response")
ANSWER, HANDLING = stamp(3, "answer"), stamp(5)
OUT = TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")
SENT = Transfer(OUT, at(1), State.RECEIVED, op_id="op-sent", sender=CLERK, from_outlet=OUTLET)
PAPER = PaperIssued("W04", "HH0501 告〔2026〕0001 号", 1, "0" * 64, 1)
VOIDED = PaperVoided("HH0501 受〔2026〕0009 号", "名称写错")
GIVEN = ResultCollected(Delivery.POST, "赵永胜", "mail", (GivenOut("报告"),))
TRACKED = date(2026, 12, 1)
NOW = at(99)
TRUE, HEARD = CheckResult.TRUE, DefenceHeard("账户由配偶代开")
STOP, PENALTY = drawn(Consequence.STOP), drawn(Consequence.PENALTY)

FULL_FACT = registered()
LAPSED = DeemedWithdrawn("逾期未补正", date(2026, 12, 11), (HandedBack("8.2-M1", "申报书", 1),))
PAUSE = Pause("expert_review", at(4))
VISIT = Served("consult", Occasion.CONSULT, at(2), CLERK, OUTLET)

PLEDGE = Pledge(pledge().lines, "2026-1", made_at=at(2))
FILE = CreditFile(proposed(), at(3))

# A case with something in every drawer, so that a wrong hand would be seen.
FULL = Case(
    case_id="case-1",
    registered=registered(),
    registered_at=at(0),
    first_contact=CLERK,
    outlet=OUTLET,
    terminal="01",
    handler=CLERK,
    state=State.RECEIVED,
    decision=Decision.RECEIVE,
    decided_at=at(2),
    decided_by=CLERK,
    received_at=at(2),
    accepted_at=at(3),
    ended_at=at(4),
    last_at=at(4),
    materials=ROWS,
    checks=1,
    notices=(notice(1),),
    papers=(PAPER,),
    voidings=(VOIDED,),
    collected=Collection(GIVEN, at(3)),
    dues=(FEEDBACK, RESPONSE, ANSWER, HANDLING),
    promises=(PART_1, PART_2),
    deficit=Deficit(),
    pledge=PLEDGE,
    credit=FILE,
    correction_due=stamp(21, "correction"),
    supplement_due=stamp(7, "supplement"),
    next_follow_up=TRACKED,
    transfer=SENT,
    stage="初审",
    answer="已答复",
    outcome="已交付",
    pauses=(PAUSE,),
    review_due=stamp(4, "silent_acceptance"),
    former_names=("张三",),
    void_papers=("HH0501 受〔2026〕0009 号",),
    first_versions=(("8.2-M1", 1),),
    served=(VISIT,),
    reviews_offered=("consult",),
    reviews_rated=("consult",),
    bounces=1,
    events=7,
)
# The state and the last decision have tests of their own.
APART = ("state", "last_decision", "last_taking")
ALWAYS = {"events": 8, "last_at": NOW}


def served(occasion: Occasion) -> tuple[Served, ...]:
    """The visits, with the one that the fact under test is."""
    return (VISIT, Served(occasion.value, occasion, NOW, SUPERVISOR, "1508001001"))


CAME = Correction(CorrectionTaken((RENEWED, ADDED)), NOW, NOW)
BROUGHT, RESULT = served(Occasion.SUPPLEMENT), served(Occasion.RESULT)


def changes(fact: Fact, of: Case = FULL) -> dict[str, object]:
    """The fields that are another after the fact, with what they are then; state and decision apart."""
    happened = replace(event(fact, minutes=99, actor=SUPERVISOR), outlet="1508001001", op_id="op-now")
    after = apply(of, happened)
    told = {one.name: getattr(after, one.name) for one in fields(Case)}
    return {name: value for name, value in told.items() if value != getattr(of, name) and name not in APART}


@each(
    ("fact", "left"),
    [
        (MaterialsChecked(2, (ADDED,)), {"materials": (ADDED,), "checks": 2}),
        (MaterialsTaken(), {"received_at": NOW, "review_due": None}),
        (
            MaterialsTaken(for_review=True, review_due=stamp(5, "silent_acceptance")),
            {"received_at": NOW, "review_due": stamp(5, "silent_acceptance")},
        ),
        (
            AnsweredOnSpot("带执照复印件。", "商标法", source="A012@2026-1"),
            {
                "answer": "带执照复印件。",
                "told": Answer("带执照复印件。", "商标法", "A012@2026-1"),
                "ended_at": NOW,
            },
        ),
        (
            Accepted((stamp(6),)),
            {
                "accepted_at": NOW,
                "dues": (FEEDBACK, RESPONSE, ANSWER, stamp(6)),
                "handler": SUPERVISOR,
            },
        ),
        (Accepted(), {"accepted_at": NOW, "handler": SUPERVISOR}),
        (
            TrackingStarted(date(2026, 12, 20), (stamp(9, "plan"),)),
            {
                "accepted_at": NOW,
                "dues": (FEEDBACK, RESPONSE, ANSWER, HANDLING, stamp(9, "plan")),
                "next_follow_up": date(2026, 12, 20),
                "handler": SUPERVISOR,
            },
        ),
        (
            AcceptedDeficient((PART_2,), stamp(8, "supplement"), (stamp(9, "answer"),)),
            {
                "accepted_at": NOW,
                "dues": (FEEDBACK, RESPONSE, HANDLING, stamp(9, "answer")),
                "promises": (PART_2,),
                "deficit": Deficit((PART_2,)),
                "supplement_due": stamp(8, "supplement"),
                "handler": SUPERVISOR,
            },
        ),
        (
            notice(2, due=stamp(30, "correction")),
            {
                "notices": (notice(1), notice(2, due=stamp(30, "correction"))),
                "told_at": NOW,
                "correction_due": stamp(30, "correction"),
            },
        ),
        (
            replace(OUT, reason="另一理由"),
            {
                "transfer": Transfer(
                    replace(OUT, reason="另一理由"),
                    NOW,
                    State.RECEIVED,
                    op_id="op-now",
                    sender=SUPERVISOR,
                    from_outlet="1508001001",
                )
            },
        ),
        (
            TransferTaken("请申请人带原件来"),
            {
                "transfer": None,
                "transfers": (SENT.ended(TransferEnd.TAKEN, NOW, SUPERVISOR, remark="请申请人带原件来"),),
                "handler": SUPERVISOR,
                "outlet": "1508001001",
            },
        ),
        (
            TransferReturned("wrong_level", "应由旗县窗口办"),
            {
                "transfer": None,
                "transfers": (
                    SENT.ended(TransferEnd.RETURNED, NOW, SUPERVISOR, "wrong_level", "应由旗县窗口办"),
                ),
                "bounces": 2,
            },
        ),
        (
            TransferWithdrawn("申请人改在本窗口办"),
            {
                "transfer": None,
                "transfers": (
                    SENT.ended(TransferEnd.WITHDRAWN, NOW, SUPERVISOR, remark="申请人改在本窗口办"),
                ),
            },
        ),
        (TransferSeen("op-sent"), {"transfer": replace(SENT, seen_at=NOW)}),
        (TransferSeen("op-another"), {}),
        (
            Rejected("not_in_remit", "第三条", "法院"),
            {
                "outcome": "not_in_remit",
                "ended_at": NOW,
                "rejected": Rejected("not_in_remit", "第三条", "法院"),
                "served": RESULT,
            },
        ),
        (
            CorrectionTaken((RENEWED, ADDED)),
            {
                "corrections": (CAME,),
                "materials": (ROWS[0], RENEWED, ROWS[2], ADDED),
                "correction_due": None,
                "pauses": (replace(PAUSE, ended=NOW),),
                "served": BROUGHT,
            },
        ),
        (
            SupplementTaken((PAID,)),
            {"materials": (ROWS[0], ROWS[1], PAID), "promises": (PART_2,), "served": BROUGHT},
        ),
        (
            SupplementTaken((PAID, material(code="8.2-A2"))),
            {
                "materials": (ROWS[0], ROWS[1], PAID, material(code="8.2-A2")),
                "promises": (),
                "supplement_due": None,
                "served": BROUGHT,
            },
        ),
        (
            SupplementTaken((material(MaterialState.FAULTY, "8.2-A1"),)),
            {"materials": (ROWS[0], ROWS[1], material(MaterialState.FAULTY, "8.2-A1")), "served": BROUGHT},
        ),
        (
            DeemedAccepted(date(2026, 11, 20), (stamp(8),), date(2026, 12, 20)),
            {
                "accepted_at": at(2),
                "dues": (FEEDBACK, RESPONSE, ANSWER, stamp(8)),
                "next_follow_up": date(2026, 12, 20),
                "handler": SUPERVISOR,
            },
        ),
        (
            SupplementTaken((PAID,), date(2026, 11, 28)),
            {
                "materials": (ROWS[0], ROWS[1], PAID),
                "promises": (PART_2,),
                "deficit": Deficit(late=("8.2-A1",)),
                "served": BROUGHT,
            },
        ),
        (SupplementReminded(ReminderStage.ONE_BEFORE, ReminderWay.SMS, "请补齐"), {"deficit": TOLD}),
        (
            SupplementExtended((MORE_1, MORE_2), stamp(9, "supplement"), 2, "停电", SUPERVISOR),
            {
                "promises": (MORE_1, MORE_2),
                "supplement_due": stamp(9, "supplement"),
                "deficit": Deficit(extended=True),
            },
        ),
        (
            SupplementExtended(
                (MORE_1, MORE_2), stamp(9, "supplement"), 9, "洪水", SUPERVISOR, force_majeure=True
            ),
            {"promises": (MORE_1, MORE_2), "supplement_due": stamp(9, "supplement")},
        ),
        (
            SupplementLapsed(LapseWay.RETURNED, "逾期未补齐"),
            {"outcome": "逾期未补齐", "ended_at": NOW, "deficit": Deficit(lapsed=True)},
        ),
        (WorkStarted(), {}),
        (FeedbackGiven("由专利科核实。"), {"dues": (ANSWER, HANDLING)}),
        (StageReached("检索中"), {"stage": "检索中"}),
        (
            StageReached("检索中", date(2027, 1, 4)),
            {"stage": "检索中", "next_follow_up": date(2027, 1, 4)},
        ),
        (
            Paused("expert_review", "评审委托书 3 号"),
            {"pauses": (PAUSE, Pause("expert_review", NOW, None, "评审委托书 3 号"))},
        ),
        (
            Resumed((stamp(8), stamp(6, "answer"))),
            {
                "pauses": (replace(PAUSE, ended=NOW),),
                "dues": (FEEDBACK, RESPONSE, stamp(8), stamp(6, "answer")),
            },
        ),
        (Resumed(), {"pauses": (replace(PAUSE, ended=NOW),)}),
        (ResultReached(True, "已出具报告"), {"outcome": "已出具报告"}),
        (ResultReached(False, "不予支持"), {"outcome": "不予支持"}),
        (Closed("已领取"), {"outcome": "已领取", "ended_at": NOW, "served": RESULT}),
        (Closed(), {"ended_at": NOW, "served": RESULT}),
        (Withdrawn("申请人撤回"), {"outcome": "申请人撤回", "ended_at": NOW}),
        (Terminated("失联"), {"outcome": "失联", "ended_at": NOW, "lapsed": Terminated("失联")}),
        (Reopened("录入有误"), {"ended_at": None, "dues": (), "collected": None}),
        (
            Reopened("录入有误", (stamp(3, "rework"),)),
            {"ended_at": None, "dues": (stamp(3, "rework"),), "collected": None},
        ),
        (
            LAPSED,
            {
                "outcome": "逾期未补正",
                "ended_at": NOW,
                "lapsed": LAPSED,
            },
        ),
        (
            ProposalDeclined("deem_withdrawn", "材料已寄出", TRACKED),
            {"declined": ProposalDeclined("deem_withdrawn", "材料已寄出", TRACKED)},
        ),
        (DueRecomputed(HANDLING, stamp(6)), {"dues": (FEEDBACK, RESPONSE, ANSWER, stamp(6))}),
        (
            DueRecomputed(stamp(21, "correction"), stamp(22, "correction")),
            {"correction_due": stamp(22, "correction")},
        ),
        (
            DueRecomputed(stamp(7, "supplement"), stamp(8, "supplement")),
            {"supplement_due": stamp(8, "supplement")},
        ),
        (
            DueRecomputed(stamp(4, "silent_acceptance"), stamp(6, "silent_acceptance")),
            {"review_due": stamp(6, "silent_acceptance")},
        ),
        (DueRecomputed(stamp(88), stamp(89)), {}),
        (replace(PAPER, copy_no=2), {"papers": (PAPER, replace(PAPER, copy_no=2))}),
        (PrintFailed(PAPER.number, 1, "printer.none"), {}),
        (
            Amended(
                (
                    FieldChange("applicant.name", "河套禾源食品有限公司", "河套禾原食品有限公司"),
                    FieldChange("phone", "13800002046", "13800002047"),
                    FieldChange("answer", "已答复", "已书面答复"),
                ),
                (MaterialChange(ROWS[0], replace(ROWS[0], handed=2)),),
                AmendCause.APPLICANT_CHANGED,
            ),
            {
                "registered": replace(
                    FULL_FACT,
                    applicant=replace(FULL_FACT.applicant, name="河套禾原食品有限公司", phone="13800002047"),
                ),
                "answer": "已书面答复",
                "outdated": (PAPER.number,),
                "materials": (replace(ROWS[0], handed=2), *ROWS[1:]),
                "former_names": ("张三", "河套禾源食品有限公司"),
                "former_codes": ("13800002046",),
            },
        ),
        (
            Amended((FieldChange("request", "", "改为"),), cause=AmendCause.APPLICANT_CHANGED),
            {
                "registered": replace(FULL_FACT, request="改为"),
                "request_changed": True,
                "outdated": (PAPER.number,),
            },
        ),
        (
            Amended((FieldChange("request", "", "改为"),)),
            {"registered": replace(FULL_FACT, request="改为"), "outdated": (PAPER.number,)},
        ),
        (
            Voided("duplicate", "与前一件重复"),
            {"voided": Voided("duplicate", "与前一件重复"), "ended_at": NOW, "served": ()},
        ),
        (
            PaperVoided(PAPER.number, "未送达"),
            {
                "void_papers": ("HH0501 受〔2026〕0009 号", PAPER.number),
                "voidings": (VOIDED, PaperVoided(PAPER.number, "未送达")),
            },
        ),
        (GIVEN, {"collected": Collection(GIVEN, NOW)}),
        (
            pledge("8.2-A1", open_as="公示一年"),
            {"pledge": Pledge(pledge("8.2-A1").lines, "2026-1", "公示一年", NOW)},
        ),
        (ChecksDue(stamp(12)), {"pledge": replace(PLEDGE, due=stamp(12))}),
        (checked(TRUE), {"pledge": replace(PLEDGE, checks=(Checked(checked(TRUE), SUPERVISOR, NOW),))}),
        (STOP, {"pledge": replace(PLEDGE, consequences=(STOP,)), "outcome": "核查不实", "ended_at": NOW}),
        (PENALTY, {"pledge": replace(PLEDGE, consequences=(PENALTY,))}),
        (proposed(grounds="其他"), {"credit": CreditFile(proposed(grounds="其他"), NOW)}),
        (HEARD, {"credit": replace(FILE, defence=HEARD)}),
        (
            Discredited(TRACKED, "事实清楚"),
            {
                "credit": replace(
                    FILE, standing=Standing.LISTED, decided_at=NOW, decided_by=SUPERVISOR, until=TRACKED
                )
            },
        ),
        (
            DiscreditDropped("已改正"),
            {"credit": replace(FILE, standing=Standing.DROPPED, decided_at=NOW, decided_by=SUPERVISOR)},
        ),
        (
            CreditRepaired("已改正"),
            {"credit": replace(FILE, standing=Standing.REPAIRED, decided_at=NOW, decided_by=SUPERVISOR)},
        ),
        (ReviewOffered("result"), {"reviews_offered": ("consult", "result")}),
        (ReviewEnded("result", ReviewOutcome.RATED), {"reviews_rated": ("consult", "result")}),
        (ReviewEnded("result", ReviewOutcome.DECLINED), {}),
        (ReviewEnded("result", ReviewOutcome.TIMED_OUT), {}),
    ],
)
def test_a_fact_changes_its_own_drawers_only(fact: Fact, left: dict[str, object]) -> None:
    examined = {"examined_by": (SUPERVISOR,)} if isinstance(fact, EXAMINING) else {}
    assert changes(fact) == ALWAYS | examined | left


DECIDES: tuple[tuple[Fact, Decision | None], ...] = (
    (MaterialsChecked(2, ()), None),
    (MaterialsTaken(), None),
    (MaterialsTaken(for_review=True), Decision.RECEIVE),
    (AnsweredOnSpot("。"), Decision.ANSWER),
    (Accepted(), Decision.ACCEPT),
    (TrackingStarted(TRACKED), Decision.ACCEPT),
    (AcceptedDeficient((PART_1,), stamp(7)), Decision.DEFICIENT),
    (notice(1), Decision.NOTICE),
    (OUT, Decision.TRANSFER),
    (TransferTaken(), None),
    (TransferReturned("not_my_duty"), None),
    (TransferWithdrawn("。"), None),
    (TransferSeen("op-sent"), None),
    (Rejected("not_in_remit"), Decision.REJECT),
    (CorrectionTaken(()), None),
    (SupplementTaken(()), None),
    (SupplementReminded(ReminderStage.AFTER, ReminderWay.SMS, "。"), None),
    (SupplementExtended((), stamp(9), 2, "。", SUPERVISOR), None),
    (SupplementLapsed(LapseWay.RETURNED, "。"), None),
    (DeemedAccepted(TRACKED), None),
    (WorkStarted(), None),
    (FeedbackGiven("。"), None),
    (StageReached("检索中"), None),
    (Paused("expert_review", "评审委托书 3 号"), None),
    (Resumed(), None),
    (ResultReached(True, "。"), None),
    (Closed(), None),
    (Withdrawn("。"), None),
    (Terminated("。"), None),
    (Reopened("。"), None),
    (DueRecomputed(stamp(5), stamp(6)), None),
    (PAPER, None),
    (PrintFailed(PAPER.number, 1, "printer.none"), None),
    (GIVEN, None),
    (ReviewOffered("consult"), None),
    (ReviewEnded("consult", ReviewOutcome.RATED), None),
    (DeemedWithdrawn("逾期未补正", TRACKED), None),
    (ProposalDeclined("deem_withdrawn", "材料已寄出", TRACKED), None),
    (Amended(()), None),
    (Retimed((), (), (), "选错"), None),
    (CorrectionUndone("op-1", "收错件"), None),
    (Voided("duplicate"), None),
    (PaperVoided(PAPER.number, "未送达"), None),
    *((fact, None) for fact in (*SAMPLES, *agencies.SAMPLES)),
)


@each(("fact", "decision"), DECIDES)
def test_what_a_fact_decides_on_a_fresh_registration(fact: Fact, decision: Decision | None) -> None:
    assert decision_of(fact) is decision
    fresh = replace(FULL, decision=None, decided_at=None, decided_by="")
    after = apply(fresh, event(fact, minutes=99, actor=SUPERVISOR))
    wanted = (decision, NOW, SUPERVISOR) if decision else (None, None, "")
    assert (after.decision, after.decided_at, after.decided_by) == wanted


@each(("fact", "decision"), DECIDES)
def test_no_later_fact_makes_the_first_decision_another(fact: Fact, decision: Decision | None) -> None:
    first = Decision.NOTICE if decision is not Decision.NOTICE else Decision.ACCEPT
    decided = replace(FULL, decision=first)
    after = apply(decided, event(fact, minutes=99, actor=SUPERVISOR))
    assert (after.decision, after.decided_at, after.decided_by) == (first, at(2), CLERK)


@each(("fact", "decision"), DECIDES)
def test_who_was_asked_first_and_what_was_asked_never_change(fact: Fact, decision: object) -> None:
    after = apply(FULL, event(fact, minutes=99, actor=SUPERVISOR))
    for name in ("case_id", "registered", "registered_at", "first_contact", "terminal", "case_no"):
        assert getattr(after, name) == getattr(FULL, name), name


def test_a_registration_opens_every_drawer_empty_but_its_own() -> None:
    dues = (stamp(0, "response"), stamp(3, "answer"))
    opened = apply(None, event(registered(dues=dues), minutes=4))
    filled = {
        one.name: getattr(opened, one.name)
        for one in fields(Case)
        if getattr(opened, one.name) not in (None, "", (), 0)
    }
    assert filled == {
        "case_id": "case-1",
        "registered": registered(dues=dues),
        "registered_at": at(4),
        "first_contact": CLERK,
        "outlet": OUTLET,
        "terminal": "01",
        "handler": CLERK,
        "state": State.REGISTERED,
        "last_at": at(4),
        "dues": dues,
        "events": 1,
    }


@each(
    ("brought", "left"),
    [
        ((), (PART_1, PART_2)),
        ((material(code="8.2-M1"),), (PART_1, PART_2)),
        ((PAID,), (PART_2,)),
        ((material(code="8.2-A2"),), (PART_1,)),
        ((PAID, material(code="8.2-A2")), ()),
        ((material(MaterialState.MISSING, "8.2-A1"),), (PART_1, PART_2)),
        ((material(MaterialState.FAULTY, "8.2-A1"),), (PART_1, PART_2)),
        ((material(MaterialState.DEFERRED, "8.2-A1"),), (PART_1, PART_2)),
        ((material(MaterialState.UNDECIDED, "8.2-A1"),), (PART_1, PART_2)),
    ],
)
def test_only_a_complete_paper_keeps_a_promise(
    brought: tuple[object, ...], left: tuple[PromiseLine, ...]
) -> None:
    assert FULL.promises_left(brought) == left  # type: ignore[arg-type]


@each(
    ("stamps", "supplement", "rule"),
    [
        ((), None, None),
        ((DueStamp("handling", ClockKind.PERIOD, None),), None, None),
        ((DueStamp("handling", ClockKind.PERIOD, None), stamp(9, "answer")), None, "answer"),
        ((stamp(9, "answer"), stamp(3, "feedback")), None, "feedback"),
        ((stamp(9, "answer"),), stamp(7, "supplement"), "supplement"),
        ((stamp(5, "answer"),), stamp(7, "supplement"), "answer"),
        ((), stamp(7, "supplement"), "supplement"),
    ],
)
@each("state", [State.REGISTERED, State.RECEIVED, State.IN_PROGRESS, State.SUSPENDED])
def test_the_nearest_clock_leads(
    stamps: tuple[DueStamp, ...], supplement: DueStamp | None, rule: str | None, state: State
) -> None:
    case = replace(FULL, state=state, dues=stamps, supplement_due=supplement, review_due=None)
    assert (case.due.rule if case.due else None) == rule


@each("state", State)
@each(("days", "leads"), [(3, True), (6, False)])
def test_the_end_of_silence_presses_only_while_nobody_has_examined(
    state: State, days: int, leads: bool
) -> None:
    silence = stamp(days, "silent_acceptance")
    case = replace(FULL, state=state, dues=(stamp(5),), supplement_due=None, review_due=silence)
    assert (case.due == silence) is (leads and state is State.RECEIVED)


@each("state", State)
def test_the_applicants_own_period_leads_only_while_we_wait_for_them(state: State) -> None:
    waiting = state in (State.CORRECTION, State.CORRECTION_AFTER)
    case = replace(FULL, state=state, dues=(stamp(30),), supplement_due=None, review_due=None)
    assert case.due is not None
    assert case.due.rule == ("correction" if waiting else "handling")


@each("state", State)
def test_a_case_is_open_until_it_is_closed_refused_withdrawn_or_terminated(state: State) -> None:
    shut = {"closed", "rejected", "withdrawn", "terminated", "voided"}
    assert replace(FULL, state=state).is_open is (state.value not in shut)


@each(
    ("issued", "form", "count"),
    [((), "W04", 0), (("W04",), "W04", 1), (("W04", "W05", "W04"), "W04", 2), (("W05",), "W04", 0)],
)
def test_copies_are_counted_by_form(issued: tuple[str, ...], form: str, count: int) -> None:
    papers = tuple(replace(PAPER, form=one) for one in issued)
    assert replace(FULL, papers=papers).copies_of(form) == count
