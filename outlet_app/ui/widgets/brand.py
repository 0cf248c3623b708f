"""The sign of the program: a seal with 知, and the program's name beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.fonts import BADGE
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Strip
from outlet_app.ui.widgets.drawing import CENTRE, brush_on, panel
from outlet_app.ui.widgets.painted import Painted
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import shell as words


class Seal(Painted):
    """One Han character in a double frame."""

    def __init__(self, px: int = 32) -> None:
        self._px = px
        super().__init__()

    def sizeHint(self) -> QSize:
        return QSize(look().s(self._px), look().s(self._px))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, side = brush_on(self), self.width()
        panel(painter, self.whole(), "accent", radius=self._px * 0.14)
        inset = side * 0.1
        painter.setPen(QPen(look().color("on_accent"), max(1.0, side / 28)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = self.whole().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, side * 0.06, side * 0.06)
        font = look().font(self._px * 0.56, True)
        font.setFamilies([BADGE, *look().families])
        painter.setFont(font)
        painter.drawText(QRectF(0, -side * 0.02, side, side), CENTRE, words.BADGE)
        painter.end()


class Brand(Strip):
    """Seal and two lines; the seal alone in a compact window."""

    def __init__(self) -> None:
        name = Label(words.PROGRAM, "strong")
        part = Label(words.PROGRAM_PART, "caption", "text2")
        self._names: QWidget = Column(None, name, part, None, gap=0)
        super().__init__(56, Seal(), self._names, None, gap=8, margins=(16, 0, 0, 0))
        self.setAccessibleName(words.WINDOW_TITLE)

    def set_compact(self, compact: bool) -> None:
        """Hide the two lines, or show them."""
        self._names.setVisible(not compact)
