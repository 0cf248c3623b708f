"""The whole program on a machine that the city calls back: locked, handed over, wiped, enrolled anew."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from city_server import cli
from city_server.mode_tables import hand_over_receipt
from city_server.store import Store
from outlet_app.bootstrap.program import Program
from outlet_app.settings import Settings
from outlet_app.system.farewell import FarewellBook, Stage
from outlet_app.system.paths import DataFolder, resource_folder
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.ui.office import Link
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.widgets.paragraph import Paragraph
from tests.support.server import ServerProcess, SqliteCity, enrolment_code

STAFF_NO, PASSWORD, OUTLET = "1508269001", "Shiyong-fuze1", "1508262001"
PATIENCE_MS = 40_000
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    started = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield started
    started.kill()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "counter")
    made.prepare(trial=False)
    return made


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, dressed: Theme, folder: DataFolder) -> Iterator[Program]:
    started = Program(qapp, Settings(), folder, resource_folder(), spooler=RecordingSpooler())
    started.start()
    started.shell.activateWindow()
    qtbot.waitUntil(lambda: qapp.focusWidget() is not None, timeout=PATIENCE_MS)
    yield started
    started.close()
    started.shell.hide()
    started.shell.deleteLater()


def enrolled(program: Program, server: ServerProcess, qtbot: QtBot) -> None:
    """登记 and the first sign-in, by keys."""
    card = program.sign_in_page.enrol_card
    told = ((card.server, server.url), (card.code, enrolment_code(server.database, OUTLET, STAFF_NO)))
    for field, text in told:
        field.clear()
        QTest.keyClicks(field, text)
    for line in (card.password.line, card.again.line):
        QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(card.again.line, Qt.Key.Key_Return)
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: program.office.link is Link.ONLINE, timeout=PATIENCE_MS)


def sign_in(program: Program, qtbot: QtBot) -> None:
    card = program.sign_in_page.sign_card
    qtbot.waitUntil(lambda: card.isVisible() and card.password.line.isEnabled(), timeout=PATIENCE_MS)
    QTest.keyClicks(card.password.line, PASSWORD)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)


def put(server: ServerProcess, verb: str) -> None:
    named = ["--outlet", OUTLET, "--terminal", "01", "--by", "市级管理员"]
    assert cli.main([verb, "--database", server.database.url, *named]) == 0


def called_back(program: Program, server: ServerProcess, qtbot: QtBot) -> None:
    """The city revokes the machine, and the next round lays 上交数据中 over everything."""
    put(server, "revoke")
    program.sync_timer.hurry()
    qtbot.waitUntil(lambda: program.called_back.page is not None, timeout=PATIENCE_MS)


def signed(program: Program, qtbot: QtBot) -> None:
    page = program.called_back.page
    assert page is not None
    qtbot.waitUntil(lambda: page.state.signed_at is not None, timeout=PATIENCE_MS)


def said(program: Program, qtbot: QtBot) -> list[str]:
    """Title and sentences of the dialog that opens."""
    feedback = program.shell.feedback
    qtbot.waitUntil(lambda: feedback.open_dialog is not None, timeout=PATIENCE_MS)
    dialog = feedback.open_dialog
    assert dialog is not None
    # A letter reaches only the window that has the keys.
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=PATIENCE_MS)
    return [dialog.windowTitle(), *(one.text() for one in dialog.findChildren(Paragraph))]


def answered(program: Program, key: Qt.Key) -> None:
    dialog = program.shell.feedback.open_dialog
    assert dialog is not None
    QTest.keyClick(dialog, key, ALT)


def receipts(server: ServerProcess) -> list[bool]:
    """Whether the city signed, and heard that the keys are gone."""
    with closing(Store(server.database.url)) as store, store.read() as conn:
        return [bool(row.destroyed_at) for row in conn.execute(hand_over_receipt.select())]


def test_called_back_locked_signed_wiped_and_enrolled_anew(
    program: Program, server: ServerProcess, folder: DataFolder, qtbot: QtBot
) -> None:
    enrolled(program, server, qtbot)
    called_back(program, server, qtbot)
    page = program.called_back.page
    assert page is not None
    assert program.shell.is_covered
    signed(program, qtbot)
    assert page.now.text() == "市级已全部签收。请核对下面的内容，再清除本机资料。"
    page.wipe_button.setFocus()
    QTest.keyClick(page.wipe_button, Qt.Key.Key_Q, ALT)
    told = said(program, qtbot)
    assert told[0] == "清除本机资料"
    assert "都不能恢复" in told[2]
    answered(program, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: program.workplace is None, timeout=PATIENCE_MS)
    assert said(program, qtbot) == [
        "本机资料已上交并清除",
        "资料都在市级。本机不再保存任何办件、附件和口令。",
        "请把本机交还市级；需要继续使用的，请用新的登记码登记。",
    ]
    program.shell.feedback.close_all()
    assert receipts(server) == [True]
    assert not folder.slots.exists()
    assert not folder.database.exists()
    assert program.sign_in_page.enrol_card.isVisible()
    card = program.sign_in_page.enrol_card
    assert (card.code.text(), card.password.text(), card.again.text()) == ("", "", "")
    enrolled_again(program, server, folder, qtbot)


def enrolled_again(program: Program, server: ServerProcess, folder: DataFolder, qtbot: QtBot) -> None:
    """The same machine under another number; the next start leaves it alone."""
    enrolled(program, server, qtbot)
    assert program.workplace is not None
    with program.workplace.database.reading() as uow:
        assert uow.instance.required().terminal_no == "02"
    assert not FarewellBook(folder).destroy()
    assert folder.slots.exists()


def test_not_yet_leaves_everything_as_it_was(
    program: Program, server: ServerProcess, folder: DataFolder, qtbot: QtBot
) -> None:
    enrolled(program, server, qtbot)
    called_back(program, server, qtbot)
    signed(program, qtbot)
    page = program.called_back.page
    assert page is not None
    page.wipe_button.setFocus()
    QTest.keyClick(page.wipe_button, Qt.Key.Key_Q, ALT)
    said(program, qtbot)
    answered(program, Qt.Key.Key_N)
    assert program.shell.is_covered
    assert FarewellBook(folder).read() is None
    assert folder.slots.exists()


def test_after_a_new_start_the_machine_is_locked_as_soon_as_somebody_signs_in(
    program: Program, server: ServerProcess, qtbot: QtBot
) -> None:
    enrolled(program, server, qtbot)
    called_back(program, server, qtbot)
    server.stop()
    program.change_person()
    assert program.called_back.page is None
    qtbot.waitUntil(lambda: not program._left, timeout=PATIENCE_MS)
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: program.called_back.page is not None, timeout=PATIENCE_MS)
    assert program.shell.is_covered


def test_a_locked_window_stays_locked_until_its_person_is_back(
    program: Program, server: ServerProcess, qtbot: QtBot
) -> None:
    enrolled(program, server, qtbot)
    program.lock()
    put(server, "revoke")
    with qtbot.waitSignal(program.sync_timer.round_done, timeout=PATIENCE_MS):
        program.sync_timer.hurry()
    assert program.called_back.page is None
    line = program.lock_page.password.line
    QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.called_back.page is not None, timeout=PATIENCE_MS)
    assert program.shell.is_covered


def test_a_last_word_that_waited_is_said_at_the_next_start(
    qtbot: QtBot,
    qapp: QApplication,
    dressed: Theme,
    program: Program,
    server: ServerProcess,
    folder: DataFolder,
) -> None:
    enrolled(program, server, qtbot)
    called_back(program, server, qtbot)
    signed(program, qtbot)
    here = program.workplace
    assert here is not None
    here.evacuation.begin()
    program.change_person()
    qtbot.waitUntil(lambda: not program._left, timeout=PATIENCE_MS)
    assert FarewellBook(folder).destroy()
    assert receipts(server) == [False]
    program.called_back.at_start()
    assert said(program, qtbot)[0] == "本机资料已上交并清除"
    assert receipts(server) == [True]
    told = FarewellBook(folder).read()
    assert told is not None
    assert told.stage == Stage.SAID
    program.shell.feedback.close_all()


def rounds(program: Program, qtbot: QtBot, n: int = 1) -> None:
    """So many rounds with the city, each heard of by the program."""
    for _ in range(n):
        with qtbot.waitSignal(program.sync_timer.round_done, timeout=PATIENCE_MS):
            program.sync_timer.hurry()


def test_a_suspension_is_told_once_wherever_the_clerk_is_and_again_when_it_comes_again(
    program: Program, server: ServerProcess, qtbot: QtBot
) -> None:
    enrolled(program, server, qtbot)

    def told() -> int:
        history = program.shell.feedback.toasts.history
        wished = [one for one in history if one.title == "市级已暂停本机"]
        return len(wished)

    put(server, "suspend")
    rounds(program, qtbot)
    first = told()
    # The wish of a person is answered in the same words, so that a hurried round says it too.
    assert first >= 1
    assert not program.shell.is_covered
    put(server, "resume")
    rounds(program, qtbot)
    assert told() == first
    put(server, "suspend")
    rounds(program, qtbot)
    assert told() > first
