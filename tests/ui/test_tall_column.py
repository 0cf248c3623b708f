"""The lines of a dialog: whole where there is room, scrolled with the focus in view where there is not."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.counter_fakes_desk import settle


def column(stage: Callable[..., object], lines: int, tall: int) -> tuple[TallColumn, list[Field]]:
    window = QWidget()
    window.resize(600, tall)
    fields = [Field(f"第 {n} 行", LineEdit()) for n in range(lines)]
    made = TallColumn("更正", window, *fields)
    made.setParent(window)
    stage(window, size=(600, tall))
    settle(1)
    return made, fields


@pytest.mark.parametrize("lines", [1, 3, 6])
def test_as_tall_as_its_lines(stage: Callable[..., object], lines: int) -> None:
    made, _fields = column(stage, lines, 768)
    assert made.height() == made.widget().sizeHint().height()
    assert made.verticalScrollBar().maximum() == 0


def test_never_taller_than_the_window_leaves_room_for(stage: Callable[..., object]) -> None:
    made, fields = column(stage, 20, 512)
    assert made.height() == 512 - 170
    assert made.widget().sizeHint().height() > made.height()
    fields[-1].control.setFocus()
    bottom = fields[-1].control.mapTo(made, fields[-1].control.rect().bottomLeft()).y()
    assert 0 < bottom <= made.height()


def test_a_growing_text_makes_it_taller(stage: Callable[..., object]) -> None:
    window = QWidget()
    area = TextArea()
    made = TallColumn("更正", window, Field("诉求", area))
    made.setParent(window)
    stage(window, size=(600, 768))
    settle(1)
    before = made.height()
    area.show_text("一行\n二行\n三行")
    settle(1)
    assert made.height() > before
