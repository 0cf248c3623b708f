"""The buttons of what can be done with a case: the first few, the rest behind 更多办理."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.dialog import Dialog
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
    """One line of the list; the arrows are the list's, where Qt would stop at the ends."""

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class StepList(Dialog):
    """Steps as a list: arrows move, Enter or the digit takes one; `taken` carries its code."""

    taken = Signal(str)

    def __init__(self, parent: QWidget, title: str, names: Iterable[str], steps: Steps) -> None:
        super().__init__(title, parent)
        self.choices: dict[str, Button] = {}
        for number, name in enumerate(names, 1):
            text, icon = steps[name]
            choice = self.choices[name] = _Choice(words.numbered(text, number), icon)
            choice.clicked.connect(lambda _checked=False, name=name: self._take(name))
            self.body.add(choice)
        self.add_button(words.CLOSE, self.reject, closes=False)
        self.focus_first(next(iter(self.choices.values())))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = _ARROWS.get(event.key())
        focus, choices = QApplication.focusWidget(), list(self.choices.values())
        if step and isinstance(focus, Button) and focus in choices:
            choices[(choices.index(focus) + step) % len(choices)].setFocus()
        else:
            super().keyPressEvent(event)

    def _take(self, name: str) -> None:
        self.accept()
        self.taken.emit(name)


class MoreDialog(StepList):
    """The further steps of a case."""

    def __init__(self, parent: QWidget, offered: frozenset[str], steps: Steps | None = None) -> None:
        table = steps or words.ACTIONS
        super().__init__(parent, words.MORE_TITLE, split(offered, table)[1], table)
