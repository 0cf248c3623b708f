"""办件查询 driven by keys: filters apply at once, pages turn, a case opens beside the list."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.decisions import Decision
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter, CaseRow
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.page import Layout
from tests.support.counter_fakes_desk import (
    ALL,
    ANSWERED,
    CLERK,
    CORRECTING,
    NEXT,
    NOW,
    OVERDUE,
    SOON,
    Counter,
    FakeCases,
    FakePapers,
    press,
    reference,
    room,
    row,
    settle,
    texts,
    write,
)

MANY = tuple(row(200 + n, f"申请人{n:02}") for n in range(40))


class Search:
    """The page with its fakes."""

    def __init__(self, stage: Callable[..., object], rows: tuple[CaseRow, ...] = ALL) -> None:
        self.cases, self.papers = FakeCases(rows), FakePapers()
        self.page, self.counter = room(stage, self._make)  # type: ignore[arg-type]
        self.rest()

    def _make(self, here: Counter) -> CasesPage:
        return CasesPage(
            SimpleNamespace(cases=self.cases, papers=self.papers, reference=reference()),  # type: ignore[arg-type]
            here.office,
            here.lanes,
            here.feedback,
        )

    def rest(self) -> None:
        """Let the size settle and the lanes work."""
        settle(10)
        while self.page._fit.isActive():
            settle(10)
        self.counter.drain()

    @property
    def names(self) -> list[str]:
        """The first lines of the list's second column."""
        return [text.rpartition(" ")[0] for text in texts(self.page.list.table, 1)]

    @property
    def asked(self) -> CaseFilter:
        """The filters of the last question."""
        return self.cases.asked[-1][0]

    def choose(self, combo: Combo, typed: str) -> None:
        """Choose an entry by typing and Enter."""
        combo.setFocus()
        combo.selectAll()
        write(typed)
        press(combo, Qt.Key.Key_Return)
        self.counter.drain()


@pytest.fixture
def search(stage: Callable[..., object]) -> Search:
    return Search(stage)


def test_the_list_is_shown_with_two_lines_a_case(search: Search) -> None:
    first = texts(search.page.list.table, 1)[0]
    assert first == f"{SOON.applicant} {SOON.case_no}"
    assert texts(search.page.list.table, 0)[0] == "办理中"
    assert texts(search.page.list.table, 3)[0] == "11-19 周四 剩 1 个工作日"


def test_the_keys_are_on_the_list_and_its_first_case_is_shown_beside_it(search: Search) -> None:
    assert search.page.list.table.hasFocus()
    assert search.page.detail.title.full_text() == SOON.applicant
    assert search.page.detail.number.text() == SOON.case_no


def test_the_number_of_hits_is_always_told(search: Search) -> None:
    assert search.page.list._count.text() == "共 11 件"
    search.choose(search.page.filters.status, "待补正")
    assert search.page.list._count.text() == "共 1 件"


def test_another_row_shows_another_case(search: Search) -> None:
    press(search.page.list.table, Qt.Key.Key_Down)
    search.counter.drain()
    assert search.page.detail.title.full_text() == search.names[1]
    assert search.page.list.table.hasFocus()


def test_running_down_the_list_reads_only_where_it_stops(search: Search) -> None:
    search.cases.read.clear()
    for _step in range(6):
        press(search.page.list.table, Qt.Key.Key_Down)
    search.counter.drain()
    assert len(search.cases.read) == 2  # the one under way, then the one where the keys stand
    assert search.page.detail.number.text() == search.cases.rows[6].case_no


def test_typing_searches_after_a_moment(search: Search) -> None:
    search.page.find_here()
    write("张秀")
    assert search.asked == CaseFilter()
    settle(260)
    search.counter.drain()
    assert search.asked == CaseFilter(text="张秀")
    assert search.names == [NEXT.applicant]


def test_enter_searches_at_once_and_goes_to_the_list(search: Search) -> None:
    search.page.find_here()
    write(CORRECTING.case_no)
    press(search.page.filters.text, Qt.Key.Key_Return)
    search.counter.drain()
    assert search.names == [CORRECTING.applicant]
    assert search.page.list.table.hasFocus()


def test_f3_chooses_what_was_searched_so_that_typing_replaces_it(search: Search) -> None:
    search.page.filters.text.setText("旧的")
    assert search.page.find_here()
    write("新")
    assert search.page.filters.text.text() == "新"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("已超期", [OVERDUE.applicant]),
        ("当场答复", [ANSWERED.applicant]),
        ("容缺待补", ["乌拉特前旗明安草原牧业有限公司"]),
    ],
)
def test_the_state_filter_narrows_the_list_at_once(search: Search, typed: str, wanted: list[str]) -> None:
    search.choose(search.page.filters.status, typed)
    assert search.names == wanted


def test_an_item_is_chosen_by_its_initials_or_its_number(search: Search) -> None:
    search.choose(search.page.filters.item, "wqyz")
    assert search.asked.item == 7
    search.choose(search.page.filters.item, "0")
    assert search.asked.item == 0


def test_a_colleague_is_chosen_by_the_staff_number(search: Search) -> None:
    search.choose(search.page.filters.handler, "1508260412")
    assert search.asked.handler == "1508260412"
    assert search.names == ["巴彦淖尔市河套禾源食品有限公司"]


def test_a_period_counts_back_from_today(search: Search) -> None:
    search.choose(search.page.filters.period, "近 7 天")
    assert search.asked.since == NOW.date().replace(day=12)


def test_only_open_cases_with_one_key(search: Search) -> None:
    search.page.filters.only_open.setFocus()
    press(search.page.filters.only_open, Qt.Key.Key_Space)
    search.counter.drain()
    assert search.asked.only_open
    assert ANSWERED.applicant not in search.names


def test_filters_add_up(search: Search) -> None:
    search.choose(search.page.filters.item, "信息查询")
    search.choose(search.page.filters.status, "办理中")
    assert (search.asked.item, bool(search.asked.states)) == (1, True)


def test_clearing_takes_every_filter_away(search: Search) -> None:
    search.choose(search.page.filters.status, "已超期")
    search.page.filters.clear_button.setFocus()
    press(search.page.filters.clear_button, Qt.Key.Key_Space)
    search.counter.drain()
    assert search.asked == CaseFilter()
    assert search.page.filters.status.text() == "全部状态"
    assert not search.page.filters.clear_button.isEnabled()
    assert search.page.filters.text.hasFocus()


def test_no_hit_names_what_was_looked_for_and_offers_to_clear(search: Search) -> None:
    search.page.activated("hty")
    search.counter.drain()
    assert search.page.list.pane.empty.accessibleName() == "没有找到“hty” 换个关键词，或清除筛选条件"
    assert not search.page.detail.title.isVisible()
    search.page.list.clear.setFocus()
    press(search.page.list.clear, Qt.Key.Key_Space)
    search.counter.drain()
    assert len(search.names) > 1


def test_a_counter_without_cases_says_so(stage: Callable[..., object]) -> None:
    search = Search(stage, ())
    assert search.page.list.pane.empty.accessibleName() == "没有办件 登记后的办件在这里查询"
    assert not search.page.list.clear.isVisible()


def test_words_from_the_top_bar_replace_all_filters(search: Search) -> None:
    search.choose(search.page.filters.status, "已超期")
    search.page.activated("张秀兰")
    search.counter.drain()
    assert search.asked == CaseFilter(text="张秀兰")
    assert search.page.filters.text.text() == "张秀兰"


def test_another_pages_filters_are_shown_in_the_bar(search: Search) -> None:
    today = NOW.date()
    search.page.activated(CaseFilter(decision=Decision.NOTICE, since=today, until=today))
    search.counter.drain()
    assert search.page.filters.status.text() == "处理结果：一次性告知"
    assert search.page.filters.period.text() == "今天"
    assert search.names == [CORRECTING.applicant]


def test_a_day_of_its_own_is_shown_in_the_bar(search: Search) -> None:
    day = NOW.date().replace(day=17)
    search.page.activated(CaseFilter(since=day, until=day))
    assert search.page.filters.period.text() == "11-17 当天"
    search.choose(search.page.filters.period, "全部日期")
    assert search.asked.since is None


def test_coming_back_keeps_filters_and_row(search: Search) -> None:
    search.choose(search.page.filters.item, "信息查询")
    search.page.list.table.setFocus()
    press(search.page.list.table, Qt.Key.Key_Down)
    search.counter.drain()
    chosen = search.page.list.table.current_row()
    search.page.activated()
    search.counter.drain()
    assert search.asked.item == 1
    assert search.page.list.table.current_row() == chosen


def test_the_page_size_follows_the_height(stage: Callable[..., object]) -> None:
    search = Search(stage, MANY)
    assert search.cases.asked[-1][1] == search.page.list.rows_that_fit()
    assert search.page.list._shown.text() == f"第 1～{search.page.list.rows_that_fit()} 件"
    before = len(search.names)
    search.page.window().resize(1366, 600)
    search.rest()
    assert 3 <= len(search.names) < before


def test_down_on_the_last_row_turns_the_page_and_up_turns_it_back(stage: Callable[..., object]) -> None:
    search = Search(stage, MANY)
    table, size = search.page.list.table, len(search.names)
    press(table, Qt.Key.Key_End)
    press(table, Qt.Key.Key_Down)
    search.counter.drain()
    assert table.current_row() == MANY[size]
    assert search.page.list._shown.text() == f"第 {size + 1}～{2 * size} 件"
    press(table, Qt.Key.Key_Up)
    search.counter.drain()
    assert table.current_row() == MANY[size - 1]


def test_the_buttons_turn_pages_as_far_as_there_are_any(stage: Callable[..., object]) -> None:
    search = Search(stage, MANY)
    assert not search.page.list.back.isEnabled()
    turns = 0
    while search.page.list.on.isEnabled():
        search.page.list.on.setFocus()
        press(search.page.list.on, Qt.Key.Key_Space)
        search.counter.drain()
        turns += 1
    assert search.names[-1] == MANY[-1].applicant
    assert turns == (len(MANY) - 1) // search.page.list.rows_that_fit()


def test_a_late_answer_to_older_words_is_not_shown(search: Search) -> None:
    search.page._filter(CaseFilter(text="张秀兰"))
    search.page._filter(CaseFilter(text="其其格"))
    search.counter.drain()
    assert search.names == [CORRECTING.applicant]
    assert [one.text for one, _limit, _offset in search.cases.asked[-2:]] == ["张秀兰", "其其格"]


def test_enter_opens_the_case_and_escape_goes_back_to_the_list(search: Search) -> None:
    press(search.page.list.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is search.page.detail.steps.buttons["reprint"]
    assert search.page.go_back()
    assert search.page.list.table.hasFocus()
    assert not search.page.go_back()


def test_a_compact_window_shows_one_half_at_a_time(search: Search) -> None:
    search.page.set_layout(Layout.COMPACT)
    assert search.page.list.isVisible()
    assert not search.page.detail.isVisible()
    press(search.page.list.table, Qt.Key.Key_Return)
    assert search.page.detail.isVisible()
    assert not search.page.list.isVisible()
    search.page.go_back()
    assert search.page.list.table.hasFocus()


def test_in_a_compact_window_the_choices_come_on_demand(search: Search) -> None:
    search.page.set_layout(Layout.COMPACT)
    assert not search.page.filters.status.isVisible()
    search.page.filters.more.setFocus()
    press(search.page.filters.more, Qt.Key.Key_Space)
    assert search.page.filters.status.isVisible()


def test_a_list_that_cannot_be_read_says_that_the_data_are_whole(stage: Callable[..., object]) -> None:
    cases = FakeCases(trouble=Trouble("storage.locked"))
    search = Search.__new__(Search)
    search.cases, search.papers = cases, FakePapers()
    search.page, search.counter = room(stage, search._make)  # type: ignore[arg-type]
    assert search.page.list.pane.empty.accessibleName() == "没有读出来 本机数据完好，请重试"
    search.counter.feedback.close_all()
    cases.trouble = None
    search.page.refresh()
    search.counter.drain()
    assert len(search.names) > 1


def test_a_case_that_cannot_be_read_is_told_and_the_list_goes_on(search: Search) -> None:
    search.cases.detail_trouble = Trouble("storage.locked")
    press(search.page.list.table, Qt.Key.Key_Down)
    search.counter.drain()
    search.counter.feedback.close_all()
    search.cases.detail_trouble = None
    press(search.page.list.table, Qt.Key.Key_Down)
    search.counter.drain()
    assert search.page.detail.number.text() == search.cases.rows[2].case_no


def test_a_visitor_without_a_name_has_a_word_in_the_list(stage: Callable[..., object]) -> None:
    assert Search(stage, (replace(SOON, applicant=""),)).names == ["未留姓名"]


def test_ctrl_c_copies_the_number_of_the_chosen_case(search: Search) -> None:
    QTest.keyClick(search.page.list.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == SOON.case_no


def test_a_clerks_own_name_stands_among_the_handlers(search: Search) -> None:
    shown = [choice.text for choice in search.page.filters.handler.choices]
    assert shown == ["全部承办人", f"{CLERK.name} 0837", "王海燕 0412"]
