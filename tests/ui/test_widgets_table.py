"""Tables: keys, copying the record number, columns that give way, lazy rows, what is painted."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from outlet_app.ui.widgets.boxes import Column as Stack
from outlet_app.ui.widgets.drawing import text_width
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording.statuses import status
from tests.support.pointer import double_click

NUMBERS = [f"HH05-20261118-0100{n:02}-A" for n in range(40)]
ROWS = [(number, f"申请人{n}", 40 - n) for n, number in enumerate(NUMBERS)]


def columns():
    return [
        Column("due", "时限", lambda row: Cell(status=status("due_soon", days=row[2])), 152),
        Column("number", "办件号", lambda row: Cell(row[0]), 204, whole=True),
        Column("name", "申请人", lambda row: Cell(row[1], sub="第二行"), sort=lambda row: row[1]),
        Column("days", "天数", lambda row: Cell(str(row[2])), 64, sort=lambda row: row[2]),
        Column("item", "事项", lambda row: Cell("业务咨询"), 88, least_width=1340),
        Column("keeper", "承办人", lambda row: Cell("苏日娜"), 96, least_width=1700),
    ]


@pytest.fixture
def table(stage):
    table = Table(columns(), "待办提醒", record=lambda row: row[0])
    table.stack_it_stands_in = Stack(table)
    stage(table.stack_it_stands_in, size=(1366, 400))
    table.show_rows(ROWS)
    table.setFocus()
    return table


def press(table, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(table, key, modifiers)


def hidden(table):
    return [column.key for at, column in enumerate(table.table_model.columns) if table.isColumnHidden(at)]


def test_the_first_row_is_chosen(table):
    assert table.current_row() == ROWS[0]


def test_home_end_and_arrows_walk_the_rows(table):
    press(table, Qt.Key.Key_End)
    assert table.current_row() == ROWS[-1]
    press(table, Qt.Key.Key_Up)
    assert table.current_row() == ROWS[-2]
    press(table, Qt.Key.Key_Home)
    press(table, Qt.Key.Key_Down)
    assert table.current_row() == ROWS[1]
    press(table, Qt.Key.Key_PageDown)
    assert ROWS.index(table.current_row()) > 3


def test_every_step_is_told_with_the_row(table):
    told = []
    table.current_changed.connect(told.append)
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_End)
    assert told == [ROWS[1], ROWS[-1]]


def test_control_c_copies_the_record_number(table):
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == NUMBERS[1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_row(table, key):
    opened = []
    table.opened.connect(opened.append)
    press(table, Qt.Key.Key_Down)
    press(table, key)
    assert opened == [ROWS[1]]


def test_a_double_click_opens_the_row(table, qtbot):
    opened = []
    table.opened.connect(opened.append)
    spot = table.visualRect(table.table_model.index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    double_click(table.viewport(), spot)
    assert opened == [ROWS[2]]


def test_an_empty_table_opens_and_copies_nothing(table):
    table.show_rows([])
    opened = []
    table.opened.connect(opened.append)
    QGuiApplication.clipboard().setText("before")
    press(table, Qt.Key.Key_Return)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    press(table, Qt.Key.Key_End)
    assert (opened, table.current_row()) == ([], None)
    assert QGuiApplication.clipboard().text() == "before"


def test_refreshing_keeps_the_chosen_record_though_it_moved(table):
    table.choose_row(5)
    table.show_rows(ROWS[3:], keep=lambda row: row[0])
    assert table.current_row() == ROWS[5]


def test_after_a_row_is_gone_the_next_one_is_chosen(table):
    table.choose_row(5)
    table.show_rows(ROWS[:5] + ROWS[6:], keep=lambda row: row[0])
    assert table.current_row() == ROWS[6]
    table.choose_row(38)
    table.show_rows(ROWS[:10])
    assert table.current_row() == ROWS[9]


def test_refreshing_keeps_the_place_scrolled_to(table):
    table.choose_row(2)
    table.verticalScrollBar().setValue(447)
    table.show_rows(list(ROWS), keep=lambda row: row[0])
    assert table.verticalScrollBar().value() == 447
    assert table.current_row() == ROWS[2]


@pytest.mark.parametrize(
    ("width", "factor", "gone"),
    [
        (1366, 1.0, ["keeper"]),
        (1280, 1.0, ["item", "keeper"]),
        (1366, 1.25, ["item", "keeper"]),
        (1920, 1.0, []),
        (1920, 1.5, ["item", "keeper"]),
    ],
)
def test_columns_give_way_to_the_effective_width(table, theme, width, factor, gone):
    table.window().resize(width, 400)
    theme.choose(factor=factor)
    assert hidden(table) == gone


def test_a_click_on_the_head_sorts_and_a_second_one_turns_it_round(table):
    head = table.horizontalHeader()
    head.sectionClicked.emit(3)
    assert table.table_model.rows[0] == ROWS[-1]
    assert table.table_model.headerData(3, Qt.Orientation.Horizontal).endswith("↑")
    head.sectionClicked.emit(3)
    assert table.table_model.rows[0] == ROWS[0]
    assert table.table_model.headerData(3, Qt.Orientation.Horizontal).endswith("↓")


def test_control_arrows_sort_by_the_column_of_the_cursor(table):
    told = []
    table.table_model.sorted_by.connect(lambda key, up: told.append((key, up)))
    table.setCurrentIndex(table.table_model.index(0, 3))
    press(table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    table.setCurrentIndex(table.table_model.index(0, 1))
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert told == [("days", True)]


def test_new_rows_come_in_the_order_last_chosen(table):
    table.horizontalHeader().sectionClicked.emit(3)
    table.show_rows(ROWS)
    assert [row[2] for row in table.table_model.rows[:3]] == [1, 2, 3]


def test_twenty_thousand_rows_are_asked_only_for_what_is_seen(table):
    class Many:
        asked = 0

        def __len__(self):
            return 20_000

        def __getitem__(self, at):
            Many.asked += 1
            return (f"HH05-{at}", "申请人", at)

    table.show_rows(Many())
    table.grab()
    assert 0 < Many.asked < 2_000
    press(table, Qt.Key.Key_End)
    assert table.current_row()[2] == 19_999


def test_tab_leaves_the_table(table):
    after = LineEdit()
    table.stack_it_stands_in.add(after)
    QApplication.processEvents()
    press(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_cells_speak_both_lines_and_chips(table):
    model = table.table_model
    assert model.data(model.index(0, 0)) == "剩 40 个工作日"
    assert model.data(model.index(0, 2)) == "申请人0 第二行"


def test_the_chosen_row_is_marked_and_framed(table, theme):
    table.choose_row(1)
    image = table.viewport().grab().toImage()
    left = table.visualRect(table.table_model.index(1, 0))
    colour = image.pixelColor(left.left() + left.width() - 6, left.center().y()).name().upper()
    assert colour == theme.tokens.accent_soft
    assert image.pixelColor(left.left() + 60, left.top() + 1).name().upper() == theme.tokens.focus


def test_without_the_focus_there_is_no_frame(table, theme):
    table.choose_row(1)
    table.clearFocus()
    image = table.viewport().grab().toImage()
    left = table.visualRect(table.table_model.index(1, 0))
    assert image.pixelColor(left.left() + 60, left.top() + 1).name().upper() == theme.tokens.accent_soft


def test_the_row_under_the_mouse_is_tinted(table, theme):
    spot = QPointF(table.visualRect(table.table_model.index(3, 2)).center())
    nothing = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, spot, spot, nothing, nothing, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(table.viewport(), move)
    image = table.viewport().grab().toImage()
    rect = table.visualRect(table.table_model.index(3, 3))
    assert image.pixelColor(rect.right() - 3, rect.center().y()).name().upper() == theme.tokens.hover


def test_rows_grow_with_the_size(table, theme):
    assert table.rowHeight(0) == 40
    theme.choose(factor=1.5)
    assert table.rowHeight(0) == 60
    assert table.columnWidth(0) == 228


def test_a_column_that_must_be_whole_widens_to_its_rows(stage):
    narrow = Column("number", "办件号", lambda row: Cell(row), 64, whole=True)
    table = Table([narrow, Column("rest", "其余", lambda row: Cell(row))], "表")
    stage(table, size=(600, 200))
    table.show_rows(NUMBERS)
    assert table.columnWidth(0) >= text_width(NUMBERS[0]) + 24


def test_a_width_chosen_by_hand_stays_when_rows_come(table):
    table.setColumnWidth(0, 260)
    table.show_rows(ROWS[:3])
    assert table.columnWidth(0) == 260


def test_what_is_elided_is_whole_in_the_tooltip(table, qtbot):
    table.show_rows([(NUMBERS[0], "巴彦淖尔市河套禾源食品有限公司" * 6, 3), ROWS[1]])
    for row, seen in ((0, True), (1, False)):
        spot = table.visualRect(table.table_model.index(row, 2)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, spot, table.viewport().mapToGlobal(spot))
        QApplication.sendEvent(table.viewport(), event)
        qtbot.waitUntil(lambda seen=seen: bool(QToolTip.text()) is seen)
    QToolTip.hideText()


def test_a_record_number_fits_its_column(table, theme):
    for factor in (1.0, 1.5):
        theme.choose(factor=factor)
        assert text_width(NUMBERS[0]) + 2 * theme.s(12) <= table.columnWidth(1)
