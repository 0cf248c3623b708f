"""The strip of days from receipt to deadline: counted working days, hatched rest days, the due day."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from outlet_app.domain.calendar import DayKind, DayMark
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import CENTRE, brush_on, panel, write
from outlet_app.ui.widgets.painted import Painted
from outlet_app.wording.shell import DAY_WORDS, WEEKDAYS

HEIGHT, GAP, HATCH = 64, 4, 7
MOST = 7


@dataclass(frozen=True, slots=True)
class Day:
    """One box: weekday, day of the month, word below; without a kind it stands for days left out."""

    weekday: str
    number: str
    word: str
    kind: DayKind | None


def strip_days(marks: Sequence[DayMark]) -> tuple[Day, ...]:
    """The boxes of a counted span: 受理, 1, 2, 休, 到期."""
    return tuple(
        Day(
            WEEKDAYS[mark.day.weekday()],
            str(mark.day.day),
            DAY_WORDS.get(mark.kind, str(mark.index)),
            mark.kind,
        )
        for mark in marks
    )


FILLS: dict[DayKind | None, tuple[str | None, str | None, str]] = {
    DayKind.START: ("sunken", "line2", "text2"),
    DayKind.COUNTED: ("accent_soft", "accent_line", "accent_text"),
    DayKind.OFF: ("surface", "line", "text3"),
    DayKind.DUE: ("accent", "accent", "on_accent"),
    None: (None, None, "text3"),
}
STRONG = (DayKind.COUNTED, DayKind.DUE)


class DayStrip(Painted):
    """Long spans show their beginning and end with a gap between."""

    def __init__(self) -> None:
        self.days: tuple[Day, ...] = ()
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[Day], spoken: str) -> None:
        """Show other days; `spoken` is the whole strip as one sentence."""
        left_out = Day("", "⋯", "", None)
        self.days = tuple(days) if len(days) <= MOST else (*days[:4], left_out, *days[-2:])
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(look().s(160), look().s(HEIGHT) if self.days else 0)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        if not self.days:
            return
        painter, gap = brush_on(self), look().s(GAP)
        wide = min((self.width() - gap * (len(self.days) - 1)) / len(self.days), look().s(64))
        for place, day in enumerate(self.days):
            self._paint_day(painter, QRectF(place * (wide + gap), 0, wide, self.height()), day)
        painter.end()

    def _paint_day(self, painter: QPainter, box: QRectF, day: Day) -> None:
        s = look().s
        fill, line, ink = FILLS[day.kind]
        panel(painter, box, fill, line)
        if day.kind is DayKind.OFF:
            _hatch(painter, box)
        bold = day.kind in STRONG
        write(painter, _band(box, s(3), s(20)), day.weekday, px=13, color=ink, align=CENTRE)
        write(painter, _band(box, s(21), s(22)), day.number, px=16, bold=bold, color=ink, align=CENTRE)
        write(painter, _band(box, s(42), s(19)), day.word, px=13, color=ink, align=CENTRE)


def _band(box: QRectF, top: float, height: float) -> QRectF:
    return QRectF(box.x(), box.y() + top, box.width(), height)


def _hatch(painter: QPainter, box: QRectF) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, look().s(4), look().s(4))
    painter.save()
    painter.setClipPath(path)
    painter.setPen(QPen(look().color("line"), 1))
    x, step = box.left() - box.height(), look().s(HATCH)
    while x < box.right():
        painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
        x += step
    painter.restore()
