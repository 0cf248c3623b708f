"""The one table of keys: complete in words, free of clashes and of keys that are not ours."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from outlet_app.ui.help import key_groups
from outlet_app.ui.keymap import ALWAYS, KEYS, OWN_KEYS, PAGE_KEYS, Command, Keymap, PageKey
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording.keys import COMMANDS, FIXED, key_word
from outlet_app.wording.shell import PAGES

TAKEN_BY_OTHERS = {"F4", "F10", "Alt+F4", "Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F"}


def every_key():
    return [key for keys in KEYS.values() for key in keys] + list(PAGE_KEYS.values())


@pytest.mark.parametrize("command", list(Command))
def test_every_command_has_keys_and_words(command):
    assert KEYS[command]
    assert COMMANDS[command]


@pytest.mark.parametrize("page", list(PageKey))
def test_every_page_has_a_digit_or_an_own_key_and_a_name(page):
    digit = f"Ctrl+{list(PageKey).index(page) + 1}"
    assert PAGE_KEYS[page] == OWN_KEYS.get(page, digit)
    assert PAGES[page]


def test_an_own_key_is_a_function_key_and_stands_behind_the_nine_digits():
    digits = list(PageKey)[:9]
    assert [page for page in PageKey if page in OWN_KEYS] == list(PageKey)[9:]
    assert [PAGE_KEYS[page] for page in digits] == [f"Ctrl+{at}" for at in range(1, 10)]
    assert {key.removeprefix("Shift+")[0] for key in OWN_KEYS.values()} == {"F"}


def test_a_page_with_an_own_key_is_reached_by_it(board):
    _, keymap, heard, line, area = board
    keymap.bind_page(PageKey.CORRECTIONS, lambda: heard.append("corrections"))
    for field in (line, area):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_F11)
    assert heard == ["corrections"] * 2


def test_no_key_means_two_things():
    assert len(set(every_key())) == len(every_key())


@pytest.mark.parametrize("keys", every_key())
def test_every_sequence_is_one_that_qt_knows(keys):
    sequence = QKeySequence(keys)
    assert sequence.count() == 1
    assert not sequence.toString().startswith("?")


def test_keys_of_input_methods_and_the_desktop_are_left_alone():
    assert not TAKEN_BY_OTHERS & set(every_key())


def test_keys_are_written_in_chinese_where_a_sign_would_be_misread():
    assert key_word("Ctrl+=") == "Ctrl+加号"
    assert key_word("Ctrl+-") == "Ctrl+减号"
    assert key_word("F2") == "F2"


@pytest.fixture
def board(stage):
    line, area = LineEdit(), TextArea()
    window = stage(Column(line, area))
    keymap, heard = Keymap(window), []
    line.setFocus()
    return window, keymap, heard, line, area


@pytest.mark.parametrize(
    ("command", "key", "modifiers"),
    [
        (Command.HELP, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Command.NEXT_PANE, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
        (Command.PREVIOUS_PANE, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier),
        (Command.LOCK, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        (Command.SAVE, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
        (Command.PRIMARY, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Command.PRIMARY, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier),
        (Command.LARGER, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier),
        (Command.LARGER, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
        (Command.SMALLER, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier),
        (Command.NORMAL_SIZE, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier),
        (Command.RECENT, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier),
        (Command.BACK, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
)
@pytest.mark.parametrize("field", [3, 4], ids=["line", "area"])
def test_a_key_reaches_its_command_from_any_field(board, command, key, modifiers, field):
    _, keymap, heard, *_ = board
    keymap.bind(command, lambda: heard.append(command))
    board[field].setFocus()
    QTest.keyClick(board[field], key, modifiers)
    assert heard == [command]


def test_a_page_is_reached_by_its_digit(board):
    _, keymap, heard, line, _ = board
    keymap.bind_page(PageKey.SYNC, lambda: heard.append("sync"))
    QTest.keyClick(line, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["sync"]


def test_unbound_keys_stay_free(board):
    _, keymap, heard, line, _ = board
    keymap.bind(Command.HELP, lambda: heard.append("help"))
    QTest.keyClick(line, Qt.Key.Key_F7)
    assert heard == []


def test_while_locked_only_the_display_size_answers(board):
    _, keymap, heard, line, _ = board
    for command in (Command.HELP, Command.LARGER):
        keymap.bind(command, lambda command=command: heard.append(command))
    keymap.bind_page(PageKey.SYNC, lambda: heard.append("sync"))
    keymap.set_enabled(False)
    for key, modifiers in (
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.keyClick(line, key, modifiers)
    assert heard == [Command.LARGER]
    assert Command.LARGER in ALWAYS
    keymap.set_enabled(True)
    QTest.keyClick(line, Qt.Key.Key_F1)
    assert heard[-1] == Command.HELP


def test_the_help_lists_what_is_bound_and_nothing_else(board):
    _, keymap, *_ = board
    keymap.bind(Command.SYNC_NOW, lambda: None)
    keymap.bind_page(PageKey.CASES, lambda: None)
    groups = key_groups(keymap)
    assert groups[0][1] == (("F8", "立即同步"),)
    assert groups[1][1] == (("Ctrl+3", "办件查询"),)
    assert [title for title, _ in groups[2:]] == list(FIXED)
