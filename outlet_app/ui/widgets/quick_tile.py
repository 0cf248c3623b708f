"""The big quick actions of the first page: icon, words, a second line and the key."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import CENTRE, RIGHT, brush_on, icon, panel, write
from outlet_app.ui.widgets.key_cap import HEIGHT as CAP
from outlet_app.ui.widgets.key_cap import cap_width
from outlet_app.ui.widgets.painted import PaintedButton

TALL, LOW = 72, 48


class QuickTile(PaintedButton):
    """Filled for the one main action; a single line when the window is compact."""

    def __init__(self, title: str, detail: str, icon_name: str, key: str, *, main: bool = False) -> None:
        self.detail, self.icon_name, self.key, self.main = detail, icon_name, key, main
        self.is_compact = False
        super().__init__(title)
        self.setAccessibleName(f"{title} {key}".strip())
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, compact: bool) -> None:
        """Leave out the second line, or not."""
        self.is_compact = compact
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(look().s(120), look().s(LOW if self.is_compact else TALL))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        panel(
            painter, self.whole(), self._fill(), None if self.main else "line2", radius=6, width=look().border
        )
        if self.is_compact:
            self._paint_low(painter)
        else:
            self._paint_tall(painter)
        painter.end()

    def _fill(self) -> str:
        if self.main:
            return "accent_press" if self.isDown() else "accent_hover" if self.underMouse() else "accent"
        return "sunken" if self.isDown() else "hover" if self.underMouse() else "surface"

    def _inks(self) -> tuple[str, str, str]:
        return ("on_accent",) * 3 if self.main else ("text", "text3", "accent_text")

    def _paint_low(self, painter: QPainter) -> None:
        s, (ink, faint, mark) = look().s, self._inks()
        icon(painter, self.icon_name, s(10), self.height() / 2, 20, mark)
        write(painter, self.whole().adjusted(s(36), 0, 0, 0), self.text(), bold=True, color=ink)
        write(painter, self.whole().adjusted(0, 0, -s(10), 0), self.key, px=13, color=faint, align=RIGHT)

    def _paint_tall(self, painter: QPainter) -> None:
        s, (ink, faint, mark) = look().s, self._inks()
        icon(painter, self.icon_name, s(16), self.height() / 2, 28, mark)
        write(painter, QRectF(s(58), s(10), self.width(), s(26)), self.text(), px=16, bold=True, color=ink)
        below = QRectF(s(58), s(36), self.width() - s(66), s(24))
        write(painter, below, self.detail, px=13, color=faint, elide=True)
        if not self.key:
            return
        cap = QRectF(self.width() - s(12) - cap_width(self.key), s(12), cap_width(self.key), s(CAP))
        fill, line = (None, "on_accent") if self.main else ("subtle", "line2")
        panel(painter, cap, fill, line, radius=3)
        write(painter, cap, self.key, px=12, color="on_accent" if self.main else "text2", align=CENTRE)
