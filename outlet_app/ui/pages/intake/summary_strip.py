"""The red line over the form after a decision whose conditions are not met, with a way to each problem."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.domain.decisions import Decision
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Strip
from outlet_app.ui.widgets.drawing import LEFT, brush_on, rule, text_width, write
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import intake as words

HEIGHT = 44
MOST_LINKS = 4


class ProblemLink(PaintedButton):
    """An underlined name that leads to its field."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(text_width(self.text()) + look().s(12), look().s(32))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, side = brush_on(self), look().s(6)
        room = QRectF(side, 0, self.width() - side, self.height())
        write(painter, room, self.text(), color="bad", align=LEFT)
        rule(painter, side, self.height() / 2 + look().s(9), self.width() - 2 * side, 1, "bad")
        painter.end()


class SummaryStrip(Strip):
    """`asked` carries the code of the field to go to."""

    asked = Signal(str)

    def __init__(self) -> None:
        self._title = Label("", "strong", "bad")
        self._links = Strip(HEIGHT, gap=4)
        super().__init__(
            HEIGHT, Glyph("circle-alert", 20, "bad"), self._title, self._links, None, margins=(16, 0, 8, 0)
        )
        self.links: list[ProblemLink] = []
        self._shown: tuple[Decision | None, dict[str, str]] = (None, {})
        self.hide()

    def show_problems(self, decision: Decision | None, names: Mapping[str, str]) -> None:
        """Name the fields (code → word) in reading order; nothing hides the line."""
        if self._shown == (decision, dict(names)):
            return
        self._shown = (decision, dict(names))
        self.setVisible(decision is not None and bool(names))
        self._links.clear()
        self.links = []
        if decision is None or not names:
            return
        self._title.setText(words.not_yet(decision, len(names)))
        for name, word in _few(names).items():
            link = ProblemLink(word)
            link.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            self._links.add(link)
            self.links.append(link)
        self.setAccessibleName(self._title.text())

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        painter.fillRect(self.rect(), look().color("bad_soft"))
        rule(painter, 0, self.height() - 1, self.width(), 1, "bad_line")
        painter.end()


def _few(names: Mapping[str, str]) -> dict[str, str]:
    """The first links; all rows of the checklist share one, and a long list ends in how many there are."""
    first: dict[str, str] = {}
    for name, word in names.items():
        if word not in first.values():
            first[name] = word
    shown = dict(list(first.items())[:MOST_LINKS])
    if len(first) > MOST_LINKS:
        last = list(first)[MOST_LINKS]
        shown[last] = words.AND_MORE.format(n=len(names))
    return shown
