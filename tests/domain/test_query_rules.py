"""转为复杂查询: once, with its reason, on the day of the registration, and nothing of the case is lost."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    DueStamp,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    Reopened,
    Voided,
)
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from outlet_app.domain.stock import Move, movements, settled, steps
from tests.support.builders import CLERK, MORNING, OUTLET, event, material, registered, stamp

HERE = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
DAY = MORNING.date()
DUE = stamp(3, "handling")
AT_ONCE = DueStamp("response", ClockKind.INSTANT, None)
ASKED = registered(item=1, sub_item="1.1", request="查一件专利", dues=(AT_ONCE,))
ANSWER = AnsweredOnSpot("该专利权有效。")
DEEPER = QueryDeepened("1.7", "需要比对技术方案", "脱壳装置查新", (DUE,))
QUERY: tuple[Fact, ...] = (ASKED, ANSWER)


def case_of(*facts: Fact) -> Case:
    return fold(event(fact, minutes=at) for at, fact in enumerate(facts))


def refused(case: Case, fact: Fact, *, days: int = 0) -> str:
    said = judge(case, event(fact, minutes=30, days=days))
    return said.code if said else ""


def test_the_case_goes_on_under_its_number_with_what_was_answered() -> None:
    before = case_of(*QUERY)
    after = case_of(*QUERY, DEEPER)
    told = after.registered
    assert (after.state, after.ended_at, after.deepened) == (State.REGISTERED, None, DEEPER)
    assert (told.sub_item, told.request) == ("1.7", "脱壳装置查新")
    assert (told.case_no, told.query_code) == (before.registered.case_no, before.registered.query_code)
    assert (after.first_contact, after.answer) == (before.first_contact, "该专利权有效。")


def test_the_result_of_the_registration_stays_what_it_was() -> None:
    """处理结果 is the first decision and never changes (decisions.md 13)."""
    case = case_of(*QUERY, DEEPER, MaterialsChecked(1, (material(),)), MaterialsTaken(), Accepted((DUE,)))
    assert (case.decision, case.state) == (Decision.ANSWER, State.ACCEPTED)


def test_its_clock_takes_the_place_of_the_promise_to_answer_at_once() -> None:
    assert case_of(*QUERY, DEEPER).dues == (DUE,)


def test_without_a_new_request_the_old_one_stays() -> None:
    assert case_of(*QUERY, replace(DEEPER, request="")).registered.request == "查一件专利"


def test_whatever_does_not_fit_is_refused_with_its_own_code() -> None:
    case = case_of(*QUERY)
    table = {
        "no reason": (case, replace(DEEPER, reason=" "), 0, "query.no_reason"),
        "the same again": (case, replace(DEEPER, sub_item="1.1"), 0, "query.none"),
        "another item": (case, replace(DEEPER, sub_item="2.9"), 0, "query.none"),
        "nothing like it": (case, replace(DEEPER, sub_item=""), 0, "query.none"),
        "without a clock": (case, replace(DEEPER, dues=()), 0, "query.no_clock"),
        "a clock without a day": (case, replace(DEEPER, dues=(AT_ONCE,)), 0, "query.no_clock"),
        "the day after": (case, DEEPER, 1, "query.other_day"),
        "item eleven": (case, replace(DEEPER, sub_item="11.7"), 0, "query.none"),
        "of item eight": (case_of(registered(item=8), ANSWER), DEEPER, 0, "query.none"),
        "not answered yet": (case_of(ASKED), DEEPER, 0, "state.guard"),
        "void": (case_of(*QUERY, Voided("duplicate")), DEEPER, 0, "state.guard"),
        "right": (case, DEEPER, 0, ""),
    }
    found = {name: refused(told, fact, days=days) for name, (told, fact, days, _) in table.items()}
    assert found == {name: code for name, (_, _, _, code) in table.items()}


def test_it_happens_once_even_after_another_answer() -> None:
    again = case_of(*QUERY, DEEPER, ANSWER)
    assert again.state is State.CLOSED
    assert refused(again, replace(DEEPER, sub_item="1.6")) == "query.once"


def test_a_case_put_right_by_the_head_is_no_basic_query_any_more() -> None:
    assert refused(case_of(*QUERY, Reopened("录入有误")), DEEPER) == "state.guard"


def test_the_step_is_offered_once_and_on_its_day_alone() -> None:
    tomorrow = DAY + timedelta(days=1)
    cases = {
        "answered": (case_of(*QUERY), DAY),
        "tomorrow": (case_of(*QUERY), tomorrow),
        "open": (case_of(ASKED), DAY),
        "of another item": (case_of(registered(item=2, sub_item="2.1"), ANSWER), DAY),
        "deepened": (case_of(*QUERY, DEEPER), DAY),
        "answered again": (case_of(*QUERY, DEEPER, ANSWER), DAY),
    }
    found = {name: "deepen" in offered(case, HERE, day) for name, (case, day) in cases.items()}
    assert found == {name: name == "answered" for name in cases}


def test_another_outlet_only_looks_on() -> None:
    case = case_of(*QUERY)
    assert "deepen" not in offered(case, HERE, DAY, "1508001001")
    elsewhere = replace(event(DEEPER, minutes=9), outlet="1508001001")
    said = judge(case, elsewhere)
    assert said is not None
    assert said.code == "case.elsewhere"


def test_the_day_counts_it_as_new_and_in_stock_and_never_as_closed() -> None:
    events = [event(fact, minutes=at) for at, fact in enumerate((*QUERY, DEEPER))]
    moved = settled(tuple(movements(steps(events), OUTLET)))
    assert [one.move for one in moved] == [Move.NEW]


def test_after_it_the_next_step_is_to_look_at_its_materials() -> None:
    assert "examine" in offered(case_of(*QUERY, DEEPER), HERE, DAY)


def test_the_decision_before_it_cannot_be_taken_back_any_more() -> None:
    case = apply(case_of(*QUERY), event(DEEPER, minutes=9))
    assert case.last_decision is None
