"""What a hand does with the pointer."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def double_click(widget: QWidget, spot: QPoint | None = None) -> None:
    """Click twice and let go: Qt's own double click holds the button for every test after it."""
    at = spot or widget.rect().center()
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at)
