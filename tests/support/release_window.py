"""A whole window beside a real city of its own, which hands something down while somebody works."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_app.bootstrap.program import Program
from outlet_app.settings import Settings
from outlet_app.system.paths import DataFolder, resource_folder
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.ui.office import Link
from outlet_app.ui.theme.theme import Theme
from tests.support.releasing import Office
from tests.support.server import ServerProcess, SqliteCity, enrolment_code

HERE, HEAD, PASSWORD = "1508262001", "1508269001", "Shiyong-fuze1"
PATIENCE_MS = 40_000


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(SqliteCity(tmp_path / "city.db"), tmp_path)


@pytest.fixture
def server(office: Office) -> Iterator[ServerProcess]:
    started = ServerProcess(office.database)
    yield started
    started.kill()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, dressed: Theme, tmp_path: Path) -> Iterator[Program]:
    folder = DataFolder(tmp_path / "counter")
    folder.prepare(trial=False)
    started = Program(qapp, Settings(), folder, resource_folder(), spooler=RecordingSpooler())
    started.start()
    started.shell.activateWindow()
    qtbot.waitUntil(lambda: qapp.focusWidget() is not None, timeout=PATIENCE_MS)
    yield started
    started.close()
    started.shell.hide()
    started.shell.deleteLater()


def waits(qtbot: QtBot, until: Callable[[], bool]) -> None:
    qtbot.waitUntil(until, timeout=PATIENCE_MS)


def sign_in(program: Program, qtbot: QtBot, password: str = PASSWORD, staff_no: str = "") -> None:
    """By keys; with a 工号 of one's own where the last one is somebody else's."""
    type_in(program, qtbot, password, staff_no)
    waits(qtbot, lambda: not program.shell.is_covered)


def type_in(program: Program, qtbot: QtBot, password: str, staff_no: str = "") -> None:
    """工号 and 口令, and Enter."""
    card = program.sign_in_page.sign_card
    waits(qtbot, lambda: card.isVisible() and card.password.isEnabled())
    if staff_no:
        card.staff.setFocus()
        QTest.keyClick(card.staff, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(card.staff, staff_no[-4:])
    card.password.line.clear()
    QTest.keyClicks(card.password.line, password)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)


def enrolled(program: Program, server: ServerProcess, qtbot: QtBot) -> None:
    """The machine registered by its head, who is signed in and in touch with the city."""
    card = program.sign_in_page.enrol_card
    told = ((card.server, server.url), (card.code, enrolment_code(server.database, HERE, HEAD)))
    for field, text in told:
        field.clear()
        QTest.keyClicks(field, text)
    for line in (card.password.line, card.again.line):
        QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(card.again.line, Qt.Key.Key_Return)
    sign_in(program, qtbot)
    waits(qtbot, lambda: program.office.link is Link.ONLINE)


def toasts(program: Program) -> list[str]:
    return [one.title for one in program.shell.feedback.toasts.history]


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, code, modifier)
