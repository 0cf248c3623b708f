"""A FIND line of a dialog: finds while one types, fills in others, never over what was written by hand."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.parts.find_edit import FindEdit, Found
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line, SheetDialog
from tests.support.counter_fakes_desk import write

Key = Qt.Key
ROWS = (
    Found(
        "商标续展什么时候办",
        "A001@2026-1",
        "依据：商标法第四十条",
        {"answer": "期满前办理。", "basis": "商标法"},
    ),
    Found(
        "商标续展要交多少钱", "A002@2026-1", "依据：收费目录", {"answer": "按收费目录。", "basis": "收费目录"}
    ),
    Found("𬎆字商标能不能注册", "A003@2026-1", "", {"answer": "可以。"}),
)


def find(text: str) -> Sequence[Found]:
    return [row for row in ROWS if text in row.text]


class Sheet:
    """The dialog over a page, and what it answered."""

    def __init__(self, stage: Callable[..., QWidget]) -> None:
        page = QWidget()
        stage(page, size=(1366, 768))
        self.said: list[Answers] = []
        lines = (
            Line("source", "政策问答", Asked.FIND, find=find),
            Line("answer", "答复内容", Asked.PROSE, True),
            Line("basis", "答复依据"),
        )
        self.dialog = SheetDialog(
            page, "答复", "", lines, "保存(&S)", self.said.append, today=date(2026, 11, 20)
        )
        self.dialog.open()
        QApplication.processEvents()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.dialog, key, modifier)

    def seek(self, text: str) -> None:
        self.press(Key.Key_W, modifier=Qt.KeyboardModifier.ControlModifier)
        write(text)
        QApplication.processEvents()

    @property
    def edit(self) -> FindEdit:
        control = self.dialog.controls["source"]
        assert isinstance(control, FindEdit)
        return control

    def text(self, key: str) -> str:
        return self.dialog.controls[key].text()  # type: ignore[union-attr]

    def save(self) -> Answers:
        self.press(Key.Key_S, modifier=Qt.KeyboardModifier.AltModifier)
        return self.said[-1]


@pytest.fixture
def sheet(stage: Callable[..., QWidget]) -> Sheet:
    return Sheet(stage)


def test_the_keys_begin_in_the_first_field_to_be_written(sheet: Sheet) -> None:
    assert sheet.dialog.controls["answer"].hasFocus()


def test_a_key_goes_there_and_two_letters_find(sheet: Sheet) -> None:
    sheet.seek("续展")
    assert sheet.edit.hasFocus()
    assert [row.text for row in sheet.edit.popup().rows] == [ROWS[0].text, ROWS[1].text]
    assert sheet.edit.popup().rows[0].sub == "依据：商标法第四十条"


def test_enter_takes_the_row_and_fills_in_what_it_knows(sheet: Sheet) -> None:
    sheet.seek("续展")
    sheet.press(Key.Key_Down, Key.Key_Return)
    assert (sheet.text("answer"), sheet.text("basis")) == ("按收费目录。", "收费目录")
    assert sheet.edit.text() == ROWS[1].text
    assert sheet.dialog.controls["answer"].hasFocus()
    assert sheet.save()["source"] == "A002@2026-1"


def test_what_was_written_by_hand_stays(sheet: Sheet) -> None:
    write("我自己的答复")
    sheet.seek("续展")
    sheet.press(Key.Key_Return)
    assert (sheet.text("answer"), sheet.text("basis")) == ("我自己的答复", "商标法")


def test_another_row_takes_the_place_of_the_one_before(sheet: Sheet) -> None:
    sheet.seek("续展")
    sheet.press(Key.Key_Return)
    sheet.seek("")
    sheet.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    write("𬎆")
    sheet.press(Key.Key_Return)
    assert sheet.text("answer") == "可以。"
    assert sheet.save()["source"] == "A003@2026-1"


def test_a_row_filled_in_and_changed_by_hand_is_written_over_no_more(sheet: Sheet) -> None:
    sheet.seek("续展")
    sheet.press(Key.Key_Return)
    write("另附表格。")
    changed = sheet.text("answer")
    sheet.seek("多少钱")
    sheet.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    write("𬎆")
    sheet.press(Key.Key_Return)
    assert sheet.text("answer") == changed


def test_typing_on_after_taking_gives_the_entry_up(sheet: Sheet) -> None:
    sheet.seek("续展")
    sheet.press(Key.Key_Return)
    sheet.seek("另")
    assert sheet.save()["source"] == ""


def test_nothing_found_offers_nothing_and_fills_nothing(sheet: Sheet) -> None:
    sheet.seek("质押")
    assert not sheet.edit.is_offering
    write("")
    assert sheet.text("answer") == ""


def test_escape_closes_the_list_first_and_the_dialog_after(sheet: Sheet) -> None:
    sheet.seek("续展")
    sheet.press(Key.Key_Escape)
    assert not sheet.edit.is_offering
    assert sheet.dialog.isVisible()
    sheet.press(Key.Key_Escape)
    assert sheet.said == []


def test_left_empty_it_answers_with_nothing(sheet: Sheet) -> None:
    write("自己写的")
    assert sheet.save() == {"source": "", "answer": "自己写的", "basis": ""}
