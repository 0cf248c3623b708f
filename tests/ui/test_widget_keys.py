"""Every key on every control: what it does there, what it leaves alone, and that the keypad counts too."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.pages.items.item_list import ItemList
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.widgets.boxes import Column, Row, Scroller
from outlet_app.ui.widgets.buttons import Button, IconButton, Kind
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.number_strip import Figure, NumberStrip
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.suggest import MOST_ROWS, Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.counter_fakes_desk import reference
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

PAD = Qt.KeyboardModifier.KeypadModifier
NONE = Qt.KeyboardModifier.NoModifier
both_pads = pytest.mark.parametrize("pad", [NONE, PAD], ids=["keyboard", "keypad"])


class Stand:
    """A control between two fields, in a window that hears what the control leaves alone."""

    def __init__(self, stage: Callable[..., QWidget], control: QWidget) -> None:
        self.before, self.control, self.after = LineEdit(), control, LineEdit()
        self.unheard: list[Qt.Key] = []
        self.window = Listening(self.unheard, self.before, Row(control, None), self.after)
        stage(self.window, size=(480, 360))
        control.setFocus()

    def press(self, keys: str, pad: Qt.KeyboardModifier = NONE) -> bool:
        """One chord on what has the focus; whether nobody wanted it."""
        self.unheard.clear()
        chord = QKeySequence(keys)[0]
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, chord.key(), chord.keyboardModifiers() | pad)
        settle(1)
        return bool(self.unheard)


class Listening(Column):
    """Notes the keys that came up to the window."""

    def __init__(self, unheard: list[Qt.Key], *items: Any) -> None:
        super().__init__(*items)
        self._unheard = unheard

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802
        self._unheard.append(Qt.Key(event.key()))


ITEMS = [Choice(n, f"{n}　服务事项{n}", (str(n), f"sx{n}")) for n in range(1, 13)]


def strip() -> NumberStrip:
    """One number of the day."""
    made = NumberStrip("今日")
    made.show_figures([Figure("met", "14", "人次", "今日接待")])
    return made


BUTTONS: dict[str, Callable[[], QWidget]] = {
    **{f"button, {kind}": lambda kind=kind: Button("打开(&O)", "search", kind) for kind in Kind},
    "icon button": lambda: IconButton("x", "关闭"),
    "tile": lambda: QuickTile("首问登记", "来访", "file-plus", "F2", main=True),
    "number": lambda: strip().figures[0],
}


@both_pads
@pytest.mark.parametrize("keys", ["Return", "Enter", "Space"])
@pytest.mark.parametrize("name", BUTTONS)
def test_enter_and_space_press_a_button(stage: Stage, name: str, keys: str, pad: Qt.KeyboardModifier) -> None:
    button: Any = BUTTONS[name]()
    stand, pressed = Stand(stage, button), list[int]()
    button.clicked.connect(lambda: pressed.append(1))
    assert not stand.press(keys, pad)
    assert pressed == [1]
    assert button.hasFocus()


@pytest.mark.parametrize(
    "keys", ["Ctrl+Return", "Shift+Return", "Alt+Return", "Up", "Home", "A", "1", "Esc", "Del"]
)
@pytest.mark.parametrize("name", ["button, plain", "icon button", "tile"])
def test_no_other_key_presses_a_button(stage: Stage, name: str, keys: str) -> None:
    button: Any = BUTTONS[name]()
    stand, pressed = Stand(stage, button), list[int]()
    button.clicked.connect(lambda: pressed.append(1))
    stand.press(keys)
    assert pressed == []


@pytest.mark.parametrize("name", BUTTONS)
def test_a_key_held_down_on_a_button_presses_it_once(stage: Stage, name: str) -> None:
    button: Any = BUTTONS[name]()
    Stand(stage, button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyPress(button, Qt.Key.Key_Space)
    for _ in range(3):
        again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space.value, NONE, " ", True, 1)
        QApplication.sendEvent(button, again)
    QTest.keyRelease(button, Qt.Key.Key_Space)
    assert pressed == [1]


@pytest.mark.parametrize("name", BUTTONS)
def test_a_disabled_button_is_passed_over_and_deaf(stage: Stage, name: str) -> None:
    button: Any = BUTTONS[name]()
    stand, pressed = Stand(stage, button), list[int]()
    button.clicked.connect(lambda: pressed.append(1))
    button.setEnabled(False)
    stand.before.setFocus()
    stand.press("Tab")
    assert stand.after.hasFocus()
    stand.press("Alt+O")
    assert pressed == []


CONTROLS: dict[str, Callable[[], QWidget]] = {
    **BUTTONS,
    "line": LineEdit,
    "area": TextArea,
    "list": lambda: Combo(ITEMS),
    "finder": SuggestEdit,
    "tick": lambda: Check("帮办代办"),
    "radio": lambda: Radio("邮寄"),
    "segments": lambda: Segmented(["窗口", "电话"], "来访方式"),
    "tabs": lambda: Tabs([("全部", 1), ("已超期", 2)], "待办"),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_tab_and_shift_tab_enter_and_leave_every_control(stage: Stage, name: str) -> None:
    stand = Stand(stage, CONTROLS[name]())
    stand.press("Tab")
    assert stand.after.hasFocus()
    stand.press("Shift+Tab")
    assert stand.control.hasFocus()
    stand.press("Shift+Tab")
    assert stand.before.hasFocus()
    stand.press("Tab")
    assert stand.control.hasFocus()


@pytest.mark.parametrize("keys", ["F1", "F2", "F5", "F8", "Ctrl+1", "Ctrl+J", "Esc"])
@pytest.mark.parametrize("name", CONTROLS)
def test_the_keys_of_the_window_are_left_to_the_window(stage: Stage, name: str, keys: str) -> None:
    stand = Stand(stage, CONTROLS[name]())
    heard = stand.press(keys)
    assert heard
    assert stand.control.hasFocus()


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Ctrl+Enter"])
@pytest.mark.parametrize("name", ["line", "area", "finder", "list", "tick", "segments"])
def test_ctrl_enter_belongs_to_the_page(stage: Stage, name: str, keys: str) -> None:
    stand = Stand(stage, CONTROLS[name]())
    assert stand.press(keys)
    assert stand.control.hasFocus()


@both_pads
@pytest.mark.parametrize("keys", ["Return", "Enter"])
@pytest.mark.parametrize("name", ["line", "list", "finder", "tick", "radio"])
def test_enter_goes_to_the_next_field_and_shift_enter_back(
    stage: Stage, name: str, keys: str, pad: Qt.KeyboardModifier
) -> None:
    stand = Stand(stage, CONTROLS[name]())
    stand.press(keys, pad)
    assert stand.after.hasFocus()
    stand.press(f"Shift+{keys}", pad)
    assert stand.control.hasFocus()


@pytest.mark.parametrize("name", ["tick", "radio"])
@pytest.mark.parametrize("keys", ["Alt+Return", "Ctrl+Shift+Return"])
def test_other_chords_of_enter_leave_a_tick_where_it_is(stage: Stage, name: str, keys: str) -> None:
    stand = Stand(stage, CONTROLS[name]())
    stand.press(keys)
    assert stand.control.hasFocus()


@pytest.mark.parametrize("name", ["tick", "radio"])
def test_enter_leaves_what_is_ticked_as_it_was(stage: Stage, name: str) -> None:
    button: Any = CONTROLS[name]()
    stand = Stand(stage, button)
    for ticked in (False, True):
        button.setChecked(ticked)
        button.setFocus()
        assert not stand.press("Return")
        assert (stand.after.hasFocus(), button.isChecked()) == (True, ticked)


def test_enter_in_a_text_begins_a_line_and_shift_enter_too(stage: Stage) -> None:
    area = TextArea()
    stand = Stand(stage, area)
    for keys in ("A", "Return", "B", "Enter", "C", "Shift+Return", "D"):
        stand.press(keys)
    assert area.text() == "A\nB\nC\nD".lower()
    assert area.hasFocus()


@both_pads
@pytest.mark.parametrize(
    ("keys", "ticked"), [(["Space"], 1), (["Space"] * 2, 0), (["Space"] * 3, 1), (["Return"], 0)]
)
def test_space_ticks_and_unticks(
    stage: Stage, keys: list[str], ticked: int, pad: Qt.KeyboardModifier
) -> None:
    one = Check("帮办代办(&K)")
    stand = Stand(stage, one)
    for key in keys:
        stand.press(key, pad)
    assert one.isChecked() is bool(ticked)


@pytest.mark.parametrize("make", [Check, Radio])
def test_a_letter_ticks_from_anywhere(stage: Stage, make: type[Check] | type[Radio]) -> None:
    one = make("帮办代办(&K)")
    stand = Stand(stage, one)
    stand.before.setFocus()
    stand.press("Alt+K")
    assert one.isChecked()
    assert stand.before.text() == ""


def test_space_on_a_radio_that_is_chosen_leaves_it_chosen(stage: Stage) -> None:
    radios = [Radio(word) for word in ("当面", "邮寄")]
    stage(Column(*radios))
    radios[1].setFocus()
    for _ in range(2):
        QTest.keyClick(radios[1], Qt.Key.Key_Space)
        assert [one.isChecked() for one in radios] == [False, True]


def test_arrows_move_between_radios_of_a_group(stage: Stage) -> None:
    radios = [Radio(word) for word in ("当面", "邮寄", "电子")]
    stage(Column(*radios))
    radios[0].setFocus()
    radios[0].click()
    QTest.keyClick(radios[0], Qt.Key.Key_Down)
    assert radios[1].isChecked()
    assert radios[1].hasFocus()
    QTest.keyClick(radios[1], Qt.Key.Key_Up)
    assert radios[0].isChecked()


# Segmented controls and tabs: (keys pressed, the place chosen, what was told)
STEPS: list[tuple[list[str], int, list[int]]] = [
    (["Right"], 0, [0]),
    (["Left"], 0, [0]),
    (["Down"], 0, [0]),
    (["Up"], 0, [0]),
    (["Right", "Right", "Right"], 2, [0, 1, 2]),
    (["Right"] * 9, 3, [0, 1, 2, 3]),
    (["4", "Left"], 2, [3, 2]),
    (["4", "Up", "Up"], 1, [3, 2, 1]),
    (["1", "Left"], 0, [0]),
    (["2", "2"], 1, [1]),
    (["5"], -1, []),
    (["0"], -1, []),
    (["9"], -1, []),
    (["Home"], -1, []),
    (["A"], -1, []),
    (["Space"], -1, []),
    (["Ctrl+1"], -1, []),
    (["Shift+Right"], -1, []),
]


@both_pads
@pytest.mark.parametrize(("keys", "place", "told"), STEPS)
def test_arrows_and_digits_choose_a_word(
    stage: Stage, keys: list[str], place: int, told: list[int], pad: Qt.KeyboardModifier
) -> None:
    bar = Segmented(["窗口", "电话", "网络", "上门"], "来访方式")
    stand, heard = Stand(stage, bar), list[int]()
    bar.chosen.connect(heard.append)
    for key in keys:
        stand.press(key, pad)
    assert (bar.current, heard) == (place, told)
    assert bar.hasFocus()


@pytest.mark.parametrize(
    ("shut", "begin", "key", "place"),
    [
        ([1], 0, "Right", 2),
        ([1], 2, "Left", 0),
        ([1, 2], 0, "Right", 3),
        ([1, 2], 3, "Left", 0),
        ([2, 3], 1, "Right", 1),
        ([0], 1, "Left", 1),
        ([0], -1, "Right", 1),
        ([0, 1, 2, 3], -1, "Right", -1),
        ([0, 1, 2], 0, "Right", 3),
    ],
)
def test_arrows_pass_over_words_that_cannot_be_chosen(
    stage: Stage, shut: list[int], begin: int, key: str, place: int
) -> None:
    bar = Segmented(["100%", "125%", "150%", "175%"], "显示大小", current=begin)
    stand = Stand(stage, bar)
    for at in shut:
        bar.parts[at].setEnabled(False)
    stand.press(key)
    assert bar.current == place


@pytest.mark.parametrize("keys", ["Up", "Down", "PgUp", "PgDown", "Home", "End"])
def test_tabs_leave_the_keys_of_the_list_below_alone(stage: Stage, keys: str) -> None:
    tabs = Tabs([("全部", 1), ("已超期", 2)], "待办")
    stand = Stand(stage, tabs)
    assert stand.press(keys)
    assert tabs.current == 0


# Lists: from an open list (and from a closed one) to what is chosen.
OPEN: list[tuple[list[str], int]] = [
    (["Return"], 3),
    (["Down", "Return"], 4),
    (["Up", "Return"], 2),
    (["PgDown", "Return"], 11),
    (["PgDown", "PgDown", "Return"], 12),
    (["PgUp", "Return"], 1),
    (["Down", "Down", "Up", "Enter"], 4),
    (["Down", "Esc"], 3),
    (["Down", "Tab"], 3),
    (["Up"] * 9 + ["Return"], 1),
    (["Down"] * 30 + ["Return"], 12),
]


@both_pads
@pytest.mark.parametrize(("keys", "value"), OPEN)
def test_keys_in_an_open_list(stage: Stage, keys: list[str], value: int, pad: Qt.KeyboardModifier) -> None:
    combo = Combo(ITEMS)
    combo.set_value(3)
    stand = Stand(stage, combo)
    stand.press("Alt+Down")
    assert combo.is_offering
    assert combo.popup().current == 2
    for key in keys:
        stand.press(key, pad)
    assert combo.value == value
    assert not combo.is_offering
    assert combo.text() == f"{value}　服务事项{value}"


@both_pads
@pytest.mark.parametrize(
    ("keys", "value"), [(["Down"], 4), (["Up"], 2), (["Up"] * 5, 1), (["Down"] * 20, 12), (["PgDown"], 3)]
)
def test_keys_in_a_closed_list(stage: Stage, keys: list[str], value: int, pad: Qt.KeyboardModifier) -> None:
    combo = Combo(ITEMS)
    combo.set_value(3)
    stand, told = Stand(stage, combo), list[object]()
    combo.chosen.connect(told.append)
    for key in keys:
        stand.press(key, pad)
    assert combo.value == value
    assert not combo.is_offering
    assert told[-1:] == ([value] if value != 3 else [])


@pytest.mark.parametrize("keys", ["Alt+Down", "Down", "Up", "A", "1", "Return"])
def test_a_list_for_reading_only_opens_and_changes_nothing(stage: Stage, keys: str) -> None:
    combo = Combo(ITEMS)
    combo.set_value(3)
    combo.setReadOnly(True)
    stand = Stand(stage, combo)
    stand.press(keys)
    assert combo.value == 3
    assert not combo.is_offering


@pytest.mark.parametrize("keys", ["Alt+Down", "Down", "Up"])
def test_a_list_without_choices_stays_empty(stage: Stage, keys: str) -> None:
    combo = Combo([])
    stand = Stand(stage, combo)
    stand.press(keys)
    assert combo.value is None
    assert not combo.is_offering


@pytest.mark.parametrize("keys", ["Ctrl+Down", "Shift+Down", "Ctrl+Alt+Down", "F4", "Alt+Up"])
def test_chords_that_are_not_ours_open_no_list(stage: Stage, keys: str) -> None:
    combo = Combo(ITEMS)
    combo.set_value(3)
    stand = Stand(stage, combo)
    stand.press(keys)
    assert not combo.is_offering
    assert combo.value == 3


@pytest.mark.parametrize(
    ("typed", "rows", "value"),
    [
        ("sx7", [7], 7),
        ("SX7", [7], 7),
        ("1", [1, 10, 11, 12], 1),
        ("12", [12], 12),
        ("事项3", [3], 3),
        ("x", [], None),
    ],
)
def test_typing_in_a_list_filters_it_and_enter_takes(
    stage: Stage, typed: str, rows: list[int], value: int | None
) -> None:
    combo = Combo(ITEMS)
    stand = Stand(stage, combo)
    if typed.isascii():
        QTest.keyClicks(combo, typed)
    else:
        commit = QInputMethodEvent("", [])
        commit.setCommitString(typed)
        QApplication.sendEvent(combo, commit)
    assert combo.is_offering is bool(rows)
    found = [row.value.value for row in combo.popup().rows]  # type: ignore[attr-defined]
    assert sorted(found) == rows or (not rows and not combo.is_offering)
    stand.press("Return")
    assert combo.value == value


def test_backspace_in_a_list_shows_more_again_and_leaving_it_empty_keeps_the_choice(stage: Stage) -> None:
    combo = Combo(ITEMS)
    combo.set_value(3)
    stand = Stand(stage, combo)
    combo.selectAll()
    QTest.keyClicks(combo, "sx1")
    assert len(combo.popup().rows) == 4
    stand.press("Backspace")
    assert len(combo.popup().rows) == 12
    for _ in range(3):
        stand.press("Backspace")
    stand.press("Tab")
    assert combo.value == 3
    assert combo.text() == "3　服务事项3"


# Offers under a field.
@both_pads
@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        (["Return"], 0),
        (["Down", "Return"], 1),
        (["PgDown", "Return"], MOST_ROWS),
        (["PgDown", "PgUp", "Enter"], 0),
        (["Down"] * 40 + ["Return"], 19),
        (["Up", "Return"], 0),
        (["Down", "Shift+Return"], 1),
        (["Esc"], None),
        (["Tab"], None),
    ],
)
def test_keys_among_offers(
    stage: Stage, keys: list[str], taken: int | None, pad: Qt.KeyboardModifier
) -> None:
    edit = SuggestEdit()
    stand, heard = Stand(stage, edit), list[object]()
    edit.taken.connect(lambda row: heard.append(row.value))
    edit.offer([Suggestion(f"申请人{n}", n) for n in range(20)])
    for key in keys:
        stand.press(key, pad)
    assert heard == ([taken] if taken is not None else [])
    assert not edit.is_offering


@pytest.mark.parametrize("keys", ["Left", "Right", "Home", "End", "Ctrl+A", "Ctrl+C", "A", "Backspace"])
def test_keys_of_writing_stay_with_the_field_while_it_offers(stage: Stage, keys: str) -> None:
    edit = SuggestEdit()
    stand = Stand(stage, edit)
    edit.setText("abc")
    edit.offer([Suggestion("甲", 1)])
    stand.press(keys)
    assert edit.is_offering
    assert edit.hasFocus()


def test_the_row_that_enter_takes_is_always_in_view(stage: Stage) -> None:
    edit = SuggestEdit()
    stand = Stand(stage, edit)
    edit.offer([Suggestion(f"申请人{n}", n) for n in range(20)])
    popup = edit.popup()
    for key in ["Down"] * 19 + ["Up"] * 19 + ["PgDown", "PgDown", "PgUp"]:
        stand.press(key)
        assert popup._first <= popup.current < popup._first + popup._most


# Tables.
ROWS = [f"HH05-20261118-0100{n:02}-T" for n in range(30)]


def a_table() -> Table[str]:
    """Thirty numbers, sortable."""
    columns = [TableColumn("number", "办件号", lambda row: Cell(row, "第二行"), sort=lambda row: row)]
    table: Table[str] = Table(columns, "待办", record=lambda row: row)
    table.setFixedHeight(240)
    table.setMinimumWidth(300)
    table.show_rows(ROWS)
    return table


@both_pads
@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["Down"], 1),
        (["Up"], 0),
        (["Down", "Down", "Up"], 1),
        (["End"], 29),
        (["End", "Home"], 0),
        (["End", "Down"], 29),
        (["Down", "Right", "Left"], 1),
    ],
)
def test_keys_walk_a_table(stage: Stage, keys: list[str], row: int, pad: Qt.KeyboardModifier) -> None:
    table = a_table()
    stand = Stand(stage, table)
    for key in keys:
        stand.press(key, pad)
    assert table.current_row() == ROWS[row]
    assert table.hasFocus()
    place = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(place.adjusted(0, 0, -1, 0).center())


@both_pads
def test_a_screen_down_and_up_come_back_to_the_same_row(stage: Stage, pad: Qt.KeyboardModifier) -> None:
    table = a_table()
    stand = Stand(stage, table)
    stand.press("PgDown", pad)
    far = table.currentIndex().row()
    assert 3 <= far <= 6
    stand.press("PgDown", pad)
    assert table.currentIndex().row() > far
    stand.press("PgUp", pad)
    stand.press("PgUp", pad)
    assert table.currentIndex().row() == 0


@both_pads
@pytest.mark.parametrize(
    ("keys", "opens"), [("Return", 1), ("Enter", 1), ("Ctrl+Return", 0), ("Shift+Return", 0)]
)
def test_enter_opens_a_row(stage: Stage, keys: str, opens: int, pad: Qt.KeyboardModifier) -> None:
    table = a_table()
    stand, opened = Stand(stage, table), list[object]()
    table.opened.connect(opened.append)
    stand.press(keys, pad)
    assert opened == [ROWS[0]] * opens


@both_pads
def test_ctrl_arrows_sort_a_table(stage: Stage, pad: Qt.KeyboardModifier) -> None:
    table = a_table()
    stand = Stand(stage, table)
    stand.press("Ctrl+Down", pad)
    assert table.table_model.rows[0] == ROWS[-1]
    stand.press("Ctrl+Up", pad)
    assert table.table_model.rows[0] == ROWS[0]


@pytest.mark.parametrize("keys", ["Ctrl+C", "Ctrl+Ins"])
def test_the_number_of_the_row_is_copied(stage: Stage, keys: str) -> None:
    table = a_table()
    stand = Stand(stage, table)
    QGuiApplication.clipboard().clear()
    stand.press("Down")
    stand.press(keys)
    assert QGuiApplication.clipboard().text() == ROWS[1]


@pytest.mark.parametrize("keys", ["Del", "Backspace", "F2", "Ctrl+A", "Ctrl+X", "Ctrl+V", "Shift+Down"])
def test_no_key_changes_what_a_table_shows(stage: Stage, keys: str) -> None:
    table = a_table()
    stand = Stand(stage, table)
    stand.press(keys)
    assert list(table.table_model.rows) == ROWS
    assert len(table.selectionModel().selectedRows()) == 1


# The list of items.
@both_pads
@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (["Down"], 2),
        (["Up"], 1),
        (["Down", "Down", "Up"], 2),
        (["Down"] * 20, 10),
        (["End"], 10),
        (["End", "Home"], 1),
        (["PgDown"], 6),
        (["PgDown", "PgDown"], 10),
        (["PgDown", "PgUp"], 1),
        (["End", "PgUp"], 5),
        (["Right"], 1),
    ],
)
def test_keys_in_the_list_of_items(
    stage: Stage, theme: Theme, keys: list[str], number: int, pad: Qt.KeyboardModifier
) -> None:
    items = ItemList(reference().catalogue.items)
    chosen: list[int] = []
    items.chosen.connect(chosen.append)
    items.choose(1)
    scroller = Scroller(items, "事项")
    stage(Column(scroller), size=(320, 200))
    items.rows[0].setFocus()
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or items, QKeySequence(key)[0].key(), pad)
        settle(1)
    assert items.current().item.number == number == chosen[-1]
    assert items.current().hasFocus()
    assert items.current().visibleRegion().boundingRect().height() == items.current().height()


# Keys in a dialog.
@both_pads
@pytest.mark.parametrize("keys", ["Return", "Enter", "Shift+Return", "Ctrl+Return"])
@pytest.mark.parametrize(
    "make", [LineEdit, lambda: Combo(ITEMS), lambda: Check("帮办代办"), lambda: Segmented(["甲"], "乙")]
)
def test_enter_in_a_dialog_is_the_default_button(
    stage: Stage, make: Callable[[], QWidget], keys: str, pad: Qt.KeyboardModifier
) -> None:
    window = stage(Column(LineEdit()), size=(800, 500))
    dialog, done = Dialog("转办", window), list[str]()
    control = make()
    dialog.body.add(control)
    dialog.add_button("取消", lambda: done.append("cancel"), closes=False)
    dialog.add_button("转办(&Z)", lambda: done.append("go"), default=True, closes=False)
    dialog.focus_first(control)
    dialog.open()
    settle()
    chord = QKeySequence(keys)[0]
    QTest.keyClick(QApplication.focusWidget() or dialog, chord.key(), chord.keyboardModifiers() | pad)
    settle()
    assert done == ["go"]
    dialog.reject()


def test_enter_on_another_button_of_a_dialog_presses_that_one(stage: Stage) -> None:
    window = stage(Column(LineEdit()), size=(800, 500))
    dialog, done = Dialog("转办", window), list[str]()
    other = dialog.add_button("取消", lambda: done.append("cancel"), closes=False)
    dialog.add_button("转办(&Z)", lambda: done.append("go"), default=True, closes=False)
    dialog.open()
    settle()
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert done == ["cancel"]
    dialog.reject()


@pytest.mark.parametrize("enabled", [True, False])
def test_a_default_button_that_cannot_be_pressed_is_not_pressed_by_enter(stage: Stage, enabled: bool) -> None:
    window = stage(Column(LineEdit()), size=(800, 500))
    dialog, done, edit = Dialog("转办", window), list[str](), LineEdit()
    dialog.body.add(edit)
    go = dialog.add_button("转办(&Z)", lambda: done.append("go"), default=True, closes=False)
    dialog.focus_first(edit)
    dialog.open()
    settle()
    go.setEnabled(enabled)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert done == ["go"] * enabled
    assert dialog.isVisible()
    dialog.reject()
