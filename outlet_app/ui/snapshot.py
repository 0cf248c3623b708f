"""A picture of a window as a person sees it, with the dialog that lies over it."""

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget


def snapshot(window: QWidget) -> QImage:
    """The window's pixels; open dialogs of this window are painted where they stand."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in _dialogs_over(window):
        painter.drawPixmap(
            dialog.mapToGlobal(dialog.rect().topLeft()) - window.mapToGlobal(window.rect().topLeft()),
            dialog.grab(),
        )
    painter.end()
    return picture.toImage()


def _dialogs_over(window: QWidget) -> list[QDialog]:
    tops = QApplication.topLevelWidgets()
    return [
        top for top in tops if isinstance(top, QDialog) and top.isVisible() and top.parentWidget() is window
    ]
