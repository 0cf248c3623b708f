"""Check boxes and radio buttons in the design's drawing."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import brush_on, icon, panel, text_width, write
from outlet_app.ui.widgets.painted import pressed_by_letter
from outlet_app.ui.widgets.strokes import step_by_enter

HEIGHT = 32
BOX = 18
GAP = 8


class Check(QCheckBox):
    """A tick; the whole line is the target."""

    def __init__(self, text: str, checked: bool = False) -> None:
        super().__init__(text)
        self.setChecked(checked)
        _prepare(self)
        follow(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def event(self, event: QEvent, /) -> bool:
        return pressed_by_letter(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = step_by_enter(self, event)
        if not step or not self.focusNextPrevChild(step > 0):
            super().keyPressEvent(event)

    def hitButton(self, position: QPoint, /) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, box = brush_on(self), _box(self)
        ink = _ink(self)
        panel(painter, box, ink if self.isChecked() else "surface", ink, radius=3, width=1.5 * look().border)
        if self.isChecked():
            px = look().s(14)
            icon(painter, "check", box.center().x() - px / 2, box.center().y(), 14, "on_accent")
        _paint_text(painter, self)


class Radio(QRadioButton):
    """One of several; the whole line is the target."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        _prepare(self)
        follow(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def event(self, event: QEvent, /) -> bool:
        return pressed_by_letter(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = step_by_enter(self, event)
        if not step or not self.focusNextPrevChild(step > 0):
            super().keyPressEvent(event)

    def hitButton(self, position: QPoint, /) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, box = brush_on(self), _box(self)
        width = 1.5 * look().border
        painter.setPen(QPen(look().color(_ink(self)), width))
        painter.setBrush(look().color("surface"))
        painter.drawEllipse(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        if self.isChecked():
            inset = look().s(5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color(_ink(self)))
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        _paint_text(painter, self)


def _prepare(button: QAbstractButton) -> None:
    button.setAccessibleName(button.text().replace("&", ""))
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def _size(button: QAbstractButton) -> QSize:
    words = text_width(button.text().replace("&", ""))
    return QSize(words + look().s(BOX + GAP) + 4, look().s(HEIGHT))


def _box(button: QAbstractButton) -> QRectF:
    side = look().s(BOX)
    return QRectF(0, (button.height() - side) / 2, side, side)


def _ink(button: QAbstractButton) -> str:
    if not button.isEnabled():
        return "disabled"
    return "accent" if button.isChecked() else "control"


def _paint_text(painter: QPainter, button: QAbstractButton) -> None:
    room = QRectF(button.rect()).adjusted(look().s(BOX + GAP), 0, 0, 0)
    color = "text" if button.isEnabled() else "disabled"
    write(painter, room, button.text(), color=color, mnemonic=True)
    painter.end()
