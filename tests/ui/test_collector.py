"""A widget that nobody holds any more dies on the GUI thread, whoever makes the garbage."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outlet_app.system import garbage
from outlet_app.ui import collector, jobs
from outlet_app.ui.collector import Collector
from outlet_app.ui.jobs import ThreadLane

died: list[bool] = []


class Mortal(QLabel):
    """Held by itself; tells whether it died on the GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        died.append(threading.current_thread() is threading.main_thread())


class Knot:
    def __init__(self) -> None:
        self.itself = self


def litter() -> int:
    for _ in range(gc.get_threshold()[0] * 30):
        Knot()
    return 1


@pytest.fixture(autouse=True)
def nobody_died() -> None:
    gc.collect()
    died.clear()


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[ThreadLane]:
    lane = ThreadLane("desk")
    yield lane
    assert lane.close()


@pytest.fixture
def works(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """A collector as in a program that Python collected for until now."""
    monkeypatch.setattr(collector, "EVERY_MS", 20)
    garbage.let_go()
    works = Collector(qapp)
    works.start()
    yield works
    works.stop()
    garbage.hold()


def test_a_page_left_dies_on_the_gui_thread_though_a_lane_makes_the_garbage(
    works: Collector, lane: ThreadLane, qtbot: QtBot
) -> None:
    Mortal()
    did: list[object] = []
    lane.run(litter, did.append, owner=works)
    qtbot.waitUntil(lambda: bool(did))
    qtbot.waitUntil(lambda: bool(died))
    assert died == [True]


def test_a_collector_that_stops_gives_the_collecting_back(qapp: QObject) -> None:
    garbage.let_go()
    try:
        one = Collector(qapp)
        one.start()
        assert garbage.is_held()
        one.stop()
        assert not garbage.is_held()
    finally:
        garbage.hold()


def test_collecting_that_was_held_before_stays_held(qapp: QObject) -> None:
    one = Collector(qapp)
    one.start()
    one.stop()
    assert garbage.is_held()


def test_a_job_lets_its_widgets_go_on_the_gui_thread(lane: ThreadLane, qtbot: QtBot) -> None:
    """Neither the work nor the answer is dropped by the lane's thread, however soon the window forgets."""
    for _ in range(60):
        widget = Mortal()
        widget.itself = None
        did: list[object] = []
        lane.run(lambda widget=widget: widget.isEnabled(), did.append, owner=widget)
        del widget
        qtbot.waitUntil(lambda: bool(did))  # noqa: B023
    qtbot.waitUntil(lambda: len(died) == 60)
    assert all(died)


def test_work_that_failed_lets_its_widgets_go_on_the_gui_thread(
    lane: ThreadLane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What pytest keeps of a log would hold the widgets.
    monkeypatch.setattr(jobs.log, "disabled", True)
    for _ in range(20):
        widget = Mortal()
        widget.itself = None
        did: list[object] = []
        lane.run(lambda widget=widget: widget.isEnabled() / 0, did.append, owner=widget)
        del widget
        qtbot.waitUntil(lambda: bool(did))  # noqa: B023
        did.clear()
    qtbot.waitUntil(lambda: len(died) == 20)
    assert all(died)
