"""The ring: around what has the focus, always, never cut off, never moving anything."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.ui.widgets.boxes import Column, Row, Scroller
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn


@pytest.fixture
def desk(stage):
    edits = [LineEdit() for _ in range(3)]
    column = Column(
        *(Field(f"字段{n}", edit) for n, edit in enumerate(edits)), None, margins=(20, 20, 20, 20)
    )
    window = stage(column)
    return window, FocusRing(window), edits


def box(widget, window):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_it_lies_four_pixels_around_the_focused_control(desk):
    window, ring, edits = desk
    edits[1].setFocus()
    assert ring.isVisible()
    assert ring.geometry() == box(edits[1], window).adjusted(-4, -4, 4, 4)


def test_it_is_shown_after_a_click_too(desk, qtbot):
    _, ring, edits = desk
    qtbot.mouseClick(edits[2], Qt.MouseButton.LeftButton)
    assert ring.target is edits[2]
    assert ring.isVisible()


def test_it_follows_tab(desk):
    _, ring, edits = desk
    edits[0].setFocus()
    QTest.keyClick(edits[0], Qt.Key.Key_Tab)
    assert ring.target is edits[1]


def test_it_moves_and_grows_with_its_control(desk, theme):
    window, ring, edits = desk
    edits[2].setFocus()
    window.resize(700, 400)
    QApplication.processEvents()
    assert ring.geometry() == box(edits[2], window).adjusted(-4, -4, 4, 4)
    theme.choose(factor=1.5)
    QApplication.processEvents()
    assert ring.geometry() == box(edits[2], window).adjusted(-6, -6, 6, 6)


def test_it_goes_when_its_control_goes(desk):
    window, ring, edits = desk
    edits[2].setFocus()
    edits[2].hide()
    QApplication.processEvents()
    assert ring.target is not edits[2]
    window.setFocus()
    edits[0].clearFocus()
    edits[1].clearFocus()
    QApplication.processEvents()
    assert not ring.isVisible()


def test_it_survives_the_deletion_of_its_control(desk):
    _, ring, edits = desk
    edits[1].setFocus()
    edits[1].parentWidget().deleteLater()
    QTest.qWait(10)
    edits[0].setFocus()
    assert ring.target is edits[0]


def test_it_moves_no_neighbour_and_lets_clicks_through(desk, qtbot):
    window, ring, edits = desk
    before = [box(edit, window) for edit in edits]
    edits[1].setFocus()
    QApplication.processEvents()
    assert [box(edit, window) for edit in edits] == before
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_it_is_painted_in_the_focus_colour(desk, theme):
    window, ring, edits = desk
    edits[1].setFocus()
    QApplication.processEvents()
    image = window.grab().toImage()
    outer = ring.geometry()
    assert image.pixelColor(outer.center().x(), outer.top()).name().upper() == theme.tokens.focus


def test_scrolling_keeps_it_on_its_control_and_inside_the_list(stage):
    edits = [LineEdit() for _ in range(20)]
    scroller = Scroller(Column(*edits))
    window = stage(Column(scroller, margins=(20, 20, 20, 20)), size=(300, 240))
    ring = FocusRing(window)
    edits[2].setFocus()
    before = ring.geometry()
    scroller.verticalScrollBar().setValue(30)
    QApplication.processEvents()
    assert ring.geometry().top() == before.top() - 30
    scroller.verticalScrollBar().setValue(scroller.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert not ring.isVisible()


def test_tables_frame_their_own_row(stage):
    table = Table([TableColumn("a", "甲", lambda row: Cell(row))], "表")
    table.show_rows(["一", "二"])
    window = stage(Column(table, LineEdit()))
    ring = FocusRing(window)
    table.setFocus()
    assert ring.target is None
    assert not ring.isVisible()


def test_a_radio_group_has_one_ring(stage):
    bar = Segmented(["窗口", "电话"], "来访方式")
    window = stage(Column(Row(bar, Button("下一步"), None), None))
    ring = FocusRing(window)
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert ring.target is bar


def test_a_ring_minds_its_own_window_only(stage):
    here = stage(Column(LineEdit()))
    other_edit = LineEdit()
    ring = FocusRing(here)
    stage(Column(other_edit))
    other_edit.setFocus()
    assert ring.target is None
