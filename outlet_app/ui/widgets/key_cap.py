"""The little cap that names a key beside the thing it does."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import CENTRE, brush_on, panel, text_width, write
from outlet_app.ui.widgets.painted import Painted

PX = 12
HEIGHT = 22


def cap_width(key: str) -> int:
    """A cap's width in pixels; never narrower than it is tall."""
    return max(text_width(key, PX) + look().s(12), look().s(20))


class KeyCap(Painted):
    """A key's name in a frame."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__()
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self.key), look().s(HEIGHT))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        panel(painter, self.whole(), "subtle", "line2", radius=3)
        write(painter, self.whole(), self.key, px=PX, color="text2", align=CENTRE)
        painter.end()
