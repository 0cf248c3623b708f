"""Rows, columns, lines and scrolling areas whose gaps follow the chosen size."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from outlet_app.ui.theme.theme import follow, look

Margins = tuple[int, int, int, int]
Item = QWidget | int | None | tuple[QWidget, int]
NONE: Margins = (0, 0, 0, 0)
ROOM_AROUND_FOCUS = 48


class Box(QWidget):
    """A row or column; items are widgets, (widget, stretch), gaps in design px, or None for a stretch."""

    def __init__(self, layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
        super().__init__()
        self.box = layout
        self._gap, self._margins = gap, margins
        self._gaps: list[tuple[QSpacerItem, int]] = []
        self.setLayout(layout)
        for item in items:
            self.add(item)
        follow(self.restyle)

    def add(self, item: Item) -> None:
        """Append one more item."""
        if item is None:
            self.box.addStretch(1)
        elif isinstance(item, int):
            gap = QSpacerItem(0, 0)
            self._gaps.append((gap, item))
            self._scale_gap(gap, item)
            self.box.addItem(gap)
        else:
            widget, stretch = item if isinstance(item, tuple) else (item, 0)
            self.box.addWidget(widget, stretch, self._alignment(widget))

    def clear(self) -> None:
        """Take every item out and delete it."""
        self._gaps.clear()
        while taken := self.box.takeAt(0):
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()

    def _alignment(self, _widget: QWidget) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag(0)

    def _scale_gap(self, gap: QSpacerItem, px: int) -> None:
        across = self.box.direction() is QBoxLayout.Direction.LeftToRight
        policy, long = QSizePolicy.Policy, look().s(px)
        if across:
            gap.changeSize(long, 0, policy.Fixed, policy.Minimum)
        else:
            gap.changeSize(0, long, policy.Minimum, policy.Fixed)

    def restyle(self) -> None:
        """Scale gaps and margins."""
        for gap, px in self._gaps:
            self._scale_gap(gap, px)
        self.box.setSpacing(look().s(self._gap))
        self.box.setContentsMargins(*(look().s(margin) for margin in self._margins))


class Row(Box):
    """Items from left to right."""

    def __init__(self, *items: Item, gap: int = 8, margins: Margins = NONE) -> None:
        super().__init__(QHBoxLayout(), items, gap, margins)


class Column(Box):
    """Items from top to bottom."""

    def __init__(self, *items: Item, gap: int = 8, margins: Margins = NONE) -> None:
        super().__init__(QVBoxLayout(), items, gap, margins)

    def _alignment(self, widget: QWidget) -> Qt.AlignmentFlag:
        return begins_left(widget)


class Strip(Row):
    """A row of fixed design height."""

    def __init__(self, height: int, *items: Item, gap: int = 8, margins: Margins = NONE) -> None:
        self._height = height
        super().__init__(*items, gap=gap, margins=margins)

    def restyle(self) -> None:
        super().restyle()
        self.setFixedHeight(look().s(self._height))


class Line(QFrame):
    """A hair line, horizontal, or vertical with a design height of its own."""

    def __init__(self, *, vertical: bool = False, length: int = 0) -> None:
        super().__init__()
        self._vertical, self._length = vertical, length
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "line")
        follow(self.restyle)

    def restyle(self) -> None:
        """One pixel thick at every size."""
        if not self._vertical:
            self.setFixedHeight(1)
            return
        self.setFixedWidth(1)
        if self._length:
            self.setFixedHeight(look().s(self._length))


class Scroller(QScrollArea):
    """Scrolls one widget up and down and keeps the focused control in view with room around it."""

    def __init__(self, inner: QWidget, name: str = "") -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """With less room than before, what has the focus is brought into view again."""
        super().resizeEvent(event)
        self._follow_focus(None, QApplication.focusWidget())

    def bring(self, widget: QWidget) -> None:
        """Scroll so far that a widget inside is seen whole."""
        inner = self.widget()
        if inner is None:
            return
        if (layout := inner.layout()) is not None:
            layout.activate()
        self._bring_into_view(widget.mapTo(inner, QPoint(0, 0)).y(), widget.height())

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        inner = self.widget()
        if now is None or inner is None or not inner.isAncestorOf(now):
            return
        # What is pressed must not move away from under the pointer before it is let go.
        if not QApplication.mouseButtons() or now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            self._bring_into_view(now.mapTo(inner, QPoint(0, 0)).y(), now.height())

    def _bring_into_view(self, top: int, tall: int) -> None:
        # Qt's own ensureWidgetVisible is content when it sees the cursor, and leaves the field cut in half.
        bar, view = self.verticalScrollBar(), self.viewport().height()
        room = max(min(look().s(ROOM_AROUND_FOCUS), (view - tall) // 2), 0)
        bar.setValue(min(max(bar.value(), top + tall + room - view), top - room))


def begins_left(widget: QWidget) -> Qt.AlignmentFlag:
    """A control of fixed width starts at the left of its column; Qt would centre it."""
    fixed = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
    return Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0)


def lay_out_around(widget: QWidget) -> None:
    """Give a widget that grew its room at once, box by box outwards: a picture in between would cut it."""
    box = widget.parentWidget()
    while box is not None and box.isVisible():
        if (layout := box.layout()) is not None:
            layout.invalidate()
        # A list hears it on its view, which has no layout.
        QApplication.sendEvent(box, QEvent(QEvent.Type.LayoutRequest))
        box = None if box.isWindow() else box.parentWidget()


def expanding(widget: QWidget) -> QWidget:
    """Let a widget take the width it is given, whatever its text wants."""
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
    return widget


def ground(widget: QWidget, name: str) -> QWidget:
    """Give a widget one of the style sheet's grounds."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setProperty("ground", name)
    return widget
