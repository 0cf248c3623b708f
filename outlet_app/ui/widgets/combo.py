"""Choosing one of a list: filtered by typing, opened with Alt and the down arrow, wheel-proof."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import brush_on, icon
from outlet_app.ui.widgets.strokes import ENTER, held, is_plain
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit

CHEVRON = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, the text that stands for it, and further keys it is found by (number, initials)."""

    value: object
    text: str
    keys: tuple[str, ...] = ()

    def matches(self, typed: str) -> bool:
        """Whether what was typed begins a key or stands anywhere in the text."""
        wanted = typed.casefold()
        return wanted in self.text.casefold() or any(key.casefold().startswith(wanted) for key in self.keys)

    def is_exactly(self, typed: str) -> bool:
        """Whether what was typed is one of the keys or the whole text."""
        return typed.casefold() in {key.casefold() for key in (self.text, *self.keys)}


class Combo(SuggestEdit):
    """`chosen` carries the new value; leaving with an unknown text brings the last choice back."""

    chosen = Signal(object)

    def __init__(self, choices: Sequence[Choice] = (), hint: str = "") -> None:
        super().__init__(hint)
        self.choices: tuple[Choice, ...] = ()
        self._choice: Choice | None = None
        self.textEdited.connect(self._filter)
        self.taken.connect(self._taken)
        self.set_choices(choices)

    @property
    def value(self) -> object:
        """The chosen value, or None."""
        return self._choice.value if self._choice else None

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer another list; the choice stays if its value is still in it."""
        self.choices = tuple(choices)
        self.set_value(self.value)

    def set_value(self, value: object) -> None:
        """Choose from the program, without telling."""
        self._choice = next((choice for choice in self.choices if choice.value == value), None)
        self.show_text(self._choice.text if self._choice else "")

    def open_list(self) -> None:
        """Show every choice, the present one marked; a list for reading only stays shut."""
        if self.isReadOnly():
            return
        places = [at for at, choice in enumerate(self.choices) if choice == self._choice]
        self.offer([_row(choice) for choice in self.choices], places[0] if places else 0)

    def restyle(self) -> None:
        super().restyle()
        self.setTextMargins(0, 0, look().s(CHEVRON + 8), 0)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        down, up = event.key() == Qt.Key.Key_Down, event.key() == Qt.Key.Key_Up
        if not self.is_offering and down and held(event) == Qt.KeyboardModifier.AltModifier:
            self.open_list()
        elif not self.is_offering and (down or up) and is_plain(event):
            self._step(1 if down else -1)
        else:
            self._settle_before(event)
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        self._settle()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        super().mousePressEvent(event)
        self.selectAll()
        self.close_popup() if self.is_offering else self.open_list()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        painter = brush_on(self)
        x = self.width() - look().s(CHEVRON + 8)
        color = "text2" if self.isEnabled() and not self.isReadOnly() else "disabled"
        icon(painter, "chevron-down", x, self.height() / 2, CHEVRON, color)
        painter.end()

    def _filter(self, typed: str) -> None:
        wanted = typed.strip()
        rows = [choice for choice in self.choices if choice.matches(wanted)]
        exact = [at for at, choice in enumerate(rows) if choice.is_exactly(wanted)]
        self.offer([_row(choice) for choice in rows], exact[0] if exact else 0)

    def _step(self, by: int) -> None:
        if self.choices and not self.isReadOnly():
            at = self.choices.index(self._choice) + by if self._choice in self.choices else 0
            self._choose(self.choices[min(max(at, 0), len(self.choices) - 1)])
            self.selectAll()

    def _settle_before(self, event: QKeyEvent) -> None:
        if not self.is_offering and event.key() in ENTER:
            self._settle()

    def _settle(self) -> None:
        typed = self.text().strip()
        if self._choice and typed == self._choice.text:
            return
        exact = [choice for choice in self.choices if typed and choice.is_exactly(typed)]
        found = exact or [choice for choice in self.choices if typed and choice.matches(typed)]
        if exact or len(found) == 1:
            self._choose(found[0])
        else:
            self.show_text(self._choice.text if self._choice else "")

    def _taken(self, row: Suggestion) -> None:
        if isinstance(row.value, Choice):
            self._choose(row.value)
            self.selectAll()

    def _choose(self, choice: Choice) -> None:
        was, self._choice = self._choice, choice
        self.setText(choice.text)
        if was != choice:
            self.chosen.emit(choice.value)


def _row(choice: Choice) -> Suggestion:
    return Suggestion(choice.text, choice)
