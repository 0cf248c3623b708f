"""What asks for whoever leads: the ladder of a clock, and the concerns of a case (domain.md §1.5, §1.6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.courses import is_overdue as told_by_the_sheet
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Complexity,
    DueStamp,
    Fact,
    FeedbackGiven,
    MaterialsTaken,
    NoticeGiven,
    Paused,
    Situation,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    WorkStarted,
)
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.oversight import Concern, Rung, concerns, needs_reason, rung
from tests.domain.holiday_plans import CALENDAR
from tests.support.builders import CLERK, OUTLET, at, event, notice, registered, stamp

C = Concern
FAR = "1508001001"
FEEDBACK = DueStamp("feedback", ClockKind.HOURS, at(days=1))
ANSWER = stamp(5, "answer")
QUESTION = registered(consulting=True, complexity=Complexity.COMPLEX, dues=(FEEDBACK, ANSWER))
BY = DueStamp("receiving", ClockKind.HOURS, at(120))
SENT = TransferredOut(FAR, "", "市级窗口", "需专业人员答复", receive_by=BY)
BACK = TransferReturned("not_my_duty")
EXPLAINED = DelayExplained(DelayReason.DIFFICULT, "周三前答复")


def lived(*facts: Fact) -> Case:
    """A case by its facts; what the other side says is written there."""
    events = []
    for place, fact in enumerate(facts):
        there = isinstance(fact, TransferTaken | TransferReturned)
        made = event(fact, minutes=place, actor="1508020001" if there else CLERK)
        events.append(replace(made, outlet=FAR if there else OUTLET))
    return fold(events)


def told(*facts: Fact, days: int = 0, minutes: int = 60) -> Sequence[Concern]:
    return concerns(lived(*facts), at(minutes, days=days))


def test_the_ladder_of_a_clock() -> None:
    due = datetime(2026, 11, 25, 17, 30, tzinfo=CST)
    start = datetime(2026, 11, 20, 9, 0, tzinfo=CST)
    moments = {
        "on the first day": datetime(2026, 11, 20, 10, 0, tzinfo=CST),
        "before three quarters": datetime(2026, 11, 23, 17, 0, tzinfo=CST),
        "the working day before": datetime(2026, 11, 24, 8, 0, tzinfo=CST),
        "on its day": datetime(2026, 11, 25, 8, 30, tzinfo=CST),
        "at its minute": due,
        "a minute later": datetime(2026, 11, 25, 17, 31, tzinfo=CST),
        "the next working day": datetime(2026, 11, 26, 8, 30, tzinfo=CST),
    }
    assert {name: rung(due, now, CALENDAR, start) for name, now in moments.items()} == {
        "on the first day": Rung.NONE,
        "before three quarters": Rung.NONE,
        "the working day before": Rung.YELLOW,
        "on its day": Rung.ORANGE,
        "at its minute": Rung.ORANGE,
        "a minute later": Rung.RED,
        "the next working day": Rung.CITY,
    }
    assert rung(None, due, CALENDAR) is Rung.NONE


def test_three_quarters_of_the_time_are_yellow_though_days_are_left() -> None:
    start = datetime(2026, 11, 2, 9, 0, tzinfo=CST)
    due = datetime(2026, 11, 30, 17, 30, tzinfo=CST)
    assert rung(due, datetime(2026, 11, 23, 17, 30, tzinfo=CST), CALENDAR, start) is Rung.YELLOW
    assert rung(due, datetime(2026, 11, 23, 10, 0, tzinfo=CST), CALENDAR, start) is Rung.NONE


def test_a_weekend_after_the_day_is_not_yet_the_city_s() -> None:
    friday = datetime(2026, 11, 20, 17, 30, tzinfo=CST)
    assert rung(friday, datetime(2026, 11, 22, 12, 0, tzinfo=CST), CALENDAR) is Rung.RED
    assert rung(friday, datetime(2026, 11, 23, 8, 0, tzinfo=CST), CALENDAR) is Rung.CITY


def test_what_stands_in_a_case() -> None:
    urgent = replace(QUESTION, situation=Situation.URGENT)
    unclear = replace(QUESTION, situation=Situation.UNCLEAR)
    found = {
        "nothing yet": told(QUESTION),
        "reported": told(urgent),
        "reported with the hand-over": told(QUESTION, replace(SENT, urgent=True)),
        "nobody knows whose": told(unclear),
        "somebody took it": told(unclear, SENT, TransferTaken()),
        "on its way": told(QUESTION, SENT),
        "not received in time": told(QUESTION, SENT, minutes=121),
        "back once": told(QUESTION, SENT, BACK),
        "back twice": told(QUESTION, SENT, BACK, SENT, BACK),
        "named since": told(QUESTION, SENT, BACK, SENT, BACK, replace(SENT, designated_by=CLERK)),
        "no feedback": told(QUESTION, days=2),
        "feedback given": told(QUESTION, FeedbackGiven("由知识产权科核对"), days=2),
        "not answered": told(QUESTION, FeedbackGiven("由知识产权科核对"), days=6),
        "neither": told(QUESTION, days=6),
        "explained": told(*ACCEPTED, days=7) + told(*ACCEPTED, EXPLAINED, days=7),
    }
    assert found == {
        "nothing yet": (),
        "reported": (C.URGENT,),
        "reported with the hand-over": (C.URGENT,),
        "nobody knows whose": (C.OWNER_UNCLEAR,),
        "somebody took it": (),
        "on its way": (),
        "not received in time": (C.NOT_RECEIVED,),
        "back once": (),
        "back twice": (C.BOUNCED,),
        "named since": (),
        "no feedback": (C.NO_FEEDBACK, C.UNEXPLAINED),
        "feedback given": (),
        "not answered": (C.UNANSWERED, C.UNEXPLAINED),
        "neither": (C.NO_FEEDBACK, C.UNANSWERED, C.UNEXPLAINED),
        "explained": (C.OVERDUE, C.UNEXPLAINED, C.OVERDUE),
    }


ACCEPTED = (registered(), MaterialsTaken(), Accepted((stamp(3),)))


def test_what_has_ended_asks_for_nothing() -> None:
    assert told(replace(QUESTION, situation=Situation.URGENT), AnsweredOnSpot("可以。"), days=9) == ()


def test_while_others_have_to_act_nothing_is_late() -> None:
    waiting: dict[str, tuple[Fact, ...]] = {
        "the applicant": (*ACCEPTED, notice(1)),
        "a pause": (*ACCEPTED, WorkStarted(), Paused("expert_review", "评审委托书 3 号")),
    }
    assert {name: told(*facts, days=9) for name, facts in waiting.items()} == {
        "the applicant": (),
        "a pause": (),
    }
    assert isinstance(waiting["the applicant"][-1], NoticeGiven)


def test_when_a_reason_is_due() -> None:
    found = {
        "in time": needs_reason(lived(*ACCEPTED), at(days=2)),
        "late": needs_reason(lived(*ACCEPTED), at(days=7)),
        "late and explained": needs_reason(lived(*ACCEPTED, EXPLAINED), at(days=7)),
        "ended": needs_reason(lived(registered(dues=(stamp(1),)), AnsweredOnSpot("可以。")), at(days=7)),
    }
    assert found == {"in time": False, "late": True, "late and explained": False, "ended": False}


def test_what_an_explanation_must_hold() -> None:
    case = lived(*ACCEPTED)

    def refused(fact: Fact, days: int = 7) -> str:
        found = judge(case, event(fact, days=days))
        return found.code if found else ""

    assert {
        "every reason of the list": [refused(replace(EXPLAINED, reason=one)) for one in DelayReason],
        "another": refused(replace(EXPLAINED, reason="R7")),
        "no reason": refused(replace(EXPLAINED, reason="")),
        "no measures": refused(replace(EXPLAINED, measures="　")),
        "in time": refused(EXPLAINED, days=2),
    } == {
        "every reason of the list": [""] * 7,
        "another": "delay.reason",
        "no reason": "delay.reason",
        "no measures": "delay.measures",
        "in time": "delay.none",
    }


def test_a_later_explanation_stands_in_the_place_of_the_first() -> None:
    later = DelayExplained(DelayReason.FAULT, "线路已修复，今天办结")
    once = apply(lived(*ACCEPTED), event(EXPLAINED, days=7))
    twice = apply(once, event(later, days=8))
    assert (once.delay, twice.delay) == (EXPLAINED, later)
    assert twice.state is once.state


def test_lateness_means_the_same_on_the_sheet_and_on_the_list() -> None:
    assert told_by_the_sheet is is_overdue
