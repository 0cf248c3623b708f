"""Widgets that paint themselves, keep the design's sizes and expose their text."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow
from outlet_app.ui.widgets.strokes import ENTER, is_plain


class Painted(QWidget):
    """Measures itself in design pixels; repaints when the theme changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def whole(self) -> QRectF:
        """The whole area, for painting."""
        return QRectF(self.rect())


class PaintedButton(QAbstractButton):
    """A button that paints itself; Enter presses it like Space."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        follow(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in ENTER and is_plain(event):
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent, /) -> bool:
        return pressed_by_letter(self, event) or super().event(event)

    def whole(self) -> QRectF:
        """The whole area, for painting."""
        return QRectF(self.rect())


def pressed_by_letter(button: QAbstractButton, event: QEvent) -> bool:
    """Press a button whose letter was struck: Qt would hold it down for 100 ms first, and Alt+S means now."""
    if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
        button.click()
        return True
    return False
