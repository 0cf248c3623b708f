"""Sign-in driven by keys against real key slots: who is meant, what is wrong, and a machine's first start."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from outlet_app.services.sign_in import SignIn
from outlet_app.services.troubles import Trouble
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.pages.sign_in.enrol_card import Enrolling
from outlet_app.ui.pages.sign_in.page import SignInPage
from outlet_app.ui.pages.sign_in.state import TrialPerson
from outlet_app.ui.parts.own_word import Wrong, staff_no_meant
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.widgets.text import Label
from tests.support.counter_fakes_desk import CLERK, HEAD, Watch, press, settle, write

CLERKS_OWN, HEADS_OWN = "Hetao-Mifeng-7", "Ulanbuh-Shamo-8"
QUICK = Cost(1, 1024, 1)


class Door:
    """The page over real key slots; what it opened, refused and enrolled."""

    def __init__(self, stage: Callable[..., QWidget], folder: Path, lanes: Lanes, people: int = 2) -> None:
        self.watch, self.lanes = Watch(), lanes
        self.keys = KeyStore(folder / "slots.json", now=self.watch.now, cost=QUICK)
        if people:
            key = self.keys.create_first(HEAD.staff_no, HEADS_OWN)
            self.keys.add(CLERK.staff_no, CLERKS_OWN, key)
        self.opened: list[object] = []
        self.failed: list[object] = []
        self.filled: list[Enrolling] = []
        self.trouble: Exception | None = None
        self.stage = stage

    def show(self, trial: Sequence[TrialPerson] = (), server_url: str = "") -> SignInPage:
        """Show the page as the program does."""
        self.page = SignInPage(
            SignIn(self.keys),
            self.lanes,
            self.open,
            self.enrol,
            version="0.1.0",
            server_url=server_url,
            trial=trial,
        )
        self.page.opened.connect(self.opened.append)
        self.page.failed.connect(self.failed.append)
        self.stage(self.page, size=(1366, 768))
        self.page.setFocus()
        return self.page

    def open(self, staff_no: str, password: str) -> str:
        """The password opens the slot, the slot opens the store."""
        self.keys.unlock(staff_no, password)
        if self.trouble:
            raise self.trouble
        return staff_no

    def enrol(self, filled: Enrolling) -> None:
        """The city takes the machine on, or the test's trouble comes."""
        if self.trouble:
            raise self.trouble
        self.filled.append(filled)
        self.keys.create_first(HEAD.staff_no, filled.password)

    def type(self, staff_no: str, password: str) -> None:
        """工号, Enter, 口令, Enter."""
        card = self.page.sign_card
        card.staff.setFocus()
        card.staff.selectAll()
        write(staff_no)
        press(card.staff, Qt.Key.Key_Return)
        write(password)
        press(card.password.line, Qt.Key.Key_Return)
        self.work()

    def work(self) -> None:
        """Let the desk lane finish."""
        self.lanes.desk.drain()  # type: ignore[attr-defined]


@pytest.fixture
def door(stage: Callable[..., QWidget], tmp_path: Path, lanes: Lanes) -> Door:
    return Door(stage, tmp_path, lanes)


def test_nobody_known_yet_begins_at_the_staff_number(door: Door) -> None:
    page = door.show()
    assert page.sign_card.staff.hasFocus()
    assert not page.enrol_card.isVisible()


def test_the_last_four_digits_and_the_password_open_the_store(door: Door) -> None:
    door.show()
    door.type("0837", CLERKS_OWN)
    assert door.opened == [CLERK.staff_no]


def test_all_ten_digits_do_too(door: Door) -> None:
    door.show()
    door.type(CLERK.staff_no, CLERKS_OWN)
    assert door.opened == [CLERK.staff_no]


def test_somebody_known_goes_straight_to_the_password(door: Door) -> None:
    door.keys.unlock(CLERK.staff_no, CLERKS_OWN)
    page = door.show()
    assert page.sign_card.staff.text() == "0837"
    assert page.sign_card.password.line.hasFocus()
    write(CLERKS_OWN)
    press(page.sign_card.password.line, Qt.Key.Key_Return)
    door.work()
    assert door.opened == [CLERK.staff_no]


def test_others_who_signed_in_lately_are_one_press_away(door: Door) -> None:
    for staff_no, password in ((HEAD.staff_no, HEADS_OWN), (CLERK.staff_no, CLERKS_OWN)):
        door.keys.unlock(staff_no, password)
    page = door.show()
    other = next(one for one in page.sign_card.findChildren(QWidget) if one.accessibleName() == "0412")
    other.setFocus()
    press(other, Qt.Key.Key_Space)
    assert page.sign_card.staff.text() == "0412"
    assert page.sign_card.password.line.hasFocus()


def test_a_wrong_password_is_told_in_the_label_line_with_the_tries_left(door: Door) -> None:
    page = door.show()
    door.type("0837", "Wrong-Word-1")
    assert page.sign_card.password_field.message == "口令不正确，还可再试 4 次"
    assert page.sign_card.password.line.hasFocus()
    assert page.sign_card.password.line.selectedText()
    door.type("0837", "Wrong-Word-2")
    assert page.sign_card.password_field.message == "口令不正确，还可再试 3 次"
    assert door.opened == []


def test_the_message_goes_with_the_next_key(door: Door) -> None:
    page = door.show()
    door.type("0837", "Wrong-Word-1")
    write("H")
    assert page.sign_card.password_field.message == ""


def test_after_five_wrong_words_the_door_is_locked_for_a_quarter_of_an_hour(door: Door) -> None:
    page = door.show()
    for _try in range(5):
        door.type("0837", "Wrong-Word-1")
    assert page.sign_card.password_field.message.startswith("已锁定")
    assert "10:57" in page.sign_card.password_field.message
    door.type("0837", CLERKS_OWN)
    assert door.opened == []
    door.watch.at += timedelta(minutes=15, seconds=1)
    door.type("0837", CLERKS_OWN)
    assert door.opened == [CLERK.staff_no]


def test_one_persons_lock_does_not_keep_another_out(door: Door) -> None:
    door.show()
    for _try in range(5):
        door.type("0837", "Wrong-Word-1")
    door.type("0412", HEADS_OWN)
    assert door.opened == [HEAD.staff_no]


@pytest.mark.parametrize(
    ("typed", "said"), [("9999", "本机没有这个工号"), ("", "请填写工号"), ("083", "本机没有这个工号")]
)
def test_a_number_nobody_has_is_told_at_its_field(door: Door, typed: str, said: str) -> None:
    page = door.show()
    page.sign_card.staff.setFocus()
    write(typed)
    page.sign_card.password.line.setFocus()
    write(CLERKS_OWN)
    press(page.sign_card.password.line, Qt.Key.Key_Return)
    door.work()
    assert page.sign_card.staff_field.message == said
    assert page.sign_card.staff.hasFocus()


def test_two_colleagues_with_the_same_four_digits_need_all_ten() -> None:
    assert staff_no_meant("0837", ("1508260837", "1508020837")) == Wrong(staff_no="请填全部 10 位")
    assert staff_no_meant(" 1508020837 ", ("1508260837", "1508020837")) == "1508020837"


def test_an_empty_password_is_no_try(door: Door) -> None:
    page = door.show()
    for _press in range(9):
        page.sign_card.password.line.setFocus()
        press(page.sign_card.password.line, Qt.Key.Key_Return)
    assert page.sign_card.password_field.message == "请填写口令"
    door.type("0837", CLERKS_OWN)
    assert door.opened == [CLERK.staff_no]


def test_while_the_store_opens_nothing_else_can_be_pressed(door: Door) -> None:
    page = door.show()
    card = page.sign_card
    write("0837")
    press(card.staff, Qt.Key.Key_Return)
    write(CLERKS_OWN)
    press(card.password.line, Qt.Key.Key_Return)
    assert card.button.text() == "正在打开…"
    assert not card.button.isEnabled()
    assert not card.staff.isEnabled()
    door.work()
    assert card.button.text() == "正在打开…", "until the window has its first pages"
    page.begin()
    assert card.button.text() == "登录 Enter"
    assert card.staff.isEnabled()


def test_what_is_wrong_with_the_store_is_not_blamed_on_the_password(door: Door) -> None:
    page = door.show()
    door.trouble = Trouble("storage.damaged")
    door.type("0837", CLERKS_OWN)
    assert door.failed == [door.trouble]
    assert page.sign_card.password_field.message == ""


def test_caps_lock_is_told_and_taken_back(door: Door) -> None:
    page = door.show()
    line = page.sign_card.password.line
    line.setFocus()
    QTest.keyClick(line, "H", Qt.KeyboardModifier.NoModifier)
    assert page.sign_card.caps.isVisible()
    QTest.keyClick(line, "h", Qt.KeyboardModifier.NoModifier)
    assert not page.sign_card.caps.isVisible()


def test_a_password_is_hidden_until_its_eye_is_pressed(door: Door) -> None:
    edit = door.show().sign_card.password
    assert edit.line.echoMode() is QLineEdit.EchoMode.Password
    edit.eye.setFocus()
    press(edit.eye, Qt.Key.Key_Space)
    assert edit.line.echoMode() is QLineEdit.EchoMode.Normal
    assert edit.eye.accessibleName() == "隐藏口令"
    press(edit.eye, Qt.Key.Key_Space)
    assert edit.line.echoMode() is QLineEdit.EchoMode.Password


def test_the_next_person_finds_no_trace_of_the_last_password(door: Door) -> None:
    page = door.show()
    door.type("0837", CLERKS_OWN)
    page.begin()
    assert page.sign_card.password.text() == ""
    assert page.sign_card.staff.text() == "0837"


def test_a_trial_shows_its_people_and_says_that_it_is_one(door: Door) -> None:
    page = door.show(trial=(TrialPerson(CLERK.staff_no, CLERK.name, CLERKS_OWN),))
    said = " ".join(label.text() for label in page.sign_card.findChildren(Label))
    assert "试用数据与正式数据分开存放" in said
    assert f"苏日娜　工号 0837　口令 {CLERKS_OWN}" in said


def test_a_real_machine_shows_nobodys_password(door: Door) -> None:
    page = door.show()
    assert not any("试用" in label.text() for label in page.findChildren(Label))


def test_size_and_colours_are_chosen_before_anybody_signs_in(door: Door, theme: Theme) -> None:
    page = door.show()
    bars = {one.accessibleName().partition("：")[0]: one for one in page.findChildren(QWidget)}
    bars["显示大小"].setFocus()
    press(bars["显示大小"], Qt.Key.Key_2)
    assert theme.factor == 1.25
    bars["配色"].setFocus()
    press(bars["配色"], Qt.Key.Key_3)
    assert theme.scheme == "high_contrast"


@pytest.fixture
def bare(stage: Callable[..., QWidget], tmp_path: Path, lanes: Lanes) -> Door:
    return Door(stage, tmp_path, lanes, people=0)


def fill(door: Door, again: str = HEADS_OWN) -> None:
    card = door.page.enrol_card
    for edit, text in ((card.server, "https://ip.example"), (card.code, "7K4M-92QX")):
        edit.setFocus()
        edit.selectAll()
        write(text)
    for line, text in ((card.password.line, HEADS_OWN), (card.again.line, again)):
        line.setFocus()
        line.selectAll()
        write(text)
    press(card.again.line, Qt.Key.Key_Return)
    door.work()


def test_a_machine_nobody_knows_is_enrolled_first(bare: Door) -> None:
    page = bare.show()
    assert page.enrol_card.isVisible()
    assert not page.sign_card.isVisible()
    assert page.enrol_card.server.hasFocus()


def test_a_known_city_begins_at_the_code(bare: Door) -> None:
    page = bare.show(server_url="https://ip.example")
    assert page.enrol_card.code.hasFocus()


def test_enrolling_leads_to_the_sign_in_of_the_first_supervisor(bare: Door) -> None:
    page = bare.show()
    fill(bare)
    assert bare.filled == [Enrolling("https://ip.example", "7K4M-92QX", HEADS_OWN)]
    assert page.sign_card.isVisible()
    assert page.sign_card.staff.text() == "0412"
    assert page.sign_card.password.line.hasFocus()


def test_every_field_is_needed_and_told_at_once(bare: Door) -> None:
    page = bare.show()
    page.enrol_card.button.setFocus()
    press(page.enrol_card.button, Qt.Key.Key_Return)
    settle()
    card = page.enrol_card
    told = [field.message for field in (card.server_field, card.code_field, card.password_field)]
    assert told[0] == "请填写服务器地址"
    assert bare.filled == []


def test_two_different_passwords_enrol_nobody(bare: Door) -> None:
    page = bare.show()
    fill(bare, again="Ulanbuh-Shamo-9")
    assert page.enrol_card.again_field.message == "两次口令不一致"
    assert bare.filled == []


def test_a_city_that_says_no_leaves_what_was_typed(bare: Door) -> None:
    page = bare.show()
    bare.trouble = Trouble("server.code_unknown")
    fill(bare)
    assert bare.failed == [bare.trouble]
    assert page.enrol_card.isVisible()
    assert page.enrol_card.code.text() == "7K4M-92QX"
    assert page.enrol_card.button.isEnabled()


def test_a_low_window_scrolls_to_the_field_in_use(bare: Door, theme: Theme) -> None:
    page = bare.show()
    theme.choose(factor=1.5)
    page.window().resize(1366, 690)
    settle()
    page.enrol_card.again.line.setFocus()
    settle()
    focus = QApplication.focusWidget()
    assert focus is page.enrol_card.again.line
    assert not focus.visibleRegion().isEmpty()
    assert focus.visibleRegion().boundingRect().height() == focus.height()
