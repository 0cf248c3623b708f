"""The whole program on a temporary folder: sign-in, lock, change of person, what may go wrong at the door."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_app.bootstrap.makers import AHEAD
from outlet_app.bootstrap.program import Program
from outlet_app.domain.calendar import CST
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import CaseEvent, ClockTrust
from outlet_app.domain.reviews.levels import Level
from outlet_app.models.engine import open_database
from outlet_app.models.instance import Instance
from outlet_app.models.sqlcipher import connect
from outlet_app.services.views import CaseFilter
from outlet_app.settings import Settings
from outlet_app.system import clock
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.system.paths import DataFolder, resource_folder
from outlet_app.system.single_instance import SingleInstance
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Queue
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.corrections.page import CorrectionsPage
from outlet_app.ui.theme.theme import Theme, look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.paragraph import Paragraph
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON
from tests.support.builders import CLERK, OUTLET, SUPERVISOR
from tests.support.counter import op_of, registration
from tests.support.entries import consultation
from tests.support.reviewing import CITY_KEY, reviews_in

CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)
PASSWORD, OTHER = "Shiyong-banshi2", "Shiyong-fuze1"
PATIENCE_MS = 30_000
Start = Callable[[], Program]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A machine enrolled as a county window, with a clerk and a supervisor; its city is away."""
    made = DataFolder(tmp_path / "counter")
    made.prepare(trial=True)
    keystore = KeyStore(made.slots, cost=CHEAP)
    key = keystore.create_first(SUPERVISOR, OTHER)
    keystore.add(CLERK, PASSWORD, key)
    database = open_database(made.database, key, backups=made.backups)
    with database.unit_of_work() as uow:
        uow.instance.save(
            Instance("inst-1", "dev-1", OUTLET, "HH01", "01", "http://127.0.0.1:9", b"k" * 32, b"p" * 32)
        )
        for person in (CLERK_PERSON, SUPERVISOR_PERSON):
            uow.people.put(person)
        uow.commit()
    database.back_up(made.backups)
    database.close()
    return made


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, dressed: Theme, folder: DataFolder) -> Iterator[Start]:
    """Start the program as often as a test wants; every start is closed again."""
    running: list[Program] = []
    resources = resource_folder()

    def started() -> Program:
        program = Program(qapp, Settings(trial=True), folder, resources, spooler=RecordingSpooler())
        running.append(program)
        program.start()
        program.shell.activateWindow()
        qtbot.waitUntil(lambda: qapp.focusWidget() is not None, timeout=PATIENCE_MS)
        return program

    yield started
    for program in running:
        program.close()
        program.shell.hide()
        program.shell.deleteLater()
    look().choose(Scheme.LIGHT, 1.0)


def sign_in(program: Program, qtbot: QtBot, staff_no: str = CLERK, password: str = PASSWORD) -> None:
    """Type number and password and wait for the workbench."""
    attempt(program, staff_no, password)
    qtbot.waitUntil(lambda: program.shell.page is not None, timeout=PATIENCE_MS)
    if program.workplace.time_check.is_due():
        answer_the_date(program, qtbot)


def answer_the_date(program: Program, qtbot: QtBot) -> None:
    """On a machine whose date cannot be right the program asks once; the question is answered."""
    qtbot.waitUntil(lambda: program.shell.feedback.open_dialog is not None, timeout=PATIENCE_MS)
    program.shell.feedback.open_dialog.default.click()
    program.lanes.desk.run(bool, lambda _done: None, owner=program)
    qtbot.waitUntil(lambda: not program.workplace.time_check.is_due(), timeout=PATIENCE_MS)


def attempt(program: Program, staff_no: str, password: str) -> None:
    """Type number and password and press Enter."""
    card = program.sign_in_page.sign_card
    card.staff.setText(staff_no[-4:])
    card.password.line.clear()
    QTest.keyClicks(card.password.line, password)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)


def test_the_sign_in_page_needs_neither_store_nor_network(folder: DataFolder) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, outlet_app.bootstrap as _; print(sorted(sys.modules))"],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode()
    assert "outlet_app.ui.pages.sign_in.page" in told
    assert not [heavy for heavy in ("sqlalchemy", "httpx", "reportlab", "alembic") if f"'{heavy}'" in told]


def test_a_wrong_password_says_how_many_tries_are_left(start: Start, qtbot: QtBot) -> None:
    program = start()
    field = program.sign_in_page.sign_card.password_field
    for left in (4, 3):
        attempt(program, CLERK, "falsch-Falsch1")
        qtbot.waitUntil(
            lambda left=left: field.message == f"口令不正确，还可再试 {left} 次", timeout=PATIENCE_MS
        )  # type: ignore[misc]
    assert program.workplace is None


def test_after_five_wrong_passwords_the_person_is_locked_out(start: Start, qtbot: QtBot) -> None:
    program = start()
    card = program.sign_in_page.sign_card
    for _ in range(5):
        attempt(program, CLERK, "falsch-Falsch1")
        qtbot.waitUntil(card.button.isEnabled, timeout=PATIENCE_MS)
    attempt(program, CLERK, PASSWORD)
    qtbot.waitUntil(card.button.isEnabled, timeout=PATIENCE_MS)
    assert card.password_field.message.startswith("已锁定至")
    assert program.workplace is None


def test_an_unknown_number_is_told_without_asking_the_store(start: Start) -> None:
    program = start()
    attempt(program, "1508269999", PASSWORD)
    assert program.sign_in_page.sign_card.staff_field.message == "本机没有这个工号"


def test_the_clerk_arrives_at_the_workbench_of_the_outlet(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(program, qtbot)
    assert program.shell.current is PageKey.WORKBENCH
    assert program.office.person == CLERK_PERSON
    assert program.office.outlet.sign == "HH01"


def test_the_lock_covers_everything_and_the_same_password_lifts_it(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(program, qtbot)
    QTest.keyClick(program.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert program.shell.is_covered
    QTest.keyClick(program.shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert program.shell.current is PageKey.WORKBENCH
    line = program.lock_page.password.line
    QTest.keyClicks(line, OTHER)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.lock_page.field.is_wrong, timeout=PATIENCE_MS)
    assert program.shell.is_covered
    line.clear()
    QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE_MS)


def test_a_date_that_cannot_be_right_is_asked_about_once_a_boot(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "NOT_BEFORE", datetime(2199, 1, 1, tzinfo=CST))
    program = start()
    attempt(program, CLERK, PASSWORD)
    qtbot.waitUntil(lambda: program.shell.feedback.open_dialog is not None, timeout=PATIENCE_MS)
    assert program.shell.feedback.open_dialog.windowTitle() == "请核对本机日期和时间"
    answer_the_date(program, qtbot)
    program.change_person()
    attempt(program, SUPERVISOR, OTHER)
    qtbot.waitUntil(lambda: program.shell.page is not None, timeout=PATIENCE_MS)
    qtbot.wait(1)
    assert not program.workplace.time_check.is_due()
    assert program.shell.feedback.open_dialog is None


def test_the_first_pages_are_ready_when_the_window_opens(start: Start, qtbot: QtBot) -> None:
    program = start()
    attempt(program, CLERK, PASSWORD)
    shell, card = program.shell, program.sign_in_page.sign_card
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=PATIENCE_MS)
    assert shell.is_covered
    assert not card.button.isEnabled(), "a second Enter must not open the store a second time"
    qtbot.waitUntil(lambda: not shell.is_covered, timeout=PATIENCE_MS)
    assert list(shell.frames)[:2] == [PageKey.WORKBENCH, PageKey.INTAKE]
    assert shell.current is PageKey.WORKBENCH
    qtbot.waitUntil(lambda: set(AHEAD) <= set(shell.frames), timeout=PATIENCE_MS)
    assert shell.current is PageKey.WORKBENCH


def test_who_leaves_while_the_first_pages_are_made_is_out(start: Start, qtbot: QtBot) -> None:
    program = start()
    attempt(program, CLERK, PASSWORD)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=PATIENCE_MS)
    program.change_person()
    assert program.shell.frames == {}
    assert program.shell.is_covered
    sign_in(program, qtbot, SUPERVISOR, OTHER)
    assert program.workplace.person.staff_no == SUPERVISOR


def test_five_idle_minutes_lock_the_window(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(program, qtbot)
    program.idle.idle.emit()
    assert program.shell.is_covered


def test_f7_covers_the_work_and_only_the_end_of_the_review_uncovers_it(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(program, qtbot)
    counter = program.workplace.counter
    with program.workplace.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    counter.intake.decide(consultation(), Decision.ANSWER)
    QTest.keyClick(program.shell, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: program.reviewing.is_open, timeout=PATIENCE_MS)
    assert program.shell.is_covered
    program.idle.idle.emit()
    assert program.shell.is_covered, "no lock over a citizen's hands"
    window = program.reviewing.window
    for _ in range(60):
        window.tick()
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE_MS)
    assert not window.isVisible()
    program.idle.idle.emit()
    assert program.lock_page.isVisible(), "afterwards an idle counter locks as before"


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (PageKey.CASES, lambda page: page.steps.served),
        (PageKey.CORRECTIONS, lambda page: page.served),
    ],
)
def test_whoever_stood_here_for_a_step_of_a_case_is_asked_on_the_second_screen(
    start: Start, qtbot: QtBot, key: PageKey, signal: Callable[[object], SignalInstance]
) -> None:
    program = start()
    sign_in(program, qtbot)
    with program.workplace.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    outcome = program.workplace.counter.intake.decide(consultation(), Decision.ANSWER)
    program.reviewing._screens = lambda clerk: clerk
    program.shell.open(key)
    qtbot.waitUntil(lambda: isinstance(program.shell.page, CasesPage | CorrectionsPage), timeout=PATIENCE_MS)
    signal(program.shell.page).emit(outcome.case.case_id)
    qtbot.waitUntil(lambda: program.reviewing.is_open, timeout=PATIENCE_MS)
    assert program.shell.is_covered
    program.shell.close()
    assert not program.reviewing.window.isVisible()


def test_closing_the_window_in_the_middle_of_a_review_keeps_the_pressed_card(
    start: Start, qtbot: QtBot
) -> None:
    program = start()
    sign_in(program, qtbot)
    counter, database = program.workplace.counter, program.workplace.database
    with database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    counter.intake.decide(consultation(), Decision.ANSWER)
    program.reviewing.invite()
    qtbot.waitUntil(lambda: program.reviewing.is_open, timeout=PATIENCE_MS)
    window = program.reviewing.window
    window._hear_again()
    window.press(5)
    qtbot.waitUntil(lambda: window.talk.level is not None and not window._busy, timeout=PATIENCE_MS)
    program.shell.close()
    assert not window.isVisible()
    assert counter.reviews.finish() == 1
    assert [review.answer.level for review in reviews_in(database)] == [Level.VERY_DISSATISFIED]


def test_another_person_gets_pages_of_their_own(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(program, qtbot)
    for key in PageKey:
        program.shell.open(key)
    QTest.keyClick(program.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(program.lock_page, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: program.workplace is None, timeout=PATIENCE_MS)
    sign_in(program, qtbot, SUPERVISOR, OTHER)
    assert program.office.person == SUPERVISOR_PERSON
    program.office.minute_passed.emit(program.office.now())
    assert [sheet.read_text() for sheet in program.folder.logs.glob("crash-*")] == []


def test_size_and_colours_come_back_with_the_person(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(program, qtbot)
    look().choose(Scheme.DARK, 1.25)
    program.change_person()
    sign_in(program, qtbot, SUPERVISOR, OTHER)
    look().choose(Scheme.LIGHT, 1.0)
    program.change_person()
    sign_in(program, qtbot)
    assert (look().scheme, look().factor) == (Scheme.DARK, 1.25)


def test_a_damaged_store_is_kept_and_the_last_backup_offered(
    start: Start, qtbot: QtBot, folder: DataFolder
) -> None:
    with folder.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\0" * 8192)
    damaged = folder.database.read_bytes()
    program = start()
    attempt(program, CLERK, PASSWORD)
    feedback = program.shell.feedback
    qtbot.waitUntil(lambda: feedback.open_dialog is not None, timeout=PATIENCE_MS)
    dialog = feedback.open_dialog
    assert dialog is not None
    assert "损坏" in dialog.windowTitle() + dialog.accessibleName()
    QTest.keyClick(dialog, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: folder.database.read_bytes() != damaged, timeout=PATIENCE_MS)
    kept = list(folder.database.parent.glob("outlet.db.damaged-*"))
    assert [path.read_bytes() for path in kept] == [damaged]
    sign_in(program, qtbot)
    assert program.office.person == CLERK_PERSON


def test_row_09_what_was_saved_after_the_backup_is_there_again_once_somebody_signs_in(
    start: Start, qtbot: QtBot, folder: DataFolder
) -> None:
    key = KeyStore(folder.slots, cost=CHEAP).unlock(CLERK, PASSWORD)
    with closing(open_database(folder.database, key, backups=folder.backups)) as store:
        with store.unit_of_work() as uow:
            at, fact = datetime(2026, 11, 20, 9, 30, tzinfo=CST), registration()
            made = CaseEvent("0199-op", "0199-case", at, CLERK, OUTLET, "01", fact, ClockTrust.WALL)
            uow.journal.append([op_of(made)])
            uow.commit()
        with closing(connect(folder.database, key)) as raw:
            told = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'card'").fetchone()
    content = bytearray(folder.database.read_bytes())
    content[(told[0] - 1) * 4096 + 100] ^= 1
    folder.database.write_bytes(content)
    program = start()
    attempt(program, CLERK, PASSWORD)
    feedback = program.shell.feedback
    qtbot.waitUntil(lambda: feedback.open_dialog is not None, timeout=PATIENCE_MS)
    said = "".join(label.text() for label in feedback.open_dialog.findChildren(Paragraph))
    assert "备份之后的办件，再登录时自动找回" in said
    QTest.keyClick(feedback.open_dialog, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: folder.database.read_bytes() != bytes(content), timeout=PATIENCE_MS)
    sign_in(program, qtbot)
    (row,) = program.workplace.counter.cases.page(CaseFilter()).rows
    assert row.case_id == "0199-case"


def test_row_26_a_second_program_on_one_folder_refuses_with_a_sentence(folder: DataFolder) -> None:
    script = (
        "import outlet_app.bootstrap as b\n"
        "b.refuse_start = lambda app, code: print('refused', code)\n"
        f"raise SystemExit(b.main(['--trial', '--data', {str(folder.root)!r}]))\n"
    )
    with SingleInstance(folder.lock):
        told = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    assert told.returncode == 1
    assert "refused start.already_running" in told.stdout.decode()


def test_row_26_a_second_user_of_the_computer_is_told_whose_folder_it_is(folder: DataFolder) -> None:
    before = folder.database.read_bytes()
    script = (
        "import pathlib, outlet_app.bootstrap as b\n"
        "b.refuse_start = lambda app, code: print('refused', code)\n"
        "def foreign(*_): raise PermissionError(1, 'not the owner')\n"
        "pathlib.Path.chmod = foreign\n"
        f"raise SystemExit(b.main(['--trial', '--data', {str(folder.root)!r}]))\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    assert (told.returncode, told.stdout.decode().split()) == (1, ["refused", "folder.of_another"])
    assert folder.database.read_bytes() == before


def test_row_27_changing_the_person_and_ending_the_program_say_what_waits(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(program, qtbot)
    # No round tells anything else meanwhile: how the queue is counted has tests of its own.
    program.sync_timer.stop()
    program.office.show_queue(Queue(1))
    program.change_person()
    told = program.shell.feedback.toasts.history[-1]
    assert told.title == "还有 1 件没有送达市级服务器"
    assert not program.shell.close()
    dialog = program.shell.feedback.open_dialog
    assert dialog is not None
    assert dialog.windowTitle() == "还有办件没有送达"
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)
    QTest.keyClick(dialog, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=PATIENCE_MS)
