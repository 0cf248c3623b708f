"""A radio group in one strip: the focus is on the group, arrows and digits choose."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.ui.widgets.strokes import is_plain
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
        if not is_plain(event):
            return None
        digit = key - Qt.Key.Key_1.value
        if 0 <= digit < len(self.parts):
            return digit
        if not self._vertical_keys and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return None
        return self._beside(-1 if key in BACK else 1) if key in (*BACK, *ON) else None

    def _beside(self, by: int) -> int | None:
        """The next word that can be chosen; at the end the present one, without a choice the first."""
        every = range(len(self.parts))
        ahead = every[self._current + by :] if by > 0 else every[: max(self._current, 0)][::-1]
        free = (
            place for place in (ahead if self._current != NONE else every) if self.parts[place].isEnabled()
        )
        return next(free, None if self._current == NONE else self._current)

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
