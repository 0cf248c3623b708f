"""Five minutes without a touch are told once; any key starts the wait anew."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from outlet_app.ui.idle import PATIENCE_MS, IdleWatch


@pytest.fixture
def watch(qapp: Any) -> Any:
    made = IdleWatch(qapp, patience_ms=150)
    yield made
    made.stop()
    qapp.removeEventFilter(made)
    made.deleteLater()


def test_five_minutes_are_the_rule() -> None:
    assert PATIENCE_MS == 5 * 60 * 1_000


def test_nobody_there_is_told_once(watch: IdleWatch, qtbot: Any) -> None:
    told: list[int] = []
    watch.idle.connect(lambda: told.append(1))
    with qtbot.waitSignal(watch.idle, timeout=5_000):
        watch.start()
    qtbot.wait(400)
    assert told == [1]


def test_a_key_starts_the_wait_anew(watch: IdleWatch, qtbot: Any, stage: Any) -> None:
    field = stage(QLineEdit())
    watch.start()
    qtbot.wait(100)
    before = watch._timer.remainingTime()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert watch._timer.remainingTime() > before
    assert field.text() == "a"


def test_a_locked_window_is_not_watched(watch: IdleWatch, qtbot: Any, stage: Any) -> None:
    watch.start()
    watch.stop()
    QTest.keyClick(stage(QLineEdit()), Qt.Key.Key_A)
    with qtbot.assertNotEmitted(watch.idle, wait=400):
        pass
