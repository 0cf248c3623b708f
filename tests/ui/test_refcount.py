"""The binding must not lose references to None (decisions 40): it would abort the counter in mid-day."""

import sys

import PySide6
from PySide6.QtWidgets import QApplication, QLabel

from outlet_app.ui.widgets.chip import Chip
from outlet_app.wording.statuses import status

VERSION = tuple(int(part) for part in PySide6.__version__.split(".")[:2])


def test_void_calls_do_not_eat_none(qtbot):
    if sys.version_info >= (3, 12):
        assert VERSION >= (6, 7)
        return
    label, chip = QLabel(), Chip(status("in_progress"))
    for widget in (label, chip):
        qtbot.addWidget(widget)
        widget.show()
    before = sys.getrefcount(None)
    for number in range(1_000):
        label.setText(str(number))
        label.update()
        label.repaint()
        chip.repaint()
    QApplication.processEvents()
    assert sys.getrefcount(None) > before - 50


def test_the_binding_is_one_that_keeps_its_references():
    assert VERSION >= (6, 7)
    assert sys.version_info >= (3, 12) or VERSION < (6, 12)
