"""Several ticks of one question in a dialog: by keys, in the order of the choices."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.parts.sheet_dialog import Asked, Line
from outlet_app.ui.parts.tick_grid import TickGrid
from outlet_app.ui.widgets.check import Check
from tests.support.inspection import faults
from tests.ui.test_sheet_dialog import Sheet

CHOICES = {"fill": "代为填写", "submit": "代为提交", "pay": "代为缴费"}


def key(*keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(QApplication.focusWidget(), one)


def test_the_keys_go_to_the_first_and_walk_on(stage: Callable[..., QWidget]) -> None:
    grid = TickGrid(CHOICES)
    stage(grid)
    grid.setFocus()
    key(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert grid.chosen == ("fill", "pay")


def test_what_was_chosen_before_is_ticked(stage: Callable[..., QWidget]) -> None:
    grid = TickGrid(CHOICES, ("pay", "unknown"))
    stage(grid)
    assert grid.chosen == ("pay",)
    grid.ticks["pay"].click()
    assert grid.chosen == ()


def test_two_stand_beside_one_another_and_begin_at_the_left(stage: Callable[..., QWidget]) -> None:
    grid = TickGrid(CHOICES)
    stage(grid)
    first, second, third = grid.ticks.values()
    assert first.y() == second.y() < third.y()
    assert first.x() == third.x() == 0
    assert second.x() > first.x()
    assert faults(grid) == []


@pytest.fixture
def window(stage: Callable[..., object]) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    stage(made)
    return made


def test_a_sheet_asks_for_several_and_hands_their_codes_on(window: QWidget) -> None:
    line = Line("powers", "委托权限", Asked.TICKS, ready="submit", choices=CHOICES)
    sheet = Sheet(window, (line,))
    assert isinstance(QApplication.focusWidget(), Check)
    sheet.press(Qt.Key.Key_Space)
    sheet.press(Qt.Key.Key_Return)
    assert sheet.answers == [{"powers": "fill,submit"}]


def test_a_required_choice_of_several_asks_for_one(window: QWidget) -> None:
    sheet = Sheet(window, (Line("powers", "委托权限", Asked.TICKS, True, choices=CHOICES),))
    sheet.press(Qt.Key.Key_Return)
    assert sheet.answers == []
    assert sheet.said == {"powers": "请选择委托权限"}
    sheet.press(Qt.Key.Key_Space)
    sheet.press(Qt.Key.Key_Return)
    assert sheet.answers == [{"powers": "fill"}]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (("代为填写", "代为提交", "代为缴费"), 2),
        (("受理通知书 HH0101 受〔2026〕0001 号", "代为提交", "代为缴费"), 3),
        (("十六个字的标签正好还能并排放下啊", "代为提交"), 1),
        (("十七个字的标签就要自己占一整行了啊", "代为提交"), 2),
    ],
)
def test_long_words_have_a_line_of_their_own(
    stage: Callable[..., QWidget], words: tuple[str, ...], rows: int
) -> None:
    grid = TickGrid({str(n): word for n, word in enumerate(words)})
    stage(grid)
    assert len({tick.y() for tick in grid.ticks.values()}) == rows
