"""The probe: what held the GUI thread and for how long."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from outlet_app.ui.slot_times import SlotTimes, percentile

ROOT = Path(__file__).parents[2]
PROBE = """
import time
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from outlet_app.ui.slot_times import MeasuredApplication
app = MeasuredApplication([])
edit = QLineEdit()
edit.textChanged.connect(lambda _text: time.sleep(0.06))
edit.show()
QTest.qWaitForWindowExposed(edit)
quiet = app.slot_times.longest_ms
edit.setFocus()
QTest.keyClicks(edit, "ab")
for _ in range(300):
    QTimer.singleShot(0, lambda: None)
    app.processEvents()
print(app.slot_times.count, app.slot_times.p99_ms, app.slot_times.longest_ms, quiet)
edit.close()
"""


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.99, 0.0),
        ([7.0], 0.99, 7.0),
        ([float(n) for n in range(1, 101)], 0.99, 99.0),
        ([float(n) for n in range(1, 101)], 0.5, 50.0),
        ([1.0, 2.0, 3.0], 1.0, 3.0),
    ],
)
def test_percentiles(values, share, expected):
    assert percentile(values, share) == expected


def test_a_span_is_measured_and_inner_spans_belong_to_it():
    times = SlotTimes()
    with times.span():
        with times.span():
            time.sleep(0.01)
        time.sleep(0.01)
    assert times.count == 1
    assert 19 <= times.longest_ms < 500


def test_a_span_that_fails_is_measured_too():
    times = SlotTimes()
    with pytest.raises(ValueError), times.span():
        raise ValueError
    assert times.count == 1
    assert times.p99_ms == times.longest_ms


def test_the_measured_application_sees_a_slow_slot_and_few_slow_ones_leave_p99_low():
    run = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    count, p99, longest, quiet = (float(word) for word in run.stdout.split())
    assert count > 250
    assert longest >= 60
    assert quiet < longest
    assert p99 < 50
