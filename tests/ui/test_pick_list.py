"""Questions before a step, by keys: one of a few in sight, a sentence, and what is refused at its field."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.forms.course import CLOSE, LOOK, WITHDRAW
from outlet_app.domain.forms.transfer import RETURN, TAKE_BACK
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.parts.pick_list import PickList
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import cases, transfer
from tests.support.counter_fakes_desk import settle, write
from tests.support.inspection import faults

K, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 27)
WORDS = {"a": "甲", "b": "乙", "c": "丙"}


@pytest.fixture
def window(stage: Callable[..., object]) -> QWidget:
    made = QWidget()
    stage(made, size=(1366, 768))
    return made


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)


def wait(holds: Callable[[], bool]) -> None:
    """Until it holds, five seconds at most."""
    for _ in range(500):
        if holds():
            return
        settle(10)
    raise AssertionError("it never came")


def opened(dialog: Dialog) -> Dialog:
    dialog.open()
    wait(lambda: QApplication.activeWindow() is dialog)
    return dialog


class Reason:
    """A question with a list in sight, over a window."""

    def __init__(self, window: QWidget, *, chosen: str = "", is_final: bool = False) -> None:
        self.heard: list[tuple[str, str]] = []
        self.dialog = ReasonDialog(
            window,
            WITHDRAW,
            cases.WITHDRAW_TITLE,
            cases.WITHDRAW_TEXT,
            cases.REASON_FIELDS,
            cases.WITHDRAW_REASONS,
            cases.WITHDRAW_GO,
            lambda code, remark: self.heard.append((code, remark)),
            today=TODAY,
            chosen=chosen,
            is_final=is_final,
        )
        opened(self.dialog)

    @property
    def said(self) -> dict[str, str]:
        return {key: one.message for key, one in self.dialog.fields.items() if one.message}


class TestTheList:
    @pytest.fixture
    def picked(self, window: QWidget, stage: Callable[..., object]) -> PickList:
        one = PickList(WORDS)
        stage(one)
        one.setFocus()
        return one

    def test_nothing_is_chosen_until_somebody_does(self, picked: PickList) -> None:
        assert picked.code == ""
        press(K.Key_Space)
        assert picked.code == "a"

    def test_the_arrows_walk_and_choose(self, picked: PickList) -> None:
        heard: list[str] = []
        picked.chosen.connect(heard.append)
        press(K.Key_Space, K.Key_Down, K.Key_Down, K.Key_Up)
        assert heard == ["a", "b", "c", "b"]
        assert [code for code, radio in picked.radios.items() if radio.isChecked()] == ["b"]

    def test_the_keys_come_back_to_what_was_chosen(self, picked: PickList) -> None:
        press(K.Key_Space, K.Key_Down)
        picked.radios["b"].clearFocus()
        picked.setFocus()
        assert QApplication.focusWidget() is picked.radios["b"]

    @pytest.mark.parametrize(("ready", "code"), [("c", "c"), ("", ""), ("nothing", "")])
    def test_what_stands_ready_is_chosen(self, window: QWidget, ready: str, code: str) -> None:
        assert PickList(WORDS, ready).code == code


class TestAReason:
    def test_the_first_has_the_keys_and_is_not_chosen(self, window: QWidget) -> None:
        one = Reason(window)
        assert QApplication.focusWidget() is one.dialog.radios["not_needed"]
        assert not any(radio.isChecked() for radio in one.dialog.radios.values())
        one.dialog.reject()

    def test_what_stands_ready_has_the_keys(self, window: QWidget) -> None:
        one = Reason(window, chosen="elsewhere")
        assert QApplication.focusWidget() is one.dialog.radios["elsewhere"]
        press(K.Key_Return)
        assert one.heard == [("elsewhere", "")]

    def test_without_a_reason_it_is_said_at_the_list(self, window: QWidget) -> None:
        one = Reason(window)
        press(K.Key_Return)
        assert one.said == {"reason": "请选择理由"}
        assert one.dialog.isVisible()
        press(K.Key_Space, K.Key_Return)
        assert one.heard == [("not_needed", "")]

    def test_another_reason_has_to_be_said_and_its_star_tells(self, window: QWidget) -> None:
        one = Reason(window)
        remark = one.dialog.fields["remark"]
        assert not remark.line.required
        press(K.Key_Space, K.Key_Down, K.Key_Down, K.Key_Down)
        assert remark.line.required
        press(K.Key_Return)
        assert one.said == {"remark": "请填写说明"}
        assert QApplication.focusWidget() is one.dialog.controls["remark"]
        write("申请人改去外地办理")
        press(K.Key_Return)
        assert one.heard == [("other", "申请人改去外地办理")]

    def test_a_reason_that_needs_no_word_takes_one(self, window: QWidget) -> None:
        one = Reason(window)
        press(K.Key_Space, K.Key_Tab)
        write("下月再来")
        press(K.Key_Return)
        assert one.heard == [("not_needed", "下月再来")]

    @pytest.mark.parametrize(
        ("text", "told"), [("由" * 501, "最多 500 字，超出 1 字"), ("好\U0001f33b", "第 2 字是表情，请删去")]
    )
    def test_what_the_journal_would_not_take_is_said_at_the_remark(
        self, window: QWidget, text: str, told: str
    ) -> None:
        one = Reason(window, chosen="other")
        one.dialog.controls["remark"].setFocus()
        write(text)
        press(K.Key_Return)
        assert one.said == {"remark": told}
        assert one.dialog.answers["remark"] == text
        one.dialog.reject()

    def test_enter_never_does_what_cannot_be_undone(self, window: QWidget) -> None:
        one = Reason(window, is_final=True)
        press(K.Key_Space, K.Key_Return)
        assert one.heard == []
        assert not one.dialog.isVisible()

    def test_its_own_key_does(self, window: QWidget) -> None:
        one = Reason(window, is_final=True)
        press(K.Key_Space)
        press(K.Key_C, modifier=ALT)
        # A letter presses a button as long as a finger would.
        wait(lambda: bool(one.heard))
        assert one.heard == [("not_needed", "")]

    def test_what_cannot_be_undone_stands_last_and_in_red(self, window: QWidget) -> None:
        one = Reason(window, is_final=True)
        kinds = [button.kind for button in one.dialog.findChildren(type(one.dialog.default))]
        assert kinds[-1] is Kind.DANGER
        one.dialog.reject()

    @pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
    def test_nothing_is_cut_off_at_the_largest_size(
        self, window: QWidget, dressed: Theme, scheme: Scheme
    ) -> None:
        dressed.choose(scheme, 1.5)
        one = Reason(window, chosen="other")
        press(K.Key_Return)
        settle()
        assert one.dialog.height() <= window.height()
        assert not faults(one.dialog)
        one.dialog.reject()


def test_a_return_for_missing_materials_names_them(window: QWidget) -> None:
    heard: list[tuple[str, str]] = []
    dialog = ReasonDialog(
        window,
        RETURN,
        transfer.RETURN_TITLE,
        transfer.RETURN_TEXT,
        transfer.RETURN_FIELDS,
        transfer.RETURN_REASONS,
        transfer.RETURN_GO,
        lambda code, remark: heard.append((code, remark)),
        today=TODAY,
    )
    opened(dialog)
    dialog.radios["materials_missing"].setFocus()
    press(K.Key_Space, K.Key_Return)
    assert dialog.fields["remark"].message == "请填写说明"
    write("缺委托书原件")
    press(K.Key_Return)
    assert heard == [("materials_missing", "缺委托书原件")]


def test_a_look_asks_only_why(window: QWidget) -> None:
    heard: list[str] = []
    dialog = ReasonDialog(
        window,
        LOOK,
        cases.REVEAL_TITLE,
        cases.REVEAL_TEXT,
        cases.REASON_FIELDS,
        cases.REVEAL_REASONS,
        cases.REVEAL_GO,
        lambda code, remark: heard.append(code + remark),
        today=TODAY,
    )
    opened(dialog)
    assert list(dialog.fields) == ["reason"]
    press(K.Key_Space, K.Key_Return)
    assert heard == [next(iter(cases.REVEAL_REASONS))]


class TestASentence:
    def test_what_stands_ready_gives_way_to_what_is_typed(self, window: QWidget) -> None:
        heard: list[str] = []
        dialog = SentenceDialog(
            window, CLOSE, cases.CLOSE_TITLE, cases.CLOSE_TEXT, cases.CLOSE_FIELD, cases.CLOSE_GO,
            heard.append, today=TODAY, ready="书面答复", hint=cases.CLOSE_HINT,
        )  # fmt: skip
        opened(dialog)
        assert dialog.area.text() == "书面答复"
        assert dialog.fields["outcome"].line.hint == "写进办理经过"
        write("已电话答复")
        press(K.Key_Return, modifier=CONTROL)
        assert heard == ["已电话答复"]

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "请填写撤回原因"),
            ("  ", "请填写撤回原因"),
            ("由" * 501, "最多 500 字，超出 1 字"),
            ("好\U0001f33b", "第 2 字是表情，请删去"),
        ],
    )
    def test_what_is_no_sentence_is_said_there(self, window: QWidget, text: str, told: str) -> None:
        heard: list[str] = []
        dialog = SentenceDialog(
            window, TAKE_BACK, transfer.BACK_TITLE, transfer.BACK_TEXT, transfer.BACK_FIELD,
            transfer.BACK_GO, heard.append, today=TODAY,
        )  # fmt: skip
        opened(dialog)
        if text:
            write(text)
        press(K.Key_Return, modifier=CONTROL)
        assert dialog.fields["reason"].message == told
        assert QApplication.focusWidget() is dialog.area
        assert heard == []
        press(K.Key_A, modifier=CONTROL)
        write("申请人改在本窗口办")
        press(K.Key_Return, modifier=CONTROL)
        assert heard == ["申请人改在本窗口办"]
