"""Strokes shared by the painted widgets: panels, text and icons in token colours."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def brush_on(widget: QWidget) -> QPainter:
    """A painter with smooth edges, to be ended by the caller."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def panel(
    painter: QPainter,
    rect: QRectF,
    fill: str | None,
    line: str | None = None,
    *,
    radius: float = 4,
    width: float = 1,
) -> None:
    """A rounded rectangle whose border lies inside the rect; radius is scaled, width is not."""
    inset = width / 2 if line else 0
    painter.setPen(QPen(look().color(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(look().color(fill)) if fill else Qt.BrushStyle.NoBrush)
    corner = max(0.0, look().s(radius) - inset)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner)


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    px: float = 15,
    bold: bool = False,
    color: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    elide: bool = False,
    mnemonic: bool = False,
) -> None:
    """One line of text at a design size; elided at its end if asked."""
    font = look().font(px, bold)
    painter.setFont(font)
    painter.setPen(look().color(color))
    if elide:
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    flags = int(align.value) | int(Qt.TextFlag.TextSingleLine.value)
    painter.drawText(rect, flags | (int(Qt.TextFlag.TextShowMnemonic.value) if mnemonic else 0), text)


def text_width(text: str, px: float = 15, bold: bool = False) -> int:
    """The width of one line in pixels, rounded up."""
    return -int(-QFontMetricsF(look().font(px, bold)).horizontalAdvance(text) // 1)


def icon(painter: QPainter, name: str, x: float, centre_y: float, px: float, color: str) -> None:
    """An icon whose left edge is at x and whose middle is at centre_y."""
    size = look().s(px)
    density = painter.device().devicePixelRatio() if painter.device() else 1.0
    painter.drawPixmap(QPoint(round(x), round(centre_y - size / 2)), look().pixmap(name, px, color, density))


def rule(painter: QPainter, x: float, y: float, width: float, height: float, color: str = "line") -> None:
    """A filled bar: dividers, grid lines and selection marks."""
    painter.fillRect(QRectF(x, y, width, height), look().color(color))
