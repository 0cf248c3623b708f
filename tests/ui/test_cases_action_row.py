"""What can be done with a case: a few buttons, the rest in a list that keys walk through."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.pages.cases.action_row import ActionRow, MoreDialog, split
from outlet_app.wording import actions as words
from tests.support.counter_fakes_desk import press
from tests.support.whole_window import settle

ALL = tuple(f"step{n}" for n in range(12))


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve steps; the second wants the first one's letter."""
    letters = ("P", "P", "B", "M", "C", "D", "E", "F", "G", "H", "J", "K")
    steps = {name: (f"步骤{at}(&{letters[at]})", "clock") for at, name in enumerate(ALL)}
    monkeypatch.setattr(words, "ACTIONS", steps)


@pytest.mark.parametrize(("many", "shown"), [(0, 0), (1, 1), (4, 4), (5, 3), (12, 3)])
def test_four_fit_and_of_more_three_are_shown_beside_the_list(many: int, shown: int) -> None:
    first, rest = split(frozenset(ALL[:many]))
    assert (first, rest) == (ALL[:shown], ALL[shown:many])


def test_a_step_nobody_has_words_for_is_not_offered() -> None:
    assert split(frozenset({"step1", "from_a_newer_program"})) == (("step1",), ())


def shown(stage: Callable[..., object], many: int) -> ActionRow:
    row = ActionRow()
    stage(row)
    row.show_actions(frozenset(ALL[:many]))
    return row


def visible(row: ActionRow) -> list[str]:
    return [name for name, button in row.buttons.items() if button.isVisible()]


def test_the_list_has_a_button_only_where_something_is_in_it(stage: Callable[..., object]) -> None:
    row = shown(stage, 4)
    assert (visible(row), row.more.isVisible()) == (list(ALL[:4]), False)
    row.show_actions(frozenset(ALL[:5]))
    assert (visible(row), row.more.isVisible()) == (list(ALL[:3]), True)


def test_a_letter_belongs_to_the_first_that_has_it_and_the_others_get_spare_ones(
    stage: Callable[..., object],
) -> None:
    row = shown(stage, 4)
    texts = [row.buttons[name].text() for name in ALL[:4]]
    assert texts == ["步骤0(&P)", "步骤1(&G)", "步骤2(&B)", "步骤3(&V)"]  # M is the list's own


@pytest.mark.parametrize(("letter", "step"), [("P", "step0"), ("G", "step1"), ("B", "step2"), ("V", "step3")])
def test_each_letter_presses_its_own_button(stage: Callable[..., object], letter: str, step: str) -> None:
    row, told = shown(stage, 4), list[str]()
    row.acted.connect(told.append)
    row.buttons["step0"].setFocus()
    press(row.buttons["step0"], Qt.Key[f"Key_{letter}"], Qt.KeyboardModifier.AltModifier)
    assert told == [step]


def test_where_words_and_pictures_have_no_room_the_pictures_go(stage: Callable[..., object]) -> None:
    host, row = QWidget(), ActionRow()
    stage(host)
    row.setParent(host)
    row.show()
    row.show_actions(frozenset(ALL))
    buttons = [*(row.buttons[name] for name in ALL[:3]), row.more]
    row.resize(2000, 40)
    settle()
    wide = sum(button.sizeHint().width() for button in buttons) + 3 * row.box.spacing()
    assert [button.icon_name for button in buttons] == ["clock", "clock", "clock", "ellipsis"]
    for width, has_icons in ((wide, True), (wide - 1, False), (wide + 1, True)):
        row.resize(width, 40)
        settle()
        assert [bool(button.icon_name) for button in buttons] == [has_icons] * 4, width
        assert [button.width() >= button.sizeHint().width() for button in buttons] == [True] * 4, width


def test_a_step_that_becomes_first_gets_its_letter_back(stage: Callable[..., object]) -> None:
    row = shown(stage, 2)
    row.show_actions(frozenset({"step1"}))
    assert row.buttons["step1"].text() == "步骤1(&P)"


def test_a_button_tells_which_step_was_pressed(stage: Callable[..., object]) -> None:
    row, told = shown(stage, 12), []
    row.acted.connect(told.append)
    row.buttons["step2"].setFocus()
    press(row.buttons["step2"], Qt.Key.Key_Return)
    row.more.setFocus()
    press(row.more, Qt.Key.Key_Space)
    assert told == ["step2", "more"]


class Open:
    """The list, open over a window, and what was taken from it."""

    def __init__(self, window: QWidget, many: int) -> None:
        self.dialog = MoreDialog(window, frozenset(ALL[:many]))
        self.taken: list[str] = []
        self.dialog.taken.connect(self.taken.append)
        self.dialog.show()
        self.dialog.activateWindow()

    @property
    def at(self) -> str:
        """The step whose button has the focus."""
        focus = QApplication.focusWidget()
        return next((name for name, button in self.dialog.choices.items() if button is focus), "")

    def key(self, key: Qt.Key) -> None:
        press(QApplication.focusWidget() or self.dialog, key)


@pytest.fixture
def listed(stage: Callable[..., object]) -> Open:
    window = QWidget()
    window.resize(1366, 768)
    stage(window)
    return Open(window, 12)


def test_the_list_begins_with_what_had_no_button(listed: Open) -> None:
    assert list(listed.dialog.choices) == list(ALL[3:])
    assert listed.at == "step3"


def test_arrows_go_round_the_list(listed: Open) -> None:
    listed.key(Qt.Key.Key_Up)
    assert listed.at == "step11"
    listed.key(Qt.Key.Key_Down)
    listed.key(Qt.Key.Key_Down)
    assert listed.at == "step4"


def test_enter_takes_the_step_and_closes(listed: Open) -> None:
    listed.key(Qt.Key.Key_Down)
    listed.key(Qt.Key.Key_Return)
    assert listed.taken == ["step4"]
    assert not listed.dialog.isVisible()


def test_a_digit_takes_the_step_it_stands_beside(listed: Open) -> None:
    assert [button.text() for button in listed.dialog.choices.values()][:2] == ["步骤3(&1)", "步骤4(&2)"]


def test_escape_takes_nothing(listed: Open) -> None:
    listed.key(Qt.Key.Key_Escape)
    assert listed.taken == []
    assert not listed.dialog.isVisible()
