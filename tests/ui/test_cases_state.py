"""办件查询 as a value: pages, late answers, and what the filters' entries stand for."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter, CasePage
from outlet_app.ui.pages.cases import state as steps
from outlet_app.ui.pages.cases.state import CasesState, Question
from tests.support.counter_fakes_desk import ALL, CLOSED, NEXT, OVERDUE, course_of

TODAY = date(2026, 11, 18)


def page_of(state: CasesState, total: int = 46) -> CasesState:
    """The state with an answer to its question, out of so many cases."""
    asked = state.asked
    count = max(min(asked.size, total - asked.offset), 0)
    return steps.listed(state, asked, CasePage((ALL * 9)[:count], total))


FIRST = page_of(CasesState())


def test_the_first_page_says_where_it_stands() -> None:
    assert (steps.bounds(FIRST), steps.total(FIRST)) == ((1, 9), 46)
    assert (steps.has_before(FIRST), steps.has_after(FIRST)) == (False, True)


def test_the_last_page_ends_with_the_last_case() -> None:
    state = FIRST
    for _turn in range(5):
        state = page_of(steps.turned(state, 1))
    assert steps.bounds(state) == (46, 46)
    assert (steps.has_before(state), steps.has_after(state)) == (True, False)


def test_nobody_turns_beyond_the_ends() -> None:
    assert steps.turned(FIRST, -1) is FIRST
    last = page_of(steps.turned(page_of(CasesState(), 12), 1), 12)
    assert steps.turned(last, 1) is last


def test_other_filters_start_from_the_first_row() -> None:
    second = page_of(steps.turned(FIRST, 1))
    assert steps.filtered(second, CaseFilter(text="巴")).asked == Question(CaseFilter(text="巴"), 0, 9)


def test_another_height_keeps_the_first_row_in_view() -> None:
    second = page_of(steps.turned(FIRST, 1))
    taller = steps.resized(second, 12)
    assert taller.asked.offset <= second.asked.offset < taller.asked.offset + 12


def test_a_very_low_window_still_shows_some_rows() -> None:
    assert steps.resized(FIRST, 0).asked.size == 3


def test_an_answer_to_an_older_question_is_dropped() -> None:
    newer = steps.filtered(FIRST, CaseFilter(text="张"))
    assert steps.listed(newer, FIRST.asked, CasePage(ALL[:1], 1)) is newer


def test_an_offset_behind_the_end_goes_back_to_the_last_page() -> None:
    third = steps.turned(page_of(steps.turned(FIRST, 1)), 1)
    shrunk = steps.listed(third, third.asked, CasePage((), 11))
    assert shrunk.asked.offset == 9


def test_no_hit_at_all_stays_where_it_is() -> None:
    nothing = steps.listed(FIRST, FIRST.asked, CasePage((), 0))
    assert nothing.asked == FIRST.asked
    assert steps.bounds(nothing) == (0, 0)


def test_a_detail_of_a_case_left_meanwhile_is_dropped() -> None:
    state = steps.chose(steps.chose(FIRST, OVERDUE.case_id), NEXT.case_id)
    assert steps.detailed(state, course_of(OVERDUE)).detail is None
    assert steps.detailed(state, course_of(NEXT)).detail == course_of(NEXT)


def test_the_detail_on_show_stays_until_the_next_one_comes() -> None:
    shown = steps.detailed(steps.chose(FIRST, NEXT.case_id), course_of(NEXT))
    assert steps.chose(shown, CLOSED.case_id).detail == course_of(NEXT)
    assert steps.emptied(shown).detail is None


def test_a_failure_is_forgotten_with_the_next_answer() -> None:
    assert steps.failed(FIRST).failed
    assert not page_of(steps.failed(FIRST)).failed


@pytest.mark.parametrize("code", list(steps.STANDINGS))
def test_each_entry_of_the_state_filter_is_found_again(code: str) -> None:
    choice = steps.STANDINGS[code]
    assert steps.standing_of(CaseFilter(states=choice.states, urgency=choice.urgency)) == code


def test_every_state_has_an_entry() -> None:
    covered = frozenset().union(*(choice.states for choice in steps.STANDINGS.values()))
    assert covered == frozenset(State)


def test_a_filter_of_its_own_has_no_entry() -> None:
    assert steps.standing_of(CaseFilter()) == ""
    assert steps.standing_of(CaseFilter(states=frozenset({State.CLOSED}), urgency=Urgency.TODAY)) == ""


@pytest.mark.parametrize(
    ("code", "since", "until"),
    [
        ("all", None, None),
        ("today", TODAY, TODAY),
        ("week", date(2026, 11, 12), None),
        ("month", date(2026, 10, 20), None),
        ("quarter", date(2026, 8, 21), None),
        ("year", date(2026, 1, 1), None),
    ],
)
def test_a_period_counts_back_from_today(code: str, since: date | None, until: date | None) -> None:
    assert steps.period_of(code, TODAY) == (since, until)
    assert steps.period_code(since, until, TODAY) == code


def test_one_day_of_the_past_is_a_period_of_its_own() -> None:
    yesterday = date(2026, 11, 17)
    assert steps.period_code(yesterday, yesterday, TODAY) == ""


def test_only_an_empty_filter_is_no_filter() -> None:
    assert steps.is_unfiltered(CaseFilter())
    assert not steps.is_unfiltered(replace(CaseFilter(), item=0))
