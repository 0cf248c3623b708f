"""The buttons of what can be done with a case: the first few, the rest behind 更多办理."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.wording import actions as words

MOST_SHOWN = 4
MORE = "more"
_ARROWS = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}


Steps = Mapping[str, tuple[str, str]]


def split(offered: frozenset[str], steps: Steps | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What has a button of its own and what stands behind 更多办理, in the order of the table of words."""
    ordered = tuple(name for name in steps or words.ACTIONS if name in offered)
    if len(ordered) <= MOST_SHOWN:
        return ordered, ()
    return ordered[: MOST_SHOWN - 1], ordered[MOST_SHOWN - 1 :]


class ActionRow(Row):
    """`acted` carries the code of a pressed step, or MORE."""

    acted = Signal(str)

    def __init__(self, steps: Steps | None = None) -> None:
        super().__init__()
        self._steps = steps or words.ACTIONS
        self.buttons = {name: self._button(name, *text) for name, text in self._steps.items()}
        self.more = self._button(MORE, *words.MORE)
        self._icons = {button: button.icon_name for button in (*self.buttons.values(), self.more)}
        for item in (*self.buttons.values(), self.more, None):
            self.add(item)

    def show_actions(self, offered: frozenset[str]) -> None:
        """Show the steps that are open, each called by a letter of its own."""
        shown, hidden = split(offered, self._steps)
        texts = words.lettered([self._steps[name][0] for name in shown])
        for button in self.buttons.values():
            button.hide()
        for name, text in zip(shown, texts, strict=True):
            self.buttons[name].setText(text)
            self.buttons[name].show()
        self.more.setVisible(bool(hidden))
        self._fit()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words before pictures: where not both have room, the buttons do without icons."""
        shown = [button for button in (*self.buttons.values(), self.more) if not button.isHidden()]
        for button in shown:
            button.set_icon(self._icons[button])
        gaps = self.box.spacing() * (len(shown) - 1)
        if sum(button.sizeHint().width() for button in shown) + gaps > self.width():
            for button in shown:
                button.set_icon("")

    def _button(self, name: str, text: str, icon: str) -> Button:
        button = Button(text, icon, size=COMPACT)
        button.clicked.connect(lambda: self.acted.emit(name))
        return button


class _Choice(Button):
    """One line of the list, its words below the others'; `stepped` carries an arrow key."""

    stepped = Signal(int)

    def _start(self, content: int) -> float:  # noqa: ARG002
        return look().s(self.size_class.padding)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in _ARROWS:
            self.stepped.emit(_ARROWS[event.key()])
        else:
            super().keyPressEvent(event)


class StepList(Dialog):
    """Steps as a list: arrows move, Enter or the digit takes one; `taken` carries its code."""

    taken = Signal(str)

    def __init__(self, parent: QWidget, title: str, names: Iterable[str], steps: Steps) -> None:
        super().__init__(title, parent)
        self.choices: dict[str, _Choice] = {}
        for number, name in enumerate(names, 1):
            text, icon = steps[name]
            choice = self.choices[name] = _Choice(words.numbered(text, number), icon)
            choice.clicked.connect(lambda _checked=False, name=name: self._take(name))
            choice.stepped.connect(lambda by, number=number: self._step(number - 1 + by))
        # As many as a case may offer, they scroll rather than leave the window.
        self.body.add(TallColumn(title, parent.window(), *self.choices.values()))
        self.add_button(words.CLOSE, self.reject, closes=False)
        self.focus_first(next(iter(self.choices.values())))

    def _step(self, place: int) -> None:
        """The line at this place; after the last comes the first."""
        choices = list(self.choices.values())
        choices[place % len(choices)].setFocus()

    def _take(self, name: str) -> None:
        self.accept()
        self.taken.emit(name)


class MoreDialog(StepList):
    """The further steps of a case."""

    def __init__(self, parent: QWidget, offered: frozenset[str], steps: Steps | None = None) -> None:
        table = steps or words.ACTIONS
        super().__init__(parent, words.MORE_TITLE, split(offered, table)[1], table)
