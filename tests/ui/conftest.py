"""What every test of the window needs: no screen, the theme, no Qt warning, no window left behind."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from outlet_app.domain.calendar import CST
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column
from tests.support.lanes import manual_lanes

HERE = Path(__file__).parent
# What only the offscreen platform says, and of every window.
HARMLESS = r"This plugin does not support (propagateSizeHints|raise)\(\)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every Qt warning fails the test it comes from."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS))


@pytest.fixture(autouse=True)
def theme(dressed: Theme) -> Iterator[Theme]:
    """The light theme at 100 %, whatever the test before did."""
    dressed.choose(Scheme.LIGHT, 1.0)
    yield dressed
    dressed.choose(Scheme.LIGHT, 1.0)


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a window open fails."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.close()
    assert not left, f"left open: {left}"


@pytest.fixture(autouse=True)
def no_button_held(qapp: QApplication) -> Iterator[None]:
    """A test that leaves the pointer pressed fails: in the next one no page would follow the focus."""
    yield
    held = QApplication.mouseButtons()
    assert held == Qt.MouseButton.NoButton, f"still held: {held}"


class Stage:
    """Shows widgets in a window and holds it until the test is over.

    A window that only a reference cycle holds may be collected in the middle of its own painting.
    """

    def __init__(self) -> None:
        self._windows: list[QWidget] = []

    def __call__(self, *widgets: QWidget, size: tuple[int, int] = (480, 320)) -> QWidget:
        """Stack the widgets in a window, or show the one that is a window already; wait till it is active."""
        window = widgets[0] if len(widgets) == 1 and widgets[0].isWindow() else Column(*widgets)
        self._windows.append(window)
        window.resize(*size)
        window.move(40, 40)  # away from the pointer, which would tint what it is over
        window.show()
        assert QTest.qWaitForWindowActive(window)
        return window

    def strike(self) -> None:
        """Close and delete every window that is still there."""
        for window in filter(isValid, self._windows):
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def stage(theme: Theme) -> Iterator[Stage]:
    """A place to show widgets."""
    stage = Stage()
    yield stage
    stage.strike()


@pytest.fixture
def now() -> datetime:
    """A Wednesday morning at the counter."""
    return datetime(2026, 11, 18, 10, 42, tzinfo=CST)


@pytest.fixture
def lanes() -> Lanes:
    """Lanes that are drained by hand."""
    return manual_lanes()
