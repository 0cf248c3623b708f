"""The city's list of people in the window: a new clerk comes in by keys, one who left is out at once."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_app.bootstrap.program import Program
from outlet_app.models.drafts import Draft
from outlet_app.models.engine import open_database
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.intake.page import IntakePage
from outlet_app.wording import sign_in as words
from tests.support import release_window
from tests.support.release_window import (
    HEAD,
    HERE,
    PASSWORD,
    enrolled,
    key,
    sign_in,
    toasts,
    type_in,
    waits,
)
from tests.support.releasing import Office
from tests.support.server import ServerProcess

office, server, program = release_window.office, release_window.server, release_window.program
NEW, OWN = "1508260999", "Ulanbuh-2026-c"
SENT_AWAY = "王海燕（0999）已离岗停用"
REQUEST = "GB 12345 zenme zhuanrang"


def listed(office: Office, version: str, **changes: object) -> int:
    """Publish the head and the new clerk."""
    head = {"staff_no": HEAD, "name": "高云飞", "outlet": HERE, "roles": ["supervisor"], "active": True}
    new = {"staff_no": NEW, "name": "王海燕", "outlet": HERE, "roles": ["clerk"], "active": True}
    told = {"version": version, "people": [head, new | changes]}
    return office.sign("publish", office.file(told, "staff.yaml"), group="staff")


def first_word(told: str) -> str:
    found = re.search(r"首次口令  1508260999  王海燕  (\S+)", told)
    assert found is not None, told
    return found.group(1)


def person(program: Program) -> str:
    return program.workplace.person.staff_no if program.workplace else ""


def synced(program: Program, qtbot: QtBot, toast: str) -> None:
    key(Qt.Key.Key_F8)
    waits(qtbot, lambda: toast in toasts(program))


def changed_person(program: Program, qtbot: QtBot) -> None:
    program.change_person()
    waits(qtbot, lambda: program.sign_in_page.sign_card.isVisible())


def come_in(program: Program, office: Office, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    """The new clerk signs in with the first 口令 and an own one, by keys alone."""
    capsys.readouterr()
    assert listed(office, "2026-1", wants_first=True) == 0
    word = first_word(capsys.readouterr().out)
    synced(program, qtbot, "收到市局更新：人员 2026-1")
    changed_person(program, qtbot)
    type_in(program, qtbot, word, NEW)
    own = program.sign_in_page.own_card
    waits(qtbot, own.isVisible)
    for line in (own.password.line, own.again.line):
        QTest.keyClicks(line, OWN)
    QTest.keyClick(own.again.line, Qt.Key.Key_Return)
    waits(qtbot, lambda: not program.shell.is_covered)
    assert person(program) == NEW


def is_sent_away(program: Program) -> bool:
    dialog = program.shell.feedback.open_dialog
    return program.workplace is None and dialog is not None and dialog.windowTitle() == SENT_AWAY


def draft_of(program: Program, staff_no: str) -> Draft | None:
    """What the store has of somebody's registration, read beside the program."""
    key = program.keystore.unlock(HEAD, PASSWORD)
    database = open_database(program.folder.database, key)
    try:
        with database.reading() as uow:
            return uow.drafts.get(staff_no)
    finally:
        database.close()


def test_a_new_clerk_comes_in_by_keys_and_is_out_at_the_next_pull_after_leaving(
    program: Program,
    office: Office,
    server: ServerProcess,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    enrolled(program, server, qtbot)
    come_in(program, office, qtbot, capsys)
    program.shell.open(PageKey.INTAKE)
    page = program.shell.page
    assert isinstance(page, IntakePage)
    page.form.fields.focus("request")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, REQUEST)
    assert listed(office, "2026-2", active=False) == 0
    key(Qt.Key.Key_F8)
    waits(qtbot, lambda: is_sent_away(program))
    # Enter closes the sentence; behind it somebody else signs in, and the one who left does not.
    key(Qt.Key.Key_Return)
    waits(qtbot, lambda: program.shell.feedback.open_dialog is None)
    kept = draft_of(program, NEW)
    assert kept is not None
    assert REQUEST.encode() in kept.body
    type_in(program, qtbot, OWN, NEW)
    waits(qtbot, lambda: program.sign_in_page.sign_card.staff_field.message == words.HAS_LEFT)
    assert person(program) == ""
    sign_in(program, qtbot, PASSWORD, HEAD)
    assert person(program) == HEAD


def test_a_clerk_whose_list_was_taken_back_is_out_too_also_behind_the_lock_and_the_head_is_not(
    program: Program,
    office: Office,
    server: ServerProcess,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    enrolled(program, server, qtbot)
    come_in(program, office, qtbot, capsys)
    program.lock()
    assert office.sign("withdraw", "2026-1", "--reason", "名单有误", group="staff") == 0
    program.sync_timer.hurry()
    waits(qtbot, lambda: is_sent_away(program))
    assert not program.lock_page.isVisible()
    key(Qt.Key.Key_Return)
    type_in(program, qtbot, OWN, NEW)
    waits(qtbot, lambda: program.sign_in_page.sign_card.staff_field.message == words.HAS_LEFT)
    sign_in(program, qtbot, PASSWORD, HEAD)
    assert person(program) == HEAD
    waits(qtbot, lambda: "市局撤回了 人员 2026-1" in toasts(program))
