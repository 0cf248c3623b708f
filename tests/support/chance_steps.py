"""Whatever else may happen to a case at a counter, for days lived by chance: one use case a step."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft, TransferDetail
from outlet_app.domain.events import Delivery, LapseWay, ReminderStage, ReminderWay
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.facts.pledge import CheckResult, Consequence
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.consultations import Said
from outlet_app.services.counter import Counter
from tests.services.test_packaging import BOTH_REFUSED, filled
from tests.support import agencies
from tests.support.entries import search_report, subsidy, tracked

Steps = Mapping[str, Callable[[], object]]
TICKED = NoticeDraft((), 15, Delivery.IN_PERSON, verified=True)
HERE = TransferDetail("", "1508260838", "乌兰图雅", "不归本岗")


def further_steps(counter: Counter, chance: random.Random, case: Case | None, now: datetime) -> Steps:
    """By name; most are refused for most cases, and then leave no trace."""
    opening = _openings(counter, chance)
    return opening if case is None else {**opening, **_on_case(counter, chance, case, now)}


def _openings(counter: Counter, chance: random.Random) -> Steps:
    """Who comes with more than one matter, or with one that takes longer."""
    some = {"but": {"7.2-M1": MaterialState.MISSING}} if chance.random() < 0.5 else {}
    refused = BOTH_REFUSED if chance.random() < 0.2 else {}
    return {
        "package": lambda: counter.packaging.open(
            "P5", filled(counter, refused=refused, **some), None if not some else TICKED
        ),
        "industry": lambda: counter.packaging.open("P6-1", filled(counter, "P6-1")),
        "report": lambda: counter.intake.decide(search_report(counter.reference), Decision.ACCEPT),
        "tracked": lambda: counter.intake.decide(tracked(counter.reference), Decision.ACCEPT),
        "examined": lambda: counter.intake.decide(subsidy(counter.reference), Decision.RECEIVE),
    }


def _on_case(counter: Counter, chance: random.Random, case: Case, now: datetime) -> Steps:
    case_id, today = case.case_id, local_day(now)
    soon = today + timedelta(days=chance.randrange(1, 30))
    return {
        **_course(counter, chance, case, now),
        **_promised(counter, chance, case, now),
        **_helped(counter, chance, case_id),
        "plan": lambda: counter.tracking.plan(case_id, TrackingPlanned("三件核心专利", "挖掘", soon)),
        "visit": lambda: counter.tracking.visit(
            case_id, FollowUpVisited(today, chance.choice(list(VisitWay)), "进展顺利", soon)
        ),
        "summary": lambda: counter.tracking.sum_up(case_id, StageSummarised("完成一阶段", "申请三件")),
        "review": lambda: _review(counter, chance, case_id),
    }


def _course(counter: Counter, chance: random.Random, case: Case, now: datetime) -> Steps:
    """The way of a case by itself: answered, passed on, stopped, explained."""
    case_id, transfers, lapses = case.case_id, counter.transfers, counter.lapses
    said = Said("可以网上办理。", ToldWay.PHONE, now, "商标法")
    return {
        "answer": lambda: counter.consultations.answer(case_id, said),
        "complex": lambda: counter.consultations.make_complex(case_id, "需要核对"),
        "deepen": lambda: counter.queries.deepen(case_id, "1.7", "需要比对技术方案"),
        "stage": lambda: counter.tracking.reach(
            case_id, chance.choice(counter.tracking.stages(case) or ("",))
        ),
        "send": lambda: transfers.send(case_id, HERE),
        "take": lambda: transfers.take(case_id),
        "send_back": lambda: transfers.send_back(case_id, "not_my_duty"),
        "call_back": lambda: transfers.withdraw(case_id, "改在本窗口办"),
        "pause": lambda: lapses.pause(case_id, "expert_review", "委托书 3 号"),
        "resume": lambda: lapses.resume(case_id, "报告已收到"),
        "deem_accepted": lambda: lapses.confirm_accepted(case_id),
        "deem_withdrawn": lambda: lapses.confirm_withdrawn(case_id, "逾期未补正"),
        "terminate": lambda: lapses.terminate(case_id, "申请人已注销"),
        "explain": lambda: counter.oversight.explain(case_id, "R5", "周三前答复"),
        "undo_whole": lambda: counter.mending.undo_whole(case_id, "点错"),
    }


def _promised(counter: Counter, chance: random.Random, case: Case, now: datetime) -> Steps:
    """容缺 and 告知承诺, kept or not, as far as 失信."""
    case_id, promises, pledges, today = case.case_id, counter.promises, counter.pledges, local_day(now)
    brought = {line.code: MaterialState.COMPLETE for line in case.promises}
    proof = case.pledge.open_lines[0].code if case.pledge and case.pledge.open_lines else "none"
    found = chance.choice(list(CheckResult))
    return {
        "supplement": lambda: promises.supplement(case_id, brought, today),
        "remind": lambda: promises.remind(case_id, ReminderStage.EARLY, ReminderWay.PHONE, "请补齐"),
        "extend": lambda: promises.extend(case_id, 2, "停电"),
        "lapse": lambda: promises.lapse(case_id, LapseWay.RETURNED, "逾期未补齐"),
        "verify": lambda: pledges.check(case_id, proof, CheckWay.ASSISTED, found, "回函", today),
        "consequence": lambda: pledges.draw(case_id, Consequence.PENALTY, "承诺不实"),
        "discredit": lambda: counter.credit.propose(
            case_id, chance.choice(list(CreditAct)), "经核查不实", today, today + timedelta(days=5)
        ),
        "defence": lambda: counter.credit.hear(case_id, "", made=False),
    }


def _helped(counter: Counter, chance: random.Random, case_id: str) -> Steps:
    """帮办代办 from its beginning to its end."""
    helping, mode = counter.agencies, chance.choice([agencies.Mode.WHOLE, agencies.Mode.ON_SITE])
    return {
        "help": lambda: helping.begin(case_id, agencies.begun(mode)),
        "act": lambda: helping.act(case_id, agencies.acted()),
        "hand_over": lambda: helping.hand_over(case_id, agencies.handed()),
        "halt": lambda: helping.halt(case_id, agencies.stopped()),
        "help_on": lambda: helping.resume(case_id, agencies.RESUMED),
        "help_ends": lambda: helping.halt(case_id, agencies.ended()),
    }


def _review(counter: Counter, chance: random.Random, case_id: str) -> None:
    """A card, and with it a good word; nobody is asked where the city has told no key."""
    invitation = counter.reviews.invite(case_id)
    level = chance.choice([Level.VERY_SATISFIED, Level.SATISFIED])
    counter.reviews.press(invitation, level)
    counter.reviews.submit(invitation, Answer(level))
