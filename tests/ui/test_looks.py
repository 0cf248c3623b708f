"""What a clerk sees at a glance: rings not cut off, names whole, edges in line, the shown page in view."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from outlet_app.bootstrap.makers import PAGES
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.navigation import Navigation
from outlet_app.ui.pages.cases.filters import FilterBar
from outlet_app.ui.pages.items.page import ItemsPage
from outlet_app.ui.pages.packages.package_list import HEIGHT as PACKAGE_HEIGHT
from outlet_app.ui.pages.packages.page import LIST_WIDTH, NARROW_LIST
from outlet_app.ui.pages.reviews.services import CLERK_WIDTH
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.material_name import MaterialName
from outlet_app.ui.theme.theme import Theme, look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column, Row, Scroller
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.drawing import text_width
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import Layout
from outlet_app.ui.widgets.table_delegate import PADDING
from outlet_app.ui.widgets.tabs import Tabs
from tests.support.counter_fakes_desk import HEAD, NOW, reference, settle, write
from tests.support.inspection import faults
from tests.support.whole_window import open_office

RESOURCES = Path(__file__).parents[2] / "resources"
Show = Callable[..., QWidget]
every_look = pytest.mark.parametrize("factor", [1.0, 1.5])
every_scheme = pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])


def box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def listed(stage: Show, rows: int = 8) -> tuple[QWidget, FocusRing, list[Button], Scroller]:
    """A card whose list begins right under its head, as 集成办 and 事项清单 have it."""
    buttons = [Button(f"第 {number} 行") for number in range(rows)]
    scroller = Scroller(Column(*buttons, gap=0))
    card = Card("套餐")
    card.add((scroller, 1))
    window = stage(Column((card, 1), margins=(20, 20, 20, 20)), size=(320, 240))
    return window, FocusRing(window), buttons, scroller


@every_look
def test_the_ring_of_the_first_row_is_whole_under_its_head(stage: Show, theme: Theme, factor: float) -> None:
    theme.choose(Scheme.LIGHT, factor)
    window, ring, buttons, _ = listed(stage)
    buttons[0].setFocus()
    reach = look().s(2) + look().s(2)
    assert ring.geometry().top() == box(buttons[0], window).top() - reach
    assert ring.geometry().bottom() == box(buttons[0], window).bottom() + reach


def test_the_ring_of_a_row_half_scrolled_away_ends_with_the_list(stage: Show) -> None:
    window, ring, buttons, scroller = listed(stage)
    buttons[1].setFocus()
    scroller.verticalScrollBar().setValue(box(buttons[1], scroller.widget()).top() + 10)
    settle()
    seen = box(scroller.viewport(), window)
    assert ring.geometry().top() == seen.top()
    assert ring.geometry().bottom() > seen.top()


def test_a_ring_above_the_list_never_stays_when_its_row_is_gone(stage: Show) -> None:
    _, ring, buttons, scroller = listed(stage)
    buttons[0].setFocus()
    scroller.verticalScrollBar().setValue(scroller.verticalScrollBar().maximum())
    settle()
    assert not ring.isVisible()


@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize("rail", [True, False], ids=["rail", "wide"])
def test_the_shown_page_is_seen_in_a_navigation_too_low_for_all(
    stage: Show, page: PageKey, rail: bool
) -> None:
    navigation = Navigation(PAGES)
    navigation.set_rail(rail)
    window = stage(Row(navigation, None), size=(400, 440))
    navigation.show_current(page)
    settle()
    item = navigation.items[page]
    assert box(navigation._scroller.viewport(), window).contains(box(item, window))


def test_the_shown_page_stays_in_view_when_the_window_becomes_low(stage: Show) -> None:
    navigation, page = Navigation(PAGES), LineEdit()
    window = stage(Row(navigation, page), size=(400, 900))
    page.setFocus()
    navigation.show_current(PageKey.SETTINGS)
    window.resize(400, 420)
    settle()
    seen = box(navigation._scroller.viewport(), window)
    assert seen.contains(box(navigation.items[PageKey.SETTINGS], window))


def test_whoever_walked_the_entries_and_left_sees_the_shown_page_again(stage: Show) -> None:
    navigation, page = Navigation(PAGES), LineEdit()
    window = stage(Row(navigation, page), size=(400, 440))
    navigation.show_current(PageKey.SETTINGS)
    first, shown = next(iter(navigation.items.values())), navigation.items[PageKey.SETTINGS]
    for focused, seen in ((page, shown), (first, first), (page, shown)):
        focused.setFocus()
        settle()
        assert box(navigation._scroller.viewport(), window).contains(box(seen, window))


def test_a_card_without_a_caption_gives_its_room_to_the_head(stage: Show) -> None:
    tabs = Tabs([("全部", 3), ("已超期", 0)], "待办")
    card = Card("待办提醒", tabs, None)
    window = stage(card, size=(600, 200))
    gap = box(tabs, window).left() - box(card.title, window).right() - 1
    assert gap == look().s(8)
    card.caption.setText("3 件")
    settle()
    assert card.caption.isVisible()
    assert box(card.caption, window).right() < box(tabs, window).left()
    card.caption.setText("")
    settle()
    assert not card.caption.isVisible()
    assert box(tabs, window).left() - box(card.title, window).right() - 1 == gap


def test_a_card_without_a_title_shows_no_caption_by_itself(stage: Show) -> None:
    card = Card()
    stage(card, size=(200, 100))
    assert not card.caption.isVisible()
    assert card.caption.window() is card.window()


@every_scheme
@every_look
def test_the_eye_stands_inside_the_line_and_the_text_ends_before_it(
    stage: Show, theme: Theme, scheme: Scheme, factor: float
) -> None:
    theme.choose(scheme, factor)
    edit, staff = PasswordEdit("口令"), LineEdit()
    staff.setAccessibleName("工号")
    window = stage(Column(staff, edit, None, margins=(20, 20, 20, 20)), size=(480, 300))
    line, eye = box(edit.line, window), box(edit.eye, window)
    assert line.contains(eye)
    assert (line.left(), line.right()) == (box(staff, window).left(), box(staff, window).right())
    assert abs(line.center().y() - eye.center().y()) <= 1
    assert edit.line.textMargins().right() >= line.right() - eye.left()
    assert min(eye.width(), eye.height()) >= 32
    assert faults(window) == []


def test_the_eye_is_reached_by_tab_and_by_the_pointer_and_shows_what_was_typed(
    stage: Show, qtbot: object
) -> None:
    edit, after = PasswordEdit("口令"), Button("登录")
    stage(Column(edit, after))
    edit.line.setFocus()
    write("Hetao-Mifeng-7")
    QTest.keyClick(edit.line, Qt.Key.Key_Tab)
    assert edit.eye.hasFocus()
    QTest.keyClick(edit.eye, Qt.Key.Key_Space)
    assert edit.line.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyClick(edit.eye, Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.mouseClick(edit.eye, Qt.MouseButton.LeftButton)
    assert edit.line.echoMode() is QLineEdit.EchoMode.Password
    assert edit.text() == "Hetao-Mifeng-7"
    assert edit.eye.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_disabled_password_disables_its_eye(stage: Show) -> None:
    edit = PasswordEdit("口令")
    stage(edit)
    edit.setEnabled(False)
    assert not edit.eye.isEnabled()


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("wide", [1182, 1736])
def test_clearing_the_filters_stands_at_the_right_end(stage: Show, compact: bool, wide: int) -> None:
    bar = FilterBar(reference().catalogue, lambda: NOW.date())
    bar.set_compact(compact)
    window = stage(bar, size=(wide, 140))
    last = bar.more if compact else bar.clear_button
    assert box(window, window).right() - box(last, window).right() <= 16
    if compact:
        assert box(bar.more, window).left() - box(bar.clear_button, window).right() <= look().s(8) + 1
    assert bar.text.width() == min(look().s(420), bar.text.width())
    assert faults(window) == []


@pytest.mark.parametrize("name", ["试用负责人", "额尔敦其木", "苏日娜"])
def test_a_name_of_five_characters_is_whole_in_a_column_of_clerks(name: str) -> None:
    assert text_width(name) <= CLERK_WIDTH - 2 * PADDING


@every_look
def test_a_material_takes_the_room_beside_its_form_to_the_last_pixel(
    stage: Show, theme: Theme, factor: float
) -> None:
    theme.choose(Scheme.LIGHT, factor)
    shown = MaterialName("营业执照等主体资格证明", "复印件 1 份")
    whole = text_width("营业执照等主体资格证明") + text_width("复印件 1 份", 13) + look().s(8) + 4
    stage(Row(shown), size=(whole, look().s(40)))
    assert shown.label.text() == shown.label.full_text()


def test_a_short_material_keeps_its_form_close_behind_it(stage: Show) -> None:
    shown = MaterialName("权利证明", "电子件 1 份")
    window = stage(Row(shown), size=(400, 40))
    label = box(shown.label, window)
    assert label.width() == text_width("权利证明") + 2


def test_the_names_of_all_packages_are_whole_in_the_narrow_list(theme: Theme) -> None:
    """24 pixels of margins, 2 of borders, 10 of a scroll bar."""
    for factor in (1.0, 1.25, 1.5):
        theme.choose(Scheme.LIGHT, factor)
        room = look().s(NARROW_LIST) - look().s(24 + 2 + 10)
        names = [
            one["name"]
            for path in sorted((RESOURCES / "packages").glob("*.json"))
            for one in json.loads(path.read_text("utf-8"))["packages"]
        ]
        assert {name: text_width(name, bold=True) <= room for name in names} == dict.fromkeys(names, True)
    assert LIST_WIDTH > NARROW_LIST
    assert PACKAGE_HEIGHT == 56


def test_a_compact_bar_leaves_out_what_it_cannot_say_whole(stage: Show) -> None:
    page = ItemsPage(reference().catalogue, open_office(HEAD))
    stage(Column(page.head, (page, 1)), size=(900, 500))
    page.set_layout(Layout.STANDARD)
    assert page._release.isVisible()
    page.set_layout(Layout.COMPACT)
    assert not page._release.isVisible()
    page.set_layout(Layout.WIDE)
    assert page._release.isVisible()
