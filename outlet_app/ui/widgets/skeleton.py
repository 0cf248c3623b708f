"""Grey rows for what takes longer than 0.4 s to read; after 5 s they say for how long."""

from PySide6.QtCore import QElapsedTimer, QRectF, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import brush_on, panel, write
from outlet_app.wording.shell import reading

PATIENCE_MS = 400
LONG_MS = 5_000
WIDTHS = (0.62, 0.48, 0.7)


class Skeleton(QWidget):
    """Invisible at first; `begin` when reading starts, `end` when it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self._wait = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._wait.timeout.connect(self.show)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self.update)
        self.hide()

    def begin(self) -> None:
        """Show up if reading lasts."""
        self._since.start()
        self._wait.start()
        self._tick.start()

    def end(self) -> None:
        """Reading is done."""
        self._wait.stop()
        self.hide()

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        for place, share in enumerate(WIDTHS):
            y = s(16) + place * s(30)
            panel(painter, QRectF(s(16), y, s(64), s(14)), "sunken", radius=2)
            panel(painter, QRectF(s(96), y, (self.width() - s(112)) * share, s(14)), "sunken", radius=2)
        elapsed = self._since.elapsed() if self._since.isValid() else 0
        text = reading(elapsed // 1_000 if elapsed >= LONG_MS else None)
        write(painter, QRectF(s(16), s(106), self.width(), s(24)), text, px=14, color="text2")
        painter.end()
