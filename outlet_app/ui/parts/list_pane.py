"""The room of a list: the table, grey rows while reading lasts, or a sentence where nothing is."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.skeleton import Skeleton


class ListPane(QWidget):
    """Shows one of them; the skeleton lies over both and comes by itself after 0.4 s."""

    def __init__(self, table: QWidget, empty: EmptyState) -> None:
        super().__init__()
        self._table, self.empty = table, empty
        self._layout = QStackedLayout(self)
        self._layout.addWidget(table)
        self._layout.addWidget(empty)
        self._skeleton = Skeleton()
        self._skeleton.setParent(self)
        self._never_read = True

    @property
    def is_empty(self) -> bool:
        """Whether the sentence is on show."""
        return self._layout.currentWidget() is self.empty

    def begin(self) -> None:
        """Reading starts; a list that is on show stays on show."""
        if self._never_read:
            self._skeleton.begin()
            self._skeleton.raise_()

    def show_table(self) -> None:
        """There are rows."""
        self._show(self._table)

    def say(self, title: str, sentence: str = "", icon: str = "") -> None:
        """There are none, and this is why."""
        self.empty.say(title, sentence, icon)
        self._show(self.empty)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._skeleton.setGeometry(self.rect())

    def _show(self, widget: QWidget) -> None:
        self._never_read = False
        self._skeleton.end()
        self._layout.setCurrentWidget(widget)
