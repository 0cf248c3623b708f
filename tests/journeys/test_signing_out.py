"""签退 by the whole program: every way a desk is left, and a program that fell without saying so."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_app.bootstrap.program import Program
from outlet_app.domain.attendance import Stay, stays
from outlet_app.domain.duty import is_book
from outlet_app.domain.facts.duty import SignedInHere, SignOutWay
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import DiskFull
from outlet_app.models.instance import Instance
from outlet_app.services.attendance import Attendance
from outlet_app.settings import Settings
from outlet_app.sync.wire import decode_event
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.system.paths import DataFolder, resource_folder
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.ui.theme.theme import Theme
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON
from tests.support.builders import CLERK, OUTLET, SUPERVISOR

CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)
PASSWORD, OTHER = "Shiyong-banshi2", "Shiyong-fuze1"
PATIENCE_MS = 30_000
Start = Callable[[], Program]


class Terminal:
    """A machine whose city is away; its book is read with the key of its first person."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root / "counter")
        self.folder.prepare(trial=True)
        keystore = KeyStore(self.folder.slots, cost=CHEAP)
        self._key = keystore.create_first(SUPERVISOR, OTHER)
        keystore.add(CLERK, PASSWORD, self._key)
        database = self.open()
        with database.unit_of_work() as uow:
            uow.instance.save(
                Instance("inst-1", "dev-1", OUTLET, "HH01", "01", "http://127.0.0.1:9", b"k" * 32, b"p" * 32)
            )
            for person in (CLERK_PERSON, SUPERVISOR_PERSON):
                uow.people.put(person)
            uow.commit()
        database.close()

    def open(self) -> Database:
        return open_database(self.folder.database, self._key, backups=self.folder.backups)

    def stays(self) -> list[Stay]:
        """Out of every book of this machine, also over midnight."""
        database = self.open()
        try:
            with database.reading() as uow:
                books = [one for one in uow.journal.all_case_ids() if is_book(one)]
                entries = [entry for one in books for entry in uow.journal.of_case(one)]
        finally:
            database.close()
        return list(stays(decode_event(entry.body) for entry in entries))

    def ways(self) -> list[tuple[str, SignOutWay | None, bool]]:
        return [(one.staff_no, one.way, one.is_cut) for one in self.stays()]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, dressed: Theme, terminal: Terminal) -> Iterator[Start]:
    running: list[Program] = []

    def started() -> Program:
        settings = Settings(trial=True)
        program = Program(qapp, settings, terminal.folder, resource_folder(), spooler=RecordingSpooler())
        running.append(program)
        program.start()
        return program

    yield started
    for program in running:
        program.close()
        program.shell.hide()
        program.shell.deleteLater()


def sign_in(program: Program, qtbot: QtBot, staff_no: str = CLERK, password: str = PASSWORD) -> None:
    card = program.sign_in_page.sign_card
    card.staff.setText(staff_no[-4:])
    card.password.line.clear()
    QTest.keyClicks(card.password.line, password)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: program.workplace is not None and not program.shell.is_covered, timeout=PATIENCE_MS
    )


def closed(program: Program, qtbot: QtBot) -> None:
    """The store is given back once the lanes have done what was asked before."""
    qtbot.waitUntil(lambda: program.workplace is None and not program._left, timeout=PATIENCE_MS)
    program.lanes.desk.run(bool, lambda _done: done.append(True), owner=program)
    done: list[bool] = []
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)


def test_ending_the_program_is_leaving_the_desk(start: Start, qtbot: QtBot, terminal: Terminal) -> None:
    program = start()
    sign_in(program, qtbot)
    program.close()
    assert terminal.ways() == [(CLERK, SignOutWay.QUIT, False)]
    (stay,) = terminal.stays()
    assert stay.until is not None
    assert stay.since <= stay.until


def test_changing_the_person_ends_one_stay_and_begins_another(
    start: Start, qtbot: QtBot, terminal: Terminal
) -> None:
    program = start()
    sign_in(program, qtbot)
    program.change_person()
    sign_in(program, qtbot, SUPERVISOR, OTHER)
    program.close()
    assert terminal.ways() == [
        (CLERK, SignOutWay.CHANGED, False),
        (SUPERVISOR, SignOutWay.QUIT, False),
    ]


def test_a_lock_that_another_person_lifts_ended_when_it_came(
    start: Start, qtbot: QtBot, terminal: Terminal
) -> None:
    program = start()
    sign_in(program, qtbot)
    locked_at: list[datetime] = []
    program.idle.idle.emit()
    locked_at.append(program.clock.now())
    QTest.keyClick(program.lock_page, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    closed(program, qtbot)
    (stay,) = terminal.stays()
    assert (stay.way, stay.is_cut) == (SignOutWay.LOCKED, False)
    assert stay.until is not None
    assert stay.since <= stay.until <= locked_at[0]


def test_a_lock_lifted_by_the_same_person_ends_nothing(
    start: Start, qtbot: QtBot, terminal: Terminal
) -> None:
    program = start()
    sign_in(program, qtbot)
    program.lock()
    line = program.lock_page.password.line
    QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.shell.is_covered, timeout=PATIENCE_MS)
    back_at = program.clock.now()
    program.change_person()
    closed(program, qtbot)
    (stay,) = terminal.stays()
    assert stay.way is SignOutWay.CHANGED
    assert stay.until is not None
    assert stay.until >= back_at


def test_a_hand_over_leads_to_the_sign_in_of_whoever_takes_over(
    start: Start, qtbot: QtBot, terminal: Terminal
) -> None:
    program = start()
    sign_in(program, qtbot)
    assert program.workplace is not None
    duty = program.workplace.counter.duty
    duty.begin("业务专用章 1 枚", "")
    duty.hand_over(SUPERVISOR, OTHER, "业务专用章 1 枚")
    program.tools.duty.handed.emit()
    assert program.shell.is_covered
    sign_in(program, qtbot, SUPERVISOR, OTHER)
    program.close()
    assert terminal.ways() == [
        (CLERK, SignOutWay.HANDED, False),
        (SUPERVISOR, SignOutWay.QUIT, False),
    ]


def test_a_program_that_fell_leaves_no_end_and_the_next_sign_in_shows_it(
    start: Start, qtbot: QtBot, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As after a power cut: nobody is there to write anything.
    monkeypatch.setattr(Attendance, "sign_out", lambda *_: None)
    fallen = start()
    sign_in(fallen, qtbot)
    fallen.close()
    fallen.shell.hide()
    monkeypatch.undo()
    assert terminal.ways() == [(CLERK, None, False)]
    program = start()
    sign_in(program, qtbot)
    program.close()
    assert terminal.ways() == [(CLERK, None, True), (CLERK, SignOutWay.QUIT, False)]


def test_a_full_disk_keeps_nobody_at_the_desk(
    start: Start, qtbot: QtBot, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    program = start()
    sign_in(program, qtbot)
    monkeypatch.setattr(Attendance, "_write", full)
    program.close()
    monkeypatch.undo()
    assert terminal.ways() == [(CLERK, None, False)]


def test_a_machine_that_wipes_itself_writes_nothing_behind_what_it_handed_over(
    start: Start, qtbot: QtBot, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    sign_in(program, qtbot)
    monkeypatch.setattr(program.called_back, "page", program.lock_page)
    monkeypatch.setattr(program.called_back, "forget", lambda: None)
    program.change_person()
    closed(program, qtbot)
    monkeypatch.undo()
    assert terminal.ways() == [(CLERK, None, False)]


def test_this_program_writes_ends(start: Start, qtbot: QtBot, terminal: Terminal) -> None:
    """What an older one wrote is never called 未签退; of this one a missing end tells something."""
    program = start()
    sign_in(program, qtbot)
    program.close()
    database = terminal.open()
    try:
        with database.reading() as uow:
            (book,) = {one for one in uow.journal.all_case_ids() if is_book(one)}
            facts = [decode_event(entry.body).fact for entry in uow.journal.of_case(book)]
    finally:
        database.close()
    assert [fact for fact in facts if isinstance(fact, SignedInHere)] == [SignedInHere(has_end=True)]
