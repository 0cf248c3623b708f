"""A scanner is told from a hand by its pace alone; what it typed into is made what it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from outlet_app.ui.scanner.burst import GAP_MS, LEAST, Burst
from outlet_app.ui.scanner.watch import PAUSE_MS, Scanned, ScanWatch
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.scanner import Scanner
from tests.ui.conftest import Stage

CODE = "91150826MA0NK2H35E"


class Keys(QWidget):
    """Something that is no field: remembers what was pressed on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pressed: list[str] = []

    def event(self, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().event(event)
        if event.key() != Qt.Key.Key_Shift:
            self.pressed.append(event.text() or Qt.Key(event.key()).name)
        return True


class Room:
    """A line, an area, a list to choose from, a button and something else, with a watch over them."""

    def __init__(self, stage: Stage, app: QApplication) -> None:
        self.line, self.area, self.keys = LineEdit(), TextArea(), Keys()
        self.combo = Combo([Choice("1", "一"), Choice("9", "九")])
        self.button, self.tick = Button("受理(&S)"), Check("帮办代办")
        self.moved, self.clicked = list[str](), list[int]()
        self.line.returnPressed.connect(lambda: self.moved.append(self.line.text()))
        self.button.clicked.connect(lambda: self.clicked.append(1))
        stage(self.line, self.area, self.combo, self.button, self.tick, self.keys)
        self.owner = QObject()
        self.is_open = True
        self.watch = ScanWatch(app, lambda _widget: self.is_open, self.owner)
        self.found: list[Scanned] = []
        self.watch.scanned.connect(self.found.append)
        self.scanner = Scanner(self.watch)

    @property
    def texts(self) -> list[str]:
        return [scan.text for scan in self.found]


@pytest.fixture
def room(stage: Stage, qapp: QApplication) -> Iterator[Room]:
    room = Room(stage, qapp)
    yield room
    # Two that listen at once would each take the keys for their own.
    delete(room.owner)


def test_the_pace_decides() -> None:
    burst = Burst()
    assert not burst.follows(0)
    burst.add("9", 100)
    told = {at: burst.follows(at) for at in (99, 100, 100 + GAP_MS, 101 + GAP_MS)}
    assert told == {99: False, 100: True, 100 + GAP_MS: True, 101 + GAP_MS: False}
    for step in range(1, LEAST):
        assert not burst.ends(100 + step * 10), "too short to be a code"
        burst.add("1", 100 + step * 10)
    assert burst.ends(100 + LEAST * 10)
    burst.begin()
    assert not burst.ends(100 + LEAST * 10)


def test_a_scan_into_a_line_can_be_taken_out_again(room: Room) -> None:
    room.line.setText("河套食品")
    room.line.setCursorPosition(2)
    room.line.setFocus()
    room.scanner.scan(CODE)
    assert room.texts == [CODE]
    assert room.line.text() == f"河套{CODE}食品", "the handler decides whether it stays"
    assert room.moved == [], "the scanner's Enter went on to the next field"
    assert room.line.hasFocus()
    before = room.found[0].before
    assert before is not None
    before.put_back()
    assert (room.line.text(), room.line.cursorPosition()) == ("河套食品", 2)


def test_a_scan_over_a_selection_gives_the_selection_back(room: Room) -> None:
    room.area.setPlainText("第一句。第二句。")
    cursor = room.area.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    room.area.setTextCursor(cursor)
    room.area.setFocus()
    room.scanner.scan(CODE)
    assert room.area.text() == f"第一句。{CODE}"
    before = room.found[0].before
    assert before is not None
    before.put_back()
    assert room.area.text() == "第一句。第二句。"
    assert room.area.textCursor().selectedText() == "第二句。"


def test_a_field_that_has_gone_is_no_trouble(room: Room) -> None:
    line = LineEdit()
    room.line.parentWidget().layout().addWidget(line)  # type: ignore[union-attr]
    line.setFocus()
    room.scanner.type(CODE)
    line.setParent(None)
    line.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    room.keys.setFocus()
    room.scanner.rest()
    room.scanner.scan(CODE)
    before = room.found[-1].before
    assert before is None
    assert room.texts == [CODE]


def test_several_lines_are_one_scan(room: Room) -> None:
    room.line.setFocus()
    room.scanner.scan(f"名称：河套食品\n统一社会信用代码：{CODE}\n法定代表人：刘建平")
    assert room.texts == [f"名称：河套食品\n统一社会信用代码：{CODE}\n法定代表人：刘建平"]
    assert room.moved == []


def test_a_scan_counts_once_nothing_follows(room: Room) -> None:
    room.keys.setFocus()
    room.scanner.type(f"{CODE}\n")
    assert room.texts == []
    QTest.qWait(PAUSE_MS + 20)
    assert room.texts == [CODE]


def test_two_scans_are_two(room: Room) -> None:
    room.keys.setFocus()
    room.scanner.scan(CODE)
    room.scanner.scan("6901234567892")
    assert room.texts == [CODE, "6901234567892"]


@pytest.mark.parametrize("place", ["keys", "button", "tick", "combo"])
def test_a_scan_presses_nothing_that_is_no_field(room: Room, place: str) -> None:
    getattr(room, place).setFocus()
    room.scanner.scan(f"1 2 3 {CODE}")
    assert room.texts == [f"1 2 3 {CODE}"]
    assert room.found[0].before is None
    assert (room.keys.pressed, room.clicked, room.combo.value, room.combo.text()) == ([], [], None, "")


def test_a_hand_is_let_through_at_its_own_pace(room: Room) -> None:
    room.scanner.gap = 120
    room.line.setFocus()
    room.scanner.scan(CODE)
    assert (room.texts, room.line.text(), room.moved) == ([], CODE, [CODE])


def test_a_hand_on_something_else_loses_no_key_and_no_order(room: Room) -> None:
    room.scanner.gap = 120
    room.keys.setFocus()
    room.scanner.type("12")
    room.scanner.key(Qt.Key.Key_Down)
    room.scanner.type("3\n")
    room.scanner.rest()
    assert room.keys.pressed == ["1", "2", "Key_Down", "3", "\r"]
    assert room.texts == []


@pytest.mark.parametrize("taps", [1, 2, 3])
def test_a_quick_tap_of_space_presses_what_has_the_keys_each_time(room: Room, taps: int) -> None:
    """Down and up again before the watch knows whether a scan follows: the tap must not be lost."""
    room.button.setFocus()
    for _ in range(taps):
        room.scanner.key(Qt.Key.Key_Space, " ")
    room.scanner.rest()
    assert (room.clicked, room.button.isDown(), room.texts) == ([1] * taps, False, [])


@pytest.mark.parametrize("gap", [1, 8, 45, 120, 900])
def test_a_tick_is_set_by_a_tap_of_any_length(room: Room, gap: int) -> None:
    room.tick.setFocus()
    room.scanner.gap = gap
    room.scanner.key(Qt.Key.Key_Space, " ")
    room.scanner.rest()
    assert room.tick.isChecked()
    room.scanner.key(Qt.Key.Key_Down)
    room.tick.setFocus()
    room.scanner.key(Qt.Key.Key_Space, " ")
    room.scanner.rest()
    assert not room.tick.isChecked()


def test_a_key_held_longer_than_the_pause_is_let_up_by_itself(room: Room) -> None:
    """The press has gone its way long before; nothing waits for the release."""
    room.tick.setFocus()
    room.scanner.strike(QEvent.Type.KeyPress, Qt.Key.Key_Space, " ")
    room.scanner.rest()
    assert (room.tick.isDown(), room.tick.isChecked()) == (True, False)
    room.scanner.strike(QEvent.Type.KeyRelease, Qt.Key.Key_Space, " ")
    assert (room.tick.isDown(), room.tick.isChecked()) == (False, True)


def test_a_tap_and_the_key_after_it_come_in_their_order(room: Room) -> None:
    room.tick.setFocus()
    room.scanner.key(Qt.Key.Key_Space, " ")
    room.scanner.key(Qt.Key.Key_Tab)
    assert room.tick.isChecked()
    assert not room.tick.hasFocus()
    assert not room.tick.isDown()


def test_a_scan_sets_no_tick_and_holds_none_down(room: Room) -> None:
    room.tick.setFocus()
    room.scanner.scan(f" {CODE} ")
    assert (room.texts, room.tick.isChecked(), room.tick.isDown()) == ([CODE], False, False)


def test_a_quick_hand_that_writes_little_is_no_scanner(room: Room) -> None:
    room.keys.setFocus()
    room.scanner.type("11500\n")
    room.scanner.rest()
    assert (room.keys.pressed, room.texts) == (["1", "1", "5", "0", "0", "\r"], [])


def test_without_enter_nothing_is_a_scan(room: Room) -> None:
    room.line.setFocus()
    room.scanner.type(CODE)
    room.scanner.rest()
    assert (room.line.text(), room.texts) == (CODE, [])
    room.scanner.type("\n")
    assert room.moved == [CODE], "an Enter that comes later is the clerk's own"


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Tab, Qt.Key.Key_F9, Qt.Key.Key_Escape]
)
def test_another_key_in_between_makes_it_a_hand(room: Room, key: Qt.Key) -> None:
    room.area.setFocus()
    room.scanner.type(CODE)
    room.scanner.key(key)
    room.scanner.type("\n")
    room.scanner.rest()
    assert room.texts == []


def test_chords_and_held_keys_are_no_scan(room: Room) -> None:
    room.line.setFocus()
    for _ in range(12):
        room.scanner.key(Qt.Key.Key_1, "1", again=True)
    room.scanner.type("\n")
    for _ in range(12):
        room.scanner.key(Qt.Key.Key_S, "s", Qt.KeyboardModifier.ControlModifier)
    room.scanner.type("\n")
    room.scanner.rest()
    assert room.texts == []


def test_keys_without_a_time_are_never_held_back(room: Room) -> None:
    room.keys.setFocus()
    QTest.keyClicks(room.keys, CODE)
    QTest.keyClick(room.keys, Qt.Key.Key_Return)
    assert "".join(room.keys.pressed).rstrip() == CODE
    assert room.texts == []


def test_where_nobody_listens_every_key_goes_its_way(room: Room) -> None:
    room.is_open = False
    room.keys.setFocus()
    room.scanner.scan(CODE)
    assert "".join(room.keys.pressed).rstrip() == CODE
    assert room.texts == []


def test_read_only_text_takes_no_scan(room: Room) -> None:
    for widget in (room.line, room.area):
        widget.setReadOnly(True)
        widget.setFocus()
        room.scanner.scan(CODE)
    assert [scan.before for scan in room.found] == [None, None]
    assert (room.line.text(), room.area.text()) == ("", "")


def test_a_scan_that_crosses_from_one_field_to_the_next_starts_anew(room: Room) -> None:
    room.line.setFocus()
    room.scanner.type("12")
    room.area.setFocus()
    room.scanner.scan(CODE)
    assert room.texts == [CODE]
    before = room.found[0].before
    assert before is not None
    assert before.field is room.area
    assert room.line.text() == "12"
