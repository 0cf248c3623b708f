"""A new list of the city on its way into the window: told, looked at by keys, used from the next sign-in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from outlet_app.bootstrap.program import Program
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.releases_dialog import ReleasesDialog
from tests.support import release_window
from tests.support.release_window import enrolled, key, sign_in, toasts, waits
from tests.support.releasing import Office, in_days, more_copies, real_list
from tests.support.server import ServerProcess

office, server, program = release_window.office, release_window.server, release_window.program


def version(program: Program) -> str:
    assert program.workplace is not None
    return program.workplace.counter.reference.catalogue.version


def test_an_urgent_list_is_told_looked_at_by_keys_and_used_from_the_next_sign_in(
    program: Program, office: Office, server: ServerProcess, qtbot: QtBot
) -> None:
    enrolled(program, server, qtbot)
    assert version(program) == "2025-batch-2"
    told = more_copies(real_list("2026-9", in_days(0)))
    assert office.publish(told, "--reason", "国家局调整材料", mode="urgent") == 0
    key(Qt.Key.Key_F8)
    waits(qtbot, lambda: "紧急即时调整：事项清单 2026-9" in toasts(program))
    assert version(program) == "2025-batch-2"
    program.shell.open(PageKey.SYNC)
    key(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    waits(qtbot, lambda: isinstance(program.shell.feedback.open_dialog, ReleasesDialog))
    dialog = program.shell.feedback.open_dialog
    assert isinstance(dialog, ReleasesDialog)
    waits(qtbot, lambda: dialog.table.current_row() is not None)
    row = dialog.table.current_row()
    assert row is not None
    assert (row.name, row.at_sign_in, [one.code for one in row.changes]) == ("2026-9", True, ["1.5-M1"])
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    program.change_person()
    waits(qtbot, lambda: program.workplace is None)
    sign_in(program, qtbot)
    assert version(program) == "2026-9"
    # It was looked at: nobody is told again.
    assert program.workplace is not None
    assert program.workplace.news().releases == ()
