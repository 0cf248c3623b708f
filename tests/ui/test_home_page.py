"""工作台 driven by keys: what is due, what waits, what is printed, and where each thing leads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from outlet_app.domain.decisions import Decision
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter, DayVisits
from outlet_app.ui.keymap import PAGE_KEYS, PageKey
from outlet_app.ui.office import Queue
from outlet_app.ui.pages.home.page import REFRESH_MS, HomePage
from outlet_app.ui.pages.home.state import Pile
from outlet_app.ui.parts.case_order import Pointed
from outlet_app.ui.widgets.page import Layout
from tests.support.counter_fakes_desk import (
    ASKED,
    CLERK,
    FAILED,
    HEAD,
    NEXT,
    NOW,
    OVERDUE,
    PAPER,
    QUEUE,
    Counter,
    FakeDesk,
    FakePapers,
    press,
    reference,
    room,
    row,
    settle,
    texts,
    unsent,
)
from tests.support.review_fakes import DAY, EMPTY_DAY


class Home:
    """The page with its fakes and what it asked the window for."""

    def __init__(self, stage: Callable[..., object], person: object = CLERK, **more: object) -> None:
        self.desk, self.papers = FakeDesk(), FakePapers()
        for name, value in more.items():
            setattr(self.desk, name, value)
        self.page, self.counter = room(stage, self._make, person)  # type: ignore[arg-type]
        self.went: list[tuple[str, object]] = []
        self.synced: list[bool] = []
        self.printed: list[object] = []
        self.page.go_to.connect(lambda page, what: self.went.append((page, what)))
        self.page.sync_wanted.connect(lambda: self.synced.append(True))
        self.page.day_sheet_wanted.connect(self.printed.append)

    def _make(self, here: Counter) -> HomePage:
        return HomePage(
            self.desk,
            self.papers,
            reference(),
            here.office,
            here.lanes,
            here.feedback,  # type: ignore[arg-type]
        )

    def reads_again(self) -> None:
        """The next reading has come."""
        self.page.refresh()
        self.counter.drain()


@pytest.fixture
def home(stage: Callable[..., object]) -> Home:
    return Home(stage)


def test_the_list_is_shown_with_its_first_row_chosen_and_the_keys_on_it(home: Home) -> None:
    assert texts(home.page.todo.table, 0)[:3] == ["超期 1 个工作日", "今日 11:15 前", "今日 17:30 前"]
    assert home.page.todo.table.current_row() == OVERDUE
    assert home.page.todo.table.hasFocus()


def test_each_row_says_what_is_waited_for(home: Home) -> None:
    assert texts(home.page.todo.table, 4)[:3] == ["待答复", "待首次响应", "办理中"]


def test_enter_opens_the_chosen_case(home: Home) -> None:
    press(home.page.todo.table, Qt.Key.Key_Down)
    press(home.page.todo.table, Qt.Key.Key_Return)
    assert home.went == [("cases", NEXT.case_no)]


def test_a_refresh_keeps_the_chosen_row_even_when_it_moved(home: Home) -> None:
    press(home.page.todo.table, Qt.Key.Key_Down)
    newer = row(50, "早到的", due=replace(OVERDUE.due, at=NOW.replace(day=10)), urgency=OVERDUE.urgency)  # type: ignore[arg-type]
    home.desk.shown = replace(home.desk.shown, todo=(*home.desk.shown.todo, newer))
    home.reads_again()
    assert home.page.todo.table.current_row() == NEXT
    assert texts(home.page.todo.table, 2)[0] == "早到的"


def test_the_tabs_show_counts_and_choose_by_keys(home: Home) -> None:
    home.page.todo.tabs.setFocus()
    press(home.page.todo.tabs, Qt.Key.Key_Right)
    assert home.page.state.pile is Pile.OVERDUE
    assert texts(home.page.todo.table, 1) == [OVERDUE.case_no]
    assert [tab.count for tab in home.page.todo.tabs.tabs] == [7, 1, 2, 2, 0, 5, 0, 0]


def test_an_empty_list_says_so_in_a_sentence(stage: Callable[..., object]) -> None:
    empty = replace(FakeDesk().shown, todo=())
    home = Home(stage, shown=empty)
    assert home.page.todo.pane.is_empty
    assert home.page.todo.pane.empty.accessibleName() == "没有待办 今天没有到期和超期的办件"


def test_an_empty_tab_says_that_the_others_are_not(home: Home) -> None:
    home.desk.shown = replace(home.desk.shown, todo=(NEXT,))
    home.reads_again()
    home.page.todo.tabs.setFocus()
    press(home.page.todo.tabs, Qt.Key.Key_Right)
    assert home.page.todo.pane.empty.accessibleName().startswith("没有超期办件")


def test_the_numbers_are_spoken_whole_and_lead_to_their_cases(home: Home) -> None:
    buttons = home.page.numbers.figures
    assert [one.accessibleName() for one in buttons] == [
        "今日接待 14 人次 昨日 17",
        "当场答复 6 件",
        "受理 5 件 含帮办 1",
        "一次性告知 2 份",
        "容缺受理 1 件",
    ]
    buttons[1].setFocus()
    press(buttons[1], Qt.Key.Key_Return)
    settle()
    today = NOW.date()
    assert home.went == [("cases", CaseFilter(decision=Decision.ANSWER, since=today, until=today))]


def test_the_queue_shows_problems_first_each_with_its_one_action(home: Home) -> None:
    lines = home.page.unsent.list.lines
    assert [line.button.text() for line in lines] == ["处理", "重试", "", "", ""]
    assert "其他窗口已先办" in lines[0].accessibleName()
    assert "连不上市级服务器，10:50 自动重试" in lines[1].accessibleName()
    assert "10:40 保存，等待发送" in lines[2].accessibleName()


def test_a_problem_leads_to_its_row_in_the_sync_centre(home: Home) -> None:
    button = home.page.unsent.list.lines[0].button
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    assert home.went == [("sync", ASKED.case_id)]
    assert not home.synced


def test_a_failure_is_tried_again_at_once(home: Home) -> None:
    button = home.page.unsent.list.lines[1].button
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    assert home.synced == [True]


def test_the_sync_button_asks_for_a_round(home: Home) -> None:
    home.page.unsent.button.setFocus()
    press(home.page.unsent.button, Qt.Key.Key_Space)
    assert home.synced == [True]


def test_the_focus_stays_in_the_queue_when_its_row_is_done(home: Home) -> None:
    home.page.unsent.list.lines[0].button.setFocus()
    home.desk.shown = replace(home.desk.shown, unsent=(FAILED, *QUEUE[2:]), unsent_total=4)
    home.reads_again()
    assert QApplication.focusWidget() is home.page.unsent.list.lines[0].button
    assert home.page.unsent.caption.text() == "4 件"


def test_an_unchanged_queue_is_left_alone(home: Home) -> None:
    before = home.page.unsent.list.lines
    home.reads_again()
    assert home.page.unsent.list.lines is before


def test_a_long_queue_shows_its_head_and_says_where_the_rest_is(stage: Callable[..., object]) -> None:
    many = tuple(unsent(100 + n, f"申请人{n}", "registered") for n in range(40))
    home = Home(stage, shown=replace(FakeDesk().shown, unsent=many, unsent_total=40))
    assert len(home.page.unsent.list.lines) == 12
    assert home.page.unsent.caption.text() == "40 件"


def test_an_empty_queue_says_that_all_is_sent(stage: Callable[..., object]) -> None:
    home = Home(stage, shown=replace(FakeDesk().shown, unsent=(), unsent_total=0))
    assert not home.page.unsent.list.lines
    assert home.page.unsent.caption.text() == ""


def test_the_tiles_lead_to_the_work(home: Home) -> None:
    for key in ("intake", "corrections", "assistance"):
        tile = home.page.tiles[key]
        tile.setFocus()
        press(tile, Qt.Key.Key_Return)
        settle()
    assert home.went == [("intake", None), ("corrections", Pointed(OVERDUE.case_id)), ("assistance", None)]


def test_the_tiles_wear_the_keys_of_their_pages(home: Home) -> None:
    tiles = home.page.tiles
    assert {key: tiles[key].key for key in ("corrections", "assistance")} == {
        "corrections": PAGE_KEYS[PageKey.CORRECTIONS],
        "assistance": PAGE_KEYS[PageKey.ASSISTANCE],
    }


WEEK = tuple(DayVisits(date(2026, 11, day), 10 + day % 4) for day in (9, 10, 11, 12, 13, 16, 17))


@pytest.mark.parametrize(
    ("layout", "shown"), [(Layout.WIDE, True), (Layout.STANDARD, False), (Layout.COMPACT, False)]
)
def test_only_a_wide_window_shows_the_days_before(
    stage: Callable[..., object], layout: Layout, shown: bool
) -> None:
    page = Home(stage, shown=replace(FakeDesk().shown, week=WEEK)).page
    page.set_layout(layout)
    assert page.week.isVisible() is shown
    assert page.week.span.text() == "11月，人次"
    assert page.week.bars.accessibleName() == (
        "近 7 个工作日接待：9日 11，10日 12，11日 13，12日 10，13日 11，16日 10，17日 11"
    )
    assert [bar.color for bar in page.week.bars.bars] == ["accent_line"] * 6 + ["accent"]


def test_days_of_two_months_name_both(stage: Callable[..., object]) -> None:
    days = (DayVisits(date(2026, 10, 30), 3), DayVisits(date(2026, 11, 2), 0))
    page = Home(stage, shown=replace(FakeDesk().shown, week=days)).page
    assert page.week.span.text() == "10月～11月，人次"


def test_before_the_first_reading_there_are_no_days(stage: Callable[..., object]) -> None:
    page = Home(stage).page
    page.set_layout(Layout.WIDE)
    assert (page.week.span.text(), page.week.bars.bars) == ("", ())


def test_only_who_may_print_the_sheet_sees_its_tile(stage: Callable[..., object]) -> None:
    assert not Home(stage).page.tiles["print_day"].isVisible()
    assert Home(stage, HEAD).page.tiles["print_day"].isVisible()


def test_f9_asks_for_the_sheet_of_the_day_where_the_post_allows_it(stage: Callable[..., object]) -> None:
    clerk, head = Home(stage), Home(stage, HEAD)
    clerk.page.print_current()
    head.page.print_current()
    assert clerk.printed == []
    assert head.printed == [NOW.date()]


def test_only_the_head_sees_how_the_day_was_rated(stage: Callable[..., object]) -> None:
    clerk = Home(stage)
    assert not clerk.page.rated.isVisible()
    assert "收到评价" not in " ".join(one.accessibleName() for one in clerk.page.numbers.figures)
    head = Home(stage, HEAD, shown=replace(FakeDesk().shown, reviews=DAY))
    assert head.page.rated.isVisible()
    assert head.page.rated.caption.text() == "13 条"
    assert head.page.rated.share.text() == "满意度 92.3%"
    assert head.page.rated.bar.accessibleName().endswith("非常满意 8，满意 3，基本满意 1，非常不满意 1")
    assert head.page.numbers.figures[-1].accessibleName() == "收到评价 13 条 满意 92.3%"


def test_the_figure_of_reviews_leads_to_their_page(stage: Callable[..., object]) -> None:
    head = Home(stage, HEAD, shown=replace(FakeDesk().shown, reviews=DAY))
    button = head.page.numbers.figures[-1]
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    settle()
    assert head.went == [("reviews", None)]


def test_a_day_nobody_rated_says_so(stage: Callable[..., object]) -> None:
    head = Home(stage, HEAD, shown=replace(FakeDesk().shown, reviews=EMPTY_DAY))
    assert head.page.rated.none.isVisible()
    assert head.page.rated.none.text() == "今天还没有评价"
    assert head.page.rated.share.text() == ""
    assert head.page.numbers.figures[-1].accessibleName() == "收到评价 0 条"


def test_another_person_at_the_page_takes_the_card_away(stage: Callable[..., object]) -> None:
    head = Home(stage, HEAD, shown=replace(FakeDesk().shown, reviews=DAY))
    head.counter.office.sign_in(CLERK)
    assert not head.page.rated.isVisible()


def test_the_review_tile_asks_for_the_invitation(home: Home) -> None:
    asked: list[bool] = []
    home.page.review_wanted.connect(lambda: asked.append(True))
    home.page.tiles["review"].setFocus()
    press(home.page.tiles["review"], Qt.Key.Key_Space)
    assert asked == [True]


def test_only_tiles_that_work_are_there(home: Home) -> None:
    assert [tile.text() for tile in home.page.tiles.values()] == [
        "首问登记",
        "补正收件",
        "帮办代办",
        "邀请评价",
        "打印日报",
    ]


def test_the_page_names_the_day(home: Home) -> None:
    assert home.page._day.text() == "2026年11月18日 星期三"


def test_it_reads_again_every_half_minute_while_it_is_seen(home: Home) -> None:
    assert home.page._tick.interval() == REFRESH_MS == 30_000
    reads = home.desk.reads
    home.page._tick.timeout.emit()
    home.counter.drain()
    assert home.desk.reads == reads + 1
    home.page.hide()
    assert not home.page._tick.isActive()


def test_it_reads_again_when_its_window_is_activated(home: Home) -> None:
    reads = home.desk.reads
    QApplication.sendEvent(home.page, QEvent(QEvent.Type.WindowActivate))
    home.counter.drain()
    assert home.desk.reads == reads + 1


def test_it_reads_again_when_the_queue_changed(home: Home) -> None:
    reads = home.desk.reads
    home.counter.office.show_queue(Queue(4, 1))
    home.counter.drain()
    assert home.desk.reads == reads + 1


def with_papers(home: Home, *papers: object) -> None:
    home.desk.shown = replace(home.desk.shown, unconfirmed=papers)  # type: ignore[arg-type]
    home.reads_again()


def test_a_paper_nobody_confirmed_is_asked_about(home: Home) -> None:
    with_papers(home, PAPER, replace(PAPER, paper_id="paper-9"))
    assert home.page.banner.isVisible()
    assert home.page.banner.accessibleName() == "已生成，未确认打印"
    told = home.page.banner.accessibleDescription()
    assert told == "一次性告知书 HH0501 告〔2026〕0031 号，其其格；另有 1 份"


def test_printed_after_all_takes_the_question_away(home: Home) -> None:
    with_papers(home, PAPER)
    home.desk.shown = replace(home.desk.shown, unconfirmed=())
    home.page.banner.done_button.setFocus()
    press(home.page.banner.done_button, Qt.Key.Key_Space)
    home.counter.drain()
    assert home.papers.confirmed == [PAPER.paper_id]
    assert not home.page.banner.isVisible()


def test_the_same_bytes_are_printed_again(home: Home) -> None:
    with_papers(home, PAPER)
    home.page.banner.again_button.setFocus()
    press(home.page.banner.again_button, Qt.Key.Key_Space)
    assert not home.page.banner.done_button.isEnabled()
    home.counter.drain()
    assert home.papers.spooled == [PAPER.paper_id]
    assert home.page.banner.done_button.isEnabled()
    assert home.counter.feedback.toasts.history[-1].title == "已送打印机"


def test_a_printer_that_fails_is_told_and_the_question_stays(home: Home) -> None:
    with_papers(home, PAPER)
    home.papers.trouble = Trouble("printer.none")
    home.page.banner.again.emit(PAPER)
    home.counter.drain()
    assert home.counter.dialog.windowTitle() == "没有找到打印机"
    home.counter.feedback.close_all()
    assert home.page.banner.isVisible()


def test_a_paper_that_cannot_be_confirmed_keeps_its_question(home: Home) -> None:
    with_papers(home, PAPER)
    told: list[str] = []
    home.counter.feedback.banner_wanted.connect(lambda _tone, title, _text: told.append(title))

    def refuse(_paper_id: str) -> None:
        raise Refused(Refusal("case.unknown"))

    home.papers.confirm = refuse  # type: ignore[method-assign]
    home.page.banner.confirmed.emit(PAPER)
    home.counter.drain()
    assert told == ["没有找到这个办件"]
    assert home.page.banner.isVisible()


def test_a_first_reading_that_fails_says_that_the_data_are_whole(stage: Callable[..., object]) -> None:
    home = Home(stage, trouble=Trouble("storage.locked"))
    assert home.page.todo.pane.empty.accessibleName() == "没有读出来 本机数据完好，请重试"
    home.counter.dialog.reject()


def test_a_later_reading_that_fails_keeps_the_list(home: Home) -> None:
    home.desk.trouble = Trouble("storage.locked")
    home.reads_again()
    assert len(texts(home.page.todo.table, 0)) == 7
    home.counter.dialog.reject()


def test_in_a_compact_window_the_queue_is_a_tab(home: Home) -> None:
    home.page.set_layout(Layout.COMPACT)
    assert not home.page.unsent.isVisible()
    tabs = home.page.todo.tabs
    assert tabs.tabs[5].isVisible()
    tabs.setFocus()
    press(tabs, Qt.Key.Key_6)
    assert home.page.todo.unsent.isVisible()
    assert not home.page.todo.pane.isVisible()
    assert len(home.page.todo.unsent.lines) == 5


def test_a_wider_window_brings_the_list_back(home: Home) -> None:
    home.page.set_layout(Layout.COMPACT)
    home.page.todo.tabs.setFocus()
    press(home.page.todo.tabs, Qt.Key.Key_6)
    home.page.set_layout(Layout.STANDARD)
    assert home.page.state.pile is Pile.ALL
    assert home.page.todo.pane.isVisible()
    assert home.page.unsent.isVisible()
    assert not home.page.todo.tabs.tabs[5].isVisible()


def test_the_queue_tab_cannot_be_chosen_in_a_wide_window(home: Home) -> None:
    home.page.todo.tabs.setFocus()
    press(home.page.todo.tabs, Qt.Key.Key_6)
    assert home.page.state.pile is Pile.ALL


def test_ctrl_c_copies_the_case_number(home: Home) -> None:
    press(home.page.todo.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == OVERDUE.case_no


def test_the_only_filled_action_is_the_registration(home: Home) -> None:
    assert [key for key, tile in home.page.tiles.items() if tile.main] == ["intake"]
