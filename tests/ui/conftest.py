"""What every test of the window needs: no screen, the theme, no Qt warning, no window left behind."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from outlet_app.domain.calendar import CST
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.theme.theme import Theme, install_theme
from outlet_app.ui.theme.tokens import Scheme
from tests.support.lanes import manual_lanes

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
RESOURCES = Path(__file__).parents[2] / "resources"
HERE = Path(__file__).parent
# The offscreen platform says this of every window whose minimum size changes; no real platform does.
HARMLESS = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every Qt warning fails the test it comes from."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application in the program's look, once."""
    return install_theme(qapp, RESOURCES / "fonts", RESOURCES / "icons")


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


@pytest.fixture
def now() -> datetime:
    """A Wednesday morning at the counter."""
    return datetime(2026, 11, 18, 10, 42, tzinfo=CST)


@pytest.fixture
def lanes() -> Lanes:
    """Lanes that are drained by hand."""
    return manual_lanes()
