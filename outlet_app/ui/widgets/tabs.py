"""Underlined tabs with counts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.choice_bar import ChoiceBar, Part
from outlet_app.ui.widgets.drawing import CENTRE, brush_on, panel, rule, text_width, write

PAD = 12
GAP = 8
HEIGHT = 48


class Tab(Part):
    """A word and perhaps a number in a pill."""

    def __init__(self, text: str, count: int | None) -> None:
        self.count = count
        super().__init__(text)

    def show_count(self, count: int | None) -> None:
        """Show another number."""
        self.count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count}")
        self.restyle()

    def sizeHint(self) -> QSize:
        words = text_width(self.text(), 15, True)
        pill = look().s(GAP) + self._pill_width() if self.count is not None else 0
        return QSize(words + pill + look().s(2 * PAD), look().s(HEIGHT))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        ink = "accent_text" if self.isChecked() else "text" if self.underMouse() else "text2"
        write(painter, self.whole().adjusted(s(PAD), 0, 0, 0), self.text(), bold=self.isChecked(), color=ink)
        if self.count is not None:
            self._paint_pill(painter, ink)
        if self.isChecked():
            rule(painter, s(PAD), self.height() - s(3), self.width() - s(2 * PAD), s(3), "accent")
        painter.end()

    def _paint_pill(self, painter: QPainter, ink: str) -> None:
        s = look().s
        words = text_width(self.text(), 15, self.isChecked())
        pill = QRectF(s(PAD) + words + s(GAP - 2), (self.height() - s(20)) / 2, self._pill_width(), s(20))
        panel(painter, pill, "accent_soft" if self.isChecked() else "sunken", radius=10)
        write(painter, pill, str(self.count), px=13, color=ink, align=CENTRE)

    def _pill_width(self) -> int:
        return max(text_width(str(self.count), 13) + look().s(10), look().s(20))


class Tabs(ChoiceBar):
    """Tabs given as (word, count or None)."""

    def __init__(self, tabs: Sequence[tuple[str, int | None]], name: str, *, current: int = 0) -> None:
        self.tabs = [Tab(text, count) for text, count in tabs]
        super().__init__(self.tabs, name, vertical_keys=False)
        self.choose(current)

    def show_counts(self, counts: Sequence[int | None]) -> None:
        """Show new numbers, in order."""
        for tab, count in zip(self.tabs, counts, strict=True):
            tab.show_count(count)
        self.updateGeometry()
