"""办件查询 opened from a figure of the daily sheet: exactly those cases, named, and cleared like a filter."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Column, Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter, Counted
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.wording import workload as words
from tests.support.counter_fakes_desk import (
    CLOSED,
    NEXT,
    SOON,
    TODAY,
    Counter,
    FakeCases,
    FakePapers,
    press,
    reference,
    room,
    settle,
    texts,
    write,
)

DAY = date(2026, 11, 17)
COUNTED = Counted(DAY, Special.CLOSED, (CLOSED.case_id, TODAY.case_id))


class Search:
    """The page, opened from the sheet."""

    def __init__(self, stage: Callable[..., QWidget]) -> None:
        self.cases = FakeCases()
        self.page, self.counter = room(stage, self._make)
        self.open(CaseFilter(counted=COUNTED))

    def _make(self, here: Counter) -> CasesPage:
        services = SimpleNamespace(cases=self.cases, papers=FakePapers(), reference=reference())
        return CasesPage(services, here.office, here.lanes, here.feedback)  # type: ignore[arg-type]

    def open(self, wanted: CaseFilter) -> None:
        """What the window hands over."""
        self.page.activated(wanted)
        self.rest()

    def rest(self) -> None:
        settle(10)
        self.counter.drain()

    @property
    def asked(self) -> CaseFilter:
        return self.cases.asked[-1][0]

    def choose(self, combo: QWidget, typed: str) -> None:
        """Type into a list and take what it finds."""
        combo.setFocus()
        write(typed)
        press(combo, Qt.Key.Key_Return)
        self.rest()


@pytest.fixture
def search(stage: Callable[..., QWidget]) -> Search:
    return Search(stage)


def test_exactly_the_counted_cases_are_listed(search: Search) -> None:
    wanted = {f"{one.applicant} {one.case_no}" for one in (CLOSED, TODAY)}
    assert set(texts(search.page.list.table, 1)) == wanted
    assert search.asked == CaseFilter(counted=COUNTED)


def test_the_status_names_the_figure_and_its_day(search: Search) -> None:
    bar = search.page.filters
    assert bar.status.text() == "11-17 当日办结"
    assert bar.status.value == COUNTED
    assert bar.clear_button.isEnabled()


def test_clearing_shows_all_again_and_offers_the_figure_no_more(search: Search) -> None:
    bar = search.page.filters
    bar.clear_button.click()
    search.rest()
    assert search.asked == CaseFilter()
    assert bar.status.text() == "全部状态"
    assert "11-17 当日办结" not in [choice.text for choice in bar.status.choices]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("待补正", CaseFilter(states=frozenset({State.CORRECTION, State.CORRECTION_AFTER}))),
        ("处理结果：受理", CaseFilter(decision=Decision.ACCEPT)),
        ("全部状态", CaseFilter()),
    ],
)
def test_another_status_takes_its_place(search: Search, typed: str, wanted: CaseFilter) -> None:
    search.choose(search.page.filters.status, typed)
    assert search.asked == wanted


def test_the_other_filters_narrow_it(search: Search) -> None:
    search.choose(search.page.filters.item, "信息查询")
    assert search.asked == CaseFilter(counted=COUNTED, item=1)
    search.page.find_here()
    write("金色")
    press(search.page.filters.text, Qt.Key.Key_Return)
    search.rest()
    assert search.asked == CaseFilter(counted=COUNTED, item=1, text="金色")


def test_a_figure_opened_later_takes_the_place_of_the_first(search: Search) -> None:
    late = Counted(DAY, Special.OVERDUE, (NEXT.case_id, SOON.case_id))
    search.open(CaseFilter(counted=late))
    assert search.page.filters.status.text() == "11-17 超期"
    assert search.asked == CaseFilter(counted=late)


def test_coming_back_to_the_page_keeps_what_it_showed(search: Search) -> None:
    search.page.activated()
    search.rest()
    assert search.asked == CaseFilter(counted=COUNTED)


@pytest.mark.parametrize(
    ("day", "column", "said"),
    [
        (DAY, None, "11-17 接待人次"),
        (DAY, Entrance.COUNTER, "11-17 窗口"),
        (DAY, Entrance.OTHER, "11-17 其他"),
        (DAY, Decision.NOTICE, "11-17 一次性告知"),
        (DAY, Special.ASSISTED, "11-17 帮办代办"),
        (DAY, Special.CLOSED, "11-17 当日办结"),
        (date(2025, 12, 30), Special.OVERDUE, "2025-12-30 超期"),
    ],
)
def test_a_figure_in_words(day: date, column: Column | None, said: str) -> None:
    assert words.counted(day, column, date(2026, 11, 18)) == said


@pytest.mark.parametrize("column", [None, *Entrance, *Decision, *Special])
def test_every_figure_has_words_on_one_line(column: Column | None) -> None:
    said = words.counted(DAY, column, DAY)
    assert said.startswith("11-17 ")
    assert len(said) > len("11-17 ")
    assert "\n" not in said
