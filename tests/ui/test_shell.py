"""The window: pages, keys, bars, layout classes, the cover, and no size it was not asked for."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from shiboken6 import delete

from outlet_app.domain.calendar import CST
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refusal
from outlet_app.ui.keymap import NEW, PageKey
from outlet_app.ui.navigation import RAIL, WIDE
from outlet_app.ui.office import Link, Office, OutletFacts, Queue
from outlet_app.ui.pages.help.page import HelpDialog
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import ActionBar, Layout, Page
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.wording.troubles import TROUBLES

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
OUTLET = OutletFacts("1508260005", "HH05", "杭锦后旗陕坝镇公共服务网点")
CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))
HEAD = Person("1508260412", "李志强", frozenset({Role.SUPERVISOR}))


class Diary(Page):
    """A page that writes down what the window asks of it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.asked: list[object] = []
        self.layouts: list[Layout] = []
        self.holds = False
        self.edit, self.other = LineEdit(), LineEdit()
        self.button = Button("受理(&S)", kind=Kind.PRIMARY)
        self.button.clicked.connect(lambda: self.asked.append("primary"))
        self.action_bar = ActionBar(None, self.button)
        layout = QVBoxLayout(self)
        layout.addWidget(Column(self.edit, self.other, None))

    def activated(self, what: object = None) -> None:
        self.asked.append(("activated", what))
        self.edit.setFocus()

    def leave(self, go):
        if not self.holds:
            go()

    def refresh(self) -> None:
        self.asked.append("refresh")

    def print_current(self) -> None:
        self.asked.append("print")

    def save(self) -> None:
        self.asked.append("save")

    def go_back(self) -> bool:
        self.asked.append("back")
        return True

    def panes(self):
        return (self.edit, self.other)

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self.layouts.append(layout)


class Plain(Page):
    """A page with nothing of its own."""


PAGES = {
    PageKey.WORKBENCH: lambda: Diary("工作台"),
    PageKey.INTAKE: lambda: Diary("首问登记"),
    PageKey.CASES: lambda: Diary("办件查询"),
    PageKey.SYNC: lambda: Plain("同步中心"),
}


@pytest.fixture
def office(qapp):
    office = Office(lambda: datetime(2026, 11, 18, 10, 42, tzinfo=CST))
    office.show_outlet(OUTLET)
    office.sign_in(CLERK)
    return office


@pytest.fixture
def shell(stage, office):
    shell = Shell(office, PAGES, TROUBLES)
    stage(shell, size=(1366, 768))
    shell.open(PageKey.WORKBENCH)
    return shell


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("room", "over_all"),
    [
        ((1366, 768), True),
        ((1366, 728), True),
        ((1280, 680), True),
        ((960, 540), True),
        ((1381, 1080), True),
        ((1920, 807), True),
        ((1382, 808), False),
        ((1920, 1040), False),
        ((2560, 1400), False),
        # Smaller than the program can be: the system decides what of it is seen.
        ((800, 600), False),
        ((1024, 500), False),
    ],
)
def test_on_a_screen_that_just_holds_it_the_window_takes_all_of_it(qtbot, office, room, over_all):
    shell = Shell(office, PAGES, TROUBLES)
    qtbot.addWidget(shell)
    shell.appear(QSize(*room))
    assert shell.isVisible()
    assert shell.isMaximized() is over_all
    if not over_all:
        assert shell.size() == QSize(1366, 768)


def test_without_being_told_it_asks_its_own_screen(qtbot, office, monkeypatch):
    shell = Shell(office, PAGES, TROUBLES)
    qtbot.addWidget(shell)
    monkeypatch.setattr(shell, "screen", lambda: SimpleNamespace(availableSize=lambda: QSize(1366, 728)))
    shell.appear()
    assert shell.isMaximized()


def test_pages_are_made_on_their_first_visit_and_kept(shell):
    assert list(shell.frames) == [PageKey.WORKBENCH]
    first = shell.page
    press(Qt.Key.Key_3, CTRL)
    assert shell.current == PageKey.CASES
    press(Qt.Key.Key_1, CTRL)
    assert shell.page is first


def test_absent_pages_are_absent_and_their_digits_do_nothing(shell):
    assert PageKey.REVIEWS not in shell.navigation.items
    press(Qt.Key.Key_5, CTRL)
    shell.open(PageKey.SETTINGS)
    assert shell.current == PageKey.WORKBENCH


def test_navigation_marks_the_page_and_opens_others(shell, qtbot):
    item = shell.navigation.items[PageKey.SYNC]
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert shell.current == PageKey.SYNC
    assert [key for key, one in shell.navigation.items.items() if one.isChecked()] == [PageKey.SYNC]
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert item.isChecked()


def test_f2_opens_an_empty_registration(shell):
    press(Qt.Key.Key_F2)
    assert shell.current == PageKey.INTAKE
    assert shell.page.asked == [("activated", NEW)]


@pytest.mark.parametrize(
    ("key", "modifiers", "asked"),
    [
        (Qt.Key.Key_F5, NONE, "refresh"),
        (Qt.Key.Key_F9, NONE, "print"),
        (Qt.Key.Key_S, CTRL, "save"),
        (Qt.Key.Key_Return, CTRL, "primary"),
        (Qt.Key.Key_Enter, CTRL, "primary"),
        (Qt.Key.Key_Escape, NONE, "back"),
    ],
)
def test_keys_reach_the_page_in_view(shell, key, modifiers, asked):
    shell.page.asked.clear()
    press(key, modifiers)
    assert shell.page.asked == [asked]


def test_control_enter_presses_no_button_that_cannot_be_pressed(shell):
    shell.page.asked.clear()
    shell.page.button.setEnabled(False)
    press(Qt.Key.Key_Return, CTRL)
    assert shell.page.asked == []


def test_f8_and_control_l_ask_the_program(shell):
    heard = []
    shell.sync_wanted.connect(lambda: heard.append("sync"))
    shell.lock_wanted.connect(lambda: heard.append("lock"))
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_L, CTRL)
    assert heard == ["sync", "lock"]


def test_f3_and_enter_look_for_a_case(shell):
    press(Qt.Key.Key_F3)
    search = shell.frame.top_bar.search
    assert search.hasFocus()
    QTest.keyClicks(search, "htzy")
    press(Qt.Key.Key_Return)
    assert shell.current == PageKey.CASES
    assert shell.page.asked == [("activated", "htzy")]


def test_an_empty_search_goes_nowhere(shell):
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Return)
    assert shell.current == PageKey.WORKBENCH


def test_a_page_with_its_own_search_gets_f3(shell, monkeypatch):
    monkeypatch.setattr(Diary, "find_here", lambda page: page.asked.append("find") or True)
    press(Qt.Key.Key_F3)
    assert shell.page.asked[-1] == "find"
    assert not shell.frame.top_bar.search.hasFocus()


def test_f6_walks_the_panes_and_shift_f6_walks_back(shell):
    page = shell.page
    assert page.edit.hasFocus()
    press(Qt.Key.Key_F6)
    assert page.other.hasFocus()
    press(Qt.Key.Key_F6)
    assert page.button.hasFocus()
    press(Qt.Key.Key_F6)
    assert shell.status_bar.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F6)
    assert shell.navigation.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F6)
    assert shell.frame.top_bar.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F6)
    assert page.edit.hasFocus()
    press(Qt.Key.Key_F6, SHIFT)
    press(Qt.Key.Key_F6, SHIFT)
    assert shell.navigation.isAncestorOf(QApplication.focusWidget())


def test_a_page_may_hold_back_until_a_question_is_answered(shell, qtbot):
    shell.page.holds = True
    qtbot.mouseClick(shell.navigation.items[PageKey.SYNC], Qt.MouseButton.LeftButton)
    assert shell.current == PageKey.WORKBENCH
    assert not shell.navigation.items[PageKey.SYNC].isChecked()
    shell.page.holds = False
    press(Qt.Key.Key_7, CTRL)
    assert shell.current == PageKey.SYNC


def test_pages_may_ask_for_each_other_with_a_record(shell):
    shell.page.go_to.emit(PageKey.CASES, "case-7")
    assert shell.page.asked == [("activated", "case-7")]


@pytest.mark.parametrize(
    ("width", "factor", "layout", "nav"),
    [
        (1920, 1.0, Layout.WIDE, WIDE),
        (1366, 1.0, Layout.STANDARD, WIDE),
        (1280, 1.0, Layout.NARROW, WIDE),
        (1366, 1.25, Layout.COMPACT, RAIL),
        (1366, 1.5, Layout.COMPACT, RAIL),
        (1920, 1.5, Layout.NARROW, WIDE),
    ],
)
def test_the_effective_width_decides_the_layout(shell, theme, width, factor, layout, nav):
    shell.resize(width, 768)
    theme.choose(factor=factor)
    QApplication.processEvents()
    assert shell.layout_class is layout
    assert shell.page.layouts[-1] is layout
    assert shell.navigation.width() == theme.s(nav)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
@pytest.mark.parametrize(
    ("size", "factor"),
    [
        ((1280, 680), 1.0),
        ((1366, 696), 1.0),
        ((1366, 768), 1.0),
        ((1366, 696), 1.25),
        ((1366, 768), 1.5),
        ((1920, 1080), 1.0),
        ((1920, 1008), 1.75),
    ],
)
def test_the_window_is_never_larger_than_asked(shell, theme, scheme, size, factor):
    theme.choose(scheme, factor)
    shell.resize(*size)
    QApplication.processEvents()
    assert shell.size() == QSize(*size)
    bottom = shell.status_bar.mapTo(shell, shell.status_bar.rect().bottomRight())
    assert bottom.y() == size[1] - 1
    assert shell.page.action_bar.mapTo(shell, shell.page.action_bar.rect().bottomRight()).y() < size[1]


def test_a_page_that_wants_more_room_does_not_make_the_window_larger(shell):
    shell.page.setMinimumSize(3000, 2000)
    QApplication.processEvents()
    shell.resize(1280, 680)
    QApplication.processEvents()
    assert shell.size() == QSize(1280, 680)
    assert shell.status_bar.geometry().bottom() == 679


def test_escape_closes_an_open_list_before_it_goes_back(shell):
    finder = SuggestEdit()
    shell.page.layout().addWidget(finder)
    QApplication.processEvents()
    finder.setFocus()
    finder.offer([Suggestion("甲公司", 1)])
    shell.page.asked.clear()
    press(Qt.Key.Key_Escape)
    assert not finder.is_offering
    assert shell.page.asked == []
    press(Qt.Key.Key_Escape)
    assert shell.page.asked == ["back"]


def test_display_size_keys_change_the_size_within_what_fits(shell, theme):
    for _ in range(5):
        press(Qt.Key.Key_Equal, CTRL)
    assert theme.factor == 1.5
    press(Qt.Key.Key_Minus, CTRL)
    assert theme.factor == 1.25
    press(Qt.Key.Key_0, CTRL)
    assert theme.factor == 1.0
    press(Qt.Key.Key_Minus, CTRL)
    assert theme.factor == 1.0


def test_the_status_bar_tells_the_facts_and_follows_them(shell, office):
    bar = shell.status_bar
    assert bar.outlet.text() == "杭锦后旗陕坝镇公共服务网点（HH05）"
    assert bar.person.text() == "苏日娜  工号 0837"
    assert bar.link.text() == "离线，照常办理"
    assert bar.queue.text() == "待发送 0 件"
    assert bar.synced.text() == "尚未同步"
    assert bar.clock.text() == "2026-11-18 周三 10:42"
    office.show_link(Link.ONLINE)
    office.show_queue(Queue(5, 2))
    office.show_sync(datetime(2026, 11, 18, 10, 36, tzinfo=CST))
    office.sign_in(HEAD)
    assert bar.link.text() == "在线"
    assert bar.queue.text() == "待发送 5 件，2 件出错"
    assert bar.queue.tone == "bad"
    assert bar.synced.text() == "上次同步 今天 10:36"
    assert bar.person.text() == "李志强  工号 0412（负责人）"
    office.show_link(Link.STOPPED)
    assert bar.link.text() == "已停止发送"
    office.sign_in(None)
    assert bar.person.text() == "未登录"


def test_an_older_sync_shows_its_day(shell, office):
    office.show_sync(datetime(2026, 11, 16, 17, 5, tzinfo=CST))
    assert shell.status_bar.synced.text() == "上次同步 11-16 17:05"


def test_the_status_bar_is_short_in_a_compact_window(shell, theme):
    theme.choose(factor=1.5)
    QApplication.processEvents()
    assert shell.status_bar.outlet.text() == "HH05"
    assert shell.status_bar.clock.text() == "10:42"
    last = shell.status_bar.clock
    assert last.mapTo(shell, last.rect().topRight()).x() < shell.width()


def test_parts_of_the_status_bar_open_their_pages(shell):
    heard = []
    shell.other_person_wanted.connect(lambda: heard.append("person"))
    shell.status_bar.queue.click()
    assert shell.current == PageKey.SYNC
    shell.status_bar.person.click()
    assert heard == ["person"]
    shell.status_bar.outlet.click()
    assert shell.current == PageKey.SYNC


@pytest.mark.parametrize(
    ("waiting", "failed", "badge"), [(0, 0, ""), (5, 0, "5"), (5, 2, "5"), (120, 1, "99+")]
)
def test_the_navigation_counts_what_waits(shell, office, waiting, failed, badge):
    office.show_queue(Queue(waiting, failed))
    item = shell.navigation.items[PageKey.SYNC]
    assert item.badge == badge
    assert item.badge_tone == ("bad" if failed else "mute")


def test_f1_lists_the_keys_of_this_window_and_escape_closes_it(shell):
    press(Qt.Key.Key_F1)
    dialog = shell.feedback.open_dialog
    assert isinstance(dialog, HelpDialog)
    press(Qt.Key.Key_Escape)
    assert shell.feedback.open_dialog is None
    assert shell.page.edit.hasFocus()


@pytest.mark.parametrize(("size", "factor"), [((1366, 768), 1.0), ((1280, 680), 1.0), ((1366, 696), 1.5)])
def test_the_help_fits_the_window(shell, theme, size, factor):
    shell.resize(*size)
    theme.choose(factor=factor)
    press(Qt.Key.Key_F1)
    dialog = shell.feedback.open_dialog
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    dialog.reject()


def test_size_and_colours_are_chosen_behind_the_status_bar(shell, theme):
    shell.status_bar.display.click()
    QApplication.processEvents()
    assert shell.feedback.open_dialog is not None
    press(Qt.Key.Key_3)
    assert theme.factor == 1.5
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_2)
    assert theme.scheme is Scheme.DARK
    press(Qt.Key.Key_Escape)
    assert shell.status_bar.display.text() == "150%"


def test_sizes_that_do_not_fit_cannot_be_chosen(shell, theme):
    shell.status_bar.display.click()
    QApplication.processEvents()
    press(Qt.Key.Key_4)
    assert theme.factor == 1.0
    press(Qt.Key.Key_Escape)


def test_the_cover_hides_everything_and_switches_the_keys_off(shell):
    shell.feedback.toast("已受理", "HH05-20261118-012")
    shell.commands.show_help()
    cover = Column(LineEdit())
    shell.cover(cover)
    QApplication.processEvents()
    assert shell.is_covered
    assert not shell.page.isVisible()
    assert shell.feedback.open_dialog is None
    assert shell.feedback.toasts.toasts == []
    cover.findChild(LineEdit).setFocus()
    press(Qt.Key.Key_7, CTRL)
    assert shell.current == PageKey.WORKBENCH


def test_after_the_cover_the_work_goes_on_where_it_stood(shell):
    QTest.keyClicks(shell.page.other, "abc")
    shell.page.other.setFocus()
    shell.cover(Column(LineEdit()))
    shell.uncover()
    assert shell.page.other.hasFocus()
    assert shell.page.other.text() == "abc"
    press(Qt.Key.Key_7, CTRL)
    assert shell.current == PageKey.SYNC


def nowhere(shell):
    QApplication.focusWidget().clearFocus()


def in_a_dialog(shell):
    """A dialog that opened while nothing had the keys: when it closes they go back to nothing."""
    nowhere(shell)
    shell.commands.show_help()


def in_what_has_gone(shell):
    gone = LineEdit()
    shell.page.layout().addWidget(gone)
    gone.show()
    gone.setFocus()
    shell.cover(Column(LineEdit()))
    delete(gone)


def in_what_is_hidden_now(shell):
    shell.page.other.setFocus()
    shell.cover(Column(LineEdit()))
    shell.page.other.hide()


def in_what_is_off_now(shell):
    shell.page.other.setFocus()
    shell.cover(Column(LineEdit()))
    shell.page.other.setEnabled(False)


@pytest.mark.parametrize(
    "stood", [nowhere, in_a_dialog, in_what_has_gone, in_what_is_hidden_now, in_what_is_off_now]
)
def test_where_nothing_had_the_keys_the_page_has_them_after_the_cover(shell, stood):
    shell.page.other.setFocus()
    stood(shell)
    shell.cover(Column(LineEdit()))
    shell.uncover()
    QApplication.processEvents()
    assert shell.page.edit.hasFocus()
    QTest.keyClicks(shell.page.edit, "abc")
    assert shell.page.edit.text() == "abc"


def test_another_person_gets_new_pages(shell):
    old = shell.page
    shell.forget_pages()
    shell.open(PageKey.WORKBENCH)
    assert shell.page is not old


def test_a_refusal_stands_above_the_page_until_it_is_read_or_left(shell, qtbot):
    shell.feedback.refuse(Refusal(next(iter(TROUBLES))))
    banner = shell.frame.banner
    assert banner.isVisible()
    press(Qt.Key.Key_7, CTRL)
    press(Qt.Key.Key_1, CTRL)
    assert not banner.isVisible()


def test_closing_the_window_is_told(shell):
    heard = []
    shell.closing.connect(lambda: heard.append(1))
    shell.close()
    assert heard == [1]


def test_every_clickable_thing_is_32_pixels_and_named(shell, theme):
    from PySide6.QtWidgets import QAbstractButton

    for factor in (1.0, 1.5):
        theme.choose(factor=factor)
        QApplication.processEvents()
        for button in shell.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.height() >= theme.s(32), button.accessibleName()
                assert button.width() >= theme.s(32), button.accessibleName()
                assert button.accessibleName()


def test_the_focus_ring_is_there_at_once_and_only_one(shell):
    assert shell._ring.isVisible()
    assert shell._ring.target is shell.page.edit
