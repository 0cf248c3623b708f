"""A first sign-in by keys: the first 口令 opens one thing only, the card on which an own one is set."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.releases.difference import Change, Level, Turn
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.standing import Status
from outlet_app.services.release_views import Concerned
from outlet_app.sync.wire import make_first_word
from outlet_app.system.first_slots import SealedTo
from outlet_app.system.keystore import SlotShut
from outlet_app.ui.parts.own_word import wrong_of
from outlet_app.ui.parts.releases_dialog import note
from outlet_app.wording import releases as words
from tests.support.counter_fakes_desk import CLERK, HEAD, press, settle, texts, write
from tests.support.lanes import manual_lanes
from tests.ui.test_releases_dialog import FRESH, FakeBoard, Open
from tests.ui.test_sign_in_page import CLERKS_OWN, Door

NEW, OWN = "1508260999", "Ulanbuh-2026-c"


class First(Door):
    """A machine on which a new person has a first 口令."""

    def __init__(self, stage: Callable[..., QWidget], folder: Path) -> None:
        super().__init__(stage, folder, manual_lanes())
        self.word, told = make_first_word(1, 8, 1)
        key = self.keys.unlock(CLERK.staff_no, CLERKS_OWN)
        salt = bytes.fromhex(told.salt)
        to = SealedTo(bytes.fromhex(told.public), salt, told.rounds, told.memory_kib, told.lanes)
        self.keys.add_first(NEW, to, key)
        self.show()

    def drain(self) -> None:
        while self.lanes.desk.drain():  # type: ignore[attr-defined]
            settle(1)

    def try_in(self, staff_no: str, word: str) -> None:
        card = self.page.sign_card
        card.begin(staff_no)
        card.password.line.setFocus()
        write(word)
        press(card.password.line, Qt.Key.Key_Return)
        self.drain()


@pytest.fixture
def first(stage: Callable[..., QWidget], tmp_path: Path) -> First:
    return First(stage, tmp_path)


def set_own(first: First, own: str, again: str) -> None:
    card = first.page.own_card
    for edit, text in ((card.password, own), (card.again, again)):
        edit.clear()
        edit.line.setFocus()
        write(text)
    press(card.again.line, Qt.Key.Key_Return)
    first.drain()


def test_the_first_word_leads_to_the_card_and_an_own_one_signs_in(first: First) -> None:
    first.try_in(NEW[-4:], first.word.lower())
    card = first.page.own_card
    assert card.isVisible()
    assert not first.page.sign_card.isVisible()
    assert first.opened == []
    assert card.password.line.hasFocus()
    write(OWN)
    press(card.password.line, Qt.Key.Key_Return)
    assert card.again.line.hasFocus()
    write(OWN)
    press(card.again.line, Qt.Key.Key_Return)
    first.drain()
    assert first.opened == [NEW]
    assert first.keys.unlock(NEW, OWN)


@pytest.mark.parametrize(
    ("own", "again", "field", "said"),
    [
        ("", "", "password_field", "至少 10 位，少 10 位"),
        ("Kurz-1", "Kurz-1", "password_field", "至少 10 位，少 4 位"),
        ("abcdefghijkl", "abcdefghijkl", "password_field", "要含三种字符"),
        (f"Ab-{NEW}", f"Ab-{NEW}", "password_field", "口令里不能有工号"),
        (OWN, OWN + "x", "again_field", "两次口令不一致"),
        (OWN, "", "again_field", "两次口令不一致"),
    ],
)
def test_a_weak_own_word_is_said_at_its_field_and_the_first_one_still_holds(
    first: First, own: str, again: str, field: str, said: str
) -> None:
    first.try_in(NEW[-4:], first.word)
    set_own(first, own, again)
    assert getattr(first.page.own_card, field).message == said
    assert first.opened == []
    set_own(first, OWN, OWN)
    assert first.opened == [NEW]


def test_a_wrong_first_word_is_counted_like_any_other(first: First) -> None:
    first.try_in(NEW[-4:], "AAAA-BBBB-CCCC")
    assert first.page.sign_card.password_field.message == "口令不正确，还可再试 4 次"
    assert not first.page.own_card.isVisible()


def test_whoever_left_is_told_at_the_door(first: First) -> None:
    first.keys.shut(CLERK.staff_no)
    first.try_in(CLERK.staff_no[-4:], CLERKS_OWN)
    assert first.page.sign_card.staff_field.message == "此工号已离岗停用"
    assert first.opened == []
    wrong = wrong_of(SlotShut(CLERK.staff_no))
    assert wrong is not None
    assert wrong.staff_no == "此工号已离岗停用"


def test_the_next_person_finds_the_usual_card(first: First) -> None:
    first.try_in(NEW[-4:], first.word)
    first.page.begin()
    assert first.page.sign_card.isVisible()
    assert not first.page.own_card.isVisible()
    first.try_in(CLERK.staff_no[-4:], CLERKS_OWN)
    assert first.opened == [CLERK.staff_no]


def test_a_list_of_people_names_who_left_and_what_they_leave_behind(stage: Callable[..., QWidget]) -> None:
    left = Change(Turn.REMOVED, Level.PERSON, CLERK.staff_no, CLERK.name, ())
    here = Change(Turn.CHANGED, Level.PERSON, HEAD.staff_no, HEAD.name, ())
    case = Concerned("c-1", "HH05-20261122-010017-T", "巴特尔", "1.5", "", CLERK.name)
    row = replace(
        FRESH,
        subject=Subject.STAFF,
        name="2026-2",
        status=Status.IN_FORCE,
        changes=(here, left),
        cases=(case,),
    )
    shown = Open(stage, FakeBoard(row))
    assert texts(shown.dialog.table, 0) == ["人员 2026-2"]
    assert texts(shown.dialog.lines, 0) == [
        "在办件 HH05-20261122-010017-T 巴特尔：承办人苏日娜已离岗，请转办；退回过两次的由窗口负责人指定承办",
        "在岗 李志强（工号 0412）",
        "离岗 苏日娜（工号 0837），不能再登录",
    ]
    assert note(row) == words.STAFF_CASES.format(cases=1)
    press(shown.dialog.table, Qt.Key.Key_Return)
    press(shown.dialog.lines, Qt.Key.Key_Return)
    assert shown.wanted == [case.case_no]
