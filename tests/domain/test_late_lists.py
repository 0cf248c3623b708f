"""W18 and its kin: who is on which list, since when, how far past, why."""

from dataclasses import replace
from datetime import datetime, timedelta

from outlet_app.domain.case import fold
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    Closed,
    DueStamp,
    Fact,
    MaterialsTaken,
    PromiseLine,
    ResultReached,
)
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.ledgers.late import COLUMNS, Late, late_cases, late_tasks
from tests.domain.holiday_plans import CALENDAR
from tests.support import tasks as t
from tests.support.builders import MORNING, event, notice, registered

NOW = MORNING + timedelta(days=10)
FRIDAY_EVENING = datetime(2026, 11, 20, 17, 30, tzinfo=MORNING.tzinfo)


def due(at: datetime, rule: str = "handling", kind: ClockKind = ClockKind.WORKDAYS) -> DueStamp:
    return DueStamp(rule, kind, at)


def case(*dues: DueStamp, more: tuple[Fact, ...] = (), number: str = "HH01-20261120-010001-C") -> Case:
    facts = (registered(case_no=number), MaterialsTaken(), Accepted(dues), *more)
    return fold(event(fact, minutes=at) for at, fact in enumerate(facts))


def on(which: Late, *cases: Case, now: datetime = NOW) -> list[str]:
    return [line.case_no[-1] for line in late_cases(cases, which, now, CALENDAR)]


PAST, AHEAD = due(NOW - timedelta(days=3)), due(NOW + timedelta(days=30))
A = case(PAST, number="HH01-20261120-010001-A")
B = case(due(NOW - timedelta(days=5)), number="HH01-20261120-010002-B")
C = case(AHEAD, number="HH01-20261120-010003-C")


def test_what_is_late_stands_there_the_longest_first() -> None:
    assert on(Late.OVERDUE, A, B, C) == ["B", "A"]


def test_every_reason_to_stand_on_a_list_or_not() -> None:
    feedback = due(NOW - timedelta(hours=5), "feedback", ClockKind.HOURS)
    at_once = due(MORNING, "response", ClockKind.INSTANT)
    promise = PromiseLine("8.2-A1", "信用承诺书", NOW.date())
    owed = replace(C, promises=(promise,), supplement_due=due(NOW - timedelta(days=1), "supplement"))
    supplied = replace(owed, promises=())
    waiting = case(PAST, more=(notice(1),))
    closed = case(PAST, more=(ResultReached(True, "报告"), Closed("已交付")))
    spoken = (registered(), AnsweredOnSpot("可以"))
    answered = fold(event(fact, minutes=at) for at, fact in enumerate(spoken))
    table: dict[str, tuple[Case, set[Late]]] = {
        "late": (A, {Late.OVERDUE}),
        "in time": (C, set()),
        "due in a minute": (case(due(NOW + timedelta(minutes=1))), {Late.SOON}),
        "due this very moment": (case(due(NOW)), {Late.SOON}),
        "due the next working day": (case(due(NOW + timedelta(days=1))), {Late.SOON}),
        "no feedback for a day": (case(feedback, AHEAD), {Late.OVERDUE, Late.FEEDBACK}),
        "an immediate response was given": (case(at_once, AHEAD), set()),
        "a promise not kept": (owed, {Late.SUPPLEMENT}),
        "a promise kept late": (supplied, set()),
        "the applicant has to act": (waiting, set()),
        "ended": (closed, set()),
        "answered on the spot": (answered, set()),
    }
    found = {}
    for name, (one, _) in table.items():
        found[name] = {which for which in Late if late_cases([one], which, NOW, CALENDAR)}
    assert found == {name: lists for name, (_, lists) in table.items()}


def test_how_far_past_it_is() -> None:
    monday = datetime(2026, 11, 23, 9, 30, tzinfo=MORNING.tzinfo)
    table = {
        "hours on the same day": (due(monday - timedelta(hours=1, minutes=59)), monday, "h1"),
        "within the hour": (due(monday - timedelta(minutes=5)), monday, "h0"),
        "over the weekend": (due(FRIDAY_EVENING), monday, "d1"),
        "a week": (due(FRIDAY_EVENING), monday + timedelta(days=7), "d6"),
        "a clock of hours": (due(FRIDAY_EVENING, "feedback", ClockKind.HOURS), monday, "h64"),
    }
    found = {}
    for name, (stamp, now, _) in table.items():
        (line,) = late_cases([case(stamp)], Late.OVERDUE, now, CALENDAR)
        found[name] = line.cells["over"]
    assert found == {name: said for name, (_, _, said) in table.items()}


def test_what_is_not_yet_past_says_nothing_of_it() -> None:
    (line,) = late_cases([case(due(NOW + timedelta(minutes=1)))], Late.SOON, NOW, CALENDAR)
    assert line.cells["over"] == ""


def test_a_line_tells_all_its_columns() -> None:
    (line,) = late_cases([A], Late.OVERDUE, NOW, CALENDAR)
    assert set(line.cells) == set(COLUMNS)
    assert line.at == A.accepted_at
    assert (line.cells["rule"], line.cells["ends"]) == ("handling", PAST.at)
    assert (line.cells["place_now"], line.cells["handlers"]) == ("case:accepted", A.handler)
    assert (line.cells["delay"], line.cells["taken_up"], line.cells["signed"]) == ("", "", "")


def test_an_explanation_given_stands_in_its_columns() -> None:
    told = replace(A, delay=DelayExplained(DelayReason.DIFFICULT, "请专家会商，周五前答复"))
    (line,) = late_cases([told], Late.OVERDUE, NOW, CALENDAR)
    assert (line.cells["delay"], line.cells["taken_up"]) == ("R5", "请专家会商，周五前答复")


def test_a_supplement_is_told_by_its_own_rule() -> None:
    stamp = due(NOW - timedelta(days=1), "supplement")
    facts = (
        registered(),
        MaterialsTaken(),
        AcceptedDeficient((PromiseLine("8.2-A1", "承诺书", NOW.date()),), stamp),
    )
    owed = fold(event(fact, minutes=at) for at, fact in enumerate(facts))
    (line,) = late_cases([owed], Late.SUPPLEMENT, NOW, CALENDAR)
    assert (line.cells["rule"], line.cells["ends"]) == ("supplement", stamp.at)


def test_a_bad_review_stands_there_without_anybodys_name() -> None:
    task = t.task_after(t.opened())
    stamp = task.due
    assert stamp is not None
    assert stamp.at is not None
    late = stamp.at + timedelta(days=3)
    (line,) = late_tasks([task], late, CALENDAR)
    assert (line.case_no, line.cells["applicant"], line.cells["rule"]) == (task.number, "", "rectification")
    assert set(line.cells) == set(COLUMNS)
    assert late_tasks([task], stamp.at, CALENDAR) == ()
