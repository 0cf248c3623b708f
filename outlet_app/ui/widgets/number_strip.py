"""The strip of today's numbers; each opens the cases behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import ground
from outlet_app.ui.widgets.drawing import brush_on, rule, text_width, write
from outlet_app.ui.widgets.painted import PaintedButton

HEIGHT = 72


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, its name and perhaps a note."""

    key: str
    number: str
    unit: str
    name: str
    note: str = ""
    tone: str = "text"


class FigureButton(PaintedButton):
    """One number of the strip."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.first = False
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_figure(figure)

    def show_figure(self, figure: Figure) -> None:
        """Show another number."""
        self.figure = figure
        self.setAccessibleName(f"{figure.name} {figure.number} {figure.unit} {figure.note}".strip())
        self.restyle()

    def sizeHint(self) -> QSize:
        number = text_width(self.figure.number, 26, True) + text_width(self.figure.unit, 13)
        wide = max(number, text_width(self.figure.name, 14))
        return QSize(wide + look().s(28), look().s(HEIGHT) - 4 * look().border)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s, figure = brush_on(self), look().s, self.figure
        if self.underMouse():
            painter.fillRect(self.whole(), look().color("hover"))
        if not self.first:
            rule(painter, 0, s(16), 1, self.height() - s(32), "line2")
        top = self.height() / 2 - s(28)
        number = QRectF(s(16), top, self.width(), s(34))
        write(painter, number, figure.number, px=26, bold=True, color=figure.tone)
        unit = number.adjusted(text_width(figure.number, 26, True) + s(6), s(6), 0, s(2))
        write(painter, unit, figure.unit, px=13, color="text2")
        below = QRectF(s(16), top + s(33), self.width() - s(20), s(22))
        write(painter, below, figure.name, px=14, color="text2", elide=True)
        after = below.adjusted(text_width(figure.name, 14) + s(8), 0, 0, 0)
        if figure.note and after.width() >= text_width(figure.note, 13):
            write(painter, after, figure.note, px=13, color="text3")
        painter.end()


class NumberStrip(QFrame):
    """`opened` carries the key of the pressed number."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        ground(self, "card")
        self.setAccessibleName(name)
        self.figures: list[FigureButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(0)
        follow(self.restyle)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show numbers; buttons are kept where the keys are the same."""
        if [one.key for one in figures] != [button.figure.key for button in self.figures]:
            self._rebuild(figures)
        for button, figure in zip(self.figures, figures, strict=True):
            button.show_figure(figure)

    def restyle(self) -> None:
        """Keep the design height."""
        self.setFixedHeight(look().s(HEIGHT))
        self._layout.setContentsMargins(*(look().border,) * 4)

    def _rebuild(self, figures: Sequence[Figure]) -> None:
        for button in self.figures:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.figures = [FigureButton(figure) for figure in figures]
        for button in self.figures:
            button.first = button is self.figures[0]
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _on=False, button=button: self.opened.emit(button.figure.key))
            self._layout.addWidget(button, 1)
