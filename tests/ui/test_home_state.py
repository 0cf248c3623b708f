"""工作台 as a value: what comes first, what each tab holds, which numbers are shown."""

from dataclasses import replace

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.services.views import CaseFilter, DayNumbers
from outlet_app.ui.pages.home import state as steps
from outlet_app.ui.pages.home.state import DayFigure, HomeState, Pile
from tests.support.counter_fakes_desk import (
    CORRECTING,
    DEFERRED,
    FOLLOWED,
    NEXT,
    NOW,
    NUMBERS,
    OVERDUE,
    SOON,
    TODAY,
    FakeDesk,
    row,
)

READ = steps.loaded(HomeState(), FakeDesk().view())


def test_overdue_comes_first_then_today_by_time_then_the_rest_by_date() -> None:
    assert steps.rows_of(READ) == (OVERDUE, NEXT, TODAY, SOON, DEFERRED, CORRECTING, FOLLOWED)


def test_a_case_without_any_date_comes_last() -> None:
    timeless = row(40, "苏木图")
    assert steps.in_order((timeless, FOLLOWED, SOON)) == (SOON, FOLLOWED, timeless)


@pytest.mark.parametrize(
    ("pile", "rows"),
    [
        (Pile.OVERDUE, (OVERDUE,)),
        (Pile.TODAY, (NEXT, TODAY)),
        (Pile.MATERIALS, (DEFERRED, CORRECTING)),
        (Pile.UNSENT, ()),
    ],
)
def test_a_tab_holds_its_own(pile: Pile, rows: tuple[object, ...]) -> None:
    assert steps.rows_of(steps.chose(READ, pile)) == rows


def test_the_counts_on_the_tabs_are_the_rows_behind_them() -> None:
    shown = [len(steps.rows_of(steps.chose(READ, pile))) for pile in Pile]
    shown[list(Pile).index(Pile.UNSENT)] = 5
    assert steps.counts(READ) == tuple(shown)


def test_before_the_first_reading_there_is_nothing_to_count() -> None:
    assert steps.counts(HomeState()) == (0, 0, 0, 0, 0, 0, 0, 0)
    assert steps.rows_of(HomeState()) == ()


def test_the_strip_begins_with_the_visits_which_are_the_sum_of_the_results() -> None:
    first, *others = steps.figures(NUMBERS)
    assert first == DayFigure(None, 14, yesterday=17)
    assert sum(one.count for one in others) == first.count


def test_common_results_are_shown_even_when_they_are_nought() -> None:
    shown = [one.decision for one in steps.figures(DayNumbers({}, 0, 0))]
    assert shown == [None, Decision.ANSWER, Decision.ACCEPT, Decision.NOTICE]


def test_a_rare_result_is_shown_only_on_a_day_it_happened() -> None:
    numbers = DayNumbers({Decision.TRANSFER: 1, Decision.REJECT: 0}, 0, 0)
    assert [one.decision for one in steps.figures(numbers)][4:] == [Decision.TRANSFER]


def test_help_given_is_told_beside_the_acceptances() -> None:
    told = {one.decision: one.assisted for one in steps.figures(NUMBERS)}
    assert told[Decision.ACCEPT] == 1
    assert not told[Decision.ANSWER]


def test_a_number_leads_to_its_cases_of_the_day() -> None:
    view = READ.view
    assert view is not None
    today = NOW.date()
    asked = [steps.behind(one, view) for one in steps.figures(view.numbers)]
    assert asked[0] == CaseFilter(since=today, until=today)
    assert asked[2] == CaseFilter(decision=Decision.ACCEPT, since=today, until=today)


def test_a_failed_reading_keeps_what_was_shown() -> None:
    after = steps.failed(READ)
    assert after.failed
    assert after.view == READ.view


def test_a_fresh_reading_forgets_the_failure_and_keeps_the_tab() -> None:
    before = replace(steps.failed(READ), pile=Pile.TODAY)
    after = steps.loaded(before, FakeDesk().view())
    assert (after.failed, after.pile) == (False, Pile.TODAY)
