"""The ring around the focused control: one overlay a window, so that style sheets never move the layout."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import brush_on

WIDTH, OFFSET, CORNER = 2, 2, 6
MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Follows the application's focus within its window; tables draw their own frame."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._box = QRect()
        self._watched: list[QWidget] = []
        self.target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._focus_moved(None, QApplication.focusWidget())
        follow(self.place)

    def place(self) -> None:
        """Lie around the target, cut to the area it scrolls in."""
        target = self.target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        reach = look().s(OFFSET) + look().s(WIDTH)
        box = _box_in(target, self._window).adjusted(-reach, -reach, reach, reach)
        self._box = box
        shown = box & self._room(target, reach)
        self.setGeometry(shown)
        self.setVisible(not shown.isEmpty())
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in MOVES:
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, width = brush_on(self), look().s(WIDTH)
        outline = QRectF(self._box.translated(-self.pos())).adjusted(
            width / 2, width / 2, -width / 2, -width / 2
        )
        painter.setPen(QPen(look().color("focus"), width))
        painter.drawRoundedRect(outline, look().s(CORNER), look().s(CORNER))
        painter.end()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is not self.window():
            now = None
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self.target = now if now is not None and _takes_ring(now) else None
        self._watched = _line_up(self.target, self._window)
        for widget in self._watched:
            widget.installEventFilter(self)
        self.place()

    def _room(self, target: QWidget, reach: int) -> QRect:
        room = self._window.rect()
        for widget in _line_up(target.parentWidget(), self._window):
            parent = widget.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
                seen, box = _box_in(widget, self._window), _box_in(target, self._window)
                # Half scrolled away it ends where its area ends; seen whole, it is not cut off either.
                beyond = reach if seen.top() <= box.top() and box.bottom() <= seen.bottom() else 0
                room &= seen.adjusted(-reach, -beyond, reach, beyond)
        return room


def _takes_ring(widget: QWidget) -> bool:
    focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return focusable and not widget.isWindow() and not isinstance(widget, QAbstractItemView)


def _line_up(widget: QWidget | None, window: QWidget) -> list[QWidget]:
    line: list[QWidget] = []
    while widget is not None and widget is not window:
        line.append(widget)
        widget = widget.parentWidget()
    return line


def _box_in(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
