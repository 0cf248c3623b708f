"""Shows the pages of a PDF given as pixels: fit width, whole page or 100 %; keeps its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import ground
from outlet_app.wording.shell import preview_spoken

MARGIN = 16
SCREEN_DPI = 96


class Zoom(StrEnum):
    """How large a page is shown."""

    WIDTH = "width"
    WHOLE = "whole"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: BGRA (or BGRX) bytes without padding, rendered at `dpi`."""

    width: int
    height: int
    pixels: bytes
    dpi: int = 144


class PdfView(QScrollArea):
    """`page_changed` tells the number of the page in view, from 1."""

    page_changed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._sheet = Sheets()
        self.zoom = Zoom.WIDTH
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        ground(self.viewport(), "sunken")
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.page_changed.emit(self.page_number))
        follow(self.restyle)

    @property
    def page_count(self) -> int:
        return len(self._sheet.images)

    @property
    def page_number(self) -> int:
        """The page whose upper half is at the top, from 1; 0 without pages."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        return sum(1 for box in self._sheet.boxes if box.top() <= top)

    def show_pages(self, pages: Sequence[PageImage]) -> None:
        """Show another rendering at the place where the old one stood."""
        self._sheet.images = [_image(page) for page in pages]
        self.restyle()
        self.setAccessibleName(preview_spoken(self._name, self.page_number, self.page_count))
        self.page_changed.emit(self.page_number)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the pages larger or smaller."""
        self.zoom = zoom
        self.restyle()

    def restyle(self) -> None:
        """Lay the pages out again."""
        self._sheet.arrange(self.viewport().size(), self.zoom)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.restyle()


class Sheets(QWidget):
    """The pages below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[QImage] = []
        self.boxes: list[QRectF] = []

    def arrange(self, room: QSize, zoom: Zoom) -> None:
        """Give every page its box for this room."""
        self.boxes = []
        y, widest = float(look().s(MARGIN)), 0.0
        for image in self.images:
            size = self._shown(image, room, zoom)
            x = max((room.width() - size.width()) / 2, look().s(MARGIN))
            self.boxes.append(QRectF(x, y, size.width(), size.height()))
            y += size.height() + look().s(MARGIN)
            widest = max(widest, size.width() + 2 * look().s(MARGIN))
        self.resize(round(max(widest, room.width())), round(max(y, room.height())))
        self.update()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for image, box in zip(self.images, self.boxes, strict=False):
            if box.intersects(QRectF(event.rect()).adjusted(-2, -2, 2, 2)):
                painter.drawImage(box, image)
                painter.setPen(look().color("line2"))
                painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _shown(self, image: QImage, room: QSize, zoom: Zoom) -> QSize:
        wide, tall = room.width() - 2 * look().s(MARGIN), room.height() - 2 * look().s(MARGIN)
        by_width, by_height = wide / image.width(), tall / image.height()
        actual = SCREEN_DPI / (image.dotsPerMeterX() * 0.0254)
        scale = {Zoom.WIDTH: by_width, Zoom.WHOLE: min(by_width, by_height), Zoom.ACTUAL: actual}[zoom]
        scale = max(scale, 0.05)
        return QSize(round(image.width() * scale), round(image.height() * scale))


def _image(page: PageImage) -> QImage:
    bytes_per_line = page.width * 4
    image = QImage(page.pixels, page.width, page.height, bytes_per_line, QImage.Format.Format_RGB32).copy()
    image.setDotsPerMeterX(round(page.dpi / 0.0254))
    return image
