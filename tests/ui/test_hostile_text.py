"""Whatever is typed, pasted or read: fields keep it, lines stay lines, and no markup is ever obeyed."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolTip, QWidget

from outlet_app.domain.texts import check_name
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.status_bar import StatusPart
from outlet_app.ui.theme.theme import FACTORS, Theme
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.bars import Bar, LyingBars, StackedBar, StandingBars
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import Button, IconButton
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LONGEST, LineEdit
from outlet_app.ui.widgets.number_strip import Figure, NumberStrip
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text import ElidedLabel, Label, plain_tip
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.ui.widgets.timeline import Moment, Timeline
from outlet_app.wording.statuses import reworded
from tests.support.inspection import strayed
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

HOSTILE = {
    "endless": "甲" * 10_000,
    "one endless word": "A" * 10_000,
    "emoji": "👍🏽👨‍👩‍👧🇨🇳",
    "full width": "１２３ＡＢＣ（）",
    "combining": "e\u0301a\u0300\u0301\u0302\u0303 Z͑ͫ̓ͪ̂ͫ",
    "rare": "𬎆䶮龑𠮷㛃",
    "right to left": "שלום \u202egnp.exe",
    "invisible": "巴\u200b特\ufeff尔",
    "markup": "<b>甲</b><img src=x><script>1</script>",
    "entities": "A &amp; B &lt;x&gt;",
    "ampersand": "张&李&&王",
    "format": "{name} %s %(a)s {0}",
    "mongolian": "布日古德·额尔敦其木格 ᠮᠣᠩᠭᠣᠯ",
    "controls": "甲\x07\x1b[31m乙",
    "blank": "   　 ",
    "nothing": "",
}
each_text = pytest.mark.parametrize("kind", HOSTILE)
LINES = {
    "two lines": ("内蒙古河套\n食品有限公司", "内蒙古河套 食品有限公司"),
    "windows": ("第一\r\n第二", "第一 第二"),
    "old mac": ("第一\r第二", "第一 第二"),
    "table cells": ("甲\t乙\t丙", "甲 乙 丙"),
    "at the end": ("91150826MA0NK2H35E\n", "91150826MA0NK2H35E"),
    "around": ("\r\n巴特尔\r\n\r\n", "巴特尔"),
    "separators": ("甲\u2028乙\u2029丙\x85丁\x0b戊\x0c己", "甲 乙 丙 丁 戊 己"),
    "only breaks": ("\n\n", ""),
}


def paste(widget: Any, text: str) -> None:
    """Through the clipboard, as a clerk does."""
    QApplication.clipboard().setText(text)
    widget.paste()


def password_line() -> LineEdit:
    """The line of a password, taken out of its row."""
    edit = PasswordEdit("口令")
    line = edit.line
    line.setParent(None)
    return line


LINE_FIELDS: dict[str, Callable[[], LineEdit]] = {
    "line": LineEdit,
    "search": lambda: LineEdit(lead="search", enter_moves=False, longest=100),
    "finder": SuggestEdit,
    "list": lambda: Combo([Choice(1, "企业")]),
    "password": lambda: password_line(),
}


@pytest.mark.parametrize("case", LINES)
@pytest.mark.parametrize("name", LINE_FIELDS)
def test_a_line_stays_one_line_and_shows_what_it_holds(stage: Stage, name: str, case: str) -> None:
    field, (pasted, kept) = LINE_FIELDS[name](), LINES[case]
    stage(Column(field))
    heard: list[str] = []
    field.typed.connect(heard.append)
    paste(field, pasted)
    assert field.text() == kept
    assert field.cursorPosition() == len(kept)
    assert heard[-1:] == [kept]
    assert all(not set(said) & set("\r\n\t\u2028") for said in heard)


def test_a_break_pasted_in_the_middle_leaves_the_cursor_behind_what_was_pasted(stage: Stage) -> None:
    field = LineEdit()
    stage(Column(field))
    field.setText("前后")
    field.setCursorPosition(1)
    paste(field, "甲\n乙")
    assert field.text() == "前甲 乙后"
    assert field.cursorPosition() == 4
    assert check_name(field.text()) is None


@each_text
@pytest.mark.parametrize("name", LINE_FIELDS)
def test_a_line_takes_anything_up_to_its_limit_and_keeps_its_size(stage: Stage, name: str, kind: str) -> None:
    field, text = LINE_FIELDS[name](), HOSTILE[kind]
    window = stage(Column(field), size=(300, 120))
    before = (window.size(), field.size())
    heard: list[str] = []
    field.typed.connect(heard.append)
    paste(field, text)
    settle(1)
    assert field.text() == text[: field.maxLength()]
    assert (heard or [""])[-1] == field.text()
    assert (window.size(), field.size()) == before
    field.grab()


@each_text
def test_a_password_is_never_shown_whatever_was_typed(stage: Stage, kind: str) -> None:
    edit = PasswordEdit("口令")
    stage(Column(edit), size=(300, 120))
    paste(edit.line, HOSTILE[kind])
    shown = edit.line.displayText()
    assert edit.text() == HOSTILE[kind][:LONGEST]
    assert len(set(shown)) <= 1
    assert not set(shown) & set(HOSTILE[kind])
    edit.clear()
    assert edit.text() == ""
    assert edit.line.echoMode() is QLineEdit.EchoMode.Password


@each_text
def test_an_area_takes_anything_and_grows_no_further_than_three_lines(stage: Stage, kind: str) -> None:
    area, after = TextArea(), LineEdit()
    window = stage(Column(area, after), size=(300, 220))
    paste(area, HOSTILE[kind])
    settle(2)
    assert area.text() == HOSTILE[kind][:2000]
    assert 36 <= area.height() <= 36 + 2 * 24
    assert strayed(window) == []
    area.grab()


@pytest.mark.parametrize(
    ("longest", "stands", "at", "pasted", "kept", "cursor"),
    [
        (10, "", 0, "0123456789abc", "0123456789", 10),
        (10, "0123456789", 0, "ab", "0123456789", 0),
        (10, "01234567", 0, "abcd", "ab01234567", 2),
        (10, "01234567", 4, "abcd", "0123ab4567", 6),
        (10, "01234567", 8, "abcd", "01234567ab", 10),
        (10, "0123456789", 5, "x", "0123456789", 5),
        (10, "", 0, "𠮷" * 12, "𠮷" * 10, 20),
        (10, "a", 1, "𠮷" * 12, "a" + "𠮷" * 9, 19),
        (10, "", 0, "一\r\n二\n三", "一\n二\n三", 5),
        (10, "末尾", 0, "一" * 20, "一" * 8 + "末尾", 8),
    ],
)
def test_what_is_too_much_is_cut_where_it_was_put_and_never_what_stood_behind_it(
    stage: Stage, longest: int, stands: str, at: int, pasted: str, kept: str, cursor: int
) -> None:
    area = TextArea(longest=longest)
    stage(Column(area), size=(300, 120))
    area.show_text(stands)
    place = area.textCursor()
    place.setPosition(at)
    area.setTextCursor(place)
    paste(area, pasted)
    assert area.text() == kept
    assert area.textCursor().position() == cursor


def test_a_full_area_can_still_be_corrected_and_taken_back(stage: Stage) -> None:
    area = TextArea(longest=10)
    stage(Column(area))
    area.setFocus()
    area.show_text("0123456789")
    area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(area, "x")
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert area.text() == "0123456789"
    QTest.keyClick(area, Qt.Key.Key_Backspace)
    QTest.keyClick(area, "x")
    QTest.keyClick(area, "y")
    assert area.text() == "012345678x"
    QTest.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "012345678"
    area.show_text("0123456789")
    area.selectAll()
    QTest.keyClick(area, "z")
    assert area.text() == "z"
    area.show_text("0123456789")
    area.selectAll()
    paste(area, "abcdefghijkl")
    assert area.text() == "abcdefghij"


@pytest.mark.parametrize("keys", ["Left", "Home", "Ctrl+A", "Ctrl+C", "Del", "Backspace"])
def test_a_full_area_takes_every_key_that_writes_nothing(stage: Stage, keys: str) -> None:
    area = TextArea(longest=10)
    stage(Column(area))
    area.setFocus()
    area.show_text("0123456789")
    area.moveCursor(QTextCursor.MoveOperation.NextCharacter)
    chord = QKeySequence(keys)[0]
    before = (area.text(), area.textCursor().position(), area.textCursor().selectedText())
    QTest.keyClick(area, chord.key(), chord.keyboardModifiers())
    after = (area.text(), area.textCursor().position(), area.textCursor().selectedText())
    assert after != before or keys == "Ctrl+C"


@pytest.mark.parametrize("make", [LineEdit, TextArea])
def test_a_composition_beyond_the_limit_is_cut_and_not_lost_as_a_whole(
    stage: Stage, make: type[LineEdit] | type[TextArea]
) -> None:
    field = make(longest=4)
    stage(Column(field))
    field.setFocus()
    commit = QInputMethodEvent("", [])
    commit.setCommitString("河套禾源食品")
    QApplication.sendEvent(field, commit)
    assert field.text() == "河套禾源"


def test_a_composition_into_the_middle_pushes_nothing_out(stage: Stage) -> None:
    area = TextArea(longest=4)
    stage(Column(area))
    area.setFocus()
    area.show_text("尾")
    commit = QInputMethodEvent("", [])
    commit.setCommitString("河套禾源食品")
    QApplication.sendEvent(area, commit)
    assert area.text() == "河套禾尾"


def test_what_a_program_fills_in_is_cut_too_and_told_once(stage: Stage) -> None:
    area = TextArea(longest=5)
    stage(Column(area))
    heard: list[str] = []
    area.typed.connect(heard.append)
    area.show_text("一二三四五六七")
    assert area.text() == "一二三四五"
    assert heard == ["一二三四五"]


# What is only shown.

SHOWN: dict[str, Callable[[str], QWidget]] = {
    "label": lambda text: Label(text),
    "wrapped label": lambda text: Label(text, wrap=True),
    "elided label": lambda text: ElidedLabel(text),
    "paragraph": lambda text: Paragraph(text),
    "button": lambda text: Button(text[:40]),
    "icon button": lambda text: IconButton("x", f"移除 {text}"),
    "tick": lambda text: Check(text[:40]),
    "radio": lambda text: Radio(text[:40]),
    "chip": lambda text: Chip(reworded("in_progress", text[:40])),
    "key cap": lambda text: KeyCap(text[:10]),
    "card": lambda text: Card(text[:60], caption=text[:10]),
    "banner": lambda text: Banner(Tone.WARN, text[:60], text),
    "empty": lambda text: EmptyState("inbox", text[:20], text[:200]),
    "tile": lambda text: QuickTile(text, text, "search", "F3"),
    "segments": lambda text: Segmented([text[:10] or "空", "乙"], text),
    "tabs": lambda text: Tabs([(text[:10] or "空", 3)], text),
    "stacked bar": lambda text: StackedBar(text, [Bar(text, 3), Bar("乙", 1)]),
    "standing bars": lambda text: StandingBars(text, [Bar(text, 3)]),
    "lying bars": lambda text: LyingBars(text, [Bar(text[:20], 3)]),
    "field": lambda text: Field(text[:20], LineEdit(), hint=text, required=True),
    "status part": lambda text: StatusPart("wifi"),
}


@each_text
@pytest.mark.parametrize("name", SHOWN)
def test_anything_can_be_shown(stage: Stage, name: str, kind: str) -> None:
    text = HOSTILE[kind]
    widget = SHOWN[name](text)
    if isinstance(widget, StatusPart):
        widget.say_in_short(text, text, 72)
    stage(Column(Row((widget, 1)), None), size=(420, 200))
    settle(1)
    assert not widget.grab().isNull()
    for label in widget.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


@each_text
def test_a_table_keeps_its_rows_in_line_whatever_they_say(stage: Stage, kind: str) -> None:
    text = HOSTILE[kind]
    columns = [
        TableColumn("a", "名称", lambda row: Cell(row, row)),
        TableColumn("b", "状态", lambda row: Cell(status=reworded("in_progress", row[:20])), 128),
    ]
    table: Table[str] = Table(columns, "表", record=lambda row: row, row_height=56)
    stage(Column(table), size=(420, 240))
    table.show_rows([text, "巴特尔"])
    settle(1)
    assert [table.rowHeight(row) for row in range(2)] == [56, 56]
    table.grab()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not text or QApplication.clipboard().text() == text


@pytest.mark.parametrize("broken", ["甲\n乙", "甲\r乙"])
def test_a_break_in_a_painted_line_is_painted_as_a_blank(stage: Stage, broken: str) -> None:
    one, other = (Chip(reworded("in_progress", text)) for text in (broken, "甲 乙"))
    stage(Column(one, other, None), size=(200, 100))
    settle(1)
    assert one.height() == other.height() == 26
    shots = [chip.grab().toImage().copy(0, 0, 60, 26) for chip in (one, other)]
    inked = [sum(shot.pixelColor(x, 13) != shot.pixelColor(1, 13) for x in range(29, 60)) for shot in shots]
    assert min(inked) > 6


@each_text
def test_a_course_and_numbers_hold_anything(stage: Stage, kind: str) -> None:
    text = HOSTILE[kind]
    timeline, strip = Timeline("经过"), NumberStrip("今日")
    window = stage(Column(timeline, strip, None), size=(420, 240))
    timeline.show_moments([Moment("11-18 10:42", text, text, "circle-dot", "info")])
    strip.show_figures([Figure("a", "14", "人次", text[:40], text)])
    settle(2)
    window.grab()
    assert timeline.height() == 47
    assert text.strip() in timeline.accessibleName() or not text.strip()


@each_text
def test_offers_hold_anything_with_hits_anywhere(stage: Stage, kind: str) -> None:
    text = HOSTILE[kind]
    edit = SuggestEdit()
    window = stage(Column(edit, None), size=(420, 300))
    edit.setFocus()
    size = len(text)
    hits = tuple(hit for hit in ((0, 1), (size // 2, 2), (max(size - 1, 0), 5)) if size)
    edit.offer([Suggestion(text, 1, hits=hits, sub=text), Suggestion(text, 2)])
    settle(1)
    window.grab()
    assert window.rect().contains(edit.popup().geometry())
    assert edit.popup().height() == 2 * (52 if text else 40) + 2


@each_text
def test_a_dialog_may_be_about_anything(stage: Stage, kind: str) -> None:
    text = HOSTILE[kind][:300]
    window = stage(Column(LineEdit()), size=(800, 560))
    dialog = Dialog(text, window)
    dialog.say(text, text, icon="info")
    dialog.add_button("知道了", default=True)
    dialog.open()
    settle()
    assert dialog.width() == 440
    assert dialog.windowTitle() == text
    assert strayed(dialog) == []
    dialog.reject()


# Tooltips are the one place where Qt reads markup by itself.

MARKED = ("<b>甲</b>", "<img src='x'>", "A &amp; B", "<h1>大字</h1>", "&lt;", "甲<乙", "<甲>")


@pytest.mark.parametrize("text", MARKED)
def test_a_tooltip_of_something_like_markup_shows_it_letter_by_letter(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert shown.toPlainText() == text
    wild = QTextDocument()
    wild.setHtml(text)
    assert wild.toPlainText() != text or text == "甲<乙"


@pytest.mark.parametrize("text", ["巴特尔", "", "第一行\n第二行", "«»·—", "100 %"])
def test_an_ordinary_tooltip_is_left_as_it_is(text: str) -> None:
    assert plain_tip(text) == text


def test_lines_of_a_marked_tooltip_stay_lines() -> None:
    assert plain_tip("<甲>\n乙") == "<p>&lt;甲&gt;<br>乙</p>"


TIPS: dict[str, Callable[[str], QWidget]] = {
    "elided label": lambda text: ElidedLabel(text * 60),
    "icon button": lambda text: IconButton("x", f"移除 {text}"),
    "field": lambda text: _said(Field("名称", LineEdit()), text),
    "status part": lambda text: _short(StatusPart("wifi"), text),
}


def _said(field: Field, text: str) -> QWidget:
    field.say(text)
    # Held by its line: a parent that nobody holds would take it away.
    field.line.held = field  # type: ignore[attr-defined]
    return field.line


def _short(part: StatusPart, text: str) -> QWidget:
    part.say_in_short("短", text)
    return part


@pytest.mark.parametrize("text", ["<b>甲</b>", "A &amp; B"])
@pytest.mark.parametrize("name", TIPS)
def test_no_widget_hands_markup_to_its_tooltip(stage: Stage, name: str, text: str) -> None:
    widget = TIPS[name](text)
    stage(Column(widget.parentWidget() or widget), size=(200, 80))
    settle(1)
    assert widget.toolTip()
    assert text not in widget.toolTip()
    assert plain_tip(text)[3:-4] in widget.toolTip()


def test_no_cell_hands_markup_to_its_tooltip(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    table: Table[str] = Table([TableColumn("a", "名称", lambda row: Cell(row))], "表")
    stage(Column(table), size=(200, 120))
    table.show_rows(["<b>甲</b>" * 20])
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", staticmethod(lambda _at, text, _widget: told.append(text)))
    spot = table.visualRect(table.table_model.index(0, 0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, table.viewport().mapToGlobal(spot))
    QApplication.sendEvent(table.viewport(), event)
    assert told == [plain_tip("<b>甲</b>" * 20)]


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("text", ["一", "𬎆", "é", "ᠮ", "👍", "A", "·", "〔", "⋯", "（"])
def test_a_line_of_any_script_is_cut_neither_above_nor_below(
    stage: Stage, theme: Theme, text: str, factor: float
) -> None:
    theme.choose(factor=factor)
    field, label = LineEdit(), Label(text * 6)
    stage(Column(field, label), size=(300, 160))
    field.setText(text * 6)
    assert field.fontMetrics().height() <= field.height() - 2
    assert label.height() >= label.fontMetrics().height()
