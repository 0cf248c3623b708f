"""Scroll bars: seen on every ground, large enough to take hold of, and never in the way of the keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from outlet_app.ui.theme.theme import FACTORS, Theme
from outlet_app.ui.theme.tokens import Scheme, contrast
from outlet_app.ui.widgets.boxes import Column, Scroller, ground
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.pixels import ground_of, picture
from tests.ui.conftest import Stage

SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)
GROUNDS = ("surface", "canvas", "sunken", "nav")


def long_list(stage: Stage, ground_name: str = "surface", fields: int = 12) -> Scroller:
    """More fields than the window has room for."""
    scroller = Scroller(Column(*(LineEdit() for _ in range(fields))), "申请材料")
    stage(ground(Column(scroller), ground_name), size=(200, 160))
    return scroller


def handle_and_track(bar: QScrollBar) -> tuple[str, str]:
    """Their colours while the list stands at its beginning."""
    handle = ground_of(picture(bar, QRect(3, 4, 6, 20)))
    return handle, ground_of(picture(bar, QRect(3, bar.height() - 30, 6, 20)))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground_name", GROUNDS)
def test_the_handle_is_seen_on_every_ground(
    stage: Stage, theme: Theme, scheme: Scheme, ground_name: str
) -> None:
    theme.choose(scheme)
    handle, track = handle_and_track(long_list(stage, ground_name).verticalScrollBar())
    assert contrast(handle, track) >= 3


@pytest.mark.parametrize("factor", FACTORS)
def test_the_bar_scales_and_its_handle_stays_large_enough_to_take_hold_of(
    stage: Stage, theme: Theme, factor: float
) -> None:
    theme.choose(factor=factor)
    bar = long_list(stage, fields=400).verticalScrollBar()
    image = picture(bar, QRect(bar.width() // 2, 0, 1, bar.height()))
    token = theme.tokens.control
    tall = sum(image.pixelColor(1, y).name().upper() == token for y in range(image.height())) / 3
    assert bar.width() == theme.s(12)
    assert theme.s(32) - 4 <= tall <= theme.s(32) + 1


def test_a_list_that_fits_has_no_bar(stage: Stage) -> None:
    assert not long_list(stage, fields=2).verticalScrollBar().isVisible()
    assert long_list(stage).verticalScrollBar().isVisible()


def test_nothing_ever_scrolls_sideways(stage: Stage) -> None:
    scroller = Scroller(Column(Label("巴彦淖尔市河套禾源食品有限公司" * 20)), "说明")
    table = Table([TableColumn(key, key, lambda row: Cell(row), 500) for key in "甲乙丙"], "表")
    stage(Column(scroller, table), size=(300, 400))
    table.show_rows(["一"])
    QApplication.processEvents()
    assert not scroller.horizontalScrollBar().isVisible()
    assert not table.horizontalScrollBar().isVisible()


def test_tab_never_stops_on_a_bar_or_on_the_list_around_the_fields(stage: Stage) -> None:
    scroller = long_list(stage)
    stops: list[QWidget | None] = []
    for _ in range(14):
        QTest.keyClick(QApplication.focusWidget() or scroller, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert all(isinstance(stop, LineEdit) for stop in stops)
    assert len(set(stops)) == 12


def test_the_wheel_over_a_closed_list_changes_no_value_and_is_left_to_the_page(stage: Stage) -> None:
    combo = Combo([Choice(1, "企业"), Choice(2, "个人")])
    combo.set_value(1)
    scroller = Scroller(Column(combo, *(LineEdit() for _ in range(12))), "表")
    stage(Column(scroller), size=(200, 160))
    combo.setFocus()
    spot, none = QPointF(20, 10), Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        spot,
        QPointF(combo.mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    combo.event(turn)
    assert combo.value == 1
    assert not turn.isAccepted()
    scroller.wheelEvent(turn)
    assert scroller.verticalScrollBar().value() > 0


def room_around(scroller: Scroller, control: QWidget) -> tuple[int, int]:
    """What of the list is seen above and below a control."""
    top = control.mapTo(scroller.viewport(), QPoint(0, 0)).y()
    return top, scroller.viewport().height() - top - control.height()


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("factor", FACTORS)
def test_every_field_tab_comes_to_is_shown_whole_with_what_stands_around_it(
    stage: Stage, theme: Theme, factor: float, backwards: bool
) -> None:
    theme.choose(factor=factor)
    scroller = long_list(stage)
    bar, key = scroller.verticalScrollBar(), Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
    for _ in range(24):
        QTest.keyClick(QApplication.focusWidget() or scroller, key)
        field = QApplication.focusWidget()
        assert isinstance(field, LineEdit)
        wanted = min(theme.s(48), (scroller.viewport().height() - field.height()) // 2)
        above, below = room_around(scroller, field)
        assert above >= wanted or (bar.value() == 0 and above >= 0)
        assert below >= wanted or (bar.value() == bar.maximum() and below >= 0)


def test_a_field_already_in_view_with_room_around_it_moves_nothing(stage: Stage) -> None:
    scroller = long_list(stage)
    fields = scroller.findChildren(LineEdit)
    scroller.verticalScrollBar().setValue(40)
    fields[2].setFocus()
    assert scroller.verticalScrollBar().value() == 40


def test_a_field_taller_than_the_list_shows_its_beginning(stage: Stage) -> None:
    tall = TextArea(least=9, most=9)
    scroller = Scroller(Column(LineEdit(), LineEdit(), tall, LineEdit()), "诉求")
    stage(Column(scroller), size=(200, 120))
    tall.setFocus()
    assert room_around(scroller, tall)[0] == 0


def test_a_half_hidden_field_comes_into_view_when_it_is_clicked(stage: Stage) -> None:
    scroller = long_list(stage)
    field = scroller.findChildren(LineEdit)[3]
    assert room_around(scroller, field)[1] < 0
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 4))
    assert room_around(scroller, field)[1] > 0
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 4))


def test_a_half_hidden_button_stays_under_the_pointer_until_it_is_let_go(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    buttons = [Button(f"打开 {n}") for n in range(8)]
    scroller = Scroller(Column(*buttons), "打开")
    stage(Column(scroller), size=(200, 160))
    pressed: list[str] = []
    half = next(one for one in buttons if room_around(scroller, one)[1] < 0)
    half.clicked.connect(lambda: pressed.append(half.text()))
    # Offscreen events carry no state of the pointer's buttons.
    monkeypatch.setattr(QApplication, "mouseButtons", staticmethod(lambda: Qt.MouseButton.LeftButton))
    QTest.mousePress(half, Qt.MouseButton.LeftButton, pos=QPoint(10, 3))
    assert half.hasFocus()
    assert scroller.verticalScrollBar().value() == 0
    QTest.mouseRelease(half, Qt.MouseButton.LeftButton, pos=QPoint(10, 3))
    assert pressed == [half.text()]


def test_the_focus_of_another_list_scrolls_only_that_one(stage: Stage) -> None:
    one = Scroller(Column(*(LineEdit() for _ in range(12))), "一")
    other = Scroller(Column(*(LineEdit() for _ in range(12))), "二")
    stage(Column(one, other), size=(200, 240))
    other.findChildren(LineEdit)[9].setFocus()
    assert one.verticalScrollBar().value() == 0
    assert other.verticalScrollBar().value() > 0


def test_a_list_in_a_list_is_scrolled_with_it(stage: Stage) -> None:
    inner = Scroller(Column(*(LineEdit() for _ in range(12))), "内")
    inner.setFixedHeight(120)
    outer = Scroller(Column(*(LineEdit() for _ in range(6)), inner), "外")
    stage(Column(outer), size=(200, 160))
    field = inner.findChildren(LineEdit)[9]
    field.setFocus()
    assert not field.visibleRegion().isEmpty()
    assert field.visibleRegion().boundingRect().height() == field.height()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_handle_under_the_pointer_stands_out_more(stage: Stage, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    bar = long_list(stage).verticalScrollBar()
    before, track = handle_and_track(bar)
    QTest.mouseMove(bar, QPoint(6, 12))
    QApplication.processEvents()
    QTest.mouseMove(bar, QPoint(6, 14))
    QApplication.processEvents()
    after, _ = handle_and_track(bar)
    assert contrast(after, track) >= contrast(before, track)
    QTest.mouseMove(bar, QPoint(-60, -60))
