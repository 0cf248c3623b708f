"""The citizen's window is drawn at 1366 × 768 and fitted to its screen, whatever size the clerk chose."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from outlet_app.ui.theme.theme import look

WIDE, TALL = 1366, 768
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Scale:
    """How the design lies on a screen: in its middle, as large as it fits."""

    factor: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @classmethod
    def of(cls, width: int, height: int) -> "Scale":
        """The scale of a screen (UI.md §6.7)."""
        factor = max(min(width / WIDE, height / TALL), 0.25)
        return cls(factor, (width - WIDE * factor) / 2, (height - TALL * factor) / 2)

    def s(self, px: float) -> int:
        """A length of the design in pixels."""
        return round(px * self.factor)

    def rect(self, x: float, y: float, width: float, height: float) -> QRect:
        """A place of the design on the screen."""
        at = QRectF(self.left + x * self.factor, self.top + y * self.factor, 0, 0)
        return QRect(round(at.x()), round(at.y()), self.s(width), self.s(height))

    def font(self, px: float, bold: bool = False) -> QFont:
        """The screen face at a design size."""
        font = QFont(list(look().families))
        font.setPixelSize(max(self.s(px), 1))
        font.setBold(bold)
        return font

    def width(self, text: str, px: float, bold: bool = False) -> float:
        """The width of one line in pixels."""
        return QFontMetricsF(self.font(px, bold)).horizontalAdvance(text)


ScaleOf = Callable[[], Scale]


def write(
    painter: QPainter,
    scale: Scale,
    rect: QRectF,
    text: str,
    *,
    px: float = 24,
    bold: bool = False,
    color: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    wrap: bool = False,
) -> None:
    """Text at a design size; one line, or wrapped where there is room for two."""
    painter.setFont(scale.font(px, bold))
    painter.setPen(look().color(color))
    flags = Qt.TextFlag.TextWrapAnywhere if wrap else Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(align.value) | int(flags.value), text)


def panel(
    painter: QPainter, scale: Scale, rect: QRectF, fill: str, line: str, *, radius: float, width: float
) -> None:
    """A rounded ground whose border lies inside."""
    pen = scale.factor * width * look().border
    painter.setPen(QPen(look().color(line), pen))
    painter.setBrush(look().color(fill))
    corner = scale.factor * radius
    painter.drawRoundedRect(rect.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), corner, corner)


def icon(
    painter: QPainter, scale: Scale, name: str, centre: tuple[float, float], px: float, color: str
) -> None:
    """An icon around a point of the widget."""
    size = scale.s(px)
    density = painter.device().devicePixelRatio() if painter.device() else 1.0
    drawn = look().icons.pixmap(name, size, getattr(look().tokens, color), density)
    painter.drawPixmap(round(centre[0] - size / 2), round(centre[1] - size / 2), drawn)
