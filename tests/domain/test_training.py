"""Trainings: places and waiting list, every step in every stage, every refusal, whom the year has reached."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain import case as cases
from outlet_app.domain import records
from outlet_app.domain.events import Fact, PaperIssued, PrintFailed
from outlet_app.domain.facts.activity import (
    ACTIVITY_FACTS,
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
    ActivityHeld,
    ActivityPublished,
    ActivityReviewed,
    EnrolmentCancelled,
    EnrolmentClosed,
    SignedIn,
    SignWay,
)
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from outlet_app.domain.training.activity import Activity, ActivityState
from outlet_app.domain.training.reach import Reach, reach
from outlet_app.domain.training.rules import fold, judge
from tests.support.activities import ID, STARTS, after, on, open_one, person, planned, told
from tests.support.builders import CLERK, event, registered
from tests.support.tasks import opened as bad_review

SIGN = SignWay.SIGNATURE
HELD = ActivityHeld("讲授专利申请文件撰写")
FILED = ActivityArchived("宣传册 40 份", "2026-培-003")
PAPER = PaperIssued("W25", "HH0101 培〔2026〕0001 号", 1, "00", 1)
STAGES: dict[str, Activity] = {
    "PLN": after(),
    "OPN": open_one(3),
    "CLO": on(open_one(3), EnrolmentClosed(), at=STARTS),
    "HLD": on(open_one(3), SignedIn("seat-1", SIGN), HELD, at=STARTS),
    "ARC": on(open_one(3), SignedIn("seat-1", SIGN), HELD, FILED, at=STARTS),
    "REV": on(open_one(3), SignedIn("seat-1", SIGN), HELD, FILED, ActivityReviewed(1, 1), at=STARTS),
    "CAN": on(open_one(3), ActivityCancelled("讲师生病"), at=STARTS),
}
STEPS: dict[str, Fact] = {
    "published": ActivityPublished(),
    "changed": ActivityChanged(planned(place="五楼会议室"), "换会场"),
    "enrolled": person(9, at_door=True),
    "dropped": EnrolmentCancelled("seat-2", "有事"),
    "closed": EnrolmentClosed(),
    "signed_in": SignedIn("seat-2", SIGN),
    "held": HELD,
    "archived": FILED,
    "reviewed": ActivityReviewed(1, 0),
    "cancelled": ActivityCancelled("讲师生病"),
    "paper": PAPER,
    "not printed": PrintFailed(PAPER.number, 1, "printer.none"),
}
MATRIX = """
             PLN OPN CLO HLD ARC REV CAN
published    yes -   -   -   -   -   -
changed      yes yes yes -   -   -   -
enrolled     -   yes yes -   -   -   -
dropped      -   yes yes -   -   -   -
closed       -   yes -   -   -   -   -
signed_in    -   yes yes yes -   -   -
held         -   yes yes -   -   -   -
archived     -   -   -   yes -   -   -
reviewed     -   -   -   -   yes -   -
cancelled    yes yes yes -   -   -   -
paper        yes yes yes yes yes yes yes
notprinted   yes yes yes yes yes yes yes
"""


def refusal(activity: Activity | None, fact: Fact, at: object = STARTS, outlet: str = "") -> str:
    happened = told(fact, at) if not outlet else told(fact, at, outlet=outlet)  # type: ignore[arg-type]
    said = judge(activity, happened)
    return said.code if said else ""


def test_every_step_in_every_stage() -> None:
    head, *rows = (line.split() for line in MATRIX.strip().splitlines())
    wanted = {
        (row[0], stage): mark == "yes" for row in rows for stage, mark in zip(head, row[1:], strict=True)
    }
    found = {
        (name.replace(" ", ""), stage): not refusal(activity, fact)
        for name, fact in STEPS.items()
        for stage, activity in STAGES.items()
    }
    assert found == wanted


def test_a_step_of_another_stage_says_which_stage_it_is() -> None:
    said = judge(STAGES["ARC"], told(HELD, STARTS))
    assert said is not None
    assert (said.code, said.args) == ("activity.state", {"state": "archived", "fact": "activity.held"})


def test_each_stage_is_the_one_the_steps_lead_to() -> None:
    found = [one.state for one in STAGES.values()]
    assert found == list(ActivityState)


def test_who_comes_when_it_is_full_waits_in_order_of_coming() -> None:
    activity = open_one(4)
    assert [seat.fact.seat for seat in activity.confirmed] == ["seat-1", "seat-2"]
    assert [activity.place_in_line(f"seat-{n}") for n in range(1, 6)] == [0, 0, 1, 2, 0]
    assert (open_one(1).is_full, open_one(2).is_full, open_one(9, capacity=0).is_full) == (False, True, False)


def test_who_cancels_makes_room_for_the_first_who_waits() -> None:
    activity = on(open_one(4), EnrolmentCancelled("seat-1", "有事"), at=STARTS)
    assert [seat.fact.seat for seat in activity.confirmed] == ["seat-2", "seat-3"]
    assert [activity.place_in_line(f"seat-{n}") for n in (1, 3, 4)] == [0, 0, 1]
    assert activity.seat("seat-1") is not None
    assert [seat.cancelled for seat in activity.seats] == ["有事", "", "", ""]


def test_without_a_limit_nobody_waits() -> None:
    activity = open_one(50, capacity=0)
    assert (len(activity.confirmed), activity.waiting) == (50, ())


def test_a_larger_room_takes_in_who_waited() -> None:
    activity = on(open_one(4), ActivityChanged(planned(capacity=3), "换大会场"), at=STARTS)
    assert [seat.fact.seat for seat in activity.waiting] == ["seat-4"]


def test_every_reason_why_a_step_is_refused() -> None:
    day, minute = timedelta(days=1), timedelta(minutes=1)
    open_, full = open_one(1), open_one(3)
    signed = on(full, SignedIn("seat-1", SIGN), at=STARTS)
    two_in = on(signed, SignedIn("seat-2", SIGN), at=STARTS)
    late = STARTS - day + timedelta(hours=10)  # the last day to register, in the evening
    blank = planned(title=" ")
    table: dict[str, tuple[str, str]] = {
        "a plan without title": (refusal(None, blank), "activity.incomplete"),
        "a plan without place": (refusal(None, planned(place="")), "activity.incomplete"),
        "fewer than no places": (refusal(None, planned(capacity=-1)), "activity.incomplete"),
        "ends when it starts": (refusal(None, planned(ends_at=STARTS)), "activity.days"),
        "registration after the day": (refusal(None, planned(closes_on=date(2026, 12, 4))), "activity.days"),
        "registration until the day": (refusal(None, planned(closes_on=date(2026, 12, 3))), ""),
        "nothing planned yet": (refusal(None, ActivityPublished()), "activity.unknown"),
        "planned twice": (refusal(open_, planned()), "activity.exists"),
        "a fact of a case": (refusal(open_, registered()), "case.unknown"),
        "another outlet": (refusal(open_, person(2), outlet="1508001001"), "activity.elsewhere"),
        "nameless": (refusal(open_, person(2, name=" ", at_door=True)), "activity.incomplete"),
        "no telephone": (refusal(open_, person(2, phone="")), "activity.incomplete"),
        "the same person again": (refusal(open_, person(1, seat="x")), "activity.enrolled_already"),
        "a namesake": (refusal(open_, person(1, seat="x", phone="13911112222", at_door=True)), ""),
        "again after cancelling": (
            refusal(on(open_, EnrolmentCancelled("seat-1", "有事"), at=STARTS), person(1, at_door=True)), "",
        ),
        "on the last day": (refusal(open_, person(2), late), ""),
        "the day after": (refusal(open_, person(2), late + day), "activity.enrolment_over"),
        "closed early": (
            refusal(on(open_, EnrolmentClosed(), at=late), person(2), late), "activity.enrolment_over",
        ),
        "at the door, too early": (refusal(open_, person(2, at_door=True), late), "activity.not_today"),
        "at the door": (refusal(open_, person(2, at_door=True), STARTS + minute), ""),
        "cancelled in a word": (refusal(open_, EnrolmentCancelled("seat-1", " ")), "activity.incomplete"),
        "cancelled by nobody": (refusal(open_, EnrolmentCancelled("seat-9", "误")), "activity.seat_unknown"),
        "cancelled after coming": (
            refusal(signed, EnrolmentCancelled("seat-1", "误")), "activity.signed_already",
        ),
        "an unknown person signs": (refusal(full, SignedIn("seat-9", SIGN)), "activity.seat_unknown"),
        "signed the day before": (refusal(full, SignedIn("seat-1", SIGN), late), "activity.too_early"),
        "signed before it starts": (refusal(full, SignedIn("seat-1", SIGN), STARTS - minute), ""),
        "signed twice": (refusal(signed, SignedIn("seat-1", SIGN)), "activity.signed_already"),
        "waits before it starts": (
            refusal(full, SignedIn("seat-3", SIGN), STARTS - minute), "activity.waiting",
        ),
        "waits, and a place stayed empty": (refusal(signed, SignedIn("seat-3", SIGN)), ""),
        "waits, and all came": (refusal(two_in, SignedIn("seat-3", SIGN)), "activity.waiting"),
        "fewer places than taken": (
            refusal(full, ActivityChanged(planned(capacity=1), "换会场")), "activity.capacity_below",
        ),
        "no limit any more": (refusal(full, ActivityChanged(planned(capacity=0), "换会场")), ""),
        "changed without reason": (refusal(full, ActivityChanged(planned(), "")), "activity.incomplete"),
        "changed to nonsense": (refusal(full, ActivityChanged(blank, "误")), "activity.incomplete"),
        "held before it began": (refusal(full, HELD, STARTS - minute), "activity.too_early"),
        "held without a word": (refusal(full, ActivityHeld("")), "activity.incomplete"),
        "filed without number": (refusal(STAGES["HLD"], ActivityArchived("册", "")), "activity.incomplete"),
        "filed without materials": (refusal(STAGES["HLD"], ActivityArchived("", "3")), "activity.incomplete"),
        "more content than answered": (refusal(STAGES["ARC"], ActivityReviewed(0, 1)), "activity.figures"),
        "more answered than came": (refusal(STAGES["ARC"], ActivityReviewed(2, 1)), "activity.figures"),
        "nobody answered": (refusal(STAGES["ARC"], ActivityReviewed(0, 0)), ""),
        "cancelled in silence": (refusal(full, ActivityCancelled(" ")), "activity.incomplete"),
    }  # fmt: skip
    assert {name: found for name, (found, _) in table.items()} == {
        name: said for name, (_, said) in table.items()
    }


def test_the_refusals_tell_what_a_clerk_needs() -> None:
    full = open_one(3)
    over = judge(full, told(person(4), STARTS))
    waits = judge(full, told(SignedIn("seat-3", SIGN), STARTS - timedelta(minutes=1)))
    below = judge(full, told(ActivityChanged(planned(capacity=1), "换会场"), STARTS))
    assert over is not None
    assert waits is not None
    assert below is not None
    assert [over.args, waits.args, below.args] == [{"day": "2026-12-02"}, {"place": 1}, {"placed": 2}]


def test_what_was_signed_and_printed_is_kept() -> None:
    activity = on(open_one(1), SignedIn("seat-1", SignWay.ID_CARD), PAPER, at=STARTS)
    (seat,) = activity.signed
    assert (seat.signed_at, seat.way, activity.papers) == (STARTS, SignWay.ID_CARD, (PAPER,))
    assert activity.events == 5


def test_an_activity_is_what_its_events_tell() -> None:
    facts: tuple[Fact, ...] = (planned(), ActivityPublished(), person(1), EnrolmentCancelled("seat-1", "误"))
    activity = fold(told(fact) for fact in facts)
    assert activity == on(open_one(1), EnrolmentCancelled("seat-1", "误"), at=told(planned()).at)
    with pytest.raises(ValueError, match="at least one event"):
        fold(())
    with pytest.raises(ValueError, match="begins with its plan"):
        fold([told(HELD)])


def test_activities_cases_and_tasks_do_not_mix() -> None:
    activity, case = after(), records.fold([event(registered())])
    assert isinstance(activity, Activity)
    assert records.fold([told(planned())]) == activity
    found = {
        "a plan begins a record": records.judge(None, told(planned())),
        "a case has no activity": records.judge(case, told(ActivityPublished())),
        "nothing begins with a step": records.judge(None, told(ActivityPublished())),
        "an activity is no case": records.judge(activity, event(registered())),
        "an activity is no task": records.judge(activity, told(bad_review())),
    }
    codes = {name: said.code if said else "" for name, said in found.items()}
    assert codes == {
        "a plan begins a record": "",
        "a case has no activity": "activity.unknown",
        "nothing begins with a step": "activity.unknown",
        "an activity is no case": "case.unknown",
        "an activity is no task": "case.unknown",
    }
    assert {kind: records.fact_type(kind) for kind in ACTIVITY_FACTS} == ACTIVITY_FACTS


def test_enterprises_are_counted_once_however_often_they_come() -> None:
    def held(*people: object, starts: object = STARTS, **changes: object) -> Activity:
        plan = planned(starts_at=starts, capacity=0, **changes)
        at = plan.starts_at - timedelta(days=2)
        activity = after(ActivityPublished(), *people, plan=plan, at=at)  # type: ignore[arg-type]
        signs = [SignedIn(seat.fact.seat, SIGN) for seat in activity.seats[:-1]]
        return on(activity, *signs, at=plan.starts_at)

    absent = person(99)
    first = held(person(1), person(2), person(3, code="", unit="企业2"), absent)
    second = held(person(1, phone="13911112222"), person(4, code=""), person(5, code="", unit=""), absent)
    last_year = held(
        person(6), absent, starts=STARTS.replace(year=2025), ends_at=STARTS, closes_on=date(2025, 12, 2)
    )
    planned_only = open_one(2)
    assert reach((first, second, last_year, planned_only), 2026) == Reach(2026, 2, 6, 2, 1)
    assert reach((first, second, last_year), 2025) == Reach(2025, 1, 1, 1, 0)
    assert reach((), 2026) == Reach(2026, 0, 0, 0, 0)


def test_who_asks_about_a_training_can_be_registered() -> None:
    clerk = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
    case = cases.fold([event(registered(item=10))])

    def asks(item: int, state: State) -> bool:
        told_ = replace(case, state=state, registered=replace(case.registered, item=item))
        return {"enrol", "certify"} <= offered(told_, clerk, date(2026, 11, 20))

    states = (State.REGISTERED, State.CLOSED, State.ACCEPTED, State.REJECTED)
    table = {(item, state): asks(item, state) for item in (9, 10) for state in states}
    assert {key for key, open_ in table.items() if open_} == {(10, State.CLOSED), (10, State.ACCEPTED)}
    assert ID == "activity-1"
