"""What every room's tests share: no screen, and one look for the whole run."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outlet_app.system import garbage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from outlet_app.ui.theme.theme import Theme

# As in the program: a lane's thread that collects would destroy widgets of an earlier test behind Qt's back.
garbage.hold()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Compiled once, whatever PYTHONDONTWRITEBYTECODE says: compiling the domain's tests takes longer than running
# them. A place of its own, beside pytest's other notes, keeps the sources' folders as they are.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "compiled")
RESOURCES = Path(__file__).parents[1] / "resources"


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    garbage.settle()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    garbage.collect_due()


@pytest.fixture(scope="session")
def dressed(qapp: "QApplication") -> "Theme":
    """The application in the program's look, once: a second look would leave widgets to the first."""
    # Imported here, because a room without widgets shall not wait for them.
    from outlet_app.ui.theme.theme import install_theme

    return install_theme(qapp, RESOURCES / "fonts", RESOURCES / "icons")
