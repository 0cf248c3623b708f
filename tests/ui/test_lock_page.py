"""The locked screen: the same person's password, nothing else, and the clock goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.services.sign_in import SignIn
from outlet_app.services.troubles import Trouble
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.pages.lock.page import LockPage
from outlet_app.ui.widgets.text import Label
from tests.support.counter_fakes_desk import CLERK, HEAD, OUTLET, Watch, press, write

CLERKS_OWN, HEADS_OWN = "Hetao-Mifeng-7", "Ulanbuh-Shamo-8"


class Locked:
    """The page over real key slots, locked for the clerk."""

    def __init__(self, stage: Callable[..., QWidget], folder: Path, lanes: Lanes) -> None:
        self.watch, self.lanes = Watch(), lanes
        keys = KeyStore(folder / "slots.json", now=self.watch.now, cost=Cost(1, 1024, 1))
        keys.add(HEAD.staff_no, HEADS_OWN, keys.create_first(CLERK.staff_no, CLERKS_OWN))
        self.sign_in = SignIn(keys)
        self.office = Office(self.watch.now)
        self.office.sign_in(CLERK)
        self.office.show_outlet(OutletFacts(OUTLET, "HH05", "杭锦后旗知识产权公共服务窗口"))
        self.asked: list[Callable[[bool], None]] = []
        self.page = LockPage(self.sign_in, self.office, lanes, "0.1.0", self.asked.append)
        self.told: list[str] = []
        self.failed: list[object] = []
        self.page.unlocked.connect(lambda: self.told.append("unlocked"))
        self.page.other_person_wanted.connect(lambda: self.told.append("other"))
        self.page.quit_wanted.connect(lambda: self.told.append("quit"))
        self.page.failed.connect(self.failed.append)
        stage(self.page, size=(1366, 768))
        self.page.begin()
        self.page.setFocus()

    def type(self, password: str) -> None:
        """口令, Enter."""
        self.page.password.line.selectAll()
        write(password)
        press(self.page.password.line, Qt.Key.Key_Return)
        self.lanes.desk.drain()  # type: ignore[attr-defined]


@pytest.fixture
def locked(stage: Callable[..., QWidget], tmp_path: Path, lanes: Lanes) -> Locked:
    return Locked(stage, tmp_path, lanes)


def test_the_cursor_waits_in_the_password(locked: Locked) -> None:
    assert locked.page.password.line.hasFocus()


def test_it_says_who_locked_and_what_goes_on_behind(locked: Locked) -> None:
    said = " ".join(label.text() for label in locked.page.findChildren(Label))
    assert locked.page.name.text() == "苏日娜"
    assert "工号 0837" in locked.page.where.full_text()
    assert locked.page.where.text() == locked.page.where.full_text(), "cut away beside the name"
    assert "锁屏时照常向市级服务器发送" in said
    assert "正在保存未完成的登记…" in said
    locked.asked[-1](True)
    assert locked.page.draft.told.text() == "未完成的登记已存为草稿，解锁后继续"


def test_every_lock_asks_the_store_anew(locked: Locked) -> None:
    locked.asked[-1](True)
    locked.page.begin()
    assert locked.page.draft.told.text() == "正在保存未完成的登记…"
    locked.asked[-1](False)
    assert locked.page.draft.told.text() == "未完成的登记没有存上。"


def test_it_shows_no_case_and_no_applicant_only_the_time(locked: Locked) -> None:
    assert locked.page.clock.text() == "10:42"
    assert locked.page.day.text() == "2026年11月18日 星期三"


def test_the_clock_goes_on_while_locked(locked: Locked) -> None:
    locked.watch.turn(minutes=1)
    locked.office.look_at_clock()
    assert locked.page.clock.text() == "10:43"


def test_the_own_password_unlocks_and_leaves_no_trace(locked: Locked) -> None:
    locked.type(CLERKS_OWN)
    assert locked.told == ["unlocked"]
    assert locked.page.password.text() == ""


def test_a_colleagues_password_does_not(locked: Locked) -> None:
    locked.type(HEADS_OWN)
    assert locked.told == []
    assert locked.page.field.message == "口令不正确，还可再试 4 次"
    assert locked.page.password.line.hasFocus()


def test_the_lock_counts_wrong_words_like_the_door(locked: Locked) -> None:
    for _try in range(5):
        locked.type("Wrong-Word-1")
    assert locked.page.field.message.startswith("已锁定")
    locked.type(CLERKS_OWN)
    assert locked.told == []


def test_an_empty_password_is_asked_for_and_is_no_try(locked: Locked) -> None:
    press(locked.page.password.line, Qt.Key.Key_Return)
    assert locked.page.field.message == "请填写口令"
    write("H")
    assert locked.page.field.message == ""


def test_nothing_can_be_pressed_twice_while_the_password_is_tried(locked: Locked) -> None:
    write(CLERKS_OWN)
    press(locked.page.password.line, Qt.Key.Key_Return)
    assert not locked.page.button.isEnabled()
    assert locked.page.button.text() == "正在核对…"
    locked.lanes.desk.drain()  # type: ignore[attr-defined]
    assert locked.page.button.text() == "解锁 Enter"


def test_what_else_fails_is_handed_on(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = Trouble("password.slots_damaged")

    def fail(_self: SignIn, _staff_no: str, _password: str) -> None:
        raise trouble

    monkeypatch.setattr(SignIn, "check", fail)
    locked.type(CLERKS_OWN)
    assert locked.failed == [trouble]
    assert locked.told == []


def test_another_person_and_leaving_are_asked_for_by_key(locked: Locked) -> None:
    for name in ("换人登录(H)", "退出程序(Q)"):
        button = next(one for one in locked.page.findChildren(QWidget) if one.accessibleName() == name)
        button.setFocus()
        press(button, Qt.Key.Key_Space)
    assert locked.told == ["other", "quit"]


def test_locking_again_begins_empty(locked: Locked) -> None:
    locked.type("Wrong-Word-1")
    locked.page.begin()
    assert locked.page.password.text() == ""
    assert locked.page.field.message == ""
