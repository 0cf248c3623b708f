"""Sign-in, first start, lock and new colleagues: whatever is typed there, by whom and how often."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from outlet_app.domain.people import Person, Role
from outlet_app.services.sign_in import SignIn
from outlet_app.services.troubles import Trouble
from outlet_app.system.keystore import KeyStore, LockedOut, UnknownPerson, WrongPassword
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.office import OutletFacts
from outlet_app.ui.pages.lock.page import LockPage
from outlet_app.ui.pages.sign_in.enrol_card import Enrolling
from outlet_app.ui.pages.sign_in.page import SignInPage
from outlet_app.ui.parts.own_word import Wrong, staff_no_meant, wrong_of
from outlet_app.ui.parts.people.dialogs import AddDialog
from outlet_app.ui.parts.people.state import NewColleague, problems
from outlet_app.ui.widgets.text import Label
from tests.support.counter_fakes_desk import CLERK, HEAD, NOW, FakePeople, write
from tests.support.inspection import faults
from tests.support.lanes import ManualLane
from tests.support.whole_window import (
    CLERKS_OWN,
    HEADS_OWN,
    drain,
    lock_page,
    settle,
    sign_in_page,
    slots,
    whole_window,
)
from tests.ui.conftest import Stage

KNOWN = (CLERK.staff_no, HEAD.staff_no, "1508990412")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0837", CLERK.staff_no),
        ("1508260837", CLERK.staff_no),
        (" 0837 ", CLERK.staff_no),
        ("０８３７", CLERK.staff_no),
        ("１５０８２６０８３７", CLERK.staff_no),
        ("1508 2608 37", CLERK.staff_no),
        ("1508-260-837", CLERK.staff_no),
        ("0412", Wrong(staff_no="请填全部 10 位")),
        ("1508260412", HEAD.staff_no),
        ("", Wrong(staff_no="请填写工号")),
        ("　 ", Wrong(staff_no="请填写工号")),
        ("837", Wrong(staff_no="本机没有这个工号")),
        ("00837", Wrong(staff_no="本机没有这个工号")),
        ("0838", Wrong(staff_no="本机没有这个工号")),
        ("٠٨٣٧", Wrong(staff_no="本机没有这个工号")),
        ("O837", Wrong(staff_no="本机没有这个工号")),
        ("15082608370", Wrong(staff_no="本机没有这个工号")),
        ("' OR 1=1", Wrong(staff_no="本机没有这个工号")),
        ("甲" * 500, Wrong(staff_no="本机没有这个工号")),
    ],
)
def test_who_is_meant(typed: str, meant: str | Wrong) -> None:
    assert staff_no_meant(typed, KNOWN) == meant


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WrongPassword(4), Wrong(password="口令不正确，还可再试 4 次")),
        (WrongPassword(1), Wrong(password="口令不正确，还可再试 1 次")),
        (LockedOut(NOW + timedelta(minutes=15)), Wrong(password="已锁定至 10:57")),
        (UnknownPerson("1508260837"), Wrong(staff_no="本机没有这个工号")),
        (Trouble("storage.locked"), None),
        (OSError("disk"), None),
    ],
)
def test_what_a_refused_try_says(error: Exception, said: Wrong | None) -> None:
    assert wrong_of(error) == said


class Door:
    """The door with a clerk before it."""

    def __init__(self, stage: Callable[..., QWidget], folder: Path, lanes: Lanes, **how: Any) -> None:
        self.lanes = lanes
        self.page: SignInPage = sign_in_page(folder, lanes, **how)
        self.opened: list[object] = []
        self.failed: list[object] = []
        self.page.opened.connect(self.opened.append)
        self.page.failed.connect(self.failed.append)
        stage(self.page, size=(1366, 768))
        self.page.setFocus()
        self.card = self.page.sign_card

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def try_with(self, staff_no: str, password: str) -> None:
        """Both fields anew, and Enter."""
        self.card.staff.setText(staff_no)
        self.card.password.line.setText(password)
        self.card.password.line.setFocus()
        self.press(Qt.Key.Key_Return)
        drain(self.lanes)


@pytest.fixture
def door(stage: Stage, tmp_path: Path, lanes: Lanes) -> Door:
    return Door(stage, tmp_path, lanes)


@pytest.mark.parametrize("staff_no", ["0837", "０８３７", " 0837", "1508 260 837"])
def test_a_number_is_taken_however_it_was_typed(door: Door, staff_no: str) -> None:
    door.try_with(staff_no, CLERKS_OWN)
    assert len(door.opened) == 1
    assert door.failed == []


@pytest.mark.parametrize(
    "password", [CLERKS_OWN.lower(), f" {CLERKS_OWN}", f"{CLERKS_OWN} ", "Ｈetao-Mifeng-7"]
)
def test_a_password_is_taken_only_as_it_was_made(door: Door, password: str) -> None:
    door.try_with("0837", password)
    assert door.opened == []
    assert door.card.password_field.message == "口令不正确，还可再试 4 次"


@pytest.mark.parametrize("staff_no", ["", "9999"])
def test_a_number_nobody_has_costs_no_try(door: Door, staff_no: str) -> None:
    for _ in range(9):
        door.try_with(staff_no, "Wrong-Word-1")
    door.try_with("0837", "Wrong-Word-1")
    assert door.card.password_field.message == "口令不正确，还可再试 4 次"


def test_tries_are_counted_for_each_person_alone(door: Door) -> None:
    for left in (4, 3):
        door.try_with("0837", "Wrong-Word-1")
        assert door.card.password_field.message.endswith(f"{left} 次")
    door.try_with("0412", "Wrong-Word-1")
    assert door.card.password_field.message.endswith("4 次")
    door.try_with("0837", CLERKS_OWN)
    assert len(door.opened) == 1
    door.page.begin()
    door.try_with("0837", "Wrong-Word-1")
    assert door.card.password_field.message.endswith("4 次")


def test_choosing_somebody_else_forgets_the_password_and_the_message(door: Door) -> None:
    door.try_with("0837", "Wrong-Word-1")
    other = next(one for one in door.card.findChildren(QAbstractButton) if one.accessibleName() == "0412")
    door.card.password.eye.click()
    door.card.password.line.setText("half of it")
    other.click()
    assert door.card.staff.text() == "0412"
    assert door.card.password.text() == ""
    assert door.card.password.line.echoMode() is QLineEdit.EchoMode.Password
    assert (door.card.staff_field.message, door.card.password_field.message) == ("", "")
    assert door.card.password.line.hasFocus()


@pytest.mark.parametrize("people", [1, 2, 5, 7])
def test_the_last_five_people_are_offered_the_newest_in_the_field(
    stage: Stage, tmp_path: Path, lanes: Lanes, people: int
) -> None:
    keys = slots(tmp_path)
    key = keys.unlock(CLERK.staff_no, CLERKS_OWN)
    numbers = [f"150826{n:04}" for n in range(people)]
    for number in numbers:
        keys.add(number, CLERKS_OWN, key)
        keys.unlock(number, CLERKS_OWN)
    page = SignInPage(SignIn(keys), lanes, keys.unlock, lambda _filled: None, version="0.1.0")
    stage(page, size=(1366, 768))
    offered = [
        one.accessibleName()
        for one in page.sign_card.findChildren(QAbstractButton)
        if one.accessibleName().isdigit()
    ]
    lately = ["0412", "0837", *(n[-4:] for n in numbers)]
    assert page.sign_card.staff.text() == lately[-1]
    assert offered == lately[-2:-6:-1]
    assert len(offered) <= 4


CAPS = [
    ("H", Qt.KeyboardModifier.NoModifier, True),
    ("h", Qt.KeyboardModifier.NoModifier, False),
    ("H", Qt.KeyboardModifier.ShiftModifier, False),
    ("h", Qt.KeyboardModifier.ShiftModifier, True),
    ("7", Qt.KeyboardModifier.NoModifier, False),
    ("-", Qt.KeyboardModifier.NoModifier, False),
    ("Ä", Qt.KeyboardModifier.NoModifier, True),
]


@pytest.mark.parametrize(("char", "held", "told"), CAPS)
def test_caps_lock_is_told_by_what_a_letter_becomes(
    door: Door, char: str, held: Qt.KeyboardModifier, told: bool
) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown.value, held, char)
    QApplication.sendEvent(door.card.password.line, event)
    assert door.card.caps.isVisible() is told


@pytest.mark.parametrize("char", ["7", "-", " "])
def test_a_sign_that_is_no_letter_leaves_the_hint_as_it_is(door: Door, char: str) -> None:
    QTest.keyClick(door.card.password.line, "H", Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(door.card.password.line, char, Qt.KeyboardModifier.NoModifier)
    assert door.card.caps.isVisible()


def test_while_the_store_opens_a_second_enter_asks_nothing(door: Door) -> None:
    door.card.staff.setText("0837")
    door.card.password.line.setText(CLERKS_OWN)
    door.card.password.line.setFocus()
    for _ in range(3):
        door.press(Qt.Key.Key_Return)
        door.card.button.click()
    assert isinstance(door.lanes.desk, ManualLane)
    assert len(door.lanes.desk.waiting) == 1
    shut = (door.card.staff, door.card.password.line, door.card.password.eye, door.card.button)
    assert not any(one.isEnabled() for one in shut)
    drain(door.lanes)
    assert len(door.opened) == 1
    door.page.begin()
    assert all(one.isEnabled() for one in shut)
    assert door.card.button.text() == "登录 Enter"


def test_typing_the_number_takes_only_its_own_message_away(door: Door) -> None:
    door.card.say(Wrong("本机没有这个工号", "请填写口令"))
    door.card.staff.setFocus()
    write("1")
    assert (door.card.staff_field.message, door.card.password_field.message) == ("", "请填写口令")


# First start.

GOOD = {"server": "https://ip.example", "code": "7K4M-92QX", "password": HEADS_OWN, "again": HEADS_OWN}


class FirstStart:
    """The card of a machine nobody knows."""

    def __init__(self, stage: Callable[..., QWidget], folder: Path, lanes: Lanes) -> None:
        self.lanes, self.wanted = lanes, list[Enrolling]()
        self.keys: KeyStore = slots(folder, people=0)
        self.trouble: Exception | None = None
        self.page = SignInPage(SignIn(self.keys), lanes, self.keys.unlock, self.enrol, version="0.1.0")
        self.failed: list[object] = []
        self.page.failed.connect(self.failed.append)
        stage(self.page, size=(1366, 900))
        self.card = self.page.enrol_card

    def enrol(self, filled: Enrolling) -> None:
        if self.trouble:
            raise self.trouble
        self.wanted.append(filled)
        self.keys.create_first(HEAD.staff_no, filled.password)

    def send(self, **changes: str) -> None:
        """Fill everything in and press the button."""
        filled = {**GOOD, **changes}
        self.card.server.setText(filled["server"])
        self.card.code.setText(filled["code"])
        self.card.password.line.setText(filled["password"])
        self.card.again.line.setText(filled["again"])
        self.card.button.click()
        drain(self.lanes)

    def messages(self) -> dict[str, str]:
        fields = {
            "server": self.card.server_field,
            "code": self.card.code_field,
            "password": self.card.password_field,
            "again": self.card.again_field,
        }
        return {name: field.message for name, field in fields.items() if field.message}


@pytest.fixture
def first(stage: Stage, tmp_path: Path, lanes: Lanes) -> FirstStart:
    return FirstStart(stage, tmp_path, lanes)


@pytest.mark.parametrize(
    ("changes", "server", "code"),
    [
        ({}, "https://ip.example", "7K4M-92QX"),
        ({"server": "https://ip.example/"}, "https://ip.example", "7K4M-92QX"),
        ({"server": "  https://ip.example//  "}, "https://ip.example", "7K4M-92QX"),
        ({"code": " 7k4m-92qx "}, "https://ip.example", "7K4M-92QX"),
        ({"code": "７Ｋ４Ｍ－９２ＱＸ"}, "https://ip.example", "7K4M-92QX"),
        ({"server": "https://ip.example:8443/v1"}, "https://ip.example:8443/v1", "7K4M-92QX"),
    ],
)
def test_address_and_code_are_taken_however_they_were_typed(
    first: FirstStart, changes: dict[str, str], server: str, code: str
) -> None:
    first.send(**changes)
    assert first.wanted == [Enrolling(server, code, HEADS_OWN)]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"server": ""}, "server", "请填写服务器地址"),
        ({"server": "　"}, "server", "请填写服务器地址"),
        ({"code": ""}, "code", "请填写登记码"),
        ({"code": "   "}, "code", "请填写登记码"),
        ({"password": "", "again": ""}, "password", "至少 10 位，少 10 位"),
        ({"password": "Abc-12345", "again": "Abc-12345"}, "password", "至少 10 位，少 1 位"),
        ({"password": "abcdefghijkl", "again": "abcdefghijkl"}, "password", "要含三种字符"),
        ({"password": "1234567890", "again": "1234567890"}, "password", "要含三种字符"),
        ({"again": ""}, "again", "两次口令不一致"),
        ({"again": HEADS_OWN.lower()}, "again", "两次口令不一致"),
        ({"again": f"{HEADS_OWN} "}, "again", "两次口令不一致"),
    ],
)
def test_the_first_thing_wrong_is_told_at_its_field_and_gets_the_cursor(
    first: FirstStart, changes: dict[str, str], field: str, said: str
) -> None:
    first.send(**changes)
    assert first.messages() == {field: said}
    assert first.wanted == []
    focus = QApplication.focusWidget()
    own = {"server": first.card.server, "code": first.card.code, "password": first.card.password.line}
    assert focus is own.get(field, first.card.again.line)
    first.send()
    assert first.messages() == {}
    assert len(first.wanted) == 1


def test_a_city_that_says_no_costs_nothing_that_was_typed(first: FirstStart) -> None:
    first.trouble = Trouble("server.code_unknown")
    first.send()
    assert first.failed == [first.trouble]
    assert first.card.password.text() == first.card.again.text() == HEADS_OWN
    assert first.card.code.text() == "7K4M-92QX"
    first.trouble = None
    first.card.button.click()
    drain(first.lanes)
    assert len(first.wanted) == 1


def test_while_the_city_is_asked_nothing_can_be_pressed(first: FirstStart) -> None:
    for name, text in (("server", "https://ip.example"), ("code", "7K4M-92QX")):
        getattr(first.card, name).setText(text)
    for edit in (first.card.password, first.card.again):
        edit.line.setText(HEADS_OWN)
    for _ in range(3):
        first.card.button.click()
    assert isinstance(first.lanes.desk, ManualLane)
    assert len(first.lanes.desk.waiting) == 1
    assert first.card.button.text() == "正在登记…"
    drain(first.lanes)
    assert first.page.sign_card.isVisible()


# Lock.


@pytest.fixture
def locked(stage: Stage, tmp_path: Path, lanes: Lanes) -> LockPage:
    page = lock_page(tmp_path, lanes)
    stage(page, size=(1366, 768))
    page.setFocus()
    return page


def unlock(page: LockPage, lanes: Lanes, password: str) -> None:
    page.password.line.setText(password)
    QTest.keyClick(page.password.line, Qt.Key.Key_Return)
    drain(lanes)


@pytest.mark.parametrize(
    "password", ["Wrong-Word-1", HEADS_OWN, f"{CLERKS_OWN} ", "甲" * 500, "<b>", "\u202e"]
)
def test_only_the_own_password_unlocks(locked: LockPage, lanes: Lanes, password: str) -> None:
    heard: list[int] = []
    locked.unlocked.connect(lambda: heard.append(1))
    unlock(locked, lanes, password)
    assert heard == []
    assert locked.field.message == "口令不正确，还可再试 4 次"
    assert locked.password.line.selectedText() == password
    unlock(locked, lanes, CLERKS_OWN)
    assert heard == [1]


def test_a_message_of_the_lock_goes_with_the_next_letter_and_with_the_next_lock(
    locked: LockPage, lanes: Lanes
) -> None:
    unlock(locked, lanes, "Wrong-Word-1")
    write("H")
    assert locked.field.message == ""
    unlock(locked, lanes, "Wrong-Word-1")
    locked.begin()
    assert (locked.field.message, locked.password.text()) == ("", "")


@pytest.mark.parametrize(("key", "asked"), [(Qt.Key.Key_H, "other"), (Qt.Key.Key_Q, "quit")])
def test_letters_of_the_lock_work_from_inside_the_password(locked: LockPage, key: Qt.Key, asked: str) -> None:
    heard: list[str] = []
    locked.other_person_wanted.connect(lambda: heard.append("other"))
    locked.quit_wanted.connect(lambda: heard.append("quit"))
    QTest.keyClick(locked.password.line, key, Qt.KeyboardModifier.AltModifier)
    assert heard == [asked]
    assert locked.password.text() == ""


@pytest.mark.parametrize("name", ["苏日娜", "布日古德·额尔敦其木格", "𬎆䶮", "<b>甲</b>"])
def test_the_lock_names_whoever_locked_word_for_word(locked: LockPage, name: str) -> None:
    office: Any = locked._office
    office.sign_in(Person("1508260837", name, frozenset({Role.CLERK})))
    office.show_outlet(OutletFacts("1508", "HH05", "乌拉特前旗明安草原知识产权公共服务网点" * 2))
    locked.begin()
    settle()
    assert locked.name.text() == name
    assert locked.where.full_text().startswith("工号 0837")
    assert faults(locked) == []
    assert all("1508260837" not in label.text() for label in locked.findChildren(Label))


def test_a_lock_over_nobody_unlocks_nothing(locked: LockPage, lanes: Lanes) -> None:
    office: Any = locked._office
    office.sign_in(None)
    heard: list[int] = []
    locked.unlocked.connect(lambda: heard.append(1))
    unlock(locked, lanes, CLERKS_OWN)
    assert heard == []
    assert locked.field.message == "请填写口令"


# A new colleague.

FILLED = NewColleague("1508260555", "王海燕", False, "Hetao-Mifeng-7", "Hetao-Mifeng-7")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("王海燕", ""),
        ("布日古德·额尔敦其木格", ""),
        ("𬎆䶮", ""),
        ("O'Brien", ""),
        ("", "请填写姓名"),
        ("王👍燕", "第 2 字是表情，请删去"),
        ("王\x07燕", "第 2 字不能打印"),
        ("王\u202e燕", "第 2 字不能打印"),
        ("王\ue000", "第 2 字为 U+E000，不能打印"),
        ("甲" * 101, "最多 100 字，超出 1 字"),
    ],
)
def test_a_colleagues_name_can_be_printed(name: str, said: str) -> None:
    wrong = problems(replace(FILLED, name=name), frozenset())
    assert wrong == ({"name": said} if said else {})


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (("１５０８２６０５５５", " 王海燕 "), ("1508260555", "王海燕")),
        (("1508 2605 55", "布日古德•额尔敦"), ("1508260555", "布日古德·额尔敦")),
        (("1508-260-555", "王\u200b海燕"), ("1508260555", "王海燕")),
    ],
)
def test_number_and_name_are_stored_as_they_are_written_everywhere(
    stage: Stage, lanes: Lanes, typed: tuple[str, str], stored: tuple[str, str]
) -> None:
    window, people = whole_window(lanes), FakePeople()
    stage(window, size=(1366, 768))
    dialog = AddDialog(window, people, frozenset(), lanes.desk, window.feedback)  # type: ignore[arg-type]
    window.feedback.open(dialog)
    settle()
    dialog.staff_no.setText(typed[0])
    dialog.name.setText(typed[1])
    for edit in (dialog.password, dialog.again):
        edit.line.setText("Hetao-Mifeng-7")
    dialog.go.click()
    drain(lanes)
    assert [(number, name) for number, name, _, _ in people.added] == [stored]
