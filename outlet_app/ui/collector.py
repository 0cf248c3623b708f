"""Collects garbage between two events of the window, and nowhere else."""

from PySide6.QtCore import QObject, QTimer

from outlet_app.system import garbage

EVERY_MS = 1000


class Collector(QObject):
    """While it works, a widget that nobody holds any more dies on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_held = garbage.is_held()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(garbage.collect_due)

    def start(self) -> None:
        """From now on only the timer collects."""
        garbage.hold()
        self._timer.start()

    def stop(self) -> None:
        """Leave the collecting to Python again, if it was Python's before."""
        self._timer.stop()
        if not self._was_held:
            garbage.let_go()
