"""Lanes: off the GUI thread, in order, answers on the GUI thread, nothing late, nothing lost in silence."""

import logging
import sys
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from outlet_app.ui.jobs import Done, Failed, ThreadLane, open_lanes
from tests.support.lanes import ManualLane, manual_lanes


@pytest.fixture
def lane(qtbot):
    lane = ThreadLane("desk")
    yield lane
    assert lane.close()


def test_work_runs_off_the_gui_thread_and_answers_on_it(lane, qtbot):
    owner, got = QObject(), []
    lane.run(threading.get_ident, lambda r: got.append((r, threading.get_ident())), owner=owner)
    qtbot.waitUntil(lambda: bool(got))
    ((result, here),) = got
    assert isinstance(result, Done)
    assert result.value != here == threading.get_ident()


def test_a_lane_keeps_one_thread_and_the_order(lane, qtbot):
    owner, got = QObject(), []
    for number in range(6):
        lane.run(
            lambda number=number: (number, threading.get_ident()), lambda r: got.append(r.value), owner=owner
        )
    qtbot.waitUntil(lambda: len(got) == 6)
    assert [number for number, _ in got] == list(range(6))
    assert len({thread for _, thread in got}) == 1


def test_lanes_do_not_wait_for_each_other(qtbot):
    lanes, owner, got, gate = open_lanes(), QObject(), [], threading.Event()
    lanes.courier.run(lambda: gate.wait(5), lambda _r: got.append("courier"), owner=owner)
    lanes.desk.run(lambda: 1, lambda _r: got.append("desk"), owner=owner)
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["desk"]
    gate.set()
    qtbot.waitUntil(lambda: len(got) == 2)
    assert lanes.close()


def test_an_exception_comes_back_as_a_value_and_is_logged(lane, qtbot, caplog):
    owner, got = QObject(), []
    with caplog.at_level(logging.ERROR):
        lane.run(lambda: 1 / 0, got.append, owner=owner)
        qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], Failed)
    assert isinstance(got[0].error, ZeroDivisionError)
    assert "desk" in caplog.text


def test_a_closed_dialog_gets_no_late_answer(lane, qtbot):
    owner, got, gate = QObject(), [], threading.Event()
    lane.run(lambda: gate.wait(5), got.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    after = QObject()
    lane.run(lambda: "after", got.append, owner=after)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [Done("after")]


def test_closing_waits_for_the_piece_under_way_and_drops_the_rest(qtbot):
    lane, owner, did, gate = ThreadLane("press"), QObject(), [], threading.Event()
    begun = threading.Event()

    def first():
        begun.set()
        gate.wait(5)
        did.append("first")

    lane.run(first, lambda _r: did.append("answered"), owner=owner)
    lane.run(lambda: did.append("second"), lambda _r: None, owner=owner)
    assert begun.wait(5)
    threading.Timer(0.05, gate.set).start()
    assert lane.close()
    qtbot.wait(20)
    assert did == ["first"]


def test_closing_says_when_its_patience_is_over(qtbot):
    lane, owner, gate = ThreadLane("press"), QObject(), threading.Event()
    begun = threading.Event()
    lane.run(lambda: (begun.set(), gate.wait(5)), lambda _r: None, owner=owner)
    assert begun.wait(5)
    assert not lane.close(patience_ms=20)
    gate.set()
    assert lane.close()


def test_a_closed_lane_takes_no_work(qtbot):
    lane, did = ThreadLane("desk"), []
    assert lane.close()
    lane.run(lambda: did.append(1), lambda _r: did.append(2), owner=lane)
    qtbot.wait(20)
    assert did == []


def test_a_manual_lane_works_only_when_drained():
    lane, owner, got = ManualLane(), QObject(), []
    lane.run(lambda: 1, got.append, owner=owner)
    lane.run(lambda: 1 / 0, got.append, owner=owner)
    assert got == []
    assert lane.drain() == 2
    assert got[0] == Done(1)
    assert isinstance(got[1], Failed)


def test_a_manual_lane_also_drains_what_answers_ask_for():
    lane, owner, got = manual_lanes().desk, QObject(), []

    def again(result):
        got.append(result.value)
        if result.value < 3:
            lane.run(lambda: result.value + 1, again, owner=owner)

    lane.run(lambda: 1, again, owner=owner)
    assert lane.drain() == 3
    assert got == [1, 2, 3]


def test_a_manual_lane_forgets_the_dead_and_the_closed():
    lane, owner, got = ManualLane(), QObject(), []
    lane.run(lambda: 1, got.append, owner=owner)
    shiboken6.delete(owner)
    lane.drain()
    living = QObject()
    lane.run(lambda: 2, got.append, owner=living)
    lane.close()
    lane.run(lambda: 3, got.append, owner=living)
    assert lane.drain() == 0
    assert got == []


def test_a_busy_lane_gives_the_window_way_soon(qapp):
    before, usual = sys.getswitchinterval(), 0.005
    sys.setswitchinterval(usual)
    try:
        lanes = open_lanes(QObject(qapp))
        assert sys.getswitchinterval() <= usual / 5
        assert lanes.close()
    finally:
        sys.setswitchinterval(before)
