"""What is really painted: pictures of widgets three times as dense, their grounds, inks and contrasts."""

from collections import Counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.tokens import contrast

# Strokes of small type have a solid middle only when they are more than one pixel wide.
DENSITY = 3
SOLID = 4


def picture(widget: QWidget, region: QRect | None = None) -> QImage:
    """The widget (or a region of it, which may reach over its edges) as it stands in its window."""
    window, wanted = widget.window(), region or widget.rect()
    pixmap = QPixmap(window.size() * DENSITY)
    pixmap.setDevicePixelRatio(DENSITY)
    window.render(pixmap)
    corner = (
        widget.mapTo(window, QPoint(0, 0)) + wanted.topLeft() if widget is not window else wanted.topLeft()
    )
    box = QRect(corner * DENSITY, wanted.size() * DENSITY)
    return pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32).copy(box)


def counted(image: QImage) -> Counter[str]:
    """How often each colour is painted."""
    words = memoryview(bytes(image.constBits())).cast("I")
    return Counter({f"#{value & 0xFFFFFF:06X}": often for value, often in Counter(words).items()})


def ground_of(image: QImage) -> str:
    """The colour that covers most."""
    return counted(image).most_common(1)[0][0]


def strongest(image: QImage, against: str) -> float:
    """The contrast of the colour that stands out most from a ground."""
    return max(contrast(colour, against) for colour, often in counted(image).items() if often >= SOLID)


def legibility(widget: QWidget, region: QRect | None = None) -> float:
    """The contrast of what is written on the widget with the ground it is written on."""
    image = picture(widget, region)
    return strongest(image, ground_of(image))


def edge_contrast(widget: QWidget, reach: int = 4, depth: int = 5) -> float:
    """How far the widget's left border stands out from both its sides, the weaker of the two."""
    image = picture(widget, QRect(-reach, widget.height() // 2, reach + depth, 1))
    row = [image.pixelColor(x, 1).name().upper() for x in range(image.width())]
    return max(min(contrast(colour, row[0]), contrast(colour, row[-1])) for colour in row)


def colours(widget: QWidget, region: QRect | None = None) -> set[str]:
    """Every colour painted."""
    return set(counted(picture(widget, region)))
