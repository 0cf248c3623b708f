"""Top bar, page frame, panes, brand, navigation and the display choice, each by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout

from outlet_app.bootstrap.makers import PAGES
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.navigation import Navigation
from outlet_app.ui.office import Queue
from outlet_app.ui.page_frame import PageFrame
from outlet_app.ui.panes import first_stop, step_pane
from outlet_app.ui.theme.theme import FACTORS, look
from outlet_app.ui.theme.tokens import Scheme, Tone
from outlet_app.ui.top_bar import TopBar
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.display_choice import DisplayChoice
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import ActionBar, Layout, Page
from outlet_app.ui.widgets.text import Label


class Sheet(Page):
    """A page with a record line, a tool and a decision."""

    def __init__(self) -> None:
        super().__init__("一次性告知书")
        self.head.add(Label("HH0501 告〔2026〕0031 号", "body", "text2"))
        self.tool = Button("导出 PDF(&E)")
        self.tools.add(self.tool)
        self.print = Button("打印并送达(&P)", kind=Kind.PRIMARY)
        self.action_bar = ActionBar(None, self.print)
        layout = QVBoxLayout(self)
        layout.addWidget(Field("补正要求", LineEdit()))


@pytest.fixture
def frame(stage):
    page = Sheet()
    frame = PageFrame(page, TopBar(page))
    stage(frame, size=(1182, 700))
    return frame


def test_top_bar_page_and_action_bar_stand_below_each_other(frame):
    bar, page, actions = frame.top_bar, frame.page, frame.page.action_bar
    assert bar.geometry().top() == 0
    assert bar.height() == 56
    assert actions.height() == 64
    assert actions.geometry().bottom() == frame.height() - 1
    assert page.mapTo(frame, page.rect().topLeft()).y() == 56 + 16
    assert page.mapTo(frame, page.rect().topLeft()).x() == 16


def test_the_record_line_stands_after_the_title_and_the_tools_before_the_search(frame):
    bar, page = frame.top_bar, frame.page
    spots = [
        widget.mapTo(frame, widget.rect().topLeft()).x()
        for widget in (bar.title, page.head, page.tools, bar.search)
    ]
    assert spots == sorted(spots)
    assert bar.title.text() == "一次性告知书"


def test_a_page_may_do_without_the_search(stage):
    page = Sheet()
    page.wants_search = False
    bar = TopBar(page)
    stage(Column(bar, page, None), size=(1182, 700))
    assert not bar.search.isVisible()


def test_the_search_is_shorter_in_a_compact_window(frame):
    frame.set_layout(Layout.COMPACT)
    assert frame.top_bar.search.width() == 216
    frame.set_layout(Layout.STANDARD)
    assert frame.top_bar.search.width() == 288
    assert frame.page.layout_class is Layout.STANDARD


def test_a_banner_can_be_read_and_closed(frame):
    assert not frame.banner.isVisible()
    frame.show_banner(Tone.WARN, "这份告知书已经送达", "不再追加内容。请另行登记。")
    QApplication.processEvents()
    assert frame.banner.isVisible()
    assert frame.page.mapTo(frame, frame.page.rect().topLeft()).y() > 56 + 16 + 40
    frame._close.click()
    QApplication.processEvents()
    assert not frame.banner.isVisible()


def test_the_accent_button_of_the_action_bar_comes_before_those_of_the_page(frame):
    assert frame.page.primary() is frame.page.print
    frame.page.print.set_kind(Kind.PLAIN)
    assert frame.page.primary() is None
    frame.page.tool.set_kind(Kind.PRIMARY)
    assert frame.page.primary() is frame.page.tool
    frame.page.tool.hide()
    assert frame.page.primary() is None


@pytest.mark.parametrize(
    ("width", "layout"),
    [
        (899, Layout.COMPACT),
        (1179.9, Layout.COMPACT),
        (1180, Layout.NARROW),
        (1339.9, Layout.NARROW),
        (1340, Layout.STANDARD),
        (1699, Layout.STANDARD),
        (1700, Layout.WIDE),
    ],
)
def test_the_borders_of_the_layout_classes(width, layout):
    assert Layout.of(width) is layout


def test_a_pane_gives_the_focus_to_its_first_control_in_tab_order(stage):
    first, second = LineEdit(), LineEdit()
    pane = Column(Label("栏"), Row(Field("一", first), Field("二", second)))
    stage(Column(pane))
    assert first_stop(pane) is first
    assert first_stop(Label("没有")) is None


def test_a_pane_remembers_where_it_was(stage):
    left = Column(LineEdit(), LineEdit())
    right = Column(LineEdit())
    stage(Column(left, right))
    inner = left.findChildren(LineEdit)
    inner[1].setFocus()
    step_pane([left, right], 1)
    assert right.isAncestorOf(QApplication.focusWidget())
    step_pane([left, right], -1)
    assert left.isAncestorOf(QApplication.focusWidget())


def test_hidden_and_empty_panes_are_passed_over(stage):
    one, hidden, empty, last = Column(LineEdit()), Column(LineEdit()), Column(Label("空")), Column(LineEdit())
    stage(Column(one, hidden, empty, last))
    hidden.hide()
    one.findChild(LineEdit).setFocus()
    step_pane([one, hidden, empty, last], 1)
    assert last.findChild(LineEdit).hasFocus()
    assert step_pane([hidden, empty], 1) is None


@pytest.fixture
def navigation(stage):
    navigation = Navigation((PageKey.WORKBENCH, PageKey.INTAKE, PageKey.SYNC))
    stage(Row(navigation, None), size=(400, 600))
    return navigation


def test_the_navigation_is_184_wide_or_a_rail_of_64(navigation, theme):
    assert navigation.width() == 184
    navigation.set_rail(True)
    assert navigation.width() == 64
    theme.choose(factor=1.5)
    assert navigation.width() == 96


def test_a_rail_shows_short_words_without_group_heads(navigation):
    navigation.set_rail(True)
    QApplication.processEvents()
    assert not any(head.isVisible() for head in navigation._heads)
    assert navigation.help.short == "帮助"
    assert all(item.height() == 46 for item in navigation.items.values())


def test_entries_open_pages_and_ask_for_commands(navigation, qtbot):
    heard = []
    navigation.opened.connect(heard.append)
    navigation.asked.connect(heard.append)
    for item in (navigation.items[PageKey.INTAKE], navigation.help, navigation.lock):
        qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert heard == ["intake", "help", "lock"]


def test_the_current_entry_is_marked_in_the_accent(navigation, theme):
    navigation.show_current(PageKey.INTAKE)
    image = navigation.items[PageKey.INTAKE].grab().toImage()
    assert image.pixelColor(1, 20).name().upper() == theme.tokens.accent
    image = navigation.items[PageKey.SYNC].grab().toImage()
    assert image.pixelColor(1, 20).name().upper() != theme.tokens.accent


@pytest.mark.parametrize(
    ("tall", "factor", "entry"),
    [(736, 1.0, 40), (664, 1.0, 35), (1048, 1.25, 40), (1048, 1.5, 37)],
)
def test_all_pages_of_the_program_are_in_view_in_a_low_window(stage, theme, tall, factor, entry):
    """736 pixels are left of 768 above the status bar, 664 of a window under a title and a task bar."""
    theme.choose(factor=factor)
    navigation = Navigation(PAGES)
    stage(Row(navigation, None), size=(600, tall))
    items = [*navigation.items.values(), navigation.help, navigation.lock]
    assert {item.height() for item in items} == {look().s(entry)}
    assert not navigation._scroller.verticalScrollBar().isVisible()
    assert {item.visibleRegion().boundingRect().height() for item in items} == {look().s(entry)}


def test_a_window_too_low_for_all_scrolls_and_writes_no_key_over_a_word(stage, theme):
    navigation = Navigation(PAGES)
    stage(Row(navigation, None), size=(400, 520))
    assert navigation._scroller.verticalScrollBar().isVisible()
    written = {}
    for key in (PageKey.POLICIES, PageKey.CASES):
        item = navigation.items[key]
        before, item.keys = item.grab().toImage(), ""
        written[key] = before != item.grab().toImage()
    assert written == {PageKey.POLICIES: False, PageKey.CASES: True}


@pytest.mark.parametrize("rail", [False, True])
def test_failed_sending_is_a_red_badge(navigation, theme, rail):
    navigation.set_rail(rail)
    navigation.show_queue(Queue(5, 2))
    image = navigation.items[PageKey.SYNC].grab().toImage()
    seen = {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }
    assert theme.tokens.bad in seen


def test_without_the_sync_page_the_queue_bothers_nobody(stage):
    navigation = Navigation((PageKey.WORKBENCH,))
    stage(Row(navigation, None))
    navigation.show_queue(Queue(5, 2))
    assert [item.badge for item in navigation.items.values()] == [""]


@pytest.fixture
def choice(stage):
    choice = DisplayChoice()
    stage(Column(choice, None), size=(1366, 300))
    return choice


def test_the_present_size_and_colours_are_marked(choice, theme):
    assert (choice.size_bar.current, choice.scheme_bar.current) == (0, 0)
    theme.choose(Scheme.HIGH_CONTRAST, 1.25)
    assert (choice.size_bar.current, choice.scheme_bar.current) == (1, 2)


def test_a_choice_applies_at_once_and_is_told(choice, theme):
    heard = []
    choice.changed.connect(lambda: heard.append((theme.scheme, theme.factor)))
    choice.size_bar.setFocus()
    QTest.keyClick(choice.size_bar, Qt.Key.Key_2)
    QTest.keyClick(choice.scheme_bar, Qt.Key.Key_2)
    assert heard == [(Scheme.LIGHT, 1.25), (Scheme.DARK, 1.25)]


@pytest.mark.parametrize(("width", "fitting"), [(1280, 2), (1366, 3), (1920, 4)])
def test_sizes_that_leave_too_little_room_are_shut(choice, width, fitting):
    choice.offer_for(width)
    assert [part.isEnabled() for part in choice.size_bar.parts] == [True] * fitting + [False] * (4 - fitting)


def test_the_size_in_force_can_always_be_left(choice, theme):
    theme.choose(factor=FACTORS[3])
    choice.offer_for(1000)
    assert choice.size_bar.parts[3].isEnabled()
    assert choice.size_bar.parts[0].isEnabled()
