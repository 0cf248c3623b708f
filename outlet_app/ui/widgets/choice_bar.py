"""A radio group in one strip: the focus is on the group, arrows and digits choose."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.wording.shell import named

BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
NONE = -1


class Part(PaintedButton):
    """One choice of a bar; it never takes the focus itself."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(text)


class ChoiceBar(QWidget):
    """`chosen` tells the place of the new choice; programs set `choose` silently."""

    chosen = Signal(int)

    def __init__(self, parts: Sequence[Part], name: str, *, vertical_keys: bool = True) -> None:
        super().__init__()
        self.parts = tuple(parts)
        self._name, self._vertical_keys = name, vertical_keys
        self._current = NONE
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for place, part in enumerate(self.parts):
            self._layout.addWidget(part)
            part.clicked.connect(lambda _on=False, place=place: self._pick(place))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell_name()
        follow(self.restyle)

    @property
    def current(self) -> int:
        """The place chosen, or -1."""
        return self._current

    def choose(self, place: int) -> None:
        """Choose from the program, without telling."""
        self._current = place
        for at, part in enumerate(self.parts):
            part.setAutoExclusive(False)
            part.setChecked(at == place)
            part.setAutoExclusive(True)
        self._tell_name()
        self.restyle()

    def restyle(self) -> None:
        """Measure and paint every part again."""
        for part in self.parts:
            part.restyle()
        self.updateGeometry()

    def setAccessibleName(self, name: str, /) -> None:
        self._name = name
        self._tell_name()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        place = self._place_for(event)
        if place is None:
            super().keyPressEvent(event)
            return
        self._pick(place)

    def _place_for(self, event: QKeyEvent) -> int | None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        digit = key - Qt.Key.Key_1.value
        if 0 <= digit < len(self.parts):
            return digit
        if not self._vertical_keys and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return None
        if key in BACK:
            return max(self._current - 1, 0)
        return min(self._current + 1, len(self.parts) - 1) if key in ON else None

    def _pick(self, place: int) -> None:
        if not self.parts[place].isEnabled():
            return
        was = self._current
        self.choose(place)
        if place != was:
            self.chosen.emit(place)

    def _tell_name(self) -> None:
        word = self.parts[self._current].text() if self._current >= 0 else ""
        super().setAccessibleName(named(self._name, word))
