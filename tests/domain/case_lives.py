"""Cases that live through some days, told or by chance, for tests of the daily sheet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from outlet_app.domain.case import apply, fold, judge
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    Amended,
    AnsweredOnSpot,
    CaseEvent,
    Channel,
    Closed,
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    DeemedAccepted,
    DeemedWithdrawn,
    DueStamp,
    Fact,
    FeedbackGiven,
    FieldChange,
    LapseWay,
    MaterialsChecked,
    MaterialsTaken,
    Paused,
    PromiseLine,
    ProposalDeclined,
    Rejected,
    ReminderStage,
    ReminderWay,
    Reopened,
    ResultReached,
    Resumed,
    ReviewEnded,
    ReviewOffered,
    ReviewOutcome,
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
from outlet_app.domain.facts.agency import AgencyMandated, Doing, HaltReason, Mode, Way
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.facts.pledge import CheckResult, Consequence
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.moves import ONLY_FROM
from tests.support import agencies, packaged
from tests.support.builders import MORNING, OUTLET, at, deferred, event, material, notice, registered, stamp
from tests.support.pledged import checked, drawn, pledge, pledged

DAY = MORNING.date()
# A seed by which every fact is seen soon.
SEED, LEAST_LIVES, MOST_LIVES = 106, 40, 200
OTHER = "1508001001"
CLERKS = {OUTLET: ("1508260837", "1508260838"), OTHER: ("1508020001",)}
# Already past when the lives begin, so that a life may see it lapse.
PROMISE = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 17))
FACTS: tuple[Fact, ...] = (
    MaterialsTaken(),
    MaterialsTaken(for_review=True),
    AnsweredOnSpot("可以网上办理。"),
    Accepted((stamp(1),)),
    TrackingStarted(date(2026, 12, 20)),
    AcceptedDeficient((PROMISE,), stamp(7, "supplement")),
    TransferredOut(OTHER, "", "市级窗口", "需专业人员答复"),
    TransferredOut(OUTLET, CLERKS[OUTLET][0], "苏日娜", "由首问人答复"),
    TransferredOut(OUTLET, CLERKS[OUTLET][1], "乌兰", "不归本岗", designated_by=CLERKS[OUTLET][0]),
    TransferTaken(),
    TransferReturned("not_my_duty"),
    TransferWithdrawn("申请人改在本窗口办"),
    TransferSeen("op"),
    Rejected("not_in_remit"),
    CorrectionTaken((material(),)),
    SupplementTaken((material(code="8.2-A1"),)),
    DeemedAccepted(DAY),
    DeemedWithdrawn("逾期未补正", DAY),
    ProposalDeclined("deem_withdrawn", "材料已寄出", DAY),
    Voided("duplicate"),
    WorkStarted(),
    FeedbackGiven("由专利科核实。"),
    MadeComplex("核对受让人", (stamp(3, "answer"),)),
    DelayExplained("R5", "周三前答复"),
    Paused("expert_review", "评审委托书 3 号"),
    Resumed(),
    ResultReached(True, "已出具报告"),
    Closed("已交付"),
    Withdrawn("申请人撤回"),
    Terminated("失联"),
    Reopened("录入有误"),
    QueryDeepened("1.7", "需要比对技术方案", "", (stamp(3, "handling"),)),
    ReviewOffered("consult"),
    ReviewEnded("consult", ReviewOutcome.RATED),
    SupplementReminded(ReminderStage.AFTER, ReminderWay.PHONE, "请尽快补齐"),
    SupplementExtended((PROMISE,), stamp(9, "supplement"), 2, "停电", CLERKS[OUTLET][1]),
    SupplementLapsed(LapseWay.RETURNED, "逾期未补齐"),
    *packaged.SAMPLES,
    *(checked(result) for result in CheckResult),
    *(drawn(step) for step in Consequence),
)


def life(*told: tuple[int, Fact], actor: str = CLERKS[OUTLET][0], outlet: str = OUTLET) -> list[CaseEvent]:
    """One case by what happened to it, each fact so many days after the day of the tests."""
    return [
        event(fact, days=days, minutes=place, actor=actor, outlet=outlet)
        for place, (days, fact) in enumerate(told)
    ]


def elsewhere(happened: CaseEvent) -> CaseEvent:
    """The same event at the other outlet."""
    return replace(happened, outlet=OTHER, actor=CLERKS[OTHER][0])


def chance_lives(seed: int, count: int) -> list[list[CaseEvent]]:
    """Cases that go a legal way by chance over some days and two outlets; rare facts are preferred."""
    chance, seen = Random(seed), Counter[type[Fact]]()
    return [_life(chance, seen) for _ in range(count)]


@cache
def many_lives() -> list[list[CaseEvent]]:
    """As many as it takes to see every fact, within reason; the same for whoever asks."""
    chance, seen, lives = Random(SEED), Counter[type[Fact]](), list[list[CaseEvent]]()
    wanted = {type(fact) for fact in (*FACTS, *helping(DAY))}
    while len(lives) < MOST_LIVES and (len(lives) < LEAST_LIVES or not wanted <= seen.keys()):
        lives.append(_life(chance, seen))
    return lives


def _life(chance: Random, seen: Counter[type[Fact]]) -> list[CaseEvent]:
    channel, assisted = chance.choice(list(Channel)), chance.random() < 0.3
    asks = chance.random() < 0.3
    opening = registered(
        item=chance.choice((1, chance.randrange(12))),
        channel=channel,
        assisted=assisted,
        dues=(stamp(0),),
        consulting=asks,
    )
    minutes = chance.randrange(-2 * 24 * 60, 0)
    told = [event(opening, minutes=minutes, outlet=chance.choice([OUTLET, OTHER]))]
    found = MaterialsChecked(1, (deferred(), pledged()))
    told += [replace(told[0], fact=fact) for fact in (found, pledge())]
    case = fold(told)
    for _ in range(chance.randrange(3, 14)):
        minutes += chance.choice([0, 5, 60, 600])
        following = next(_legal(case, minutes, chance, seen), None)
        if following is None:
            break
        seen[type(following.fact)] += 1
        told.append(following)
        case = apply(case, following)
    return told


def _legal(case: Case, minutes: int, chance: Random, seen: Counter[type[Fact]]) -> Iterator[CaseEvent]:
    here, moment = {case.state}, at(minutes)
    told = (*FACTS, *_fitting(case, minutes))
    pool = [fact for fact in told if case.state in ONLY_FROM.get(type(fact), here)]
    told_of, by_chance = seen.get, chance.random
    for fact in sorted(pool, key=lambda one: told_of(type(one), 0) + 2 * by_chance()):
        answers = isinstance(fact, TransferTaken | TransferReturned) and case.pending is not None
        outlet = case.pending.receiver if answers and case.pending else case.outlet
        clerk = chance.choice(CLERKS[outlet])
        step = CaseEvent(f"op-{case.events}", case.case_id, moment, clerk, outlet, "01", fact)
        if judge(case, step) is None:
            yield step


def _fitting(case: Case, minutes: int) -> Iterator[Fact]:
    """Facts that hold for this case alone: the next notice, what a missed period makes of it."""
    soon = DueStamp("soon", ClockKind.WORKDAYS, at(minutes))
    yield MaterialsTaken(for_review=True, review_due=soon)
    yield notice(len(case.notices) + 1, due=soon)
    yield ConsultationAnswered("可以。", ToldWay.PHONE, at(minutes), "商标法")
    if case.received_at:
        yield DeemedAccepted(case.received_at.date())
    if case.last_decision:
        yield DecisionUndone(case.last_decision.op_id, "点错")
    if case.last_taking:
        yield CorrectionUndone(case.last_taking.op_id, "收错件")
    yield Amended((FieldChange("channel", case.registered.channel, Channel.PHONE),))
    way = FieldChange("channel", case.registered.channel, Channel.ON_SITE)
    yield Retimed((way,), case.dues, case.dues, "来访方式选错")
    yield from helping(at(minutes).date())
    if case.correction_due and case.correction_due.at:
        yield DeemedWithdrawn("逾期未补正", case.correction_due.at.date())


@cache
def helping(day: date) -> tuple[Fact, ...]:
    """What can happen to a 帮办代办 on a day; its authority begins with it."""
    signed = agencies.mandate(since=day, until=day + timedelta(days=9))
    return (
        agencies.begun(mandate=signed, materials=(agencies.LICENCE,)),
        agencies.begun(Mode.ON_SITE, helper=agencies.COLLEAGUE, materials=()),
        AgencyMandated(signed),
        agencies.acted(Doing.SUBMIT, day=day),
        replace(agencies.missed(), day=day),
        agencies.handed(Way.IN, agencies.FORMS),
        agencies.handed(Way.OUT, agencies.FORMS),
        agencies.stopped(),
        agencies.RESUMED,
        agencies.PASSED,
        agencies.ended(),
        agencies.ended(HaltReason.WITHDRAWN),
    )


def days_around(first: int = -2, last: int = 4) -> list[date]:
    """The days over which chance lives run."""
    return [DAY + timedelta(days=step) for step in range(first, last)]
