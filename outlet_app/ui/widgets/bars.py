"""Charts without axes: one stacked bar, standing bars, lying bars; numbers are written out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import CENTRE, LEFT, brush_on, rule, text_width, write
from outlet_app.ui.widgets.painted import Painted
from outlet_app.wording.shell import listed, named


@dataclass(frozen=True, slots=True)
class Bar:
    """A word and its number; a token colour of its own where the chart needs one."""

    word: str
    number: int
    color: str = "accent"


class Chart(Painted):
    """Shows bars and speaks them."""

    def __init__(self, name: str, bars: Sequence[Bar] = ()) -> None:
        self._name = name
        self.bars: tuple[Bar, ...] = ()
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bars(bars)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other numbers."""
        self.bars = tuple(bars)
        self.setAccessibleName(named(self._name, listed(f"{bar.word} {bar.number}" for bar in self.bars)))
        self.restyle()

    def _most(self) -> int:
        return max((bar.number for bar in self.bars), default=0) or 1


class StackedBar(Chart):
    """One bar cut into parts, words and numbers below it."""

    LEGEND, LINE = 38, 26

    def sizeHint(self) -> QSize:
        lines = self._places()[-1][1] if self.bars else 0
        return QSize(look().s(200), look().s(64 + lines * self.LINE))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.restyle()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        total, x = sum(bar.number for bar in self.bars) or 1, float(s(16))
        rule(painter, x, s(12), self.width() - s(32), s(12), "sunken")
        for bar in self.bars:
            wide = (self.width() - s(32)) * bar.number / total
            rule(painter, x, s(12), max(wide - 2, 0), s(12), bar.color)
            x += wide
        for bar, (x, line) in zip(self.bars, self._places(), strict=True):
            y = s(self.LEGEND + line * self.LINE)
            rule(painter, x, y, s(10), s(10), bar.color)
            room = QRectF(x + s(16), y - s(8), self.width(), s(self.LINE))
            write(painter, room, _told(bar), px=14, color="text2")
        painter.end()

    def _places(self) -> list[tuple[float, int]]:
        """Where each word of the legend begins, and on which line: none is left out."""
        s, x, line = look().s, float(look().s(16)), 0
        places = []
        for bar in self.bars:
            wide = s(16) + text_width(_told(bar), 14)
            if x + wide > self.width() - s(8) and x > s(16):
                x, line = float(s(16)), line + 1
            places.append((x, line))
            x += wide + s(14)
        return places


class StandingBars(Chart):
    """Columns with the number on top and the word below; the last one is the present."""

    def __init__(self, name: str, bars: Sequence[Bar] = (), *, tall: int = 148) -> None:
        """tall: height in design px."""
        self._tall = tall
        super().__init__(name, bars)

    def sizeHint(self) -> QSize:
        return QSize(look().s(160), look().s(self._tall))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        foot, top = self.height() - s(24), s(22)
        slot = self.width() / max(len(self.bars), 1)
        for place, bar in enumerate(self.bars):
            tall = (foot - top) * bar.number / self._most()
            wide = min(slot * 0.6, s(32))
            x = slot * place + (slot - wide) / 2
            last = place == len(self.bars) - 1
            rule(painter, x, foot - tall, wide, tall, bar.color)
            number = QRectF(slot * place, foot - tall - s(22), slot, s(22))
            write(painter, number, str(bar.number), px=13, bold=last, align=CENTRE)
            write(
                painter, QRectF(slot * place, foot, slot, s(24)), bar.word, px=13, color="text2", align=CENTRE
            )
        rule(painter, 0, foot, self.width(), 1, "line2")
        painter.end()


class LyingBars(Chart):
    """Rows with the word before the bar and the number behind it."""

    ROW = 24

    def sizeHint(self) -> QSize:
        return QSize(look().s(200), look().s(self.ROW) * max(len(self.bars), 1))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        words = max((text_width(bar.word, 13) for bar in self.bars), default=0) + s(12)
        room = self.width() - words - s(40)
        for place, bar in enumerate(self.bars):
            y = place * s(self.ROW)
            wide = max(room * bar.number / self._most(), 0)
            write(painter, QRectF(0, y, words, s(self.ROW)), bar.word, px=13, color="text2")
            rule(painter, words, y + s(6), wide, s(12), bar.color)
            number = QRectF(words + wide + s(6), y, s(40), s(self.ROW))
            write(painter, number, str(bar.number), px=13, bold=True, align=LEFT)
        painter.end()


def _told(bar: Bar) -> str:
    return f"{bar.word} {bar.number}"
