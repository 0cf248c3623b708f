"""The course of a case: newest first, with icon, words, who and where, and time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import RIGHT, brush_on, icon, rule, text_width, write
from outlet_app.ui.widgets.painted import Painted
from outlet_app.wording.shell import in_turn, named

STEP, DOT, LEAD = 47, 24, 36


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of the course."""

    when: str
    title: str
    detail: str
    icon: str
    tone: str = "mute"


class Timeline(Painted):
    """Dots on a line; each step has two lines of text."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.moments: tuple[Moment, ...] = ()
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show another course."""
        self.moments = tuple(moments)
        spoken = in_turn(f"{one.when} {one.title} {one.detail}" for one in self.moments)
        self.setAccessibleName(named(self._name, spoken))
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(look().s(200), look().s(STEP) * len(self.moments))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, step = brush_on(self), look().s(STEP)
        for place, moment in enumerate(self.moments):
            if place < len(self.moments) - 1:
                rule(painter, look().s(DOT) / 2 - 1, place * step + look().s(12), 2, step, "line2")
            self._paint_moment(painter, place * step, moment)
        painter.end()

    def _paint_moment(self, painter: QPainter, y: float, moment: Moment) -> None:
        s = look().s
        painter.setPen(QPen(look().color(f"{moment.tone}_line"), 1))
        painter.setBrush(look().color(f"{moment.tone}_soft"))
        painter.drawEllipse(QRectF(0.5, y + 0.5, s(DOT) - 1, s(DOT) - 1))
        icon(painter, moment.icon, (s(DOT) - s(14)) / 2, y + s(DOT) / 2, 14, moment.tone)
        when = text_width(moment.when, 13)
        words = self.width() - s(LEAD)
        title = QRectF(s(LEAD), y, words - when - s(8), s(24))
        write(painter, title, moment.title, bold=True, elide=True)
        write(painter, QRectF(0, y, self.width(), s(24)), moment.when, px=13, color="text3", align=RIGHT)
        detail = QRectF(s(LEAD), y + s(23), words, s(24))
        write(painter, detail, moment.detail, px=14, color="text2", elide=True)
