"""Shift+F12 and Shift+F9: coming, handing over with two people, leaving, going, and the seal by one key."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.attendance import Gone
from outlet_app.domain.duty import book_id
from outlet_app.domain.facts.duty import Pending, Seal, SignOutWay
from outlet_app.services.duty import Duty
from outlet_app.sync.wire import decode_event
from outlet_app.ui.parts.duty_desk import DutyDesk
from outlet_app.ui.parts.duty_dialogs import DutyDialog, HandDutyDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.wording import duty as words
from tests.support.at_the_counter import accepted, kinds
from tests.support.bench import KEY, SUPERVISOR_PERSON
from tests.support.builders import OUTLET, SUPERVISOR
from tests.support.counter_fakes_intake import NOW, Visit, open_desk
from tests.ui.conftest import Stage

WORD, WRONG = "Ulanbuh-Shamo-8", "Ulanbuh-Shamo-9"
ID = book_id(OUTLET, "01", NOW.date())
ALT = Qt.KeyboardModifier.AltModifier


class OnDuty(Visit):
    """A window whose keys lead to the book of the day, as in the program."""

    def __init__(self, folder: Path, stage: Stage) -> None:
        super().__init__(open_desk(folder), stage)
        self.desk.bench.keystore.add(SUPERVISOR, WORD, KEY)
        self.signed_in: Duty | None = self.desk.counter.duty
        lane, feedback = self.desk.lanes.desk, self.window.feedback
        self.duty = DutyDesk(lane, feedback, self.window.office, lambda: self.signed_in)
        self.left: list[bool] = []
        self.duty.handed.connect(lambda: self.left.append(True))
        self.window.duty_wanted.connect(self.duty.ask)
        self.window.seal_wanted.connect(self.duty.seal)

    def open(self) -> DutyDialog:
        self.hands.go("Shift+F12")
        assert isinstance(self.dialog, DutyDialog)
        return self.dialog

    def press(self, letter: str) -> None:
        """Alt and a letter in the dialog, and the lanes work."""
        QTest.keyClick(self.dialog, getattr(Qt.Key, f"Key_{letter}"), ALT)
        self.settle()

    def settle(self) -> None:
        self.desk.drain()
        QApplication.processEvents()
        self.desk.drain()

    def begin(self) -> None:
        """On duty, by keys only."""
        self.open()
        self.press("D")
        self.hands.type("业务专用章 1 枚")
        self.press("D")

    def book(self) -> list[str]:
        return kinds(self.desk.bench, ID)

    def fact(self) -> object:
        with self.desk.bench.database.reading() as uow:
            return decode_event(uow.journal.of_case(ID)[-1].body).fact

    def print_one(self) -> str:
        """A paper that takes a seal leaves the printer."""
        (paper,) = accepted(self.desk.bench).papers
        self.desk.counter.papers.spool(paper.paper_id)
        self.window.feedback.printed.emit(paper.form)
        self.settle()
        return paper.number


@pytest.fixture
def at(tmp_path: Path, stage: Stage) -> Iterator[OnDuty]:
    made = OnDuty(tmp_path, stage)
    yield made
    made.window.feedback.close_all()


def test_nobody_is_on_duty_at_first(at: OnDuty) -> None:
    dialog = at.open()
    assert dialog.on_duty.text() == words.NOBODY
    assert dialog.pending.text() == words.pending(Pending())
    assert dialog.default is not None
    assert dialog.default.text() == words.BEGIN
    at.hands.go("Esc")
    assert at.book() == []


def test_coming_is_written_with_what_was_found(at: OnDuty) -> None:
    at.begin()
    assert at.book() == ["duty.begun"]
    assert at.said() == ["已登记到岗｜"]
    assert at.open().on_duty.text() == "值班：苏日娜，10:42 起。"


def test_enter_takes_the_usual_next_step(at: OnDuty) -> None:
    at.open()
    at.hands.go("Return")
    assert isinstance(at.dialog, SheetDialog)
    assert at.dialog.windowTitle() == words.BEGIN_TITLE
    at.hands.go("Esc")
    at.begin()
    at.open()
    at.hands.go("Return")
    assert isinstance(at.dialog, HandDutyDialog)


class TestHandingOver:
    def fill(self, at: OnDuty, password: str, to: str = "0001") -> HandDutyDialog:
        at.begin()
        at.open()
        at.press("J")
        dialog = at.dialog
        assert isinstance(dialog, HandDutyDialog)
        hands = at.hands
        hands.type("业务专用章 1 枚")
        hands.press("Tab", "Tab", "Tab")
        hands.type("𬎆某的委托书一份；乌力吉·巴图三点来")
        dialog.to.setFocus()
        hands.type(to)
        dialog.password.setFocus()
        hands.type(password)
        return dialog

    def test_both_people_stand_by_it(self, at: OnDuty) -> None:
        self.fill(at, WORD)
        at.press("J")
        assert at.window.feedback.open_dialog is None
        assert at.book() == ["duty.begun", "duty.handed"]
        assert at.said()[-1] == "已交接｜请接班人登录"
        assert at.left == [True], "the program signs out whoever handed over"
        assert at.open().on_duty.text() == "值班：高云飞，10:42 起。"

    def test_a_wrong_word_keeps_the_dialog_and_what_was_written(self, at: OnDuty) -> None:
        dialog = self.fill(at, WRONG)
        at.press("J")
        assert at.dialog is dialog
        assert at.book() == ["duty.begun"]
        assert at.left == []
        assert "4" in dialog.password_field.message
        assert dialog.password.text() == ""
        assert dialog.note.text().startswith("𬎆某")
        at.hands.type(WORD)
        at.press("J")
        assert at.book() == ["duty.begun", "duty.handed"]

    def test_what_is_missing_is_said_at_its_field(self, at: OnDuty) -> None:
        dialog = self.fill(at, "", to="")
        dialog.seals.clear()
        at.press("J")
        assert dialog.seals_field.message == "请填写印章"
        assert dialog.to_field.message == "请选择接班人"
        assert dialog.password_field.message
        assert dialog.seals.hasFocus()
        assert at.book() == ["duty.begun"]


class TestWhoHadItOpen:
    def test_nothing_is_invented_where_nothing_is_written(self, at: OnDuty) -> None:
        assert at.open().stays.text() == words.STAYS_NONE

    def test_the_day_tells_who_came_and_who_went(self, at: OnDuty) -> None:
        bench, first = at.desk.bench, at.desk.counter.attendance
        first.sign_in()
        assert at.open().stays.text() == "苏日娜 10:42 起，尚未签退"
        at.hands.go("Esc")
        bench.clock.forward(minutes=30)
        first.sign_out(Gone(SignOutWay.LOCKED, NOW + timedelta(minutes=20)))
        bench.counter(SUPERVISOR_PERSON).attendance.sign_in()
        assert at.open().stays.text() == ("苏日娜 10:42—11:02（锁屏后换人登录）\n高云飞 11:12 起，尚未签退")

    def test_a_program_that_fell_is_no_sign_out(self, at: OnDuty) -> None:
        at.desk.counter.attendance.sign_in()
        at.desk.bench.clock.forward(minutes=5)
        at.desk.bench.counter().attendance.sign_in()
        assert at.open().stays.text() == "苏日娜 10:42 起，未签退\n苏日娜 10:47 起，尚未签退"

    def test_the_hand_over_shows_it_too(self, at: OnDuty) -> None:
        at.desk.counter.attendance.sign_in()
        at.begin()
        at.open()
        at.press("J")
        dialog = at.dialog
        assert isinstance(dialog, HandDutyDialog)
        assert dialog.stays.text() == "今天在本机登录：苏日娜 10:42 起，尚未签退"


def test_away_and_back(at: OnDuty) -> None:
    at.begin()
    at.open()
    at.press("L")
    at.press("L")
    assert at.book() == ["duty.begun", "duty.away"]
    dialog = at.open()
    assert dialog.on_duty.text() == "值班：苏日娜，10:42 起，离岗中。"
    at.hands.go("Return")
    assert at.book() == ["duty.begun", "duty.away", "duty.back"]


def test_another_reason_is_explained(at: OnDuty) -> None:
    at.begin()
    at.open()
    at.press("L")
    dialog = at.dialog
    assert isinstance(dialog, SheetDialog)
    dialog.controls["reason"].set_value("other")  # type: ignore[union-attr]
    at.press("L")
    assert at.dialog is dialog
    assert dialog.fields["note"].message == "请填写需要说明的"
    dialog.controls["note"].setFocus()
    at.hands.type("到银行取对账单")
    at.press("L")
    assert at.book() == ["duty.begun", "duty.away"]


def test_going_home_says_where_the_seal_is(at: OnDuty) -> None:
    at.begin()
    at.open()
    at.press("X")
    dialog = at.dialog
    assert isinstance(dialog, SheetDialog)
    at.press("X")
    assert dialog.fields["seals"].message == "请填写印章存放"
    at.hands.type("锁在保险柜")
    at.press("X")
    assert at.book() == ["duty.begun", "duty.ended"]


def test_the_other_at_the_same_terminal_is_told_whose_duty_it_is(at: OnDuty) -> None:
    at.begin()
    at.signed_in = at.desk.bench.counter(SUPERVISOR_PERSON).duty
    assert at.open().on_duty.text() == "值班：苏日娜，10:42 起。"
    at.press("D")
    assert "未交接" in words.BEGIN_TEXT
    at.press("D")
    assert at.book() == ["duty.begun", "duty.begun"]


def test_nobody_signed_in_opens_nothing(at: OnDuty) -> None:
    at.signed_in = None
    at.hands.go("Shift+F12", "Shift+F9")
    assert at.window.feedback.open_dialog is None
    assert at.said() == []


class TestSeals:
    def test_one_key_after_the_print(self, at: OnDuty) -> None:
        number = at.print_one()
        assert at.window.status_bar.seal.isVisible()
        assert at.window.status_bar.seal.text() == "待用印 1 份  Shift+F9"
        assert at.window.feedback.open_dialog is None
        at.hands.go("Shift+F9")
        at.settle()
        assert at.said() == [f"已登记用印｜{number}，业务专用章 2 份"]
        assert at.book() == ["duty.seal_used"]
        assert not at.window.status_bar.seal.isVisible()

    def test_nothing_waits(self, at: OnDuty) -> None:
        at.hands.go("Shift+F9")
        assert at.said() == ["没有待登记用印的文书｜今天确认打印的文书，没有还未登记用印的"]
        assert at.book() == []

    def test_a_paper_without_a_seal_asks_for_none(self, at: OnDuty) -> None:
        at.window.feedback.printed.emit("W01")
        at.settle()
        assert not at.window.status_bar.seal.isVisible()

    def test_another_seal_from_the_book(self, at: OnDuty) -> None:
        at.print_one()
        dialog = at.open()
        assert "未登记用印 1 份" in dialog.pending.text()
        at.press("Y")
        sheet = at.dialog
        assert isinstance(sheet, SheetDialog)
        sheet.controls["seal"].set_value("official")  # type: ignore[union-attr]
        copies = sheet.controls["copies"]
        copies.setFocus()
        for wrong in ("0", "100", "一", "-1", "1.5"):
            at.hands.press("Ctrl+A")
            at.hands.type(wrong)
            at.press("Y")
            assert sheet.fields["copies"].message == "填 1～99", wrong
        at.hands.press("Ctrl+A")
        at.hands.type("1")
        at.press("Y")
        used = at.fact()
        assert (used.seal, used.copies) == (Seal.OFFICIAL, 1)  # type: ignore[attr-defined]
        assert at.book() == ["duty.seal_used"]


@pytest.mark.parametrize(
    ("name", "away", "text"),
    [("", False, words.NOBODY), ("苏日娜", False, "值班：苏日娜，10:42 起。"),
     ("乌力吉·巴图", True, "值班：乌力吉·巴图，10:42 起，离岗中。")],
)  # fmt: skip
def test_the_sentence_of_the_book(name: str, away: bool, text: str) -> None:
    assert words.on_duty(name, NOW if name else None, away=away) == text


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("duty", "duty.handed", "交接"),
        ("duty", "worked", "办理业务"),
        ("gap", "nobody_stood_in\nnot_back", "无人顶岗、未登记返岗"),
        ("gap", "not_handed_over", "未交接，顶岗"),
        ("said", "meal|", "用餐"),
        ("said", "errand|到法院", "公务外出、到法院"),
        ("said", "自由|文字", "自由|文字"),
        ("seal", "business|2", "业务专用章 2 份"),
        (
            "pending",
            "7|2|1|3|4|5|6",
            "在办 7 件、超期 2 件、待补正 1 件、待接收 3 件、未发送 4 项、未打印 5 份、未用印 6 份",
        ),
        ("pending", "7|0|0|0|0|0|1", "在办 7 件、未用印 1 份"),
        ("pending", "0|0|0|0|0|0|0", "无"),
    ],
)
def test_the_cells_of_the_ledger(column: str, value: str, text: str) -> None:
    assert words.FORMATS[column](value) == text
