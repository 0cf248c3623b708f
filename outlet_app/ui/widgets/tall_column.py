"""The lines of a dialog: as tall as they are, and scrolled where the window has no room for them."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Item, Scroller

# Title, buttons, and the sentence most dialogs begin with.
REST_OF_DIALOG = 170
# At the sides the ring may lie outside, and the fields begin where the sentence above them does.
ROOM_FOR_RING = (0, 4, 0, 4)


class TallColumn(Scroller):
    """Never taller than the window leaves it; the focused line is always in view."""

    def __init__(self, name: str, window: QWidget, *lines: Item, rest: int = REST_OF_DIALOG) -> None:
        self._window, self._rest = window, rest
        self._inner = Column(*lines, gap=8, margins=ROOM_FOR_RING)
        super().__init__(self._inner, name)
        follow(self.fit)

    def fit(self) -> None:
        """Take the height of the lines, as far as the window has room."""
        room = look().s(round(self._window.height() / look().factor - self._rest))
        self.setFixedHeight(min(self._inner.sizeHint().height(), room))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._inner and event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)
