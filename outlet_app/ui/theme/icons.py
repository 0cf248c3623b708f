"""Lucide icons, painted in a token colour and kept per size, colour and screen density."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE_PX = 1.55
GRID = 24


class IconMissingError(Exception):
    """A widget asked for an icon that is not in the folder."""


class Icons:
    """Reads each SVG once and paints it once per size, colour and density."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._painted: dict[tuple[str, int, str, float], QPixmap] = {}

    def pixmap(self, name: str, px: int, colour: str, density: float = 1.0) -> QPixmap:
        """The icon as a square of `px` device-independent pixels in a hex colour."""
        key = (name, px, colour, density)
        if key not in self._painted:
            self._painted[key] = self._paint(*key)
        return self._painted[key]

    def _paint(self, name: str, px: int, colour: str, density: float) -> QPixmap:
        renderer = QSvgRenderer(QByteArray(self._coloured(name, px, colour).encode()))
        pixmap = QPixmap(round(px * density), round(px * density))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.end()
        pixmap.setDevicePixelRatio(density)
        return pixmap

    def _coloured(self, name: str, px: int, colour: str) -> str:
        width = max(1.5, round(STROKE_PX * GRID / px, 2))
        source = self._source(name).replace("currentColor", colour)
        return source.replace('stroke-width="2"', f'stroke-width="{width}"')

    def _source(self, name: str) -> str:
        if name not in self._sources:
            path = self._folder / f"{name}.svg"
            if not path.is_file():
                raise IconMissingError(name)
            self._sources[name] = path.read_text(encoding="utf-8")
        return self._sources[name]
