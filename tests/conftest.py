"""What every room's tests share: no screen, and one look for the whole run."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from outlet_app.ui.theme.theme import Theme, install_theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
RESOURCES = Path(__file__).parents[1] / "resources"


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application in the program's look, once: a second look would leave widgets to the first."""
    return install_theme(qapp, RESOURCES / "fonts", RESOURCES / "icons")
