"""A small table to type in: grows by itself, is walked by keys, takes what was copied from a sheet."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.parts.rows_edit import MOST_ROWS, RowsEdit
from tests.support.counter_fakes_desk import write

COLUMNS = (("权利号", 40), ("权利人", 40), ("法律状态", 20))
Stage = Callable[..., QWidget]


@pytest.fixture
def edit(stage: Stage) -> RowsEdit:
    made = RowsEdit(COLUMNS)
    stage(made, size=(600, 400))
    made.setFocus()
    return made


def key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def place(edit: RowsEdit) -> tuple[int, int]:
    """Row and column of the cell with the keys."""
    focus = QApplication.focusWidget()
    return next(
        (row, at) for row, cells in enumerate(edit.cells) for at, cell in enumerate(cells) if cell is focus
    )


def test_it_begins_with_one_blank_row_that_is_none(edit: RowsEdit) -> None:
    assert (len(edit.cells), edit.rows(), edit.text()) == (1, (), "")
    assert place(edit) == (0, 0)


def test_a_row_that_is_begun_brings_the_next(edit: RowsEdit) -> None:
    write("ZL1")
    assert len(edit.cells) == 2
    assert edit.rows() == (("ZL1", "", ""),)


def test_tab_goes_through_the_row_and_on_to_the_next(edit: RowsEdit) -> None:
    for text in ("ZL1", "示例公司", "有效", "ZL2"):
        write(text)
        key(Qt.Key.Key_Tab)
    assert edit.text() == "ZL1\t示例公司\t有效\nZL2\t\t"
    assert place(edit) == (1, 1)


def test_arrows_go_up_and_down_in_the_column_and_stop_at_the_ends(edit: RowsEdit) -> None:
    write("ZL1")
    key(Qt.Key.Key_Tab)
    found = []
    for step in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        key(step)
        found.append(place(edit))
    assert found == [(0, 1), (1, 1), (1, 1), (0, 1)]


def test_a_row_that_is_emptied_is_none(edit: RowsEdit) -> None:
    paste("甲\t乙\t丙\n丁\t戊\t己")
    for cell in edit.cells[0]:
        cell.clear()
    assert edit.rows() == (("丁", "戊", "己"),)


@pytest.mark.parametrize(
    ("copied", "rows"),
    [
        ("甲\t乙\t丙", (("甲", "乙", "丙"),)),
        ("甲\t乙\r\n丙\t丁\r\n", (("甲", "乙", ""), ("丙", "丁", ""))),
        ("甲\n乙", (("甲", "", ""), ("乙", "", ""))),
        ("\t乙", (("", "乙", ""),)),
        ("甲\t乙\t丙\t丁", (("甲", "乙", "丙 丁"),)),
        (" 乌云其木格·阿拉坦 \t䶮", (("乌云其木格·阿拉坦", "䶮", ""),)),
    ],
)
def test_cells_copied_from_a_sheet_spread(
    edit: RowsEdit, copied: str, rows: tuple[tuple[str, ...], ...]
) -> None:
    paste(copied)
    assert edit.rows() == rows
    assert not any(cell.text() for cell in edit.cells[-1])


def test_what_is_one_word_is_pasted_where_the_cursor_is(edit: RowsEdit) -> None:
    write("ZL")
    paste("2023")
    assert edit.rows() == (("ZL2023", "", ""),)


def test_spreading_begins_at_the_cell_with_the_keys(edit: RowsEdit) -> None:
    write("ZL1")
    key(Qt.Key.Key_Tab)
    paste("甲\t有效\n乙\t失效")
    assert edit.rows() == (("ZL1", "甲", "有效"), ("", "乙", "失效"))


def test_more_than_it_holds_is_told_and_not_lost_in_silence(edit: RowsEdit) -> None:
    paste("\n".join(f"ZL{number}" for number in range(MOST_ROWS + 3)))
    assert len(edit.rows()) == MOST_ROWS
    assert edit.note.text() == "最多 60 行，后面 3 行没有粘贴"
    assert edit.note.isVisible()
    paste("甲\t乙")
    assert not edit.note.isVisible()


def test_the_last_row_of_all_brings_no_more(edit: RowsEdit) -> None:
    paste("\n".join("甲" * MOST_ROWS))
    assert len(edit.cells) == MOST_ROWS


def test_each_cell_says_where_it_is(edit: RowsEdit) -> None:
    write("ZL1")
    assert [cell.accessibleName() for cell in edit.cells[1]] == [
        "第 2 行 权利号",
        "第 2 行 权利人",
        "第 2 行 法律状态",
    ]


def test_rows_given_are_shown_with_a_blank_one_below(stage: Stage) -> None:
    made = RowsEdit(COLUMNS, [("ZL1", "甲", "有效"), ("ZL2", "乙", "")])
    stage(made, size=(600, 400))
    assert made.rows() == (("ZL1", "甲", "有效"), ("ZL2", "乙", ""))
    assert len(made.cells) == 3
