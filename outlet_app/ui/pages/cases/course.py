"""The course of a case, newest first: what happened in full, who did it where, and what the city says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import RIGHT, brush_on, icon, rule, text_width, write

DOT, LEAD, TITLE, TEXT, LINE, GAP = 24, 36, 24, 21, 20, 12
NARROWEST = 120
Placed = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: its moment, its words, who and where; `faded` where it has no effect.

    strikes: stretches of the text that are struck through; `undone` strikes the title itself.
    """

    when: str
    title: str
    text: str
    teller: str
    icon: str
    tone: str
    note: str = ""
    note_tone: str = "text3"
    faded: bool = False
    strikes: tuple[tuple[int, int], ...] = ()
    undone: bool = False

    def spoken(self) -> str:
        """The step as one phrase."""
        return " ".join(part for part in (self.when, self.title, self.text, self.teller, self.note) if part)


class CourseView(QWidget):
    """Marks on a line; a step is as tall as its words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.entries: tuple[Entry, ...] = ()
        self._broken: dict[tuple[str, int], tuple[Placed, ...]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self.restyle)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show another course."""
        self.entries = tuple(entries)
        self.setAccessibleName(f"{self._name}：" + "；".join(one.spoken() for one in self.entries))
        self.restyle()

    def restyle(self) -> None:
        """Measure and paint again."""
        self._broken.clear()
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int, /) -> int:
        return round(sum(self._height(one, width) for one in self.entries))

    def sizeHint(self) -> QSize:
        width = max(self.width(), look().s(NARROWEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().s(NARROWEST), 0)

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter, y = brush_on(self), 0.0
        for place, one in enumerate(self.entries):
            tall = self._height(one, self.width())
            if QRectF(0, y, self.width(), tall).intersects(QRectF(event.rect())):
                self._paint(painter, y, tall, one, last=place == len(self.entries) - 1)
            y += tall
        painter.end()

    def _height(self, one: Entry, width: int) -> int:
        s, lines = look().s, len(self._lines(one.text, width))
        below = bool(one.teller) + bool(one.note)
        return s(TITLE) + lines * s(TEXT) + below * s(LINE) + s(GAP)

    def _lines(self, text: str, width: int) -> tuple[Placed, ...]:
        key = (text, width)
        if key not in self._broken:
            self._broken[key] = tuple(placed(text, max(width - look().s(LEAD), 1)))
        return self._broken[key]

    def _paint(self, painter: QPainter, y: float, tall: float, one: Entry, *, last: bool) -> None:
        s, left, wide = look().s, look().s(LEAD), self.width() - look().s(LEAD)
        if not last:
            rule(painter, s(DOT) / 2 - 1, y + s(DOT) / 2, 2, tall, "line2")
        self._paint_mark(painter, y, one)
        ink, when = "text3" if one.faded else "text", text_width(one.when, 13)
        title = QRectF(left, y, wide - when - s(8), s(TITLE))
        write(painter, title, one.title, bold=True, color=ink, elide=True)
        if one.undone:
            _strike(painter, left, title.center().y(), text_width(one.title, 15, bold=True))
        moment = QRectF(left, y, wide, s(TITLE))
        write(painter, moment, one.when, px=13, color="text3", align=RIGHT)
        y += s(TITLE)
        for at, line in self._lines(one.text, self.width()):
            row = QRectF(left, y, wide + 4, s(TEXT))
            write(painter, row, line, px=14, color="text3" if one.faded else "text2")
            for start, end in struck(at, line, one.strikes):
                from_left = left + text_width(line[:start], 14)
                _strike(painter, from_left, row.center().y(), text_width(line[start:end], 14))
            y += s(TEXT)
        for line, color in ((one.note, one.note_tone), (one.teller, "text3")):
            if line:
                write(painter, QRectF(left, y, wide, s(LINE)), line, px=13, color=color, elide=True)
                y += s(LINE)

    def _paint_mark(self, painter: QPainter, y: float, one: Entry) -> None:
        s = look().s
        painter.setPen(QPen(look().color(f"{one.tone}_line"), 1))
        painter.setBrush(look().color(f"{one.tone}_soft"))
        painter.drawEllipse(QRectF(0.5, y + 0.5, s(DOT) - 1, s(DOT) - 1))
        icon(painter, one.icon, (s(DOT) - s(14)) / 2, y + s(DOT) / 2, 14, one.tone)


def _strike(painter: QPainter, x: float, middle: float, wide: float) -> None:
    rule(painter, x, middle, wide, look().border, "text2")


def struck(at: int, line: str, strikes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of one line that are struck through; the line begins at this place of the text."""
    cut = ((max(start - at, 0), min(end - at, len(line))) for start, end in strikes)
    return [(start, end) for start, end in cut if start < end]


def placed(text: str, width: int) -> Iterator[Placed]:
    """The lines of a text with the place each begins at."""
    at = 0
    for part in text.split("\n"):
        start = at
        for line in broken(part, width):
            yield start, line
            start += len(line)
        at += len(part) + 1


def broken(text: str, width: int) -> list[str]:
    """One paragraph in lines of this width, broken where Chinese may be broken."""
    if not text:
        return []
    layout = QTextLayout(text, look().font(14))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines
