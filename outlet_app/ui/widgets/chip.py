"""Status chips: icon, word and tone, always from the one vocabulary."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import LEFT, brush_on, icon, panel, text_width, write
from outlet_app.ui.widgets.painted import Painted
from outlet_app.wording.statuses import Status

PX = 14
HEIGHT = 26
ICON = 16
PAD_LEFT, GAP, PAD_RIGHT = 8, 5, 9


def chip_width(status: Status) -> int:
    """The chip's width in pixels at the chosen size."""
    return look().s(PAD_LEFT + ICON + GAP + PAD_RIGHT) + text_width(status.text, PX)


def paint_chip(painter: QPainter, x: float, centre_y: float, status: Status, height: int = HEIGHT) -> None:
    """Draw a chip with its left edge at x around a middle line."""
    s = look().s
    tall = s(height)
    rect = QRectF(round(x), round(centre_y - tall / 2), chip_width(status), tall)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    panel(painter, rect, f"{status.tone}_soft", f"{status.tone}_line")
    icon(painter, status.icon, rect.x() + s(PAD_LEFT), rect.center().y(), ICON, status.tone)
    words = rect.adjusted(s(PAD_LEFT + ICON + GAP), 0, 0, 0)
    write(painter, words, status.text, px=PX, color=status.tone, align=LEFT)
    painter.restore()


class Chip(Painted):
    """A status as a widget of its own."""

    def __init__(self, status: Status, height: int = HEIGHT) -> None:
        self.status, self._height = status, height
        super().__init__()
        self.setAccessibleName(status.text)

    def show_status(self, status: Status) -> None:
        """Show another status."""
        self.status = status
        self.setAccessibleName(status.text)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.status), look().s(self._height))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        paint_chip(painter, 0, self.height() / 2, self.status, self._height)
        painter.end()
