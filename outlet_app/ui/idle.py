"""Notices that nobody has touched the machine for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

PATIENCE_MS = 300_000
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Emits once after five minutes without a key or a touch (decisions.md 25)."""

    idle = Signal()

    def __init__(self, app: QApplication, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(app)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(patience_ms)
        self._timer.timeout.connect(self.idle)
        app.installEventFilter(self)

    def start(self) -> None:
        """Somebody is at work."""
        self._timer.start()

    def stop(self) -> None:
        """Locked or signed out: there is nothing to watch."""
        self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent, /) -> bool:
        """Every touch starts the wait anew; nothing is swallowed."""
        if event.type() in TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
