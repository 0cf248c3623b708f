"""A new machine: the one-time code is typed into the window, a real city takes it on."""

from collections.abc import Iterator
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
from tour.city import City

STAFF_NO, PASSWORD = "1508269001", "Shiyong-fuze1"
PATIENCE_MS = 40_000


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    opened = City(tmp_path / "city")
    opened.start()
    yield opened
    opened.stop()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, dressed: Theme, tmp_path: Path) -> Iterator[Program]:
    folder = DataFolder(tmp_path / "counter")
    folder.prepare(trial=False)
    resources = resource_folder()
    started = Program(qapp, Settings(), folder, resources, spooler=RecordingSpooler())
    started.start()
    started.shell.activateWindow()
    qtbot.waitUntil(lambda: qapp.focusWidget() is not None, timeout=PATIENCE_MS)
    yield started
    started.close()
    started.shell.hide()
    started.shell.deleteLater()


def fill(program: Program, server: str, code: str, password: str = PASSWORD, again: str = PASSWORD) -> None:
    """Type into the card of a first start and press Enter."""
    card = program.sign_in_page.enrol_card
    for field, text in ((card.server, server), (card.code, code)):
        field.clear()
        QTest.keyClicks(field, text)
    for line, text in ((card.password.line, password), (card.again.line, again)):
        line.clear()
        QTest.keyClicks(line, text)
    QTest.keyClick(card.again.line, Qt.Key.Key_Return)


def test_a_machine_is_taken_on_and_its_head_signs_in(program: Program, city: City, qtbot: QtBot) -> None:
    page = program.sign_in_page
    assert page.enrol_card.isVisible()
    fill(program, city.url, city.enrolment_code(STAFF_NO, "试用负责人"))
    qtbot.waitUntil(page.sign_card.isVisible, timeout=PATIENCE_MS)
    assert page.sign_card.staff.text() == STAFF_NO[-4:]
    QTest.keyClicks(page.sign_card.password.line, PASSWORD)
    QTest.keyClick(page.sign_card.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.office.link is Link.ONLINE, timeout=PATIENCE_MS)
    assert program.office.outlet.sign == "HH01"
    assert program.office.person is not None
    assert program.office.person.name == "试用负责人"


def test_a_wrong_code_changes_nothing_and_says_so(program: Program, city: City, qtbot: QtBot) -> None:
    fill(program, city.url, "0000-0000")
    feedback = program.shell.feedback
    qtbot.waitUntil(lambda: feedback.open_dialog is not None, timeout=PATIENCE_MS)
    assert feedback.open_dialog is not None
    assert "登记码" in feedback.open_dialog.windowTitle()
    assert not program.folder.slots.exists()
    assert not program.folder.database.exists()
    feedback.close_all()


def test_passwords_that_differ_never_leave_the_card(program: Program, city: City) -> None:
    fill(program, city.url, city.enrolment_code(STAFF_NO, "试用负责人"), again="Shiyong-fuze2")
    card = program.sign_in_page.enrol_card
    assert card.again_field.message == "两次口令不一致"
    assert card.button.isEnabled()


def test_a_short_password_is_refused_before_the_city_is_asked(
    program: Program, city: City, qtbot: QtBot
) -> None:
    code = city.enrolment_code(STAFF_NO, "试用负责人")
    fill(program, city.url, code, "Kurz-1", "Kurz-1")
    assert program.sign_in_page.enrol_card.password_field.message == "至少 10 位，少 4 位"
    assert not program.folder.slots.exists()
    fill(program, city.url, code)
    qtbot.waitUntil(program.sign_in_page.sign_card.isVisible, timeout=PATIENCE_MS)


def test_a_newer_plan_of_the_city_is_told_and_holds_from_the_next_sign_in(
    program: Program, city: City, qtbot: QtBot
) -> None:
    fill(program, city.url, city.enrolment_code(STAFF_NO, "试用负责人"))
    card = program.sign_in_page.sign_card
    qtbot.waitUntil(card.isVisible, timeout=PATIENCE_MS)
    QTest.keyClicks(card.password.line, PASSWORD)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.office.link is Link.ONLINE, timeout=PATIENCE_MS)
    here = program.workplace
    assert here is not None
    # The city's packs are the bundled ones: no news.
    assert not here.has_newer_data()
    plan = b'{"year": 2027, "source": "test", "off": ["2027-01-01"], "worked": []}'
    with here.database.unit_of_work() as uow:
        uow.cache.put("calendar", "2027", plan, program.clock.now())
        uow.commit()
    assert here.has_newer_data()
    assert not here.counter.reference.calendar.knows(2027)
    program.change_person()
    qtbot.waitUntil(lambda: program.workplace is None, timeout=PATIENCE_MS)
    QTest.keyClicks(card.password.line, PASSWORD)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=PATIENCE_MS)
    assert program.workplace is not None
    assert program.workplace.counter.reference.calendar.knows(2027)
