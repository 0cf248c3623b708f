"""A field with a pop-up: arrows choose, Enter takes, Esc closes, and the focus never moves."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.strokes import ENTER, is_plain
from outlet_app.ui.widgets.suggest import MOST_ROWS, Suggestion, SuggestPopup

STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -MOST_ROWS,
    Qt.Key.Key_PageDown: MOST_ROWS,
}


class SuggestEdit(LineEdit):
    """`taken` carries the Suggestion that was taken."""

    taken = Signal(object)

    def __init__(
        self, hint: str = "", *, foot: str = "", lead: str = "", longest: int = 200, brief: str = ""
    ) -> None:
        super().__init__(hint, lead=lead, longest=longest, brief=brief)
        self._foot = foot
        self._popup: SuggestPopup | None = None

    def offer(self, rows: Sequence[Suggestion], current: int = 0) -> None:
        """Show rows while the field has the focus."""
        if self.hasFocus() or not rows:
            self.popup().offer(rows, current)

    def popup(self) -> SuggestPopup:
        """The list under the field, made when first needed."""
        if self._popup is None:
            self._popup = SuggestPopup(self, self._foot)
            self._popup.picked.connect(self._take)
        return self._popup

    @property
    def is_offering(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def close_popup(self) -> None:
        """Put the list away."""
        if self._popup is not None:
            self._popup.hide()

    def event(self, event: QEvent, /) -> bool:
        # The window's own shortcut for Esc must not win over an open list.
        if self.is_offering and event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if self.is_offering and self._steer(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        self.close_popup()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self.close_popup()

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in STEPS and is_plain(event):
            self.popup().move_by(STEPS[key])
        elif key in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take(self.popup().chosen())
        elif key == Qt.Key.Key_Escape:
            self.close_popup()
        else:
            return False
        return True

    def _take(self, row: Suggestion | None) -> None:
        self.close_popup()
        if row is not None:
            self.taken.emit(row)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
