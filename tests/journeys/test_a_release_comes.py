"""A new list of the city on its way into the window: told, looked at by keys, used from the next sign-in."""

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
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Link
from outlet_app.ui.parts.releases_dialog import ReleasesDialog
from outlet_app.ui.theme.theme import Theme
from tests.support.releasing import Office, in_days, more_copies, real_list
from tests.support.server import ServerProcess, SqliteCity, enrolment_code

STAFF_NO, PASSWORD = "1508269001", "Shiyong-fuze1"
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


def sign_in(program: Program, qtbot: QtBot) -> None:
    card = program.sign_in_page.sign_card
    qtbot.waitUntil(card.isVisible, timeout=PATIENCE_MS)
    QTest.keyClicks(card.password.line, PASSWORD)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE_MS)


def enrolled(program: Program, server: ServerProcess, qtbot: QtBot) -> None:
    card = program.sign_in_page.enrol_card
    told = ((card.server, server.url), (card.code, enrolment_code(server.database, "1508262001", STAFF_NO)))
    for field, text in told:
        field.clear()
        QTest.keyClicks(field, text)
    for line in (card.password.line, card.again.line):
        QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(card.again.line, Qt.Key.Key_Return)
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: program.office.link is Link.ONLINE, timeout=PATIENCE_MS)


def toasts(program: Program) -> list[str]:
    return [one.title for one in program.shell.feedback.toasts.history]


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, code, modifier)


def version(program: Program) -> str:
    assert program.workplace is not None
    return program.workplace.counter.reference.catalogue.version


def waits(program: Program, qtbot: QtBot, until: Callable[[], bool]) -> None:
    qtbot.waitUntil(until, timeout=PATIENCE_MS)


def test_an_urgent_list_is_told_looked_at_by_keys_and_used_from_the_next_sign_in(
    program: Program, office: Office, server: ServerProcess, qtbot: QtBot
) -> None:
    enrolled(program, server, qtbot)
    assert version(program) == "2025-batch-2"
    told = more_copies(real_list("2026-9", in_days(0)))
    assert office.publish(told, "--reason", "国家局调整材料", mode="urgent") == 0
    key(Qt.Key.Key_F8)
    waits(program, qtbot, lambda: "紧急即时调整：事项清单 2026-9" in toasts(program))
    assert version(program) == "2025-batch-2"
    program.shell.open(PageKey.SYNC)
    key(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    waits(program, qtbot, lambda: isinstance(program.shell.feedback.open_dialog, ReleasesDialog))
    dialog = program.shell.feedback.open_dialog
    assert isinstance(dialog, ReleasesDialog)
    waits(program, qtbot, lambda: dialog.table.current_row() is not None)
    row = dialog.table.current_row()
    assert row is not None
    assert (row.name, row.at_sign_in, [one.code for one in row.changes]) == ("2026-9", True, ["1.5-M1"])
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    program.change_person()
    waits(program, qtbot, lambda: program.workplace is None)
    sign_in(program, qtbot)
    assert version(program) == "2026-9"
    # It was looked at: nobody is told again.
    assert program.workplace is not None
    assert program.workplace.news().releases == ()
