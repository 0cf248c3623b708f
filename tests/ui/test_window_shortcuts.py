"""Every key of docs/keyboard.md does in the whole window what it says, and the keys of others do nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.feedback import Answer
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import KEYS, PAGE_KEYS, Command, Keymap, PageKey
from outlet_app.ui.pages.help.page import HelpDialog
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording.keys import COMMANDS, FIXED, KEY_WORDS, key_word
from outlet_app.wording.shell import PAGES
from tests.support.counter_fakes_desk import FakeDesk
from tests.support.inspection import called
from tests.support.whole_window import drain, settle, show_page, whole_window
from tests.ui.conftest import Stage

PAPER = (Path(__file__).parents[2] / "docs" / "keyboard.md").read_text(encoding="utf-8")
TYPED = {shown: typed for typed, shown in KEY_WORDS.items()}
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([a-z_]+)` \|$", PAPER, re.M)
EVERYWHERE = [
    (TYPED.get(key.strip(), key.strip()), command)
    for keys, _, command in ROWS
    if command in list(Command)
    for key in keys.split(", ")
]
DIGITS = [(keys, page) for keys, _, page in ROWS if page in list(PageKey)]
SIZES = {Command.LARGER, Command.SMALLER, Command.NORMAL_SIZE}
UNUSED = ["Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F", "F4", "F10", "Shift"]


def press(keys: str, on: QWidget | None = None) -> None:
    """One chord on what has the focus."""
    target = on or QApplication.focusWidget()
    assert target is not None
    chord = QKeySequence(keys)[0]
    QTest.keyClick(target, chord.key(), chord.keyboardModifiers())
    settle(2)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every command and page a key asks for; it is carried out as well."""
    heard: list[str] = []
    bind, bind_page = Keymap.bind, Keymap.bind_page

    def listening(name: str, handler: Callable[[], object]) -> Callable[[], object]:
        return lambda: (heard.append(name), handler())

    def told(keymap: Keymap, command: Command, handler: Callable[[], object]) -> None:
        bind(keymap, command, listening(command, handler))

    def page_told(keymap: Keymap, page: PageKey, handler: Callable[[], object]) -> None:
        bind_page(keymap, page, listening(page, handler))

    monkeypatch.setattr(Keymap, "bind", told)
    monkeypatch.setattr(Keymap, "bind_page", page_told)
    return heard


@pytest.fixture
def window(stage: Stage, theme: Theme, lanes: Lanes, asked: list[str]) -> Shell:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    show_page(window, PageKey.SYNC, lanes)
    return window


def test_the_page_lists_every_command_and_every_page() -> None:
    assert {command for _, command in EVERYWHERE} == set(Command)
    assert [(keys, page) for keys, page in DIGITS] == [(PAGE_KEYS[page], page) for page in PageKey]
    assert len(EVERYWHERE) > len(Command)


@pytest.mark.parametrize(("keys", "command"), EVERYWHERE)
def test_a_documented_key_asks_for_its_command_and_for_nothing_else(
    window: Shell, asked: list[str], keys: str, command: str
) -> None:
    press(keys)
    assert asked == ([command] if command in window.keymap.commands else [])
    window.feedback.close_all()


@pytest.mark.parametrize(("keys", "page"), DIGITS)
def test_a_documented_digit_opens_its_page(window: Shell, asked: list[str], keys: str, page: str) -> None:
    press(keys)
    assert asked == [page]
    assert window.current == page
    assert [key for key, item in window.navigation.items.items() if item.isChecked()] == [page]


@pytest.mark.parametrize(("keys", "command"), EVERYWHERE)
@pytest.mark.parametrize("make", [LineEdit, TextArea])
def test_a_key_works_from_inside_a_field_and_writes_nothing(
    window: Shell, asked: list[str], keys: str, command: str, make: Callable[[], QWidget]
) -> None:
    field = make()
    page = window.page
    assert page is not None
    layout = page.layout()
    assert layout is not None
    layout.addWidget(field)
    settle()
    field.setFocus()
    press(keys, field)
    assert asked == ([command] if command in window.keymap.commands else [])
    assert field.text() == ""  # type: ignore[attr-defined]
    window.feedback.close_all()


@pytest.mark.parametrize("keys", UNUSED)
def test_keys_of_others_ask_for_nothing(window: Shell, asked: list[str], keys: str) -> None:
    before = (window.current, QApplication.focusWidget(), window.feedback.open_dialog)
    if keys == "Shift":
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Shift)
    else:
        press(keys)
    assert asked == []
    assert (window.current, QApplication.focusWidget(), window.feedback.open_dialog) == before


@pytest.mark.parametrize(
    "keys", [*(f"Ctrl+Shift+{n}" for n in range(1, 10)), "Alt+1", "Ctrl+Alt+L", "Ctrl+Shift+L"]
)
def test_chords_near_ours_are_not_ours(window: Shell, asked: list[str], keys: str) -> None:
    press(keys)
    assert asked == []


@pytest.mark.parametrize(("keys", "command"), EVERYWHERE)
def test_a_key_held_down_counts_once(window: Shell, asked: list[str], keys: str, command: str) -> None:
    chord = QKeySequence(keys)[0]
    target = QApplication.focusWidget()
    assert target is not None
    again = QKeyEvent(QEvent.Type.KeyPress, chord.key().value, chord.keyboardModifiers(), "", True, 1)
    for _ in range(3):
        QApplication.sendEvent(target, again)
    assert asked == []


@pytest.mark.parametrize(("keys", "command"), EVERYWHERE)
def test_over_a_dialog_only_lock_phrases_and_display_size_answer(
    window: Shell, asked: list[str], keys: str, command: str
) -> None:
    window.feedback.ask("转办", ["句子。"], [Answer("取消"), Answer("转办(&Z)", default=True)])
    settle()
    dialog = window.feedback.open_dialog
    assert dialog is not None
    if command == Command.BACK:
        return
    press(keys)
    assert asked == ([command] if command in {*SIZES, Command.LOCK, Command.PHRASES} else [])
    window.feedback.close_all()


def test_lock_and_size_answer_in_a_field_of_a_dialog_and_in_one_that_waited(
    window: Shell, asked: list[str], theme: Theme
) -> None:
    for title in ("第一", "第二"):
        dialog = Dialog(title, window)
        edit = LineEdit()
        dialog.body.add(edit)
        dialog.add_button("好", default=True)
        dialog.focus_first(edit)
        window.feedback.open(dialog)
    settle()
    press("Esc")
    settle()
    assert window.feedback.open_dialog is not None
    assert window.feedback.open_dialog.windowTitle() == "第二"
    press("Ctrl+L")
    press("Ctrl+=")
    assert asked == [Command.LOCK, Command.LARGER]
    assert theme.factor == 1.25
    window.feedback.close_all()


def test_behind_a_cover_a_dialog_lends_no_lock(window: Shell, asked: list[str]) -> None:
    window.cover(Column(LineEdit()))
    window.feedback.trouble("storage.damaged", {})
    settle()
    press("Ctrl+L")
    press("Ctrl+=")
    assert asked == [Command.LARGER]
    window.feedback.close_all()


@pytest.mark.parametrize(("keys", "command"), EVERYWHERE)
def test_while_covered_only_the_display_size_answers(
    window: Shell, asked: list[str], keys: str, command: str
) -> None:
    cover = Column(LineEdit())
    window.cover(cover)
    edit = cover.findChild(LineEdit)
    assert edit is not None
    edit.setFocus()
    press(keys, edit)
    assert asked == ([command] if command in SIZES else [])
    window.uncover()
    asked.clear()
    press(keys)
    assert asked == ([command] if command in window.keymap.commands else [])
    window.feedback.close_all()


# What the keys then do, on the pages themselves.


def test_f1_lists_every_key_that_answers_in_this_window(window: Shell) -> None:
    press("F1")
    dialog = window.feedback.open_dialog
    assert isinstance(dialog, HelpDialog)
    caps = [cap.key for cap in dialog.findChildren(KeyCap)]
    said = [label.text() for label in dialog.body.findChildren(Label)]
    for command in Command:
        bound = command in window.keymap.commands
        assert (COMMANDS[command] in said) is bound or COMMANDS[command] in PAGES.values()
        assert (key_word(KEYS[command][0]) in caps) is bound
    for page in PageKey:
        assert PAGES[page] in said
        assert PAGE_KEYS[page] in caps
    for title, rows in FIXED.items():
        assert title in said
        assert all(keys in caps and does in said for keys, does in rows)
    window.feedback.close_all()


def test_f1_names_no_page_this_window_does_not_have(stage: Stage, lanes: Lanes) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    window.keymap.pages.remove(PageKey.REVIEWS)
    window.commands.show_help()
    settle()
    dialog = window.feedback.open_dialog
    assert dialog is not None
    assert "Ctrl+5" not in [cap.key for cap in dialog.findChildren(KeyCap)]
    window.feedback.close_all()


@pytest.mark.parametrize("key", ["Esc", "Return", "Enter", "Space"])
def test_the_help_is_left_by_any_usual_key(window: Shell, key: str) -> None:
    before = QApplication.focusWidget()
    press("F1")
    press(key)
    QTest.qWait(1)
    settle()
    assert window.feedback.open_dialog is None
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize(("key", "moved"), [("Down", True), ("PgDown", True), ("End", False)])
def test_a_long_help_is_scrolled_by_keys(
    stage: Stage, theme: Theme, lanes: Lanes, key: str, moved: bool
) -> None:
    theme.choose(factor=1.5)
    window = whole_window(lanes)
    stage(window, size=(1366, 696))
    window.commands.show_help()
    settle()
    dialog = window.feedback.open_dialog
    assert isinstance(dialog, HelpDialog)
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is dialog._scroller
    bar = dialog._scroller.verticalScrollBar()
    press(key, dialog._scroller)
    assert (bar.value() > 0) is (moved or bar.value() == bar.maximum())
    window.feedback.close_all()


def test_f3_goes_to_the_search_and_takes_what_stands_in_it(window: Shell) -> None:
    assert window.frame is not None
    search = window.frame.top_bar.search
    search.setText("巴特尔")
    press("F3")
    assert search.hasFocus()
    assert search.selectedText() == "巴特尔"
    search.deselect()
    press("F3")
    assert search.selectedText() == "巴特尔"


@pytest.mark.parametrize("typed", ["  巴特尔 ", "HH05-20261118-0100", "bte", "𬎆", "a&b", "%_"])
def test_what_is_searched_for_is_carried_to_the_list_as_typed_without_outer_blanks(
    window: Shell, typed: str
) -> None:
    assert window.frame is not None
    found: list[tuple[str, object]] = []
    window.frame.top_bar.searched.connect(lambda text: found.append(("cases", text)))
    press("F3")
    window.frame.top_bar.search.setText(typed)
    press("Return")
    assert found == [("cases", typed.strip())]
    assert window.current == PageKey.CASES


def test_f3_without_a_search_field_opens_the_list_of_cases(stage: Stage, theme: Theme, lanes: Lanes) -> None:
    theme.choose(factor=1.5)
    window = whole_window(lanes)
    stage(window, size=(1366, 696))
    show_page(window, PageKey.SYNC, lanes)
    settle()
    press("F3")
    assert window.current == PageKey.CASES


def test_f5_reads_the_page_again(stage: Stage, lanes: Lanes) -> None:
    desk = FakeDesk()
    window = whole_window(lanes, desk=desk)
    stage(window, size=(1366, 768))
    show_page(window, PageKey.WORKBENCH, lanes)
    reads = desk.reads
    press("F5")
    drain(lanes)
    assert desk.reads == reads + 1


def test_f8_and_ctrl_l_ask_the_program_from_every_page(window: Shell) -> None:
    heard: list[str] = []
    window.sync_wanted.connect(lambda: heard.append("sync"))
    window.lock_wanted.connect(lambda: heard.append("lock"))
    for page in PageKey:
        window.open(page)
        settle()
        press("F8", QApplication.focusWidget() or window)
        press("Ctrl+L", QApplication.focusWidget() or window)
    assert heard == ["sync", "lock"] * len(PageKey)


def test_ctrl_enter_presses_the_filled_button_of_the_page(window: Shell) -> None:
    window.open(PageKey.CATALOGUE)
    settle()
    press("Down")
    press("Ctrl+Return")
    assert window.current == PageKey.INTAKE


def test_ctrl_enter_on_a_page_without_a_filled_button_does_nothing(window: Shell) -> None:
    before = QApplication.focusWidget()
    press("Ctrl+Return")
    assert window.current == PageKey.SYNC
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize(
    ("keys", "factors"),
    [
        (["Ctrl+="], [1.25]),
        (["Ctrl++"], [1.25]),
        (["Ctrl+="] * 4, [1.25, 1.5, 1.5, 1.5]),
        (["Ctrl+-"], [1.0]),
        (["Ctrl+=", "Ctrl+=", "Ctrl+-", "Ctrl+-", "Ctrl+-"], [1.25, 1.5, 1.25, 1.0, 1.0]),
        (["Ctrl+=", "Ctrl+=", "Ctrl+0"], [1.25, 1.5, 1.0]),
        (["Ctrl+0"], [1.0]),
    ],
)
def test_the_display_grows_and_shrinks_by_one_step(
    window: Shell, theme: Theme, keys: list[str], factors: list[float]
) -> None:
    seen = []
    for key in keys:
        press(key)
        seen.append(theme.factor)
    assert seen == factors
    assert window.size().toTuple() == (1366, 768)


def test_ctrl_j_shows_what_was_said(window: Shell) -> None:
    window.feedback.toast("已受理", "一式两份")
    press("Ctrl+J")
    dialog = window.feedback.open_dialog
    assert dialog is not None
    assert dialog.windowTitle() == "最近的提示"
    press("Esc")


def test_esc_closes_the_list_then_the_dialog_then_goes_back(
    window: Shell, asked: list[str], stage: Stage
) -> None:
    dialog = Dialog("转办", window)
    finder = SuggestEdit()
    dialog.body.add(finder)
    dialog.add_button("取消", default=True)
    dialog.focus_first(finder)
    window.feedback.open(dialog)
    settle()
    finder.offer([Suggestion("甲", 1), Suggestion("乙", 2)])
    assert finder.is_offering
    press("Esc")
    assert not finder.is_offering
    assert window.feedback.open_dialog is dialog
    press("Esc")
    assert window.feedback.open_dialog is None
    assert asked == []
    press("Esc")
    assert asked == [Command.BACK]


MNEMONICS = {
    PageKey.SYNC: ["Alt+O", "Alt+J"],
    PageKey.CATALOGUE: ["Alt+M", "Alt+N"],
}


@pytest.mark.parametrize("page", MNEMONICS)
def test_letters_are_unique_on_a_page_and_underlined(window: Shell, page: PageKey) -> None:
    window.open(page)
    settle()
    buttons = [one for one in window.findChildren(QWidget) if one.isVisible() and "&" in _text(one)]
    letters = [_text(one)[_text(one).index("&") + 1].upper() for one in buttons]
    assert sorted(letters) == sorted(set(letters)), [called(one) for one in buttons]
    assert sorted(f"Alt+{letter}" for letter in letters) == sorted(MNEMONICS[page])


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return text() if callable(text) and not isinstance(widget, Label) else ""


def test_alt_letters_of_the_sync_centre_press_their_buttons(window: Shell, lanes: Lanes) -> None:
    drain(lanes)
    settle()
    page = window.page
    assert page is not None
    press("Alt+J")
    assert page.chosen.technical.isVisible()  # type: ignore[attr-defined]
    press("Alt+O")
    assert window.current == PageKey.CASES
